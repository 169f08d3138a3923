"""Export a run as one ONNX file that keeps the model contract, with its golden vectors and its card."""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from app.engine.model import SCHEMA, Model
from app.files import write_atomically, write_text_atomically
from app.types import SAMPLE_RATE
from training import card, evaluate
from training.calibration import Calibration, calibrate
from training.choices import history
from training.classes import Classes
from training.config import TrainConfig
from training.golden import golden_clips, save_golden
from training.networks.size import count_multiply_adds, count_parameters
from training.onnx_file import Exported, check_equal, write_metadata, write_onnx
from training.prepare import Prepared
from training.recipes import find_recipe
from training.run import load_run
from training.splits import divide
from training.train import git_commit


@dataclass(frozen=True)
class Loaded:
    """A finished run, ready to be written as a graph."""

    folder: Path
    config: TrainConfig
    classes: Classes
    module: Exported
    calibration: Calibration
    step: int
    divided: Prepared
    """Its clips, in the parts that they had for it."""


def load_calibrated(folder: Path, prepared: Prepared) -> Loaded:
    """Return the best checkpoint of a run, calibrated on its validation clips."""
    config, classes, network, step = load_run(folder)
    front_end = find_recipe(config.recipe).front_end()
    rows = [row for row in divide(prepared.rows, config) if row.name in classes.names]
    divided = Prepared(prepared.audio, rows)
    validation = evaluate.validation_set(divided, classes)
    logits = evaluate.logits_of(front_end, network, validation.waves, torch.device("cpu"))
    calibration = calibrate(logits, validation.targets, classes)
    module = Exported(front_end, network, calibration, classes).eval()
    return Loaded(folder, config, classes, module, calibration, step, divided)


def export(
    folder: Path, prepared: Prepared, target: Path, *, name: str, version: str, threshold: float, measure: bool = True
) -> None:
    """Write ``target``, and ``.golden.npz`` and the model card ``.md`` beside it, from the best checkpoint of a run.

    Args:
        measure: let the app's own evaluation judge the exported file on the validation clips, for its card. Without
            it, nothing but the graph is written.

    Raises:
        ModelError: ONNX Runtime answers differently from torch; nothing is written.
    """
    loaded = load_calibrated(folder, prepared)
    print(f"step {loaded.step}, {loaded.calibration}", file=sys.stderr)
    waveforms = golden_clips()
    expected = loaded.module.answer(waveforms)
    metadata = describe(loaded) | {"name": name, "version": version, "default_threshold": str(threshold)}
    metrics = sizes(loaded)

    def write(temporary: Path) -> None:
        write_onnx(loaded.module, temporary)
        check_equal(temporary, waveforms, expected)
        write_metadata(temporary, metadata | {"metrics": json.dumps(metrics)})
        if measure:
            metrics.update(card.measure(temporary, loaded.divided, folder / "validation"))
            write_metadata(temporary, metadata | {"metrics": json.dumps(metrics)})

    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, write)
    if measure:
        write_text_atomically(target.with_suffix(".md"), card.describe(Model(target).card))
        golden = target.with_suffix(".golden.npz")
        write_atomically(golden, lambda path: save_golden(path, waveforms, expected, loaded.classes.labels))


def sizes(loaded: Loaded) -> dict[str, Any]:
    """Return what the card says of the network's size and calibration."""
    network, front_end = loaded.module.network, loaded.module.front_end
    return {
        "parameters": count_parameters(network),
        "multiply_adds": count_multiply_adds(network, front_end.shape),
        "temperature": loaded.calibration.temperature,
        "unknown_offset": loaded.calibration.unknown_offset,
        "commands": history(loaded.folder),
    }


def describe(loaded: Loaded) -> dict[str, str]:
    """Return the metadata that follows from a run."""
    config = loaded.config
    chosen = {**find_recipe(config.recipe).sizes, **config.network}
    shown = ", ".join(f"{key} {value}" for key, value in chosen.items())
    return {
        "sayso.schema": SCHEMA,
        "labels": json.dumps(loaded.classes.labels),
        "sample_rate": str(SAMPLE_RATE),
        "front_end": json.dumps(loaded.module.front_end.describe()),
        "license": "CC BY 4.0",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "git_commit": git_commit(),
        "network": f"{config.recipe}{', ' if shown else ''}{shown}, step {loaded.step}",
        "training_data": training_data(loaded),
    }


def training_data(loaded: Loaded) -> str:
    """Say in one line what was trained on, and how it was split."""
    counts: dict[str, int] = {}
    for row in loaded.divided.select("training"):
        counts[row.corpus] = counts.get(row.corpus, 0) + 1
    clips = ", ".join(f"{corpus} {count} clips" for corpus, count in sorted(counts.items()))
    return f"{clips}; split: {loaded.config.split}"
