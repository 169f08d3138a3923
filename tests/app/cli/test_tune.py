"""``sayso tune``."""

from pathlib import Path

import numpy as np
import pytest

from app.audio.files import write_wav
from app.personal.tuning import THRESHOLDS
from app.resources import assets_folder
from app.settings_file import load_settings, settings_path
from app.types import SAMPLE_RATE
from tests.app.cli.conftest import Run, objects
from tests.app.personal.voices import demo_words, write_takes
from tests.fakes import hush

DEMO = assets_folder() / "demo.wav"


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spoken = demo_words()
    return write_takes(tmp_path_factory.mktemp("takes"), {label: spoken[label] for label in ("two", "six")}, count=3)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("room")
    write_wav(folder / "night.wav", hush(90.0, -60), SAMPLE_RATE)
    return folder


def test_the_whole_curve_and_what_the_budget_picks_come_as_json(sayso: Run, takes: Path, room: Path) -> None:
    status, lines, _ = sayso("tune", takes, "--background", room, DEMO, "--json")
    (tuned,) = objects(lines)
    points = tuned["points"]
    assert status == 0
    assert [point["threshold"] for point in points] == list(THRESHOLDS)
    assert points[0]["recall"]["takes"] == 6
    assert points[0]["false_accepts"]["count"] > 10  # the demo is full of words
    counts = [point["false_accepts"]["count"] for point in points]
    assert counts == sorted(counts, reverse=True)
    assert points[0]["false_accepts"]["hours"] == pytest.approx((90 + demo_seconds()) / 3600, abs=1e-4)
    assert tuned["choice"]["threshold"] in [point["threshold"] for point in points]


def demo_seconds() -> float:
    import soundfile

    return float(soundfile.info(DEMO).duration)


def test_a_quiet_minute_cannot_claim_one_per_hour_and_it_is_said(sayso: Run, takes: Path, room: Path) -> None:
    status, lines, _ = sayso("tune", takes, "--background", room)
    text = "\n".join(lines)
    assert status == 0
    assert "6 takes of words, 0.03 h of background" in text
    assert "by estimate only: 0 per hour were counted" in text
    assert "0 false accepts in 0.03 h only shows fewer than 120 per hour; 3 h without any would show 1" in text


def test_a_budget_that_the_audio_can_show_is_proven(sayso: Run, takes: Path, room: Path) -> None:
    (tuned,) = objects(sayso("tune", takes, "--background", room, "--budget", "200", "--json")[1])
    choice = tuned["choice"]
    assert choice["proven"]
    assert choice["recall"]["value"] == 1.0
    assert choice["false_accepts"]["at_most"] < 200


def test_the_threshold_is_kept_in_the_settings_only_when_asked(sayso: Run, takes: Path, room: Path) -> None:
    (tuned,) = objects(sayso("tune", takes, "--background", room, "--json")[1])
    assert load_settings(settings_path()).settings.threshold is None
    assert sayso("tune", takes, "--background", room, "--apply")[0] == 0
    assert load_settings(settings_path()).settings.threshold == tuned["choice"]["threshold"]


def test_a_recording_that_cannot_be_read_does_not_stop_the_others(
    sayso: Run, takes: Path, room: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.wav").write_text("no sound")
    status, lines, diagnostics = sayso("tune", takes, "--background", room, tmp_path / "bad.wav", "--json")
    assert status == 2
    assert len(objects(lines)) == 1
    assert "bad.wav" in diagnostics


@pytest.mark.parametrize(
    ("extra", "complaint"),
    [
        (["--background", "none.wav"], "no such recording"),
        (["--background", DEMO, "--budget", "0"], "not a number of false accepts per hour"),
        (["--background", DEMO, "--vocabulary", "commands"], "no take is of a word that the vocabulary holds"),
        ([], "--background"),
    ],
)
def test_what_cannot_be_tuned_gets_one_line(sayso: Run, takes: Path, extra: list[object], complaint: str) -> None:
    status, lines, diagnostics = sayso("tune", takes, *extra)
    assert (status, lines) == (2, [])
    assert complaint in diagnostics
    assert len(diagnostics.splitlines()) == 1


def test_empty_sound_is_no_background(sayso: Run, takes: Path, tmp_path: Path) -> None:
    write_wav(tmp_path / "empty.wav", np.zeros(0, np.float32), SAMPLE_RATE)
    status, _, diagnostics = sayso("tune", takes, "--background", tmp_path / "empty.wav")
    assert status == 2
    assert len(diagnostics.splitlines()) in (1, 2)
