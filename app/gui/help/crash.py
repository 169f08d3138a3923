"""What nobody expected, from any thread: into the log, and to whoever shows it."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QObject, Signal, qInstallMessageHandler

from app.gui.help.log import note_qt

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Crash:
    """An error that is Sayso's own fault."""

    what: str
    """The error in one line."""
    details: str
    """The traceback."""


class CrashHooks(QObject):
    """Takes the place of Python's and Qt's own ways to complain, from ``with`` on until its end.

    Those of before are called too, so that a terminal shows what it would have shown. Control-C is left alone.
    """

    crashed = Signal(object)
    """A :class:`Crash`; arrives on the receiver's thread, whichever it happened on."""

    def __init__(self) -> None:
        super().__init__()
        self._written: set[str] = set()

    def __enter__(self) -> Self:
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._main, self._thread, self._unraisable
        self._before_qt = qInstallMessageHandler(note_qt)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._before_qt)
        if error is not None and isinstance(error, Exception):
            log.error("Sayso ends: %s", "".join(traceback.format_exception(error)))

    def _main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._before[0](kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt | SystemExit):
            self._tell(error, trace)

    def _thread(self, args: threading.ExceptHookArgs) -> None:
        self._before[1](args)
        if args.exc_value is not None and not isinstance(args.exc_value, KeyboardInterrupt | SystemExit):
            name = args.thread.name if args.thread is not None else "unknown"
            self._tell(args.exc_value, args.exc_traceback, f"in thread {name}\n")

    def _unraisable(self, args: Any) -> None:
        self._before[2](args)
        if args.exc_value is not None:
            self._tell(args.exc_value, args.exc_traceback, f"{args.err_msg or 'ignored'}: {args.object!r}\n")

    def _tell(self, error: BaseException, trace: TracebackType | None, where: str = "") -> None:
        """Write the error down, once however often it comes, and say it.

        NB: may run on any thread. Emitting a signal and logging are safe on all of them; a set's ``add`` is atomic.
        """
        details = where + "".join(traceback.format_exception(type(error), error, trace))
        if details not in self._written:
            self._written.add(details)
            log.error("%s", details)
        line = (str(error).splitlines() or [""])[0]
        self.crashed.emit(Crash(f"{type(error).__name__}: {line}" if line else type(error).__name__, details))
