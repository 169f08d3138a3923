"""Every validation clip of a run and what was made of it: ``predictions.csv``, written and read."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import UsageError
from app.files import write_atomically
from training.run_folder import PREDICTIONS, read_rows

FIELDS = ("path", "corpus", "speaker", "label", "predicted", "confidence", "calibrated")


@dataclass(frozen=True)
class Answer:
    """What the best checkpoint made of one validation clip; the confidences are those of ``predicted``."""

    label: str
    predicted: str
    """What the exported model answers, after calibration."""
    confidence: float
    """Probability before calibration."""
    calibrated: float
    """Probability after it."""
    path: str = ""
    corpus: str = ""
    speaker: str = ""

    @property
    def right(self) -> bool:
        """Whether the clip was named rightly."""
        return self.label == self.predicted


def write_predictions(run: Path, answers: Sequence[Answer]) -> None:
    """Write one row per clip into the folder of ``run``, whole or not at all."""

    def write(temporary: Path) -> None:
        with temporary.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(FIELDS)
            for clip in answers:
                numbers = f"{clip.confidence:.5f}", f"{clip.calibrated:.5f}"
                writer.writerow([clip.path, clip.corpus, clip.speaker, clip.label, clip.predicted, *numbers])

    write_atomically(run / PREDICTIONS, write)


def read_predictions(run: Path) -> list[Answer]:
    """Return what ``run`` made of its validation clips.

    Raises:
        UsageError: its predictions are missing, damaged or none.
    """
    path = run / PREDICTIONS
    try:
        answers = [_answer(row) for row in read_rows(path, "label", "predicted", "confidence", "calibrated")]
    except (TypeError, ValueError) as error:
        raise UsageError(f"{path}: is damaged ({error}); evaluate the run again") from error
    if not answers:
        raise UsageError(f"{path}: holds no predictions; evaluate the run again")
    return answers


def _answer(row: dict[str, str]) -> Answer:
    whose = (row.get(name, "") for name in ("path", "corpus", "speaker"))
    return Answer(row["label"], row["predicted"], _share(row["confidence"]), _share(row["calibrated"]), *whose)


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1.000001:  # probabilities are written rounded
        raise ValueError(f"{text} is no probability")
    return min(value, 1.0)
