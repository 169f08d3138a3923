"""Loudness as colour. In every map, what is louder is lighter."""

import numpy as np
import numpy.typing as npt

from app.settings import ColourMap

Colours = npt.NDArray[np.uint32]
"""Colours as 0xffRRGGBB."""

ANCHORS: dict[ColourMap, str] = {
    "viridis": (
        "440154 481769 472a7a 433d84 3d4e8a 355e8d 2e6d8e 297b8e 23898e "
        "1f978b 21a585 2eb37c 46c06f 65cb5e 89d548 b0dd2f d8e219 fde725"
    ),
    "cividis": (
        "00224e 002d68 163770 2e416d 3f4c6c 4e566c 5c616e 696b71 767676 "
        "838179 928c78 a09875 afa471 bfb06b cfbd62 dfca57 f0d846 fee838"
    ),
    "grey": "000000 ffffff",
}
"""Evenly spaced, from quiet to loud; between them colours are mixed.

Viridis is by van der Walt and Smith (2015); cividis, for colour-blind eyes, by Nuñez, Anderton and Renslow (2018).
"""


def lookup_table(name: ColourMap) -> Colours:
    """Return 256 colours from quiet to loud."""
    anchors = np.array([[int(colour[i : i + 2], 16) for i in (0, 2, 4)] for colour in ANCHORS[name].split()])
    places = np.linspace(0, len(anchors) - 1, 256)
    parts = [np.interp(places, np.arange(len(anchors)), anchors[:, i]) for i in range(3)]
    red, green, blue = (np.rint(part).astype(np.uint32) for part in parts)
    colours: Colours = np.uint32(0xFF000000) | red << 16 | green << 8 | blue
    return colours


def pixel(colour: str) -> np.uint32:
    """Return ``#rrggbb`` as a pixel."""
    return np.uint32(0xFF000000 | int(colour[1:], 16))
