"""Sayso talks to nobody: no socket is opened, and no name looked up, but those that the user asks for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.resources import assets_folder

ROOT = Path(__file__).parents[1]

FORBID = """
import sys

def refuse(event, arguments):
    if event.startswith("socket.") and event not in {"socket.gethostname", "socket.__new__"}:
        raise SystemExit(f"network: {event} {arguments}")

sys.addaudithook(refuse)
from app.cli.main import main
status = main(sys.argv[1:])
qt = [name for name in sys.modules if "QtNetwork" in name or "QtWebEngine" in name]
sys.exit(f"network: {qt}" if qt else status)
"""
"""Any use of Python's sockets ends the process (audit events, PEP 578). Making one harms nobody: it is what is done
with it; our own event loops make pairs of them."""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", FORBID, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["listen", "--source", "demo", "--json"],
        ["classify", str(assets_folder() / "demo.wav")],
        ["models", "--json"],
        ["doctor", "--source", "demo"],
        ["gui", "--source", "demo", "--exit-after", "2"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_command_touches_the_network(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert "network:" not in done.stderr
    assert done.returncode in {0, 1}, done.stderr  # 1: the doctor finds fault with the demo


def test_the_watch_sees_the_one_door_that_the_user_may_open(tmp_path: Path) -> None:
    done = run(tmp_path, "listen", "--source", "demo", "--serve", "0")
    assert "network: socket.bind" in done.stderr
