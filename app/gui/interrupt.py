"""Ctrl+C in the terminal, from before Qt is imported until the window is closed."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Interrupt:
    """Remembers that the user pressed Ctrl+C, and does nothing else: importing Qt does not survive an exception."""

    def __init__(self) -> None:
        self.came = False

    def remember(self, *_: object) -> None:
        """Take the signal."""
        self.came = True


@contextmanager
def remembered_interrupt() -> Iterator[Interrupt]:
    """Remember Ctrl+C meanwhile, instead of raising ``KeyboardInterrupt`` wherever Python happens to be."""
    interrupt = Interrupt()
    before = signal.signal(signal.SIGINT, interrupt.remember)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)
