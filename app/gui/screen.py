"""Is there a screen? Qt aborts the whole process where there is none, so we look first."""

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from app.errors import UsageError

ADVICE = "log in to a desktop, or listen without one: sayso listen"
TIMEOUT_S = 1.0
"""A screen that has refused nothing for this long is there, and busy."""


def require_screen(environment: Mapping[str, str] = os.environ) -> None:
    """Raise ``UsageError`` where X11 and Wayland are the only choice and neither answers."""
    platforms = [name for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name] or ["wayland", "xcb"]
    if sys.platform != "linux" or not all(name.startswith(("wayland", "xcb")) for name in platforms):
        return
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")
    named = [f"{name}={environment[name]}" for name in variables if environment.get(name)]
    if not named:
        raise UsageError(f"no screen to open a window on; {ADVICE}")
    answers = {"wayland": wayland_answers, "xcb": x11_answers}
    if not any(answers[name](environment) for name in answers if any(p.startswith(name) for p in platforms)):
        raise UsageError(f"no screen answers at {', '.join(named)}; {ADVICE}")


def x11_answers(environment: Mapping[str, str]) -> bool:
    """Return whether the X server takes calls. One on another machine (``host:10``) is not asked: Qt may try."""
    display = environment.get("DISPLAY", "")
    local = re.fullmatch(r"(unix)?:(\d+)(\.\d+)?", display)
    if not local:
        return bool(display)
    number = int(local[2])
    path = f"/tmp/.X11-unix/X{number}"
    return _unix_answers(f"\0{path}") or _unix_answers(path) or _answers(socket.AF_INET, ("localhost", 6000 + number))


def wayland_answers(environment: Mapping[str, str]) -> bool:
    """Return whether the compositor takes calls."""
    if environment.get("WAYLAND_SOCKET"):  # open already, inherited
        return True
    folder = environment.get("XDG_RUNTIME_DIR", "/")
    return _unix_answers(str(Path(folder) / (environment.get("WAYLAND_DISPLAY") or "wayland-0")))


def _unix_answers(address: str) -> bool:
    return _answers(socket.AF_UNIX, address)


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as caller:
            caller.settimeout(TIMEOUT_S)
            caller.connect(address)
    except (TimeoutError, BlockingIOError):
        return True
    except (OSError, OverflowError):  # no such port
        return False
    return True
