"""The log: a file that rotates, in the platform's folder for logs. Never what was heard: no sound, no words."""

import logging
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QtMsgType, qVersion

from app import __version__
from app.events import Ended, Event, Problem, Ready

BYTES, FILES = 1_000_000, 3
"""Size of a file before it rotates, and how many there are."""

LOGGER = "app"
"""Above the loggers of all modules."""

log = logging.getLogger(__name__)


def log_folder() -> Path:
    """Return where the log lives: the platform's folder for it."""
    return platformdirs.user_log_path("sayso", appauthor=False)


class LogFile(RotatingFileHandler):
    """A disk that is full is no reason to bother anyone."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        """Lose the line."""


@contextmanager
def kept_log(folder: Path) -> Iterator[Path | None]:
    """Write the app's log to ``folder/sayso.log`` meanwhile; yield its path, or ``None`` where it cannot be written."""
    logger = logging.getLogger(LOGGER)
    path = folder / "sayso.log"
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = LogFile(path, maxBytes=BYTES, backupCount=FILES - 1, encoding="utf-8")
    except OSError:
        handler, written = logging.NullHandler(), None
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        written = path
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    log.info("%s", "; ".join(f"{name} {version}" for name, version in versions().items()))
    try:
        yield written
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()


def versions() -> dict[str, str]:
    """Return what runs, by name; what is slow to find out is not in it."""
    return {
        "Sayso": __version__,
        "Python": platform.python_version(),
        "Qt": qVersion() or "",
        "PySide": pyside_version,
        "System": platform.platform(),
    }


def note(event: Event) -> None:
    """Write down what an event says about the engine's health; what was heard is nobody's business."""
    match event:
        case Ready():
            log.info("listening to a %s with %s", "microphone" if event.live else "recording", event.model)
        case Ended():
            log.info("the recording ended")
        case Problem():
            log.warning("%s", "\n".join(text for text in (event.message, event.details) if text))


def note_qt(kind: QtMsgType, _: object, text: str | None) -> None:
    """Write down what Qt complains of, and say it on standard error as Qt does by itself."""
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        log.warning("Qt: %s", text)
        print(text, file=sys.stderr)
