#!/usr/bin/env python3
"""Runs clang-tidy over many files: tidy.py BUILD_FOLDER JOBS < FILES

Most of clang-tidy's time goes into headers, so files of one target are read several at once, as one source that
includes them. Where such a source does not compile (two files use one name for different things), its files are read
one by one. Prints each finding once; ends with 1 if there is one.
"""
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

build, jobs = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
root = pathlib.Path.cwd()
wanted = {str(root / line.strip()) for line in sys.stdin if line.strip()}
at_once = 12

commands = {}
for entry in json.loads((build / "compile_commands.json").read_text()):
    entry["command"] = entry["command"].replace(" -fpch-preprocess", "")
    commands.setdefault(entry["file"], entry)
targets = {}
for file in sorted(wanted & commands.keys()):
    target = re.search(r" -o (\S*\.dir)/", commands[file]["command"]).group(1)
    targets.setdefault(target, []).append(file)
for file in sorted(wanted - commands.keys()):
    print(f"{file}: is no part of the build, so nothing can be said about it")

folder = build / "tidy"
folder.mkdir(exist_ok=True)
batches, entries = [], list(commands.values())
for target, files in targets.items():
    # Every n-th file, so that the heavy ones of a folder are spread.
    count = -(-len(files) // at_once)
    for first in range(count):
        files_of = files[first::count]
        if len(files_of) == 1:
            batches.append((files_of[0], []))
            continue
        source = folder / f"{target.replace('/', '_')}_{first}.cpp"
        source.write_text("".join(f'#include "{file}"\n' for file in files_of))
        model = commands[files_of[0]]
        entries.append(dict(model, file=str(source), command=model["command"].replace(files_of[0], str(source))))
        batches.append((str(source), files_of))
(folder / "compile_commands.json").write_text(json.dumps(entries))


def tidy(source, extra=()):
    done = subprocess.run(["clang-tidy", "--quiet", "-p", str(folder), *extra, source], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True)
    return done.returncode, done.stdout


def look(batch):
    source, files = batch
    if not files:
        return [tidy(source)]
    # A source that includes sources is no finding, and those are what is looked at, like headers.
    options = ["--checks=-bugprone-suspicious-include", r"--header-filter=/(nodes|backend|gui|plugins|tests)/[^_].*\.(h|cpp)$"]
    code, text = tidy(source, options)
    if "clang-diagnostic-error" in text:
        return [tidy(file) for file in files]
    return [(code, text)]


findings = {}
bad = bool(wanted - commands.keys())
with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
    for done, results in enumerate(pool.map(look, batches), 1):
        for code, text in results:
            bad = bad or code != 0
            for finding in re.split(r"\n(?=/)", text):
                if finding.startswith("/"):
                    findings.setdefault(finding.split("\n")[0], finding)
        print(f"\r    {done} of {len(batches)}", end="", file=sys.stderr, flush=True)
print(file=sys.stderr)
print("\n".join(findings.values()))
sys.exit(1 if bad else 0)
