"""Whose turn it is to call PortAudio: it opens, closes and begins anew for one caller at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import DeviceError

PATIENCE_S = 3.0
"""How long to wait for one's turn. A sound server that hangs keeps its caller for half a minute and more."""

FOR_EVER = -1.0
"""A patience for those who have nothing else to do."""

_TURN = threading.Lock()
# NB: shared by all threads on purpose, as PortAudio is. The audio callback never takes it.


@contextmanager
def portaudio_turn(patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Keep every other thread out of PortAudio meanwhile. Reading from an open stream needs no turn.

    Raises:
        DeviceError: another caller has been waiting for the sound system all the time.
    """
    if not _TURN.acquire(timeout=patience_s):
        raise DeviceError("the sound system does not answer; restart the computer's sound, or wait")
    try:
        yield
    finally:
        _TURN.release()
