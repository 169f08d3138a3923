"""Live equals offline: the same clips through a file, in real time, through microphones without hardware and through
PulseAudio, in one run; every difference is listed. Run by ``make live``; takes the time that the clips take to speak.
"""

import argparse
import tempfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from app.audio.files import read_audio, write_wav
from app.cli.bench_stream import read_clips
from app.personal.word_stream import build_stream
from app.resources import assets_folder
from app.types import SAMPLE_RATE, Samples
from app.vocabulary import SILENCE
from tests.live.paths import Answers, from_fake_microphone, from_file, paced, through_pulse
from tests.pulse import SoundServer


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.live", description=__doc__)
    parser.add_argument("--clips", type=Path, help="labelled clips, CLIPS/<label>/*.wav; else the demo is spoken")
    parser.add_argument("--count", type=int, default=100, help="how many of them (default: 100)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        recording = Path(folder) / "spoken.wav"
        write_wav(recording, spoken(options.clips, options.count), SAMPLE_RATE)
        samples = read_audio(recording, SAMPLE_RATE)  # as 16-bit numbers have it, for every path
        offline = from_file(recording)
        print(f"{len(offline)} utterances in {len(samples) / SAMPLE_RATE:.0f} s from the file")
        report("paced to real time", offline, paced(samples))
        for rate in (16_000, 44_100, 48_000):
            report(f"a microphone at {rate} Hz", offline, from_fake_microphone(samples, rate))
        server = SoundServer()
        try:
            server.start()
            report("PulseAudio", offline, through_pulse(server, recording, len(samples) / SAMPLE_RATE))
        finally:
            server.close()


def spoken(clips: Path | None, count: int) -> Samples:
    """Return ``count`` clips with pauses over a faint hiss, or the demo."""
    if clips is None:
        return read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)
    rng = np.random.default_rng(0)
    hiss = rng.standard_normal(SAMPLE_RATE * 10).astype(np.float32)
    return build_stream(read_clips(clips, 10)[:count], rng, hiss, snr_db=40.0).samples


def report(name: str, offline: Answers, live: Answers) -> None:
    """Print how many answers agree, and each that does not."""
    offline, live = (without_silence(answers) for answers in (offline, live))
    found = list(differences(offline, live))
    print(f"{name}: {len(offline) - len(found)} of {len(offline)} final labels equal")
    for line in found:
        print(f"    {line}")


def without_silence(answers: Answers) -> Answers:
    """Return what was answered but for ``silence``: that, and a gate that never opened, say the same."""
    return [(label, confidence) for label, confidence in answers if label != SILENCE]


def differences(offline: Answers, live: Answers) -> Iterator[str]:
    """Yield one line for each label that is not the same, matched in order."""
    labels = [[label for label, _ in answers] for answers in (offline, live)]
    for kind, a, b, c, d in SequenceMatcher(None, *labels, autojunk=False).get_opcodes():
        if kind != "equal":
            yield f"{_said(offline[a:b])} became {_said(live[c:d])}, utterance {a + 1}"


def _said(answers: Answers) -> str:
    return ", ".join(f"{label} ({confidence:.0%})" for label, confidence in answers) or "nothing"


if __name__ == "__main__":
    main()
