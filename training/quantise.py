"""Turn a model's network into 8-bit integers: a quarter of the size, and no slower (Jacob et al. 2018)."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from app.engine.model import INPUT, Model
from app.errors import UsageError
from app.files import write_atomically, write_text_atomically
from app.types import Samples
from training import card
from training.batches import TrainingBatches
from training.classes import Classes
from training.config import GENTLE, TrainConfig
from training.golden import golden_clips, save_golden
from training.onnx_file import answer, write_metadata
from training.prepare import Prepared

WINDOWS = 1_024
"""Of training audio that the ranges of the numbers are measured on."""

NETWORK_SCOPE = "/network/"
"""The exporter names what belongs to the network so; the front end stays in full precision."""

QUANTISED = ("Conv", "Gemm", "MatMul")


class TrainingAudio(CalibrationDataReader):
    """Hands training windows to the calibration, a batch at a time."""

    def __init__(self, windows: Samples, batch: int = 64) -> None:
        self._batches: Iterator[Samples] = iter(np.split(windows, range(batch, len(windows), batch)))

    def get_next(self) -> dict[str, Samples] | None:  # type: ignore[override]
        """Return the next batch, or None after the last."""
        batch = next(self._batches, None)
        return None if batch is None else {INPUT: batch}


def training_windows(prepared: Prepared, count: int = WINDOWS) -> Samples:
    """Return ``(count, window)`` training clips, gently varied as a microphone would."""
    classes = Classes.of(row.name for row in prepared.select("training"))
    config = TrainConfig(batch=count, seed=8, augment=GENTLE)
    return TrainingBatches(prepared, classes, config, torch.nn.Identity(), torch.device("cpu")).waves(0).numpy()


def quantise(source: Path, prepared: Prepared, target: Path, *, folders: Path) -> None:
    """Write ``target``, ``source`` with the weights and activations of its network as 8-bit integers, with its card.

    Args:
        prepared: the corpora that ``source`` was trained on; ranges are measured on training audio.
        folders: where the validation clips are laid out for the card.

    Raises:
        UsageError: ``source`` was not exported by this package.
    """
    before = Model(source).card
    waveforms = golden_clips()

    def write(temporary: Path) -> None:
        _quantise(source, training_windows(prepared), temporary)
        metadata = {p.key: p.value for p in onnx.load(str(source)).metadata_props}
        metadata |= {"name": f"{before.name}-int8", "network": f"{before.network}, 8-bit integers"}
        metrics = {
            **before.metrics,
            "commands": [*before.metrics.get("commands", []), _command(source, folders.parent, target)],
        }
        write_metadata(temporary, metadata | {"metrics": json.dumps(metrics)})
        metrics |= card.measure(temporary, prepared, folders)
        write_metadata(temporary, metadata | {"metrics": json.dumps(metrics)})

    write_atomically(target, write)
    write_text_atomically(target.with_suffix(".md"), card.describe(Model(target).card))
    answers = answer(target, waveforms)
    write_atomically(
        target.with_suffix(".golden.npz"), lambda path: save_golden(path, waveforms, answers, before.labels)
    )
    difference = float(np.abs(answers - answer(source, waveforms)).max())
    print(f"{target}: largest difference to {source.name} on the demo's words: {difference:.3f}", file=sys.stderr)


def _command(source: Path, run: Path, target: Path) -> str:
    return f"python -m training quantise {source} --run {run} --into {target}"


def _quantise(source: Path, windows: Samples, target: Path) -> None:
    """Quantise weights per channel and activations per tensor, as ONNX Runtime's fast kernels on a CPU take them."""
    with tempfile.TemporaryDirectory() as folder:
        tidy = Path(folder) / "tidy.onnx"
        quant_pre_process(str(source), str(tidy), skip_symbolic_shape=True)
        nodes = [n.name for n in onnx.load(str(tidy)).graph.node if n.op_type in QUANTISED and NETWORK_SCOPE in n.name]
        if not nodes:
            raise UsageError(f"{source}: has no network to quantise; give a model that `training export` wrote")
        quantize_static(
            str(tidy),
            str(target),
            TrainingAudio(windows),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=list(QUANTISED),
            nodes_to_quantize=nodes,
            per_channel=True,
            reduce_range=True,  # 7-bit weights: older processors overflow on 8
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.Percentile,
            extra_options={"CalibPercentile": 99.99, "ActivationSymmetric": False},
        )
