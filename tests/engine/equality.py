#!/usr/bin/env python3
"""Trains one network with PyTorch and writes everything a step of ours must equal: equality.py CASE PRECISION OUT.npz

Arrays: x, y (batches first), first/NAME and last/NAME (weights and buffers before and after), losses, gradient/NAME
(of the first step), output (of the first batch, before training, in training mode), mask/NAME (dropout: steps first).
"""
import sys
import numpy as np
import torch
from torch import nn

STEPS = 10
case, precision, out = sys.argv[1:4]
dtype = {"float64": torch.float64, "float32": torch.float32}[precision]
torch.manual_seed(3)
torch.set_num_threads(1)


class Masked(nn.Module):
    """Dropout that keeps its masks: nn.Dropout draws the same ones."""

    def __init__(self, p):
        super().__init__()
        self.p, self.masks = p, []

    def forward(self, x):
        scaled = nn.functional.dropout(torch.ones_like(x), self.p, True)
        self.masks.append((scaled != 0).numpy())
        return x * scaled


class Block(nn.Module):
    """The residual block of the example, under its nodes' names."""

    def __init__(self):
        super().__init__()
        self.conv2, self.norm2 = nn.Conv2d(16, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)
        self.conv3, self.norm3 = nn.Conv2d(16, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)

    def forward(self, image):
        hidden = torch.relu(self.norm2(self.conv2(image)))
        return torch.relu(self.norm3(self.conv3(hidden)) + image)


class Residual(nn.Module):
    def __init__(self, shared):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(1, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16)
        self.residual_block1 = Block() if shared else nn.ModuleList(Block() for _ in range(3))
        self.linear1 = nn.Linear(16, 10)

    def forward(self, x):
        x = torch.relu(self.norm1(self.conv1(x.to(dtype) / 255)))
        shared = isinstance(self.residual_block1, Block)
        for block in [self.residual_block1] * 3 if shared else self.residual_block1:
            x = block(x)
        return self.linear1(x.mean((2, 3)))


class Scaled(nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.register_buffer("mean", torch.rand(columns))
        self.register_buffer("std", torch.rand(columns) + 0.5)

    def forward(self, x):
        return (x - self.mean) / self.std


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.normalise1 = Scaled(30)
        self.encoder1 = nn.Sequential(*named(linear1=nn.Linear(10, 16), relu1=nn.ReLU(), linear2=nn.Linear(16, 8)))
        self.linear1 = nn.Linear(16, 1)

    def forward(self, x):
        x = self.normalise1(x)
        both = torch.cat([self.encoder1(x[:, :10]), self.encoder1(x[:, 20:])], dim=1)
        return torch.sigmoid(self.linear1(both))


def network():
    if case.startswith("residual"):
        return Residual("shared" in case)
    if case.startswith("siamese"):
        return Siamese()
    if case.startswith("mlp"):
        return nn.Sequential(*named(linear1=nn.Linear(20, 32), relu1=nn.ReLU(), linear2=nn.Linear(32, 16), relu2=nn.ReLU(),
                                    linear3=nn.Linear(16, 5)))
    if case.startswith("dropout"):
        return nn.Sequential(*named(linear1=nn.Linear(20, 32), relu1=nn.ReLU(), dropout1=Masked(0.3),
                                    linear2=nn.Linear(32, 5)))
    if case.startswith("binary"):
        return nn.Sequential(*named(linear1=nn.Linear(20, 16), tanh1=nn.Tanh(), linear2=nn.Linear(16, 1),
                                    sigmoid1=nn.Sigmoid()))
    return nn.Sequential(*named(conv1=nn.Conv2d(3, 8, 3, padding=1), bn1=nn.BatchNorm2d(8), relu1=nn.ReLU(),
                                pool1=nn.MaxPool2d(2), conv2=nn.Conv2d(8, 16, 3, padding=1), relu2=nn.ReLU(),
                                pool2=nn.MaxPool2d(2), flatten1=nn.Flatten(), linear1=nn.Linear(16 * 3 * 3, 5)))


def named(**modules):
    from collections import OrderedDict
    return [OrderedDict(modules)]


model = network().to(dtype)
batch = 16
shape = (3, 12, 12) if case.startswith("cnn") else (20,)
x = torch.randn(STEPS, batch, *shape, dtype=dtype)
if case.startswith("residual"):
    x = torch.randint(0, 256, (STEPS, batch, 1, 28, 28), dtype=torch.uint8)
if case.startswith("siamese"):
    x = torch.randn(STEPS, batch, 30, dtype=dtype)
if case.startswith(("binary", "siamese")):
    y = (torch.rand(STEPS, batch, 1) > 0.5).to(dtype)
    loss_of = nn.functional.binary_cross_entropy
else:
    y = torch.randint(0, 5, (STEPS, batch))
    loss_of = nn.functional.cross_entropy
kind = case.split("-")[1]
if kind == "sgd":
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
elif case.startswith(("residual", "siamese")):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
elif kind == "adamw":
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.02)
else:
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)

arrays = {"x": x.numpy(), "y": y.numpy()}


def keep(prefix):
    for name, value in model.state_dict().items():
        if not name.endswith("num_batches_tracked"):
            arrays[prefix + "/" + name] = value.numpy().copy()


keep("first")
losses = []
for step in range(STEPS):
    optimizer.zero_grad()
    prediction = model(x[step])
    loss = loss_of(prediction, y[step])
    loss.backward()
    if step == 0:
        arrays["output"] = prediction.detach().numpy().copy()
        for name, p in model.named_parameters():
            arrays["gradient/" + name] = p.grad.numpy().copy()
    optimizer.step()
    losses.append(loss.item())
keep("last")
arrays["losses"] = np.array(losses)
for name, module in model.named_modules():
    if isinstance(module, Masked):
        arrays["mask/" + name] = np.stack(module.masks).astype(np.uint8)
np.savez(out, **{name.replace("/", ":"): value for name, value in arrays.items()})
