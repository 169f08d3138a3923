"""Sayso and its peers behind one face, and what each costs to listen: one engine per process.

Run as ``python -m tests.peers.engines NAME STREAM.npy BEGAN``; prints one JSON object.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from app.types import SAMPLE_RATE, Samples

HANG_OVER_S = 0.224
"""Every gate stays open as long as Sayso's."""

LEVEL_GATE_DB = -45.0
"""A fixed level, as simple recorders have it."""


class Listener(Protocol):
    """Something that can be made to hear a stream of 16 kHz samples."""

    def listen(self, samples: Samples) -> None:
        """Hear all of it."""


class Sayso:
    """The shipped model behind the real pipeline, without a picture, as ``sayso listen`` runs it."""

    def __init__(self) -> None:
        from app.engine.build import build_pipeline
        from app.settings import EngineSettings

        self._pipeline = build_pipeline(EngineSettings(), display=False)

    def listen(self, samples: Samples) -> None:
        for block in _blocks(samples, 320):
            self._pipeline.push(block)


class Sphinx:
    """pocketsphinx with a grammar of the same words, always decoding."""

    def __init__(self) -> None:
        self._decoder = sphinx_decoder(["yes", "no", "stop"])

    def listen(self, samples: Samples) -> None:
        self._decoder.start_utt()
        for block in _blocks(pcm(samples), 1600):
            self._decoder.process_raw(block.tobytes(), False, False)
        self._decoder.end_utt()


class WakeWord:
    """openWakeWord with one of its own phrases."""

    def __init__(self) -> None:
        import openwakeword
        from openwakeword.model import Model

        models = Path(openwakeword.__file__).parent / "resources" / "models"
        self._model = Model(wakeword_model_paths=[str(models / "hey_jarvis_v0.1.onnx")])

    def listen(self, samples: Samples) -> None:
        for block in _blocks(pcm(samples), 1280):
            self._model.predict(block)


class Porcupine:
    """Porcupine with one of its own phrases."""

    def __init__(self) -> None:
        import pvporcupine

        self._engine = pvporcupine.create(keywords=["porcupine"])

    def listen(self, samples: Samples) -> None:
        for block in _blocks(pcm(samples), self._engine.frame_length):
            if len(block) == self._engine.frame_length:
                self._engine.process(block)


class WebRtc:
    """webrtcvad: a gate alone, no words."""

    def __init__(self) -> None:
        import webrtcvad

        self._detector = webrtcvad.Vad(2)

    def listen(self, samples: Samples) -> None:
        for _ in self.frames(samples):
            pass

    def frames(self, samples: Samples) -> Iterator[bool]:
        """Yield whether each 20 ms is speech."""
        for block in _blocks(pcm(samples), SAMPLE_RATE // 50):
            if len(block) == SAMPLE_RATE // 50:
                yield self._detector.is_speech(block.tobytes(), SAMPLE_RATE)


ENGINES: dict[str, Callable[[], Listener]] = {
    "Sayso": Sayso,
    "webrtcvad (gate alone)": WebRtc,
    "Porcupine (one phrase)": Porcupine,
    "openWakeWord (one phrase)": WakeWord,
    "pocketsphinx (grammar)": Sphinx,
}


def sphinx_decoder(words: Sequence[str]):  # type: ignore[no-untyped-def]
    """Return a decoder that knows ``words`` alone."""
    from pocketsphinx import Decoder

    with tempfile.NamedTemporaryFile("w", suffix=".gram", delete=False) as file:
        file.write(f"#JSGF V1.0;\ngrammar words;\npublic <word> = {' | '.join(words)};\n")
    decoder = Decoder(samprate=SAMPLE_RATE, jsgf=file.name, lm=None, loglevel="FATAL")
    Path(file.name).unlink()
    return decoder


def pcm(samples: Samples) -> np.ndarray:
    """Return 16-bit numbers, which every peer takes."""
    return np.round(np.clip(samples, -1, 1) * 32767).astype(np.int16)


def _blocks(samples: np.ndarray, length: int) -> Iterator[np.ndarray]:
    return (samples[at : at + length] for at in range(0, len(samples), length))


def main(name: str, stream: str, began: str) -> None:
    """Measure one engine: seconds to its start, CPU seconds per second of sound, megabytes."""
    engine = ENGINES[name]()
    started = time.time() - float(began)
    samples = np.load(stream)
    engine.listen(samples[: 5 * SAMPLE_RATE])  # to warm up
    before = time.process_time()
    engine.listen(samples)
    cost = (time.process_time() - before) / (len(samples) / SAMPLE_RATE)
    from app.cli.bench import resident_megabytes

    print(json.dumps({"start_s": started, "cpu": cost, "megabytes": resident_megabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
