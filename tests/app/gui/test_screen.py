"""A screen that is not there is one line, not a crash of Qt."""

import socket
import sys
from collections.abc import Iterator

import pytest

from app.errors import UsageError
from app.gui.screen import require_screen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux may there be no screen")

NUMBER = 54_321
"""Of a display that no machine has."""


def is_refused(environment: dict[str, str]) -> bool:
    try:
        require_screen(environment)
    except UsageError:
        return True
    return False


@pytest.fixture
def listen() -> Iterator:
    """Return a function that takes calls at the address of a Unix socket."""
    servers: list[socket.socket] = []

    def listen(address: str) -> None:
        servers.append(socket.socket(socket.AF_UNIX))
        servers[-1].bind(address)
        servers[-1].listen()

    yield listen
    for server in servers:
        server.close()


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"QT_QPA_PLATFORM": "xcb"},
        {"DISPLAY": f":{NUMBER}"},
        {"DISPLAY": f":{NUMBER}.0", "QT_QPA_PLATFORM": "xcb"},
        {"DISPLAY": f"unix:{NUMBER}", "WAYLAND_DISPLAY": "wayland-77", "XDG_RUNTIME_DIR": "/nowhere"},
        {"DISPLAY": "host:10", "WAYLAND_DISPLAY": "/nowhere/wayland-77", "QT_QPA_PLATFORM": "wayland"},
    ],
)
def test_a_screen_that_does_not_answer_is_refused_in_one_line(environment):
    with pytest.raises(UsageError, match=r"^no screen .*sayso listen$"):
        require_screen(environment)


@pytest.mark.parametrize(
    "environment",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "xcb;minimal", "DISPLAY": f":{NUMBER}"},
        {"DISPLAY": "host:10.0"},
        {"DISPLAY": f":{NUMBER}", "WAYLAND_SOCKET": "7"},
    ],
)
def test_a_screen_that_cannot_be_asked_is_left_to_qt(environment):
    assert not is_refused(environment)


def test_an_x_server_that_answers_is_used_whatever_became_of_wayland(listen):
    listen(f"\0/tmp/.X11-unix/X{NUMBER}")
    assert not is_refused({"DISPLAY": f":{NUMBER}", "WAYLAND_DISPLAY": "/nowhere/wayland-77"})


def test_a_compositor_that_answers_is_used_whatever_became_of_x(listen, tmp_path):
    listen(str(tmp_path / "wayland-7"))
    found = {"DISPLAY": f":{NUMBER}", "WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not is_refused(found)
