"""Write a network as one ONNX file that keeps the model contract: waveform in, probabilities out."""

import sys
import warnings
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from app.engine.model import EMBEDDING, INPUT, OUTPUT
from app.errors import ModelError
from app.types import Samples
from training.calibration import Calibration
from training.classes import Classes
from training.config import WINDOW_SAMPLES

LARGEST_DIFFERENCE = 1e-4
"""Between the probabilities of torch and of ONNX Runtime; a larger one refuses the export."""

OPSET = 17


class Exported(nn.Module):
    """The whole contract as one graph: front end, network, calibration, folding."""

    def __init__(self, front_end: nn.Module, network: nn.Module, calibration: Calibration, classes: Classes) -> None:
        super().__init__()
        self.front_end, self.network = front_end, network
        self.temperature = calibration.temperature
        self.register_buffer("fold", classes.fold())
        self.register_buffer("offset", calibration.offset(classes))

    def forward(self, waveform: Tensor) -> tuple[Tensor, Tensor]:
        """Return probabilities ``(batch, labels)`` and embedding ``(batch, d)`` of samples ``(batch, window)``."""
        embedding, logits = self.network(self.front_end(waveform))
        return torch.softmax((logits + self.offset) / self.temperature, dim=1) @ self.fold, embedding

    def answer(self, waveforms: Samples) -> np.ndarray:
        """Return the probabilities that torch gives."""
        with torch.inference_mode():
            probabilities: np.ndarray = self(torch.from_numpy(waveforms))[0].numpy()
        return probabilities


def write_onnx(module: nn.Module, path: Path) -> None:
    """Write the graph of ``module`` with a free batch."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter in use is called old; the new one needs another package
        torch.onnx.export(
            module,
            (torch.zeros(2, WINDOW_SAMPLES),),
            str(path),
            input_names=[INPUT],
            output_names=[OUTPUT, EMBEDDING],
            dynamic_axes={name: {0: "batch"} for name in (INPUT, OUTPUT, EMBEDDING)},
            opset_version=OPSET,
            dynamo=False,
        )


def write_metadata(path: Path, metadata: Mapping[str, str]) -> None:
    """Put ``metadata`` into an ONNX file, in place of what it has."""
    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, dict(metadata))
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def answer(path: Path, waveforms: Samples) -> np.ndarray:
    """Return the probabilities that ONNX Runtime gives to samples ``(n, window)``."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    probabilities: np.ndarray = session.run([OUTPUT], {INPUT: waveforms})[0]
    return probabilities


def check_equal(path: Path, waveforms: Samples, expected: np.ndarray) -> None:
    """Raise ``ModelError`` if a file answers otherwise than torch did."""
    difference = float(np.abs(answer(path, waveforms) - expected).max())
    if not difference <= LARGEST_DIFFERENCE:
        raise ModelError(f"{path}: ONNX Runtime and torch differ by {difference:.1e}; not exported")
    print(f"largest difference to torch: {difference:.1e}", file=sys.stderr)
