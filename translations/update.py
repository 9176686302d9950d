#!/usr/bin/env python3
"""Refreshes translations/lepton_*.ts from the sources: update.py BUILD_FOLDER

Texts of tr() come from gui/ through lupdate; texts of cards, fields and problems from lepton_texts, a program of the
build. Translations that are there are kept. New entries are `unfinished` until somebody writes them in the .ts file
(Qt Linguist, or any editor); a test fails on every one that is left.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent


def tool(name):
    # Debian's /usr/bin/lupdate is a switch that may stand at Qt 5: Qt 6's own folder comes first.
    for place in (f"/usr/lib/qt6/bin/{name}", f"/usr/lib64/qt6/bin/{name}", shutil.which(f"{name}6"), shutil.which(name)):
        if place and pathlib.Path(place).exists():
            return place
    sys.exit(f"{name} was not found. Install Qt's linguist tools (qt6-l10n-tools).")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    texts = pathlib.Path(sys.argv[1]) / "bin" / "lepton_texts"
    if not texts.exists():
        sys.exit(f"{texts} was not found. Build the target lepton_texts first.")
    # The generated source lies under translations/ only while lupdate reads it.
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "texts_of_cards.cpp"
        source.write_bytes(subprocess.run([texts, root], check=True, stdout=subprocess.PIPE).stdout)
        files = sorted(str(f) for f in (root / "gui").rglob("*") if f.suffix in (".cpp", ".h"))
        for ts in sorted((root / "translations").glob("lepton_*.ts")):
            language = ts.stem[len("lepton_"):]
            plurals = ["-pluralonly"] if language == "en" else []  # English is the source; only "1 node" differs
            subprocess.run([tool("lupdate"), *plurals, "-I", str(root), "-locations", "none", "-no-obsolete", "-target-language", language,
                            "-source-language", "en", *files, source, "-ts", ts], check=True)


main()
