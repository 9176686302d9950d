# Networks that PyTorch writes as ONNX, and what it says of them: onnx_peers.py FOLDER
# Beside NAME.onnx lies NAME.json: parameters, and the shape of an answer without its batch.
import json
import math
import pathlib
import sys
import warnings

import onnx
import torch
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.avg_pool2d(torch.tanh(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        return F.log_softmax(self.fc3(F.relu(self.fc2(F.relu(self.fc1(x))))), dim=1)


class Block(nn.Module):
    def __init__(self, before, filters, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, filters, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(filters)
        self.conv2 = nn.Conv2d(filters, filters, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(filters)
        self.downsample = None
        if stride != 1 or before != filters:
            self.downsample = nn.Sequential(nn.Conv2d(before, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))) + shortcut)


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(Block(16, 16, 1), Block(16, 16, 1))
        self.layer2 = nn.Sequential(Block(16, 32, 2), Block(32, 32, 1))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(32, 10)

    def forward(self, x):
        x = self.maxpool(F.relu(self.bn1(self.conv1(x))))
        x = self.avgpool(self.layer2(self.layer1(x)))
        return self.fc(torch.flatten(x, 1))


class Inception(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 4, 1)
        self.b = nn.Sequential(nn.Conv2d(3, 4, 1), nn.SiLU(), nn.Conv2d(4, 6, 5, padding="same"))
        self.c = nn.Sequential(nn.MaxPool2d(3, 1, 1), nn.Conv2d(3, 5, 1))
        self.head = nn.Sequential(nn.ZeroPad2d(1), nn.Conv2d(15, 8, 3), nn.AvgPool2d(3, 2, 1), nn.ELU(0.5))
        self.out = nn.Linear(8, 3)

    def forward(self, x):
        x = self.head(torch.cat([self.a(x), self.b(x), self.c(x)], 1))
        return self.out(x.mean([2, 3]))


class Tokens(nn.Module):
    """A perceptron on each of several rows."""

    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(12)
        self.up = nn.Linear(12, 48)
        self.down = nn.Linear(48, 12, bias=False)
        self.mix = nn.Linear(7, 7)
        self.out = nn.Linear(12, 5)

    def forward(self, x):
        x = x + self.down(F.gelu(self.up(self.norm(x))))
        x = x + self.mix(x.transpose(1, 2)).transpose(1, 2) * torch.sigmoid(x)
        return self.out(F.gelu(x[:, 2:], approximate="tanh"))


class Sounds(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv1d(2, 8, 9, stride=4, padding=4), nn.BatchNorm1d(8), nn.LeakyReLU(0.2),
                                  nn.MaxPool1d(4, ceil_mode=True), nn.Conv1d(8, 8, 3, groups=4, dilation=2), nn.Softplus(),
                                  nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.BatchNorm1d(8), nn.Linear(8, 4), nn.Softmax(1))

    def forward(self, x):
        return self.body(x)


class Volumes(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv3d(1, 4, 3, padding=1), nn.BatchNorm3d(4), nn.ReLU(), nn.MaxPool3d(2), nn.Dropout3d(),
                                  nn.AdaptiveMaxPool3d(1), nn.Flatten(), nn.Linear(4, 2))

    def forward(self, x):
        return self.body(x)


def alexnet():
    return nn.Sequential(nn.Conv2d(3, 16, 11, 4, 2), nn.ReLU(True), nn.MaxPool2d(3, 2), nn.Conv2d(16, 24, 5, padding=2), nn.ReLU(True),
                         nn.MaxPool2d(3, 2), nn.Conv2d(24, 24, 3, padding=1), nn.MaxPool2d(3, 2), nn.AdaptiveAvgPool2d((6, 6)),
                         nn.Flatten(), nn.Dropout(), nn.Linear(24 * 36, 64),
                         nn.ReLU(True), nn.Linear(64, 10))


def vgg():
    layers, before = [], 3
    for filters in (8, 8, "M", 16, 16, "M"):
        if filters == "M":
            layers.append(nn.MaxPool2d(2, 2))
        else:
            layers += [nn.Conv2d(before, filters, 3, padding=1), nn.BatchNorm2d(filters), nn.ReLU(True)]
            before = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(16 * 64, 32), nn.ReLU(True), nn.Dropout(), nn.Linear(32, 10))


networks = {
    "lenet": (LeNet(), (1, 28, 28)),
    "alexnet": (alexnet(), (3, 224, 224)),
    "vgg": (vgg(), (3, 32, 32)),
    "resnet": (ResNet(), (3, 64, 64)),
    "inception": (Inception(), (3, 16, 16)),
    "tokens": (Tokens(), (7, 12)),
    "sounds": (Sounds(), (2, 256)),
    "volumes": (Volumes(), (1, 8, 8, 8)),
}


def learned(file):
    """Numbers that the operators of a file learn, each its own, but for what batch norms count."""
    graph = onnx.load(file).graph
    sizes = {t.name: math.prod(t.dims) for t in graph.initializer if t.data_type == onnx.TensorProto.FLOAT and t.dims}
    for node in graph.node:  # what many begin with is kept once
        if node.op_type == "Identity" and node.input[0] in sizes:
            sizes[node.output[0]] = sizes[node.input[0]]
    return sum(sizes.get(name, 0) for node in graph.node if node.op_type != "Identity"
               for name in (node.input[:3] if node.op_type == "BatchNormalization" else node.input))


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, (network, shape) in networks.items():
        network.eval()
        # As a file for use, in which PyTorch joins batch norms with convolutions; and as it stands.
        for opset, free, joined in ((18, True, True), (18, False, False), (13, True, False)):
            file = folder / f"{name}-{opset}-{'free' if free else 'fixed'}-{'joined' if joined else 'whole'}.onnx"
            mode = torch.onnx.TrainingMode.EVAL if joined else torch.onnx.TrainingMode.PRESERVE
            torch.onnx.export(network, (torch.rand(2 if free else 1, *shape),), file, opset_version=opset, dynamo=False, training=mode,
                              do_constant_folding=joined, input_names=["data"], output_names=["answer"],
                              dynamic_axes={"data": {0: "batch"}, "answer": {0: "batch"}} if free else None)
            with torch.no_grad():
                answer = list(network(torch.rand(2, *shape)).shape[1:])
            parameters = learned(file) if joined else sum(p.numel() for p in network.parameters())
            file.with_suffix(".json").write_text(json.dumps({"parameters": parameters, "answer": answer}))


main()
