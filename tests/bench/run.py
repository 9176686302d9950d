#!/usr/bin/env python3
"""Measures the engine against Python PyTorch on this machine and prints the table of ratios.

  run.py --lepton PROGRAM --python PYTHON --data FOLDER [--rounds N] [--seconds S] [--graph NAME]… [--threads N]…
         [--device cuda]

Every configuration is a process that waits on stdin; only one works at a time, in a new random order each round, so
that noise of the machine hits all alike. Speeds count only where both compute the same: the mean loss of the first ten steps
within 0.01 %, and `check`, that of steps 91 to 100, where Adam has made other roundings visible, within 5 %. On a GPU there
are no targets; Python's recorded step begins three steps later than ours, so its losses are not compared.
Ends with 1 if a target is missed.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--lepton", required=True)
parser.add_argument("--python", required=True)
parser.add_argument("--data", required=True)
parser.add_argument("--rounds", type=int, default=9)
parser.add_argument("--seconds", type=float, default=1.0)
parser.add_argument("--graph", action="append")
parser.add_argument("--threads", type=int, action="append")
parser.add_argument("--device", default="cpu")
asked = parser.parse_args()
here = os.path.dirname(os.path.abspath(__file__))
graphs = asked.graph or ["small", "mlp", "cnn"]
on_gpu = asked.device != "cpu"
threads = [1] if on_gpu else asked.threads or [1, 2]

# (graph, our mode, threads, which peer, at least)
targets = [
    ("small", "plain", 1, "eager", 10.0),
    ("small", "plan", 1, "eager", 12.0),
    ("mlp", "plan", 1, "eager", 1.25),
    ("cnn", "plan", 1, "eager", 1.6),
    ("small", "plan", 2, "best", 1.1),
    ("mlp", "plan", 2, "best", 1.1),
    ("cnn", "plan", 2, "best", 1.1),
]


def start(graph, engine, mode, count):
    if engine == "python":
        command = [asked.python, os.path.join(here, "peer.py"), graph, mode, str(count), "--data", asked.data,
                   "--device", asked.device, "--seconds", str(asked.seconds)]
    else:
        command = [asked.lepton, "bench", graph, "--mode", mode, "--threads", str(count), "--serve", "--seconds",
                   str(asked.seconds), "--device", asked.device]
    environment = dict(os.environ, OMP_NUM_THREADS=str(count))
    begin = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    line = process.stdout.readline()
    if not line:
        sys.exit(f"{' '.join(command)}: did not start")
    return process, json.loads(line), time.monotonic() - begin


def measure(jobs, graph):
    """Interleaved rounds; job → (list of answers, checks, seconds until the first 100 steps were done)."""
    running = {}
    for job in jobs:
        running[job] = start(graph, *job)
    answers = {job: [] for job in jobs}
    for _ in range(asked.rounds):
        order = list(jobs)
        random.shuffle(order)
        for job in order:
            process = running[job][0]
            process.stdin.write("go\n")
            process.stdin.flush()
            answers[job].append(json.loads(process.stdout.readline()))
    for process, _, _ in running.values():
        process.stdin.close()
        process.wait(20)
    return {job: (answers[job], running[job][1], running[job][2]) for job in jobs}


def seconds_to_first_step(example):
    """From the start of `lepton train` until its run folder holds the losses of a first step; median of five starts."""
    taken = []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as folder:
            log = os.path.join(folder, "run", "metrics.jsonl")
            begin = time.monotonic()
            process = subprocess.Popen([asked.lepton, "train", example, "--run", os.path.join(folder, "run")],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None and not (os.path.exists(log) and os.path.getsize(log)):
                time.sleep(0.005)
            taken.append(time.monotonic() - begin)
            if process.poll() is not None:
                sys.exit(f"lepton train {example}: ended with {process.returncode} before its first step")
            process.terminate()
            process.wait(20)
    return statistics.median(taken)


def quartiles(values):
    values = sorted(values)
    if len(values) < 4:
        return values[0], values[-1]
    low, _, high = statistics.quantiles(values, n=4)
    return low, high


def median_speed(result):
    return statistics.median(answer["samples_per_s"] for answer in result[0])


missed = []


def verdict(text, value, bound, at_least=True):
    met = value >= bound if at_least else value <= bound
    if not met:
        missed.append(text)
    print(f"| {text} | {value:.2f} | {'≥' if at_least else '≤'} {bound} | {'met' if met else '**missed**'} |")


for graph in graphs:
    results = {}
    for count in threads:
        ours = ["plan"] + (["plain"] if graph == "small" and count == 1 and not on_gpu else [])
        theirs = ["eager", "fused"] + (["graph"] if on_gpu else [])
        jobs = [("python", mode, count) for mode in theirs] + [("lepton", mode, count) for mode in ours]
        results.update(measure(jobs, graph))
    print(f"\n### {graph}\n\n| engine | mode | threads | µs a step | quartiles | × eager | peak MB | first | check |")
    print("| --- | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for (engine, mode, count), result in results.items():
        eager = median_speed(results[("python", "eager", count)])
        low, high = quartiles([answer["us_per_step"] for answer in result[0]])
        middle = statistics.median(answer["us_per_step"] for answer in result[0])
        peak = max(answer["peak_mb"] for answer in result[0])
        print(f"| {engine} | {mode} | {count} | {middle:.1f} | {low:.1f}–{high:.1f} | {median_speed(result) / eager:.2f} | "
              f"{peak} | {result[1]['first']:.6f} | {result[1]['check']:.5f} |")
    expected = results[("python", "eager", threads[0])][1]
    for (engine, mode, count), result in results.items():
        for name, share in () if mode == "graph" else (("first", 1e-4), ("check", 0.05)):
            if abs(result[1][name] - expected[name]) > share * max(abs(expected[name]), 0.1):
                missed.append(f"{graph}: {engine} {mode} with {count} threads computes something else ({name})")
    if on_gpu:
        continue
    print("\n| target | ratio | wanted | |\n| --- | ---: | ---: | --- |")
    for name, mode, count, peer, bound in targets:
        if name != graph or count not in threads:
            continue
        base = median_speed(results[("python", "eager", count)])
        if peer == "best":
            base = max(base, median_speed(results[("python", "fused", count)]))
        verdict(f"{graph}, {mode}, {count} thread{'s' if count > 1 else ''}, × {peer}",
                median_speed(results[("lepton", mode, count)]) / base, bound)
    if graph != "small":
        count = threads[0]
        peak = {engine: max(a["peak_mb"] for a in results[(engine, mode, count)][0])
                for engine, mode in (("python", "eager"), ("lepton", "plan"))}
        verdict(f"{graph}, peak memory", peak["lepton"] / peak["python"], 0.7, at_least=False)
        one = measure([("lepton", "predict", 1), ("lepton", "straight", 1)], graph)
        verdict(f"{graph}, one sample, × straight C++",
                median_speed(one[("lepton", "straight", 1)]) / median_speed(one[("lepton", "predict", 1)]), 1.3,
                at_least=False)
        example = os.path.join(here, "../../resources/examples", "mlp.lepton" if graph == "mlp" else "leptonnet.lepton")
        verdict(f"{graph}, seconds from the start of lepton train to its first step", seconds_to_first_step(example), 1.5,
                at_least=False)

if missed:
    print("\nMissed:\n" + "\n".join("* " + text for text in missed))
sys.exit(1 if missed else 0)
