"""What all commands share: bad requests, help, pipes, imports."""

import json
import signal
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
    "an unknown option with a line break": (["listen", "--a\nb"], "unrecognized arguments: --a\\x0ab"),
    "a name with a line break": (["classify", "--model", "a\nb.onnx", str(DEMO)], "a\\x0ab.onnx: no such model file"),
}
if sys.platform != "win32":  # where such a name is simply none
    BAD_COMMANDS |= {
        "a name of 300 characters": (["listen", "--source", "a" * 300], "cannot be read (File name too long)"),
        "a folder of 300 characters": (["evaluate", "a" * 300], "cannot be looked into (File name too long)"),
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
    command = [sys.executable, "-m", "app", "listen", "--source", "demo", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as listening:
        assert listening.stdout is not None
        assert listening.stderr is not None
        assert json.loads(listening.stdout.readline())["event"] == "speech"
        listening.stdout.close()
        assert "Traceback" not in listening.stderr.read()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(36, "File name too long", "aaa"), "aaa: File name too long; check that it is there"),
        (PermissionError(13, "Permission denied"), "sayso: error: Permission denied; check that it is there"),
        (OSError("odd"), "sayso: error: odd; check"),
    ],
)
def test_an_error_of_the_system_that_nobody_foresaw_is_one_line_too(
    sayso: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, line: str
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr("app.cli.devices.run", fail)
    status, _, diagnostics = sayso("devices")
    assert status == 2
    assert line in diagnostics
    assert len(diagnostics.splitlines()) == 1


@pytest.mark.parametrize("chosen", [signal.default_int_handler, signal.SIG_IGN])
def test_control_c_kills_while_modules_are_loaded_and_interrupts_from_then_on(
    sayso: Run, monkeypatch: pytest.MonkeyPatch, chosen: signal.Handlers
) -> None:
    import app.cli.devices

    seen = []

    def look(*_: object) -> int:
        seen.append(signal.getsignal(signal.SIGINT))
        return 0

    monkeypatch.setattr(app.cli.devices, "add_arguments", look)
    monkeypatch.setattr(app.cli.devices, "run", look)
    before = signal.signal(signal.SIGINT, chosen)
    try:
        assert sayso("devices")[0] == 0
    finally:
        signal.signal(signal.SIGINT, before)
    assert seen == [signal.SIG_IGN if chosen == signal.SIG_IGN else signal.SIG_DFL, chosen]


def test_the_command_line_needs_neither_qt_nor_torch_nor_librosa() -> None:
    program = "import sys; from app.cli.main import main; main(['classify', sys.argv[1]]); print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program, str(DEMO)], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in answer.stdout.splitlines()[-1].split()}
    assert "onnxruntime" in loaded
    assert not loaded & {"PySide6", "pyqtgraph", "torch", "librosa", "scipy", "sounddevice", "training"}
