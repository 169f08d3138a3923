"""Verdicts on what was measured. All thresholds of the microphone doctor are here.

What the model loses was measured with the shipped one, as used, on 79 validation words of Speech Commands (98.7 % right
as they are; one word is 1.3 %), each fault mixed in at several strengths. "Clean recordings" are ten seconds each of 29
speakers of Speech Commands, LibriSpeech and Free Spoken Digits.
"""

from dataclasses import dataclass

from app.dsp.checkup import Measures
from app.engine.findings import Finding, Status
from app.types import SAMPLE_RATE


@dataclass(frozen=True)
class Limits:
    """From where on a value is fair, and from where on bad."""

    fair: float
    bad: float

    def above(self, value: float) -> Status:
        """Judge a value that had better be small."""
        return "bad" if value >= self.bad else "fair" if value >= self.fair else "good"

    def below(self, value: float) -> Status:
        """Judge a value that had better be large."""
        return "bad" if value < self.bad else "fair" if value < self.fair else "good"


LEVEL_DB = Limits(fair=-50.0, bad=-62.0)
"""The shipped model loses nothing down to -60, four words in a hundred at -65. Fair leaves room for stepping back."""

SHORTEST_SPEECH = SAMPLE_RATE // 4
"""Samples; less is no word."""

CLIPPED = Limits(fair=0.0005, bad=0.02)
"""With 0.9 % of the samples in flat tops the model loses nothing, with 2.7 % three words in a hundred, with 6 % twenty.

Fair is where clean recordings never were: what is clipped is lost to the ear and to every other use.
"""

SNR_DB = Limits(fair=20.0, bad=10.0)
"""In white and pink noise the model loses nothing at 20 dB, three words in a hundred at 15 and at 10."""

NOISE_DB = Limits(fair=-40.0, bad=-25.0)
"""Twenty decibels under speech as loud as it should be (-20 dBFS), and five. Clean recordings had -46 and less."""

HUM_UNDER_SPEECH_DB = Limits(fair=33.0, bad=6.0)
"""Hum 30 dB under the speech is heard in pauses; six under, it costs five words in a hundred."""

HUM_ALONE_DB = Limits(fair=-60.0, bad=-30.0)
"""Where nobody speaks: as if somebody spoke at -27 dBFS."""

DC = Limits(fair=0.01, bad=0.2)
"""Of full scale. Clean recordings had 0.0007 at most; 0.3 cost the model one word in 79, and 3 dB of headroom."""

BANDWIDTH_HZ = Limits(fair=6_500.0, bad=2_000.0)
"""The model loses nothing down to 2.5 kHz; the ear, and every other model, miss the hiss of "six" below 6.5 kHz."""

HOLES = Limits(fair=1, bad=20)
"""In ten seconds. With two of 60 ms in every second the model still loses nothing."""

ZERO_SHARE = Limits(fair=0.1, bad=0.98)
"""Clean recordings had 0.001 at most; one that a noise suppressor had cut up 0.3."""

OVERFLOWS = Limits(fair=1, bad=20)
"""In ten seconds. Each loses 10 ms or more, as a hole does; 50 ms cut out of a word cost one in 79."""

LOUDER = "Raise the input level in the system's sound settings, or speak nearer to the microphone."
SPEAK = "Say a few words during the check; if you did, choose another input, or switch this one on."


def judge(measures: Measures, claimed_rate: int | None = None) -> tuple[Finding, ...]:
    """Return a finding per check, each with a cure unless it is good.

    Args:
        claimed_rate: the rate in hertz that the device says it has; ``None`` where it says nothing.
    """
    return (
        _level(measures),
        _clipping(measures),
        _snr(measures),
        _noise(measures),
        _hum(measures),
        _dc(measures),
        _bandwidth(measures, claimed_rate),
        _zeros(measures),
        _overflows(measures),
    )


def _speech_db(measures: Measures) -> float | None:
    """Return the level of the speech, ``None`` where there is not enough of it."""
    loudness = measures.loudness
    return loudness.speech_db if loudness.speech_samples >= SHORTEST_SPEECH else None


def _level(measures: Measures) -> Finding:
    level = _speech_db(measures)
    if level is None:
        return Finding("level", "Speech level", "bad", None, "dBFS", "no speech heard", SPEAK)
    status = LEVEL_DB.below(level)
    return Finding("level", "Speech level", status, level, "dBFS", _db(level), "" if status == "good" else LOUDER)


def _clipping(measures: Measures) -> Finding:
    share = measures.clipped_share
    status = CLIPPED.above(share)
    reading = f"{_percent(share)} of the samples, peak {_db(measures.peak_db)}" if status != "good" else "none"
    cure = (
        "" if status == "good" else "Lower the input level or its boost in the sound settings, or speak further away."
    )
    return Finding("clipping", "Clipping", status, 100 * share, "%", reading, cure)


def _snr(measures: Measures) -> Finding:
    speech = _speech_db(measures)
    title = "Speech over noise"
    if speech is None:
        return Finding("snr", title, "unmeasured", None, "dB", "not measured without speech")
    snr = speech - measures.loudness.floor_db
    status = SNR_DB.below(snr)
    cure = "" if status == "good" else "Move nearer to the microphone, or further from what makes the noise."
    return Finding("snr", title, status, snr, "dB", f"{snr:.0f} dB", cure)


def _noise(measures: Measures) -> Finding:
    if ZERO_SHARE.above(measures.zeros.share) == "bad":
        return Finding("noise", "Noise floor", "unmeasured", None, "dBFS", "not measured without sound")
    floor = measures.loudness.floor_db
    status = NOISE_DB.above(floor)
    cure = "" if status == "good" else "Switch off fans, close the window, and be quiet for some of the ten seconds."
    return Finding("noise", "Noise floor", status, floor, "dBFS", _db(floor), cure)


def _hum(measures: Measures) -> Finding:
    hum, speech = measures.hum, _speech_db(measures)
    if hum is None:
        return Finding("hum", "Mains hum", "good", None, "dBFS", "none")
    if speech is None:
        status, under = HUM_ALONE_DB.above(hum.level_db), _db(hum.level_db)
    else:
        gap = speech - hum.level_db
        status = HUM_UNDER_SPEECH_DB.below(gap)
        under = f"{abs(gap):.0f} dB {'under' if gap >= 0 else 'over'} the speech"
    cure = "Move the cable away from power supplies, try another USB port, or run the laptop on its battery."
    return Finding(
        "hum",
        "Mains hum",
        status,
        hum.level_db,
        "dBFS",
        f"{hum.mains_hz} Hz, {under}",
        "" if status == "good" else cure,
    )


def _dc(measures: Measures) -> Finding:
    offset = measures.dc_offset
    status = DC.above(abs(offset))
    cure = "" if status == "good" else "It wastes headroom: try another port or sound card, or update its driver."
    reading = f"{_percent(abs(offset))} of full scale" if abs(offset) >= 0.001 else "none"
    return Finding("dc", "DC offset", status, 100 * offset, "%", reading, cure)


def _bandwidth(measures: Measures, claimed_rate: int | None) -> Finding:
    edge = measures.bandwidth_hz
    title = "Bandwidth"
    if edge is None:
        return Finding("bandwidth", title, "unmeasured", None, "Hz", "not measured without sound")
    status = BANDWIDTH_HZ.below(edge)
    if status == "good":
        return Finding("bandwidth", title, status, edge, "Hz", f"{edge / 1000:.1f} kHz")
    if claimed_rate is not None and claimed_rate < 2 * BANDWIDTH_HZ.fair:
        reading = f"{edge / 1000:.1f} kHz, since its sample rate is {claimed_rate} Hz"
        return Finding("bandwidth", title, status, edge, "Hz", reading, "Set the input to 16000 Hz or more.")
    claim = f", although it claims {claimed_rate} Hz" if claimed_rate is not None else ""
    cure = "A Bluetooth headset in call mode sounds like this: use a cable or another microphone."
    return Finding("bandwidth", title, status, edge, "Hz", f"{edge / 1000:.1f} kHz{claim}", cure)


def _zeros(measures: Measures) -> Finding:
    zeros = measures.zeros
    percent = 100 * zeros.share
    share = f"{_percent(zeros.share)} of the time"
    if ZERO_SHARE.above(zeros.share) == "bad":
        cure = "Unmute the microphone, and allow this app to use it in the system's privacy settings."
        return Finding("zeros", "Zeros", "bad", percent, "%", f"{share}: it sends nothing", cure)
    if zeros.holes:
        cure = "Sound is lost on its way: use another USB port or a cable, and close programs that are busy."
        holes = f"{zeros.holes} {'hole' if zeros.holes == 1 else 'holes'}, {share}"
        return Finding("zeros", "Zeros", HOLES.above(zeros.holes), percent, "%", holes, cure)
    if ZERO_SHARE.above(zeros.share) == "fair":
        cure = "Noise suppression cuts the beginnings off words: switch it off in the sound settings."
        return Finding("zeros", "Zeros", "fair", percent, "%", f"{share}, between words", cure)
    return Finding("zeros", "Zeros", "good", percent, "%", "none that lasts" if zeros.share < 0.001 else share)


def _overflows(measures: Measures) -> Finding:
    count = measures.overflows
    status = OVERFLOWS.above(count)
    cure = "" if status == "good" else "The machine was too busy: close other programs, then check again."
    reading = f"lost {count} {'time' if count == 1 else 'times'}" if count else "none"
    return Finding("overflows", "Lost samples", status, count, "", reading, cure)


def _db(level: float) -> str:
    return f"{level:.0f} dBFS".replace("-", "−")


def _percent(share: float) -> str:
    return f"{100 * share:.2g} %" if share < 0.1 else f"{100 * share:.0f} %"
