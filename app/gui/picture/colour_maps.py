"""Loudness as colour. In every map, what is louder is lighter."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from app.settings import ColourMap

Colours = npt.NDArray[np.uint32]
"""Colours as 0xffRRGGBB."""

NAMES: dict[ColourMap, str] = {"viridis": "viridis", "cividis": "cividis", "grey": "CET-L1"}
"""As pyqtgraph calls them.

Viridis is by van der Walt and Smith (2015); cividis, for colour-blind eyes, by Nuñez, Anderton and Renslow (2018); the
grey, even to the eye, by Kovesi (2015).
"""


def colour_map(name: ColourMap) -> Any:
    """Return pyqtgraph's ``ColorMap``, dark to light."""
    return pg.colormap.get(NAMES[name])


def lookup_table(name: ColourMap) -> Colours:
    """Return 256 colours from quiet to loud, shape ``(256,)``."""
    table = colour_map(name).getLookupTable(nPts=256, alpha=False).astype(np.uint32)
    colours: Colours = np.uint32(0xFF000000) | table[:, 0] << 16 | table[:, 1] << 8 | table[:, 2]
    return colours


def pixel(colour: str) -> np.uint32:
    """Return ``#rrggbb`` as a pixel."""
    return np.uint32(0xFF000000 | int(colour[1:], 16))
