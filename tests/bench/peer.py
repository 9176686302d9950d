#!/usr/bin/env python3
"""Reference trainings in Python PyTorch, the peer of `lepton bench`.

  peer.py GRAPH MODE THREADS --data FOLDER [--seconds S]

GRAPH   small  20-64-64-1, sigmoid + BCE, Adam 1e-3, batch 32, 4 096 made samples
        mlp    784-512-256-128-10, cross entropy, Adam 1e-3, batch 128, MNIST
        cnn    conv32-pool-conv64-pool-128-10, cross entropy, Adam 1e-3, batch 64, MNIST
MODE    eager  what a tutorial writes: Adam as it comes, batches by index_select from memory
        fused  the same with Adam(fused=True)
        graph  on a GPU: the fused one with the whole step recorded as a CUDA graph

Prints one line with `first` and `check`, the mean loss of steps 1 to 10 and 91 to 100 from seed 1, which must equal ours. Then each line
on stdin starts one timed piece, answered by one JSON line.
"""
import argparse
import gzip
import json
import os
import resource
import struct
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("graph")
parser.add_argument("mode")
parser.add_argument("threads", type=int)
parser.add_argument("--data", required=True)
parser.add_argument("--device", default="cpu")
parser.add_argument("--seconds", type=float, default=1.5)
asked = parser.parse_args()
os.environ.setdefault("OMP_NUM_THREADS", str(asked.threads))
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(asked.threads)


def idx(name):
    data = gzip.open(os.path.join(asked.data, "mnist", name)).read()
    rank = data[3]
    shape = struct.unpack(">" + "I" * rank, data[4:4 + 4 * rank])
    return torch.from_numpy(np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape).copy())


def mnist(shape):
    x = idx("train-images-idx3-ubyte.gz").float().div_(255).sub_(0.1307).div_(0.3081).reshape(-1, *shape)
    return x, idx("train-labels-idx1-ubyte.gz").long()


loss_of = F.cross_entropy
if asked.graph == "small":
    torch.manual_seed(7)
    x = torch.randn(4096, 20)
    y = ((x @ torch.randn(20)) > 0).float().unsqueeze(1)
    batch, loss_of = 32, F.binary_cross_entropy
elif asked.graph == "mlp":
    (x, y), batch = mnist((784,)), 128
else:
    (x, y), batch = mnist((1, 28, 28)), 64

x, y = x.to(asked.device), y.to(asked.device)
torch.manual_seed(1)
if asked.graph == "small":
    model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1), nn.Sigmoid())
elif asked.graph == "mlp":
    model = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(),
                          nn.Linear(128, 10))
else:
    model = nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                          nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                          nn.Flatten(), nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10))
model = model.to(asked.device)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=None if asked.mode == "eager" else True,
                             capturable=asked.mode == "graph")


def step(features, target):
    optimizer.zero_grad(set_to_none=True)
    loss = loss_of(model(features), target)
    loss.backward()
    optimizer.step()
    return loss.detach()


def recorded(features, target):
    """The step as a CUDA graph, as PyTorch's documentation writes it: warmed up beside, then recorded. These count as steps."""
    features, target = features.clone(), target.clone()
    beside = torch.cuda.Stream()
    beside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(beside):
        losses = [step(features, target) for _ in range(3)]
    torch.cuda.current_stream().wait_stream(beside)
    optimizer.zero_grad(set_to_none=True)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        loss = step(features, target)

    def replay(more_features, more_target):
        features.copy_(more_features)
        target.copy_(more_target)
        graph.replay()
        return loss.clone()
    return replay


def batches():
    while True:
        order = torch.randperm(x.shape[0]).to(asked.device)
        for i in range(0, x.shape[0] - batch + 1, batch):
            chosen = order[i:i + batch]
            yield x.index_select(0, chosen), y.index_select(0, chosen)


torch.manual_seed(2)
feed = batches()
if asked.mode == "graph":
    step = recorded(*next(feed))
first = [step(*next(feed)) for _ in range(100)]
checks = dict(first=float(torch.stack(first[:10]).mean()), check=float(torch.stack(first[90:]).mean()))


def timed():
    steps, start = 0, time.perf_counter()
    while True:
        for _ in range(10):
            step(*next(feed))
        steps += 10
        seconds = time.perf_counter() - start
        if seconds >= asked.seconds:
            break
    if asked.device != "cpu":
        torch.cuda.synchronize()
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return dict(engine="python", graph=asked.graph, mode=asked.mode, device=asked.device, threads=torch.get_num_threads(),
                samples_per_s=steps * batch / seconds, us_per_step=seconds / steps * 1e6, peak_mb=peak, **checks)


print(json.dumps(dict(ready=True, **checks)), flush=True)
for _ in sys.stdin:
    print(json.dumps(timed()), flush=True)
