"""Ctrl+C in the terminal, at any moment."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from app.gui.assembly import close_on_interrupt
from app.gui.interrupt import Interrupt, remembered_interrupt

EARLY = """
import signal, sys
from pathlib import Path
from app.gui.application import run_window

class InterruptedImport:
    def find_spec(self, name, path=None, target=None):
        if name == "app.gui.picture.spectrogram_view":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, InterruptedImport())
sys.exit(run_window("demo", None, Path(sys.argv[1])))
"""


def test_an_interrupt_while_qt_is_imported_ends_without_a_window(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", EARLY, str(tmp_path / "settings.json")],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_interrupt_is_remembered_and_nothing_is_raised():
    before = signal.getsignal(signal.SIGINT)
    with remembered_interrupt() as interrupt:
        assert not interrupt.came
        signal.raise_signal(signal.SIGINT)
        assert interrupt.came
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_from_before_the_window_was_there_closes_it(stage, qtbot):
    interrupt = Interrupt()
    interrupt.remember()
    with qtbot.waitSignal(stage.window.closed):
        close_on_interrupt(stage.window, interrupt)
    assert not stage.window.isVisible()
