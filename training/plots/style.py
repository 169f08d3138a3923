"""What all pictures share: width, colours, fonts for the labels of any script, and how they are saved."""

import functools
import textwrap
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from matplotlib import colormaps, font_manager, style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import LogLocator, NullFormatter

from app.errors import UsageError
from app.files import write_atomically

WIDTH_IN, DPI = 6.4, 150
"""960 pixels, about the width of a README."""
BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY, BLACK, YELLOW = OKABE_ITO = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#000000",
    "#F0E442",
)
"""Eight colours that colour-blind readers tell apart (Okabe and Ito 2008)."""
LONGEST_LABEL = 18
"""A label longer than this would leave the picture itself no room."""
LEFT_TO_RIGHT = "\u200e"
INK, FADED, PALE = "#222222", "#6B6B6B", "#E4E4E4"
FONT = "DejaVu Sans"
"""It comes with matplotlib, and has Latin, Greek, Cyrillic, Arabic and Hebrew letters."""
STYLE = {
    "font.size": 8,
    "axes.titlesize": 8.5,
    "axes.titlelocation": "left",
    "axes.labelcolor": INK,
    "axes.edgecolor": FADED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": PALE,
    "legend.frameon": False,
    "text.color": INK,
    "text.parse_math": False,  # a dollar in a label is a dollar
    "xtick.color": INK,
    "ytick.color": INK,
}


@contextmanager
def styled(texts: Iterable[str] = ()) -> Iterator[None]:
    """Draw in our style, whatever the user's own is, with fonts that have the letters of ``texts``."""
    found = (_family_with(character) for character in sorted(set("".join(texts))))
    families = list(dict.fromkeys([FONT, *filter(None, found)]))
    weight = "bold" if families == [FONT] else "normal"  # a fallback font seldom has a bold cut
    with style.context({**STYLE, "font.family": families, "figure.titleweight": weight}, after_reset=True):
        yield


def readable(text: str, longest: int = LONGEST_LABEL) -> str:
    """Return ``text`` on one line, cut to ``longest`` characters, those that no font here has as codes like U+6570."""
    if len(text) > longest:
        text = f"{text[: longest - 1]}…"
    line = "".join(c if c.isprintable() else " " for c in text)
    shown = "".join(c if _family_with(c) is not None else f"U+{ord(c):04X}" for c in line)
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in shown):
        return f"{LEFT_TO_RIGHT}{shown}{LEFT_TO_RIGHT}"  # else it would turn around the numbers beside it
    return shown


@functools.cache
def _family_with(character: str) -> str | None:
    """Return the first font family that has ``character``, ours if it can be."""
    ours, *others = sorted(font_manager.fontManager.ttflist, key=lambda entry: (entry.name != FONT, entry.name))
    if ord(character) in font_manager.get_font(font_manager.findfont(ours.name)).get_charmap():
        return FONT
    return next((entry.name for entry in others if _plain(entry) and _has(entry, ord(character))), None)


def _plain(entry: font_manager.FontEntry) -> bool:
    """Say whether a font is one for text; Last Resort has a box for every character there is."""
    return entry.style == "normal" and entry.weight in (400, "normal", "regular") and not entry.name.startswith("Last")


def _has(entry: font_manager.FontEntry, code: int) -> bool:
    try:
        return code in font_manager.get_font(entry.fname).get_charmap()
    except (OSError, RuntimeError):  # a font file that is gone or damaged
        return False


def new_figure(height_in: float, title: str, note: str = "") -> Figure:
    """Return an empty figure with ``title`` above all, and ``note`` small below."""
    figure = Figure(figsize=(WIDTH_IN, height_in), dpi=DPI, layout=ConstrainedLayoutEngine(w_pad=0.07, h_pad=0.05))
    figure.suptitle(textwrap.fill(title, 74), x=0.012, ha="left", fontsize=10)
    if note:
        figure.supxlabel(textwrap.fill(note, 118), x=0.012, ha="left", fontsize=7, color=FADED)
    return figure


def explain(figure: Figure, handles: Sequence[Artist], names: Sequence[str], note: str) -> None:
    """Put a legend below all, under ``note``; a figure has either this or the note of :func:`new_figure`."""
    figure.legend(
        handles,
        [readable(name, 40) for name in names],
        loc="outside lower left",
        ncols=min(3, len(names)),
        handlelength=1.5,
        title=textwrap.fill(note, 112),
        title_fontproperties={"size": 7},
        alignment="left",
    )


def colours(count: int) -> Sequence[str]:
    """Return ``count`` colours to tell things apart by; beyond eight, steps of viridis, told apart by their order."""
    if count <= len(OKABE_ITO):
        return OKABE_ITO[:count]
    palette = colormaps["viridis"]
    return [to_hex(palette(share)) for share in np.linspace(0, 1, count)]


def plain_log_scale(axes: Axes, which: str, steps: Sequence[int] = (1,), most: int = 8) -> None:
    """Give an axis a logarithmic scale whose numbers are written out: mathematical signs are off in :data:`STYLE`."""
    axes.set(**{f"{which}scale": "log"})
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(LogLocator(subs=tuple(map(float, steps)), numticks=most))
    axis.set_major_formatter(lambda value, _: f"{value:,.0f}" if value >= 1000 else f"{value:g}".replace("e-0", "e-"))
    axis.set_minor_formatter(NullFormatter())


def thousands(axes: Axes) -> None:
    """Write the numbers of the x axis as 12,000."""
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def save(figure: Figure, path: Path) -> Path:
    """Write ``figure`` as PNG, whole or not at all, and return ``path``.

    Raises:
        UsageError: the folder cannot be made or written into.
    """

    def write(temporary: Path) -> None:
        with styled(), warnings.catch_warnings():
            # `readable` has replaced what no font has; a slanted or bold cut of a fallback may still lack a letter.
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            figure.savefig(temporary, format="png", metadata={"Software": None})

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, write)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error}); choose another folder") from error
    return path
