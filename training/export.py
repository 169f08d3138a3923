"""Export a run as one ONNX file that keeps the model contract, with its golden vectors."""

import json
import sys
import warnings
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn

from app.engine.model import EMBEDDING, INPUT, OUTPUT, SCHEMA, Model
from app.errors import ModelError
from app.files import write_atomically, write_text_atomically
from app.personal.evaluation import centre
from app.types import SAMPLE_RATE, Samples
from training import card, evaluate
from training.classes import LABELS
from training.config import WINDOW_SAMPLES, TrainConfig
from training.front_end import LogMel
from training.networks.tc_resnet import count_parameters
from training.prepare import Prepared
from training.train import build_network, git_commit
from training.voices import VOICES, room_noise

LARGEST_DIFFERENCE = 1e-4
"""Between the probabilities of torch and of ONNX Runtime; a larger one refuses the export."""

GOLDEN_WORDS = ("zero", "one", "three", "five", "six", "nine", "yes", "no", "stop", "left", "tree", "happy")
OPSET = 17


@dataclass(frozen=True)
class Calibration:
    """What is fitted on validation data after training."""

    temperature: float
    """Divides the logits, so that confidence means what it says (Guo et al. 2017)."""
    unknown_offset: float
    """Added to the logits of every class that folds into ``unknown``."""


class Exported(nn.Module):
    """Waveform in, folded probabilities and embedding out: the whole contract as one graph."""

    def __init__(self, front_end: nn.Module, network: nn.Module, calibration: Calibration) -> None:
        super().__init__()
        self.front_end, self.network = front_end, network
        self.temperature = calibration.temperature
        fold = evaluate.fold_matrix()
        self.register_buffer("fold", fold)
        self.register_buffer("offset", fold[:, LABELS.index("unknown")] * calibration.unknown_offset)

    def forward(self, waveform: Tensor) -> tuple[Tensor, Tensor]:
        """Return probabilities ``(batch, labels)`` and embedding ``(batch, d)`` of samples ``(batch, window)``."""
        embedding, logits = self.network(self.front_end(waveform))
        return torch.softmax((logits + self.offset) / self.temperature, dim=1) @ self.fold, embedding


def load_run(folder: Path) -> tuple[TrainConfig, nn.Module, int]:
    """Return a run's configuration, the averaged weights of its best checkpoint, and that checkpoint's step."""
    config = TrainConfig.load(folder / "config.json")
    state: dict[str, Any] = torch.load(folder / "best.pt", map_location="cpu", weights_only=True)
    network = build_network(config)
    network.load_state_dict(state["average"])
    return config, network.eval(), int(state["step"])


def calibrate(logits: Tensor, targets: Tensor) -> Calibration:
    """Fit temperature and unknown offset by the likelihood of the folded labels, on a grid fine enough for both.

    Each label counts the same in sum, so that the mixture of the validation data does not matter.
    """
    fold = evaluate.fold_matrix()
    wanted = fold[targets].argmax(1)
    weight = (1.0 / torch.bincount(wanted, minlength=len(LABELS)).clamp_min(1).float())[wanted]
    best, best_loss = Calibration(1.0, 0.0), float("inf")
    for temperature in np.geomspace(0.3, 2.0, 35):
        for offset in np.linspace(-2.0, 2.0, 21):
            shifted = (logits + fold[:, LABELS.index("unknown")] * offset) / temperature
            probability = (shifted.softmax(1) @ fold).gather(1, wanted[:, None])[:, 0]
            loss = float(-(probability.clamp_min(1e-9).log() * weight).sum() / weight.sum())
            if loss < best_loss:
                best, best_loss = Calibration(float(temperature), float(offset)), loss
    return best


def export(
    run: Path, prepared: Prepared, folders: Path, target: Path, *, name: str, version: str, threshold: float
) -> None:
    """Write ``target``, and ``.golden.npz`` and the model card ``.md`` beside it, from the best checkpoint of ``run``.

    Args:
        folders: what :func:`training.validation_folders.write_validation_folders` wrote; the app's own evaluation of
            the exported file on it goes into the card.

    Raises:
        ModelError: ONNX Runtime answers differently from torch; nothing is written.
    """
    config, network, step = load_run(run)
    front_end = LogMel(config.front_end)
    validation = evaluate.validation_set(prepared)
    logits = evaluate.logits_of(front_end, network, validation.waves, torch.device("cpu"))
    calibration = calibrate(logits, validation.targets)
    print(f"step {step}, {calibration}", file=sys.stderr)
    module = Exported(front_end, network, calibration).eval()
    waveforms = golden_clips()
    with torch.inference_mode():
        expected = module(torch.from_numpy(waveforms))[0].numpy()
    metrics: dict[str, Any] = {"parameters": count_parameters(network), "temperature": calibration.temperature}
    metadata = {
        **describe(config, step),
        "name": name,
        "version": version,
        "default_threshold": str(threshold),
        "training_data": training_data(prepared),
        "metrics": json.dumps(metrics),
    }

    def write(temporary: Path) -> None:
        write_onnx(module, temporary)
        check_equal(temporary, waveforms, expected)
        write_metadata(temporary, metadata)
        metrics.update(card.measure(temporary, folders, prepared))
        write_metadata(temporary, metadata | {"metrics": json.dumps(metrics)})

    write_atomically(target, write)
    write_text_atomically(target.with_suffix(".md"), card.describe(Model(target).card))
    write_atomically(target.with_suffix(".golden.npz"), lambda path: save_golden(path, waveforms, expected))


def save_golden(path: Path, waveforms: Samples, probabilities: np.ndarray) -> None:
    """Write the golden vectors: what a model answered, by torch, to clips that are exact in 16 bits."""
    pcm = np.round(waveforms * 32767).astype(np.int16)
    with path.open("wb") as file:
        np.savez_compressed(file, waveform=pcm, probabilities=probabilities, labels=np.array(LABELS))


def describe(config: TrainConfig, step: int) -> dict[str, str]:
    """Return the metadata that follows from a run's configuration."""
    return {
        "sayso.schema": SCHEMA,
        "labels": json.dumps(LABELS),
        "sample_rate": str(SAMPLE_RATE),
        "front_end": json.dumps({"kind": "log-mel", **asdict(config.front_end)}),
        "license": "CC BY 4.0",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "git_commit": git_commit(),
        "network": f"{config.recipe}, widths {config.widths}, stem {config.stem}, step {step}",
    }


def golden_clips() -> Samples:
    """Return windows ``(n, window)`` of words by the demo's voices, exact in 16 bits."""
    clips = np.stack([room_noise(WINDOW_SAMPLES, -60.0, seed) for seed in range(len(GOLDEN_WORDS))])
    for i, word in enumerate(GOLDEN_WORDS):
        clips[i] += centre(VOICES[i % len(VOICES)].speak(word), WINDOW_SAMPLES)
    return (np.round(clips * 32767) / 32767).astype(np.float32)


def training_data(prepared: Prepared) -> str:
    """Say in one line what was trained on."""
    counts: dict[str, int] = {}
    for row in prepared.select("training"):
        counts[row["corpus"]] = counts.get(row["corpus"], 0) + 1
    return ", ".join(f"{corpus} {count} clips" for corpus, count in sorted(counts.items()))


def write_onnx(module: nn.Module, path: Path) -> None:
    """Write the graph of ``module`` with a free batch."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
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


def write_metadata(path: Path, metadata: dict[str, str]) -> None:
    """Put ``metadata`` into an ONNX file, in place of what it has."""
    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, metadata)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def check_equal(path: Path, waveforms: Samples, expected: np.ndarray) -> None:
    """Raise ``ModelError`` if a file answers otherwise than torch did."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    answered = session.run([OUTPUT], {INPUT: waveforms})[0]
    difference = float(np.abs(answered - expected).max())
    if difference > LARGEST_DIFFERENCE:
        raise ModelError(f"{path}: ONNX Runtime and torch differ by {difference:.1e}; not exported")
    print(f"largest difference to torch: {difference:.1e}", file=sys.stderr)
