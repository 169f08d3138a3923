"""Where errors come from and where they go: an alluvial diagram, true labels left, answers right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib import patheffects, rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from training.plots.confusion import Counts, confusion_counts
from training.plots.style import FADED, INK, OKABE_ITO, new_figure, readable, styled
from training.predictions import Answer

COLOURED = 6
"""The biggest flows have a colour and a count, the others are faint: more colours cannot be told apart."""
LINE_IN, RIBBONS_IN = 0.165, 3.6
"""Height of a line of text, and of all ribbons together, in inches."""
NODE, LEFT, RIGHT = 0.015, 0.0, 1.0
FAINT = "#B9C4CC"
LABEL_PLACES = (0.5, 0.36, 0.64, 0.22, 0.78)
"""Where along a ribbon its count may stand, the best place first."""


@dataclass(frozen=True)
class Flow:
    """The clips of one label that were answered by another, as a ribbon between two heights; unit: clips."""

    source: str
    target: str
    clips: int
    left: float
    """Upper end where the ribbon begins; ``right`` is that where it ends."""
    right: float


def draw_confusion_flow(answers: Sequence[Answer], labels: Sequence[str]) -> Figure:
    """Draw every error as part of a ribbon from its true label to its answer, as wide as it has clips.

    Right answers have no ribbon: on the same scale they would leave the errors no room.
    """
    names, counts = confusion_counts(answers, labels)
    with styled(names):
        wrong = int(counts.sum() - np.trace(counts))
        sources, targets = node_order(names, counts)
        most = max(len(sources), len(targets), 1)
        height = LINE_IN * most + (RIBBONS_IN if wrong else 0.6)
        figure = new_figure(
            height + 0.9, f"{wrong:,} of {counts.sum():,} clips are misheard: from what, as what", _note(wrong)
        )
        axes = figure.subplots()
        axes.set_axis_off()
        if not wrong:
            axes.text(0.5, 0.5, "no errors", ha="center", va="center", fontsize=11, color=FADED)
            return figure
        gap = wrong * LINE_IN / RIBBONS_IN  # as high as a line of text, so that names never touch
        flows = lay_out(names, counts, sources, targets, gap)
        _draw_flows(axes, flows)
        _draw_nodes(axes, flows, names, counts)
        axes.set(xlim=(LEFT - NODE, RIGHT + NODE), ylim=(wrong + gap * most, -1.2 * gap))
        for x, text, side in ((LEFT - NODE, "true label", "right"), (RIGHT + NODE, "answer", "left")):
            axes.text(x, -0.9 * gap, text, ha=side, fontsize=8.5, fontweight=rcParams["figure.titleweight"])
    return figure


def _note(wrong: int) -> str:
    if not wrong:
        return ""
    return (
        "Ribbons are as wide as they have clips; the widest are coloured and counted. Right answers are not drawn. "
        "Left: how many of the label's clips were misheard. Right: how many clips were wrongly given this answer."
    )


def node_order(names: Sequence[str], counts: Counts) -> tuple[list[str], list[str]]:
    """Return the labels with errors: the true ones by their number, the answers so that ribbons cross little."""
    errors = counts * (1 - np.eye(len(names), dtype=np.int64))
    sources = [i for i in np.argsort(-errors.sum(axis=1), kind="stable") if errors[i].any()]
    targets = [i for i in range(len(names)) if errors[:, i].any()]
    ranks = np.arange(len(sources))
    targets.sort(key=lambda i: float(ranks @ errors[sources, i]) / errors[:, i].sum())
    return [names[i] for i in sources], [names[i] for i in targets]


def lay_out(
    names: Sequence[str], counts: Counts, sources: Sequence[str], targets: Sequence[str], gap: float
) -> list[Flow]:
    """Return the ribbons, stacked at each label in the order of the labels they lead to, ``gap`` between labels."""
    place = {name: i for i, name in enumerate(names)}
    pairs = [(a, b) for a in sources for b in targets if a != b and counts[place[a], place[b]]]
    clips = {(a, b): int(counts[place[a], place[b]]) for a, b in pairs}
    total, most = sum(clips.values()), max(len(sources), len(targets))
    left = _heights(pairs, clips, 0, sources, total + gap * most)
    by_target = sorted(pairs, key=lambda pair: (targets.index(pair[1]), sources.index(pair[0])))
    right = _heights(by_target, clips, 1, targets, total + gap * most)
    return [Flow(*pair, clips[pair], left[pair], right[pair]) for pair in pairs]


Pair = tuple[str, str]


def _heights(
    pairs: Sequence[Pair], clips: Mapping[Pair, int], side: int, nodes: Sequence[str], height: float
) -> dict[Pair, float]:
    """Stack ``pairs`` in their order, with the gaps between labels spread over the whole ``height``."""
    spread = (height - sum(clips.values())) / max(1, len(nodes))
    y, heights = spread / 2, {}
    for before, pair in zip((None, *pairs), pairs, strict=False):
        if before and before[side] != pair[side]:
            y += spread
        heights[pair] = y
        y += clips[pair]
    return heights


def _draw_flows(axes: Axes, flows: Sequence[Flow]) -> None:
    """Draw the faint ribbons first, then the biggest over them, each with its count."""
    by_size = sorted(flows, key=lambda flow: -flow.clips)
    single = by_size[0].clips > 1  # one clip is no pattern, unless there is nothing more
    biggest = dict(zip([flow for flow in by_size if flow.clips > single][:COLOURED], OKABE_ITO, strict=False))
    taken: list[tuple[float, float]] = []
    for flow in reversed(by_size):
        colour = biggest.get(flow, FAINT)
        alpha = 0.8 if flow in biggest else 0.45
        axes.add_patch(PathPatch(ribbon(flow), facecolor=colour, edgecolor="none", alpha=alpha))
    line = sum(flow.clips for flow in flows) * LINE_IN / RIBBONS_IN
    for flow in biggest:
        x, y = _free_place(flow, taken, line)
        taken.append((x, y))
        halo = [patheffects.withStroke(linewidth=2.2, foreground="white")]
        axes.text(x, y, f"{flow.clips}", ha="center", va="center", fontsize=8, path_effects=halo)


def ribbon(flow: Flow) -> Path:
    """Return the outline of a flow: two Bézier curves that leave and arrive level, as far apart as it has clips."""
    middle = (LEFT + RIGHT) / 2
    upper = [(LEFT, flow.left), (middle, flow.left), (middle, flow.right), (RIGHT, flow.right)]
    lower = [(x, y + flow.clips) for x, y in reversed(upper)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return Path([*upper, *lower, upper[0]], codes)


def _free_place(flow: Flow, taken: Sequence[tuple[float, float]], line: float) -> tuple[float, float]:
    """Return where on the ribbon a count hides no other, or the middle if it does everywhere."""
    places = [_along(flow, t) for t in LABEL_PLACES]
    return next((p for p in places if all(abs(p[0] - x) > 0.06 or abs(p[1] - y) > line for x, y in taken)), places[0])


def _along(flow: Flow, t: float) -> tuple[float, float]:
    """Return the point of the ribbon's middle line at parameter ``t`` of its Bézier curve."""
    share = 3 * t**2 - 2 * t**3
    x = LEFT + (RIGHT - LEFT) * (1.5 * t * (1 - t) + t**3)
    return x, flow.left + flow.clips / 2 + share * (flow.right - flow.left)


def _draw_nodes(axes: Axes, flows: Sequence[Flow], names: Sequence[str], counts: Counts) -> None:
    clips = dict(zip(names, counts.sum(axis=1), strict=True))
    for name in dict.fromkeys(flow.source for flow in flows):
        parts = [(flow.left, flow.clips) for flow in flows if flow.source == name]
        wrong = sum(size for _, size in parts)
        _node(axes, LEFT - NODE, "right", parts, f"{readable(name)}  {wrong} of {clips[name]}")
    for name in dict.fromkeys(flow.target for flow in flows):
        parts = [(flow.right, flow.clips) for flow in flows if flow.target == name]
        _node(axes, RIGHT, "left", parts, f"{readable(name)}  {sum(size for _, size in parts)}")


def _node(axes: Axes, x: float, side: str, parts: Sequence[tuple[float, int]], text: str) -> None:
    top, size = min(y for y, _ in parts), sum(size for _, size in parts)
    axes.add_patch(Rectangle((x, top), NODE, size, facecolor=INK))
    edge, sign = (x, -1) if side == "right" else (x + NODE, 1)
    axes.annotate(text, (edge, top + size / 2), (4 * sign, 0), textcoords="offset points", ha=side, va="center")
