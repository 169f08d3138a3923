"""What all commands share: bad requests, help, pipes, imports."""

import json
import subprocess
import sys

import pytest

from app.cli.main import COMMANDS
from app.resources import assets_folder
from tests.app.cli.conftest import Run

DEMO = assets_folder() / "demo.wav"


BAD_COMMANDS = {
    "unknown command": (["sing"], "invalid choice: 'sing'"),
    "unknown option": (["listen", "--loudly"], "unrecognized arguments: --loudly"),
    "missing file": (["listen", "--source", "none.wav"], "none.wav: no such file; check the name"),
    "missing argument": (["classify"], "the following arguments are required: FILE"),
    "unknown label": (["listen", "--source", "demo", "--vocabulary", "banana"], "unknown label 'banana'"),
    "empty vocabulary": (["listen", "--source", "demo", "--vocabulary", ","], "holds no word"),
    "threshold beyond 1": (["listen", "--threshold", "7"], "'7' is not a number from 0 to 1"),
    "threshold no number": (["listen", "--threshold", "nan"], "'nan' is not a number from 0 to 1"),
    "missing folder": (["evaluate", "none"], "none: no such folder"),
    "missing model": (["listen", "--source", "demo", "--model", "none"], "none: no such model file"),
    "no model": (["listen", "--source", "demo", "--model", __file__], "is no ONNX model that can be run"),
    "unknown label in classify": (["classify", str(DEMO), "--vocabulary", "x"], "unknown label 'x'"),
    "missing file for the window": (["gui", "--source", "none.wav"], "none.wav: no such file; check the name"),
    "no audio for the window": (["--source", __file__], "cannot be read as audio"),
    "a name with a line break": (["classify", "--model", "a\nb.onnx", str(DEMO)], "a\\x0ab.onnx: no such model file"),
}


@pytest.mark.parametrize("kind", BAD_COMMANDS)
def test_a_bad_command_gets_one_line_and_exit_status_2(sayso: Run, kind: str) -> None:
    words, message = BAD_COMMANDS[kind]
    status, lines, diagnostics = sayso(*words)
    assert (status, lines) == (2, [])
    assert message in diagnostics
    assert len(diagnostics.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(sayso: Run, command: str) -> None:
    status, lines, _ = sayso(command, "--help")
    assert status == 0
    assert lines[0].startswith(f"usage: sayso {command}")


def test_a_reader_that_has_enough_is_no_error() -> None:
    command = f"{sys.executable} -m app listen --source demo --json | head -n 1"
    answer = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert json.loads(answer.stdout)["event"] == "speech"
    assert "Traceback" not in answer.stderr


def test_the_command_line_needs_neither_qt_nor_torch_nor_librosa() -> None:
    program = "import sys; from app.cli.main import main; main(['classify', sys.argv[1]]); print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program, str(DEMO)], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in answer.stdout.splitlines()[-1].split()}
    assert "onnxruntime" in loaded
    assert not loaded & {"PySide6", "pyqtgraph", "torch", "librosa", "scipy", "sounddevice", "training"}
