"""The ways by which the same sound reaches the engine; each returns the final predictions of all that was said."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import soxr

from app.audio.memory import ArraySource, FileSource, Paced
from app.audio.microphone import MicrophoneSource
from app.audio.source import Source
from app.engine.build import build_pipeline
from app.engine.stream import stream
from app.events import Prediction
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples
from tests.fakes import FakeSoundSystem
from tests.pulse import SoundServer

Answers = list[tuple[str, float]]
"""Label and confidence of each utterance, in order."""

TAIL_S = 3
"""Seconds that the last word has to come through, and to be named."""


def from_source(source: Source) -> Answers:
    """Return what the engine answers for a source."""
    events = stream(source, build_pipeline(EngineSettings(), display=False))
    return [(event.label, event.confidence) for event in events if isinstance(event, Prediction) and event.final]


def from_file(recording: Path) -> Answers:
    """Take the path of ``sayso listen --source FILE``."""
    return from_source(FileSource(recording))


def paced(samples: Samples) -> Answers:
    """Hand the sound over in slices of 20 ms, as if in real time, on a clock that the test moves."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    return from_source(Paced(ArraySource(samples), clock=lambda: now[0], sleep=sleep))


def from_fake_microphone(samples: Samples, rate: int) -> Answers:
    """Speak into a microphone without hardware that knows one rate alone, in the blocks that PortAudio would send."""
    sound = FakeSoundSystem(rate=float(rate), only_own_rate=True)
    own = samples if rate == SAMPLE_RATE else soxr.resample(samples, SAMPLE_RATE, rate)
    blocks = iter(range(0, len(own), rate // 100))

    def hear_more(_: float) -> None:
        at = next(blocks, None)
        if at is None:
            microphone.close()
        else:
            sound.streams[0].hear(own[at : at + rate // 100])

    microphone = MicrophoneSource(sound=sound, sleep=hear_more)
    return from_source(microphone)


def through_pulse(server: SoundServer, recording: Path, seconds: float) -> Answers:
    """Play the sound into a virtual microphone that a ``sayso listen`` of its own hears: real time, real threads."""
    command = [sys.executable, "-m", "app", "listen", "--json", "--source", "mic"]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as output,  # a pipe that nobody reads would stop it
        subprocess.Popen(command, env=server.environment, stdout=output, stderr=subprocess.PIPE, text=True) as live,
    ):
        assert live.stderr is not None
        heard = live.stderr.readline()
        if "listening to" not in heard:
            raise SystemExit(heard + live.stderr.read())
        server.speak(recording, patience_s=seconds + 60)
        time.sleep(TAIL_S)
        live.terminate()  # each line was flushed as it came
        complaints = live.stderr.read()
        live.wait()
        output.seek(0)
        lines = output.read().splitlines()
    found = [json.loads(line) for line in lines]
    heard_s = found[-1].get("at_s", found[-1].get("end_s", 0.0)) if found else 0.0
    print(f"PulseAudio: last heard at {heard_s:.1f} s of the stream  {complaints.strip()}", flush=True)
    return [(o["label"], o["confidence"]) for o in found if o["event"] == "prediction" and o["final"]]
