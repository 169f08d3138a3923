"""One table of what runs reached: beside each published figure the same protocol here, and the honest one below it."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.engine.model import Model
from app.errors import SaysoError, UsageError
from app.files import write_text_atomically
from app.types import Samples
from training.run_folder import FOLD, ONNX, Metrics, read_metrics, runs_inside

BEGIN, END = "<!-- compare: begin -->", "<!-- compare: end -->"
WARM_UP, INFERENCES = 20, 200
ENOUGH_CLIPS = 10
"""A worst speaker with fewer clips than this says little, and is named only where no speaker has more."""
LONGEST_NAME = 10
NUMBERS = ("clips (train / validation)", "accuracy", "split alone", "parameters", "multiply-adds", "ONNX", "inference")
"""The columns that stand to the right."""
SPLITS = {"clip": "by clip", "speaker": "by speaker", "official": "official"}
NOTE = f"""\
Accuracy is that of the best checkpoint on the validation clips, which also chose it, with its 95 % Wilson interval.
“Split alone” is how many points of the accuracy by clip go once no speaker is on both sides, with its 95 % interval
(Newcombe). Both intervals take clips for independent, which clips of one speaker are not. Time is for one window on one
thread, front end included, the median of {INFERENCES} inferences."""

Export = Callable[[Path], object]
"""Writes ``model.onnx`` into the folder of a run that has none."""


@dataclass(frozen=True)
class Speed:
    """Size and speed of an exported model."""

    size_bytes: int
    inference_ms: float


@dataclass(frozen=True)
class Entry:
    """A run with what was measured on it."""

    metrics: Metrics
    speed: Speed | None
    """``None`` where the run has no model that could be run."""


def compare_runs(runs: Sequence[Path], published: Mapping[str, str], export: Export | None = None) -> str:
    """Return a Markdown table of ``runs``, and a sentence on each pair of splits.

    A run that cannot be read is said on standard error, and the others go on.

    Args:
        published: the published figure of each recipe, in the order that the recipes shall have.
        export: writes ``model.onnx`` into a run's folder; called where there is none.

    Raises:
        UsageError: there is not one run that can be read.
    """
    entries = list(_entries(runs, export))
    if not entries:
        raise UsageError("no run to compare; train one first, then name its folder: runs/NAME")
    rows, sentences, named = [], [], set[str]()
    for entry, rival in _in_order(entries, list(published)):
        recipe = entry.metrics.recipe
        rows.append(_row(entry, rival, "" if recipe in named else published.get(recipe, "–")))
        named.add(recipe)
        if rival:
            sentences.append(_sentence(entry.metrics, rival.metrics))
    return "\n\n".join(part for part in (_table(rows), "\n".join(sentences), NOTE) if part)


def _entries(runs: Sequence[Path], export: Export | None) -> Iterator[Entry]:
    for run in runs:
        try:
            metrics = read_metrics(run)
        except UsageError as error:
            print(f"skipped: {error}", file=sys.stderr)
            continue
        try:
            yield Entry(metrics, measure(model_of(run, export)))
        except (SaysoError, OSError) as error:
            print(f"{run}: size and time left out: {error}", file=sys.stderr)
            yield Entry(metrics, None)


def model_of(run: Path, export: Export | None) -> Path:
    """Return the exported model of ``run``, or of its first fold; let ``export`` write it where it is missing.

    Raises:
        UsageError: there is none, and nothing to write it with.
    """
    folder = next(iter(runs_inside(run, FOLD)), run)
    path = next((path for path in (run / ONNX, folder / ONNX) if path.is_file()), None)
    if path is None and export:
        export(folder)
        path = folder / ONNX
    if path is None or not path.is_file():
        raise UsageError(f"{folder / ONNX}: no such file; export the run first")
    return path


def measure(path: Path) -> Speed:
    """Return the size of a model and its median time for one window, in milliseconds, on one thread.

    Raises:
        ModelError: the file is no model that runs.
    """
    model = Model(path)
    window = probe(model.card.window_samples)
    times = []
    for _ in range(WARM_UP + INFERENCES):
        began = time.perf_counter()
        model.predict(window)
        times.append(time.perf_counter() - began)
    return Speed(path.stat().st_size, 1000 * statistics.median(times[WARM_UP:]))


def probe(length: int) -> Samples:
    """Return one window ``(1, length)``: exact zeros with noise in the middle, as a word in a silent room."""
    noise = np.random.default_rng(0).normal(0.0, 0.1, length // 2)
    window = np.zeros((1, length), np.float32)
    window[0, length // 4 : length // 4 + len(noise)] = noise
    return window


def _in_order(entries: Sequence[Entry], recipes: Sequence[str]) -> Iterator[tuple[Entry, Entry | None]]:
    """Yield each run, by recipe and corpus, a run by clip followed by the honest ones that it is the rival of."""

    def place(entry: Entry) -> tuple[object, ...]:
        m = entry.metrics
        known = recipes.index(m.recipe) if m.recipe in recipes else len(recipes)
        return known, m.recipe, m.corpora, m.parameters, str(m.run)

    ordered = sorted(entries, key=place)
    by_clip = [entry for entry in ordered if entry.metrics.split == "clip"]
    rivals = [None if entry in by_clip else _rival(entry, by_clip) for entry in ordered]
    pairs = list(zip(ordered, rivals, strict=True))
    for leader in (entry for entry, rival in pairs if rival is None):
        yield leader, None
        yield from (pair for pair in pairs if pair[1] is leader)


def _rival(entry: Entry, by_clip: Sequence[Entry]) -> Entry | None:
    """Return the run by clip that differs from ``entry`` in the split alone, as near as there is one."""
    m = entry.metrics
    alike = [other for other in by_clip if _alike(m, other.metrics)]
    return min(alike, key=lambda other: abs(other.metrics.training_clips - m.training_clips), default=None)


def _alike(one: Metrics, other: Metrics) -> bool:
    names = ("recipe", "corpora", "parameters")
    return all(getattr(one, n) == getattr(other, n) for n in names) and set(one.labels) == set(other.labels)


def _row(entry: Entry, rival: Entry | None, published: str) -> dict[str, str]:
    m, speed = entry.metrics, entry.speed
    return {
        "recipe": m.recipe,
        "published": published,
        "corpus": ", ".join(m.corpora),
        "split": SPLITS.get(m.split, m.split) + (f", {m.folds} folds" if m.folds else ""),
        "clips (train / validation)": f"{m.training_clips:,} / {m.tally.clips:,}",
        "accuracy": f"{_percent(m.tally.accuracy)} ({100 * m.low:.1f} to {100 * m.high:.1f})",
        "split alone": _worth(m, rival.metrics) if rival else "",
        "worst speaker": _worst(m),
        "parameters": f"{m.parameters:,}",
        "multiply-adds": f"{m.multiply_adds / 1e6:,.1f} M",
        "ONNX": f"{speed.size_bytes / 1e6:.2f} MB" if speed else "–",
        "inference": f"{speed.inference_ms:.2f} ms" if speed else "–",
    }


def _worst(m: Metrics) -> str:
    """Name the speaker understood worst, the one with more clips if two are alike."""
    enough = {name: tally for name, tally in m.speakers.items() if tally.clips >= ENOUGH_CLIPS} or m.speakers
    if not enough:
        return "–"
    name, tally = min(enough.items(), key=lambda item: (item[1].accuracy, -item[1].clips, item[0]))
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return f"{short} {_percent(tally.accuracy, 0)} (n = {tally.clips})"


def difference(one: Metrics, other: Metrics) -> tuple[float, float, float]:
    """Return by how much the accuracy of ``one`` is above that of ``other``, and the ends of its 95 % interval.

    Newcombe's hybrid score interval (1998, method 10), from the Wilson intervals of both.
    """
    a, b = one.tally.accuracy, other.tally.accuracy
    below = np.hypot(a - one.low, other.high - b)
    above = np.hypot(one.high - a, b - other.low)
    return a - b, a - b - float(below), a - b + float(above)


def _worth(honest: Metrics, by_clip: Metrics) -> str:
    points, low, high = (_signed(100 * share) for share in difference(honest, by_clip))
    return f"{points} points ({low} to {high})"


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")


def _sentence(honest: Metrics, by_clip: Metrics) -> str:
    how = "by the official split" if honest.split == "official" else SPLITS.get(honest.split, honest.split)
    points = _signed(100 * difference(by_clip, honest)[0]).removeprefix("+")
    return _cell(
        f"- {honest.recipe} on {', '.join(honest.corpora)}: {_percent(by_clip.tally.accuracy)} by clip, "
        f"{_percent(honest.tally.accuracy)} {how}; the split alone is worth {points} points."
    )


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


def _table(rows: Sequence[Mapping[str, str]]) -> str:
    ruler = ("--:" if heading in NUMBERS else "---" for heading in rows[0])
    lines = [rows[0], ruler, *(map(_cell, row.values()) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    """Take from ``text`` what would break a table: the bar, a line's end, a tag."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def insert_table(readme: Path, table: str) -> None:
    """Put ``table`` between the markers of ``readme``, in place of what stands there; all else stays.

    Raises:
        UsageError: there is no such file, it cannot be read or written, or it lacks the markers.
    """
    try:
        text = readme.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{readme}: cannot be read ({error}); name a Markdown file that has the markers") from error
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise UsageError(f"{readme}: lacks the markers; write {BEGIN} and {END} once each where the table belongs")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    try:
        write_text_atomically(readme, f"{before}{BEGIN}\n{table.strip()}\n{END}{after}")
    except OSError as error:
        raise UsageError(f"{readme}: cannot be written ({error.strerror}); check permissions and disk") from error
