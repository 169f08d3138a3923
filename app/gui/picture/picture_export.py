"""Save what is in view, as a picture or as numbers."""

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.dsp.spectrogram import CENTRE, HOP
from app.files import write_atomically
from app.gui.picture.sound_record import STEP, SoundRecord
from app.gui.picture.spectrogram_view import SpectrogramView
from app.gui.picture.word_spans import WordSpans
from app.types import SAMPLE_RATE, to_seconds


class PictureExport(QObject):
    """Asks where to, and saves.

    Args:
        view: what is saved.
        window: the dialog's parent.
    """

    done = Signal(str)
    """A file was saved; carries one line that says so."""
    failed = Signal(str)
    """It was not; carries one line that says why."""

    def __init__(self, view: SpectrogramView, window: QWidget) -> None:
        super().__init__(window)
        self._view, self._window = view, window

    def save_picture(self) -> None:
        """Save the picture with its scales, as PNG."""
        picture: QImage = self._view.picture.grab().toImage()

        def write(path: Path) -> None:
            if not picture.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stubs want bytes, Qt takes text
                raise OSError("the picture could not be written")

        self._save(self.tr("Save picture"), self.tr("Picture (*.png)"), (".png",), lambda _: write)

    def save_data(self) -> None:
        """Save time, frequency and level of every column in view: NPZ with the samples and the gate, or CSV."""
        view = self._view
        left, right = view.timeline.left, view.timeline.right
        writers = {
            ".npz": lambda path: write_npz(path, view.record, view.words, left, right),
            ".csv": lambda path: write_csv(path, view.record, left, right),
        }
        kinds = self.tr("NumPy (*.npz);;Text (*.csv)")
        self._save(self.tr("Save data"), kinds, tuple(writers), lambda suffix: writers[suffix])

    def _save(
        self, title: str, kinds: str, suffixes: tuple[str, ...], writer: Callable[[str], Callable[[Path], None]]
    ) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = max(0.0, to_seconds(round(self._view.timeline.left)))
        proposal = str(Path(folder) / f"sayso-{start:.1f}s{suffixes[0]}")
        name, kind = QFileDialog.getSaveFileName(self._window, title, proposal, kinds)
        if not name:
            return
        path = with_suffix(Path(name), suffixes, kind)
        try:
            write_atomically(path, writer(path.suffix.lower()))
        except OSError as error:
            text = self.tr("{}: nothing was saved ({}); choose another folder")
            self.failed.emit(text.format(path, error.strerror or error))
        else:
            self.done.emit(self.tr("Saved {}").format(path.name))


def with_suffix(path: Path, suffixes: tuple[str, ...], kind: str) -> Path:
    """Return ``path``, with the suffix of the chosen kind of file unless it has one of ``suffixes``."""
    if path.suffix.lower() in suffixes:
        return path
    chosen = next((suffix for suffix in suffixes if suffix in kind), suffixes[0])
    return path.with_name(path.name + chosen)


def write_npz(path: Path, record: SoundRecord, words: WordSpans, left: float, right: float) -> None:
    """Write what lies between two sample indices as arrays.

    Shapes: ``time_s (n,)``, ``frequency_hz (bins,)``, ``level_db (n, bins)``; ``samples`` at ``sample_rate`` from
    ``samples_start_s`` on; ``gate_time_s``, ``gate_level_db``, ``gate_opening_db``, ``gate_speech``, ``gate_open``, one
    number per step; ``word_label``, ``word_start_s``, ``word_end_s``, ``word_confidence``, one per final answer.
    """
    times, levels = columns_between(record, left, right)
    begin, end = _known(record, left, right)
    steps = np.arange(begin // STEP, end // STEP)
    gate = record.gate.between(int(begin // STEP), int(end // STEP))
    spans = [span for span in words.between(left, right) if span.final and span.end is not None]
    arrays: dict[str, Any] = {
        "time_s": times,
        "frequency_hz": np.arange(record.bins) * record.bin_hz,
        "level_db": levels,
        "sample_rate": np.array(SAMPLE_RATE),
        "samples_start_s": np.array(to_seconds(begin)),
        "samples": record.sound(begin, end),
        "gate_time_s": (steps + 1) * STEP / SAMPLE_RATE,
        **{f"gate_{name}": gate[:, i] for i, name in enumerate(("level_db", "opening_db", "speech", "open"))},
        "word_label": np.array([span.label for span in spans], dtype=np.str_),
        "word_start_s": np.array([to_seconds(span.start) for span in spans]),
        "word_end_s": np.array([to_seconds(span.end or span.start) for span in spans]),
        "word_confidence": np.array([span.confidence for span in spans]),
    }
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def write_csv(path: Path, record: SoundRecord, left: float, right: float) -> None:
    """Write one line per column: its time in seconds, then its level in decibels at each frequency."""
    times, levels = columns_between(record, left, right)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["time_s", *(f"{i * record.bin_hz:g} Hz" for i in range(record.bins))])
        for time, column in zip(times, levels, strict=True):
            rows.writerow([f"{time:.4f}", *(f"{level:.2f}" for level in column)])


def columns_between(record: SoundRecord, left: float, right: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the times of the columns' middles in seconds, shape ``(n,)``, and their levels, shape ``(n, bins)``."""
    first = max(math.ceil((left - CENTRE) / HOP), record.columns.begin)
    last = max(first, min(math.ceil((right - CENTRE) / HOP), record.columns.end))
    return (np.arange(first, last) * HOP + CENTRE) / SAMPLE_RATE, record.levels(first, last)


def _known(record: SoundRecord, left: float, right: float) -> tuple[int, int]:
    """Return the part of a stretch of which the samples are kept."""
    begin = max(math.floor(left), record.samples.begin)
    return begin, max(begin, min(math.ceil(right), record.samples.end))
