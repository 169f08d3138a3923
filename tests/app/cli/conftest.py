"""Whole commands as a user or a script gives them: their output and exit status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import soundfile

from app.cli.main import main
from app.resources import assets_folder

DEMO = assets_folder() / "demo.wav"

Run = Callable[..., tuple[int, list[str], str]]


def objects(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; return its status, the lines of its output, and its diagnostics."""

    def run(*words: object) -> tuple[int, list[str], str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return run


@pytest.fixture
def four(tmp_path: Path) -> Path:
    samples, rate = soundfile.read(DEMO)
    soundfile.write(tmp_path / "four.wav", samples[int(2.2 * rate) : int(3.2 * rate)], rate)
    return tmp_path / "four.wav"
