"""What becomes of output: closed, full or narrow streams, and what no stream should be given."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from app.cli.output import complain, one_line, print_json, say
from tests.app.cli.conftest import Run

FULL = Path("/dev/full")


@pytest.fixture
def full() -> Iterator[TextIO]:
    if not FULL.exists():
        pytest.skip("no device that is always full")
    with FULL.open("w") as stream:
        yield stream


def test_json_knows_neither_nan_nor_infinity_nor_raw_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"path": "späß \udcff\x1b", "p": {"one": float("nan")}, "all": (float("inf"), 1.5, True)})
    line = capsys.readouterr().out
    assert line.isascii()
    assert json.loads(line) == {"path": "späß \udcff\x1b", "p": {"one": None}, "all": [None, 1.5, True]}


def test_text_shows_control_characters_and_does_not_obey_them(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[31mb\nc\u202ed\U000e0001 é")
    assert capsys.readouterr().out == "a\\x1b[31mb\\x0ac\\u202ed\\U000e0001 é\n"
    assert one_line("\udcff") == "\\udcff"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_character_that_the_terminal_lacks_is_no_error(
    sayso: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding) as narrow:
        monkeypatch.setattr(sys, "stdout", narrow)
        assert sayso("devices", "--help")[0] == 0
        say("音 é")
        assert raw.getvalue().decode(encoding).splitlines()[-1] in ("\\u97f3 é", "\\u97f3 \\xe9")


def test_a_full_disk_is_one_line_and_exit_status_2(
    sayso: Run, four: Path, full: TextIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", full)
    status, _, diagnostics = sayso("classify", four)
    assert status == 2
    assert diagnostics.splitlines() == [
        "sayso: error: standard output cannot be written (No space left on device); free the disk or send it elsewhere"
    ]


def test_help_to_a_full_disk_is_one_line_and_exit_status_2(
    sayso: Run, full: TextIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", full)
    status, _, diagnostics = sayso("--help")
    assert status == 2
    assert len(diagnostics.splitlines()) == 1


def test_closed_standard_output_is_one_line_and_exit_status_2(
    sayso: Run, four: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    status, _, diagnostics = sayso("classify", four, "--json")
    assert status == 2
    assert "standard output is closed; send it to a file" in diagnostics


@pytest.mark.parametrize("words", [["classify", "none.wav"], ["sing"]])
def test_without_standard_error_diagnostics_go_nowhere(
    sayso: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert sayso(*words)[:2] == (2, [])


def test_full_standard_error_stops_nothing(full: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", full)
    complain("nobody reads this")
    complain("nor this")
    assert full.write("whatever Python still holds for it goes nowhere, too\n")
    full.flush()
