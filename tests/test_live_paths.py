"""Live equals offline without hardware: paced, and through microphones at several rates."""

import numpy as np
import pytest

from app.audio.files import read_audio
from app.resources import assets_folder
from app.types import SAMPLE_RATE
from tests.live.__main__ import differences
from tests.live.paths import from_fake_microphone, from_file, paced

DEMO = assets_folder() / "demo.wav"


def test_a_recording_in_real_time_gives_exactly_what_its_file_gives():
    samples = read_audio(DEMO, SAMPLE_RATE)
    assert paced(samples) == from_file(DEMO)


def test_a_microphone_at_16_khz_gives_exactly_what_the_file_gives():
    assert from_fake_microphone(read_audio(DEMO, SAMPLE_RATE), 16_000) == from_file(DEMO)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_microphone_at_its_own_rate_gives_the_same_words(rate):
    live, offline = from_fake_microphone(read_audio(DEMO, SAMPLE_RATE), rate), from_file(DEMO)
    assert [label for label, _ in live] == [label for label, _ in offline]
    np.testing.assert_allclose([c for _, c in live], [c for _, c in offline], atol=0.15)


def test_each_difference_is_named():
    offline = [("one", 0.9), ("two", 0.8), ("stop", 0.7)]
    assert list(differences(offline, offline)) == []
    assert list(differences(offline, [("one", 0.9), ("unknown", 0.5)])) == [
        "two (80%), stop (70%) became unknown (50%), utterance 2"
    ]
