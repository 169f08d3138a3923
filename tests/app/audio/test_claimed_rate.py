"""What an input claims its sample rate is."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

import app.audio.microphone
from app.audio.claimed_rate import claimed_rate
from app.errors import DeviceError
from tests.fakes import FakeSoundSystem


def test_a_microphone_claims_its_own_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.audio.microphone, "sound_system", lambda: FakeSoundSystem(["Headset"], rate=44_100.0))
    assert claimed_rate("mic") == claimed_rate("mic", device="head") == 44_100
    with pytest.raises(DeviceError, match="Banana"):
        claimed_rate("mic", device="Banana")


@pytest.mark.parametrize("rate", [8_000, 16_000, 48_000])
def test_a_recording_claims_what_its_header_says(tmp_path: Path, rate: int) -> None:
    soundfile.write(tmp_path / "clip.wav", np.zeros(rate, np.float32), rate)
    assert claimed_rate(str(tmp_path / "clip.wav")) == rate


def test_the_demo_claims_nothing() -> None:
    assert claimed_rate("demo") is None
