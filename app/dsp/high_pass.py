"""A causal high-pass filter, block by block: what lies below a voice (hum, rumble, DC) is no reason to listen."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.types import Samples

Matrix = npt.NDArray[np.float64]

SECTIONS = (
    ((0.9499817826392998, -1.8999635652785996, 0.9499817826392998), (-1.9285084850826342, 0.9299964423952546)),
    ((1.0, -2.0, 1.0), (-1.968877497385758, 0.9703966017571153)),
)
"""Numerators and denominators of a fourth-order Butterworth high-pass, 100 Hz at 16 kHz, as SciPy designs it."""

ORDER = 2 * len(SECTIONS)


class HighPass:
    """Filters blocks of one fixed length; its state goes on from block to block.

    A recursion sample by sample is slow in Python, so each block is two products: the response to the block itself,
    and what the memory of the blocks before still gives. Equal to ``scipy.signal.sosfilt`` (tested), which takes a
    second to import.

    Args:
        length: samples per block.
    """

    _state: Matrix

    def __init__(self, length: int) -> None:
        self._respond, self._recall, self._absorb, self._decay = _block_form(length)
        self.reset()

    def push(self, block: Samples) -> Samples:
        """Return the filtered block, shape ``(length,)``."""
        filtered: Samples = self._respond @ block + (self._recall @ self._state).astype(np.float32)
        self._state = self._decay @ self._state + self._absorb @ block
        return filtered

    def reset(self) -> None:
        """Forget the blocks before."""
        self._state = np.zeros(ORDER)


@lru_cache(maxsize=1)
def _block_form(length: int) -> tuple[Samples, Matrix, Matrix, Matrix]:
    """Return the matrices of a whole block.

    In turn: block to output ``(length, length)``, state to output ``(length, ORDER)``, block to state
    ``(ORDER, length)``, state to state ``(ORDER, ORDER)``. They follow from those of one sample by repeated products.
    """
    outputs, states = zip(*(_step(0.0, unit) for unit in np.eye(ORDER)), strict=True)
    advance, read = np.array(states).T, np.array(outputs)
    direct, enter = _step(1.0, np.zeros(ORDER))
    powers = [np.eye(ORDER)]
    for _ in range(length):
        powers.append(advance @ powers[-1])
    recall = np.array([read @ power for power in powers[:length]])
    impulse = np.concatenate([[direct], recall[:-1] @ enter])
    delay = np.subtract.outer(np.arange(length), np.arange(length))
    respond = np.where(delay >= 0, impulse[delay], 0.0).astype(np.float32)
    absorb = np.array([power @ enter for power in powers[:length]])[::-1].T
    return respond, recall, absorb, powers[length]


def _step(sample: float, state: Matrix) -> tuple[float, Matrix]:
    """Pass one sample through the sections, in transposed direct form II; return the output and the next state."""
    following = np.zeros(ORDER)
    for i, ((b0, b1, b2), (a1, a2)) in enumerate(SECTIONS):
        output = b0 * sample + state[2 * i]
        following[2 * i] = b1 * sample - a1 * output + state[2 * i + 1]
        following[2 * i + 1] = b2 * sample - a2 * output
        sample = output
    return sample, following
