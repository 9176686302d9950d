# Opens every exported model with the real thing and compares its answers for 256 test images with the engine's own.
# usage: compare_exports.py FOLDER   (with images.npy, answers.json and the models of test_export.cpp)
import importlib.util
import json
import sys
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
from safetensors.torch import load_file

folder = Path(sys.argv[1])
images = numpy.load(folder / "images.npy")
answers = json.loads((folder / "answers.json").read_text())["answers"]
expected = numpy.array([answer["probabilities"] for answer in answers])
assert expected.shape == (256, 10), expected.shape
largest = numpy.abs(expected).max()


def module(source):
    spec = importlib.util.spec_from_file_location("network", folder / source)
    network = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(network)
    return network.Model()


def from_source(source, weights):
    model = module(source)
    model.load_state_dict(weights)
    with torch.inference_mode():
        return model.eval()(torch.from_numpy(images)).numpy()


def script():
    with torch.inference_mode():
        return torch.jit.load(str(folder / "script.pt")).eval()(torch.from_numpy(images)).numpy()


def through_onnx():
    onnx.checker.check_model(str(folder / "net.onnx"), full_check=True)
    session = onnxruntime.InferenceSession(str(folder / "net.onnx"), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: images})[0]


def state_dict():
    return from_source("weights.pt.py", torch.load(folder / "weights.pt", weights_only=True))


runs = {
    "torchscript": script,
    "onnx": through_onnx,
    "safetensors": lambda: from_source("net.safetensors.py", load_file(folder / "net.safetensors")),
    "state_dict": state_dict,
    "python": lambda: from_source("net.py", load_file(folder / "net.py.safetensors")),
}
good = True
for name, run in runs.items():
    worst = numpy.abs(run() - expected).max()
    print(f"{name}: largest difference {worst:g} of {largest:g}")
    good = good and bool(worst <= 1e-5 * largest)
sys.exit(0 if good else 1)
