"""The real window, with the real engine and model, in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import SaysoError, UsageError
from app.events import Problem
from app.gui import assembly
from app.gui.application import run_window
from tests.app.gui.fakes import prediction

OPEN = "from pathlib import Path; from app.gui.application import run_window; import sys; "
OPEN += "sys.exit(run_window('demo', 12.0, Path(sys.argv[1])))"


def test_without_a_screen_there_is_one_line_instead_of_a_crash(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(UsageError, match="sayso listen"):
        run_window("demo")


def test_a_run_that_ends_by_itself_while_nothing_is_listened_to_is_an_error(monkeypatch, stage, capsys):
    stage.hear(prediction("four"), Problem("Yeti: the microphone is gone"))
    monkeypatch.setattr(assembly, "run_until_closed", lambda *_, **__: stage.controller)
    with pytest.raises(SaysoError, match=r"^Yeti: the microphone is gone$"):
        run_window("mic", 2.0)
    assert capsys.readouterr().out == "sayso: 0 columns, 1 final predictions: four\n"


def test_the_real_window_names_the_words_of_the_demo(tmp_path):
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "ignore", "-c", OPEN, str(tmp_path / "settings.json")],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"sayso: ready in [\d.]+ s \(window shown\), listening to demo after [\d.]+ s", done.stderr)
    shown = re.search(r"sayso: (\d+) columns, (\d+) final predictions: (.+)", done.stdout)
    assert shown, done.stdout + done.stderr
    assert int(shown[1]) > 100
    assert shown[3].split()[0] == "two"
