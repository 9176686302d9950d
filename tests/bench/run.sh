#!/usr/bin/env bash
# Measures against Python PyTorch; ./dev bench calls it with the build folder and the Python that has torch.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${LEPTON_BUILD:?the build folder}"
: "${LEPTON_PYTHON:?a Python with torch; ./dev bench prepares one}"
exec "$LEPTON_PYTHON" "$here/run.py" --lepton "$LEPTON_BUILD/bin/lepton" --python "$LEPTON_PYTHON" \
    --data "$here/../../resources/datasets" "$@"
