"""Sayso beside its peers, in one run on the same sound: accuracy, gates, cost. Run by ``make peers``.

Prints Markdown tables. Accuracy needs labelled clips (``--clips``), the rest is made of the demo recording.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from app.audio.files import read_audio
from app.audio.memory import ArraySource
from app.cli.bench_stream import read_all, read_clips
from app.dsp.level import frame_levels
from app.engine.build import build_pipeline
from app.engine.model import Model
from app.engine.model_files import default_model_path
from app.engine.stream import stream
from app.events import Speech
from app.personal.evaluation import raw_judge, streaming_judge
from app.personal.statistics import wilson_interval
from app.personal.word_stream import WordStream, at_level, build_stream
from app.resources import assets_folder
from app.settings import EngineSettings
from app.types import SAMPLE_RATE, Samples
from app.vocabulary import COMMANDS, DIGITS
from tests.peers.engines import ENGINES, HANG_OVER_S, LEVEL_GATE_DB, WebRtc, pcm, sphinx_decoder

WORDS = (*DIGITS, *COMMANDS)
FRAME = SAMPLE_RATE // 50
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
REPEATS = 3
Clip = tuple[str, Samples]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.peers", description=__doc__)
    parser.add_argument("--clips", type=Path, help="labelled clips of speakers no engine heard, CLIPS/<label>/*.wav")
    parser.add_argument("--noise", type=Path, nargs="+", help="noise to speak in, in place of white noise")
    parser.add_argument("--per-label", type=int, default=30)
    options = parser.parse_args()
    clips = read_clips(options.clips, options.per_label) if options.clips else demo_words()
    clips = [clip for clip in clips if clip[0] in WORDS]
    noise = np.concatenate(read_all(options.noise)) if options.noise else white_noise(60)
    print("\n".join([*accuracy(clips), "", *gates(clips, noise), "", *costs()]))


def demo_words() -> list[Clip]:
    """Return the words of the demo, by synthetic voices."""
    demo = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)
    words = json.loads((assets_folder() / "demo.json").read_text())
    cut = [(word["label"], int(word["start_s"] * SAMPLE_RATE), int(word["end_s"] * SAMPLE_RATE)) for word in words]
    return [(label, demo[start - 3200 : end + 3200]) for label, start, end in cut]


def white_noise(seconds: int) -> Samples:
    return at_level(np.random.default_rng(0).standard_normal(seconds * SAMPLE_RATE).astype(np.float32), -40.0)


def accuracy(clips: Sequence[Clip]) -> Iterator[str]:
    """Yield the table of right names among the same words, closed to them: no engine may answer anything else."""
    model, settings = Model(default_model_path()), EngineSettings()
    as_used, raw = streaming_judge(model, settings), raw_judge(model, settings)
    decoder = sphinx_decoder(WORDS)

    def sphinx(samples: Samples) -> str:
        decoder.start_utt()
        decoder.process_raw(pcm(samples).tobytes(), False, True)
        decoder.end_utt()
        heard = decoder.hyp()
        return heard.hypstr if heard else ""

    judges: dict[str, Callable[[Samples], str]] = {
        "Sayso, as used (may answer `unknown`)": lambda samples: as_used(samples)[0],
        "Sayso, raw": lambda samples: raw(samples)[0],
        "pocketsphinx, grammar of the twenty words": sphinx,
    }
    yield f"| accuracy, {len(clips)} clips of twenty words | right | 95 % interval | CPU ms per clip |"
    yield "|---|---|---|---|"
    for name, judge in judges.items():
        began = time.process_time()
        right = sum(judge(samples) == label for label, samples in clips)
        cost = 1000 * (time.process_time() - began) / len(clips)
        low, high = wilson_interval(right, len(clips))
        yield f"| {name} | {right / len(clips):.1%} ({right}) | {low:.1%} to {high:.1%} | {cost:.1f} |"


def gates(clips: Sequence[Clip], noise: Samples) -> Iterator[str]:
    """Yield the table of gates: words during which they are open, and how much of the rest they let through."""
    yield "| gate | " + " | ".join(f"{snr} dB: words, open without" for snr in (20, 10, 0)) + " |"
    yield "|---|---|---|---|"
    said = [build_stream(clips, np.random.default_rng(0), noise, snr) for snr in (20.0, 10.0, 0.0)]
    for name, gate in {"Sayso": our_gate, "webrtcvad": webrtc_gate, "plain level": level_gate}.items():
        cells = [
            f"{found:.1%}, {idle:.1%}" for found, idle in (judge_gate(words, gate(words.samples)) for words in said)
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def our_gate(samples: Samples) -> np.ndarray:
    """Return whether an utterance of ours is going on, for each frame of 20 ms: its beginning is found looking back."""
    is_open = np.zeros(len(samples), bool)
    begin = 0
    for event in stream(ArraySource(samples), build_pipeline(EngineSettings(), display=False)):
        if isinstance(event, Speech) and event.is_open:
            begin = event.at
        elif isinstance(event, Speech):
            is_open[begin : event.at] = True
    return is_open[FRAME // 2 :: FRAME]


def webrtc_gate(samples: Samples) -> np.ndarray:
    return hang_over(np.array(list(WebRtc().frames(samples))))


def level_gate(samples: Samples) -> np.ndarray:
    return hang_over(frame_levels(samples[: len(samples) // FRAME * FRAME], FRAME) > LEVEL_GATE_DB)


def hang_over(speech: np.ndarray) -> np.ndarray:
    """Return frames open from speech until the hang-over has passed."""
    return np.convolve(speech, np.ones(round(HANG_OVER_S * 50) + 1))[: len(speech)] > 0


def judge_gate(said: WordStream, is_open: np.ndarray) -> tuple[float, float]:
    """Return the share of words during half of which it is open, and the share of the rest during which it is too."""
    words, found = np.zeros(len(is_open), bool), 0
    for word in said.words:
        frames = slice(word.start // FRAME, word.end // FRAME + 1)
        found += is_open[frames].mean() >= 0.5
        words[frames.start : frames.stop + round(HANG_OVER_S * 50) + 3] = True
    return found / len(said.words), float(is_open[~words].mean())


def costs() -> Iterator[str]:
    """Yield the table of what listening costs: a quiet room for a minute, then a minute of the demo's speech."""
    demo = read_audio(assets_folder() / "demo.wav", SAMPLE_RATE)
    sound = np.concatenate([at_level(white_noise(60), -70.0), np.resize(demo, 60 * SAMPLE_RATE)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stream.npy"
        np.save(path, sound)
        found = {name: measure(name, path) for name in ENGINES}
    ours = found["Sayso"]
    yield "| as many times as Sayso's, over a minute of quiet and a minute of words | CPU | memory | start |"
    yield "|---|---|---|---|"
    for name, cost in found.items():
        yield (
            f"| {name} | "
            + " | ".join(f"{cost[key] / ours[key]:.2f}" for key in ("cpu", "megabytes", "start_s"))
            + " |"
        )
    yield ""
    yield (
        f"Sayso itself: {ours['cpu']:.4f} CPU seconds per second of sound, {ours['megabytes']:.0f} MB, "
        f"{ours['start_s']:.1f} s to its start."
    )


def measure(name: str, stream_file: Path) -> dict[str, float]:
    """Return the medians of several new processes."""
    runs = []
    for _ in range(REPEATS):
        command = [sys.executable, "-m", "tests.peers.engines", name, str(stream_file), str(time.time())]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **ONE_THREAD})
        if answer.returncode:
            raise SystemExit(f"{name}: failed\n{answer.stderr}")
        runs.append(json.loads(answer.stdout.splitlines()[-1]))
    return {key: float(np.median([run[key] for run in runs])) for key in runs[0]}


if __name__ == "__main__":
    main()
