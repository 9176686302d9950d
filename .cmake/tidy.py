#!/usr/bin/env python3
"""Runs clang-tidy over many files: tidy.py BUILD_FOLDER JOBS < FILES

Most of clang-tidy's time goes into headers, so files of one target are read several at once, as one source that
includes them. Where such a source does not compile (two files use one name for different things), it is parted.
Prints each finding once; ends with 1 if there is one.
"""
import concurrent.futures
import hashlib
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
(folder / "compile_commands.json").write_text(json.dumps(list(commands.values())))


def tidy(files):
    """What clang-tidy says of these files of one target, read as one source: exit code and text."""
    if len(files) == 1:
        source, options, database = files[0], [], folder
    else:
        name = hashlib.sha256("".join(files).encode()).hexdigest()[:12]
        database = folder / name
        database.mkdir(exist_ok=True)
        source = str(database / "all.cpp")
        pathlib.Path(source).write_text("".join(f'#include "{file}"\n' for file in files))
        model = commands[files[0]]["command"].replace(files[0], source) + " -Wno-shadow"  # by a name of another file
        (database / "compile_commands.json").write_text(
            json.dumps([dict(commands[files[0]], file=source, command=model)]))
        # A source that includes sources is no finding, and those are what is looked at, like headers.
        options = ["--checks=-bugprone-suspicious-include",
                   r"--header-filter=/(nodes|backend|gui|plugins|tests)/[^_].*\.(h|cpp)$"]
    options.append("--extra-arg=-Wno-unknown-warning-option")  # what is said to g++ only
    done = subprocess.run(["clang-tidy", "--quiet", "-p", str(database), *options, source], capture_output=True, text=True)
    said = done.stdout
    if done.returncode and not re.search("^/", said, re.M):  # it did not find anything, it failed
        said = f"{source}: clang-tidy ended with {done.returncode}, reading {', '.join(files)}\n{said}{done.stderr}"
    return done.returncode, said


def look(files):
    """The answers for files of one target, as few as can be."""
    code, text = tidy(files)
    if len(files) == 1 or "clang-diagnostic-error" not in text:
        return [(code, text)]
    # Two files use one name for different things: those that the errors stand in are read by themselves.
    blamed = [file for file in files if re.search(rf"^{re.escape(file)}:.*clang-diagnostic-error", text, re.M)]
    parts = [blamed, [file for file in files if file not in blamed]]
    if not all(parts):
        parts = [files[::2], files[1::2]]
    return look(parts[0]) + look(parts[1])


# Every n-th file of a target, so that the heavy ones of a folder are spread.
batches = []
for files in targets.values():
    count = -(-len(files) // at_once)
    batches += [files[first::count] for first in range(count)]

findings = {}
# Only CUDA's sources may be: those of a machine without its headers.
bad = any("/backend/cuda/" not in file for file in wanted - commands.keys())
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
