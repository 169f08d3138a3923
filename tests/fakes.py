"""Small stand-ins with behaviour, for what a test machine lacks or what would take too long."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from app.types import Samples

LABELS = ("one", "two", "stop", "unknown", "silence")


class ToneDetector:
    """Calls a chunk speech when each sample is like the one before, but not too like it: neither noise nor hum is.

    The level does not matter.
    """

    def __init__(self) -> None:
        self.asked = 0

    def push(self, chunk: Samples) -> float:
        self.asked += 1
        energy = float(np.dot(chunk, chunk))
        likeness = np.dot(chunk[1:], chunk[:-1]) / energy if energy else 0.0
        return 0.9 if 0.95 < likeness < 0.99 else 0.05

    def reset(self) -> None:
        pass


class FakeStream:
    """A PortAudio stream whose callback the test calls."""

    latency = 0.02
    """Seconds from the air to the callback, as PortAudio states them."""

    def __init__(self, settings: Mapping[str, Any], refuses: Callable[[Mapping[str, Any]], str]) -> None:
        if reason := refuses(settings):
            raise OSError(reason)
        self.settings = settings
        self.running = False

    def start(self) -> None:
        self.running = True

    def close(self) -> None:
        if self.running:
            self.running = False
            self.settings["finished_callback"]()

    def hear(self, samples: Samples, overflow: bool = False) -> None:
        """Call back as PortAudio does: with a buffer that is used again afterwards."""
        buffer = np.array(samples, np.float32)[:, None]
        self.settings["callback"](
            buffer, len(buffer), None, SimpleNamespace(input_overflow=overflow) if overflow else 0
        )
        buffer[:] = np.nan


class FakeSoundSystem:
    """PortAudio with devices of the test's choice; a device that is plugged in appears after a rescan only."""

    def __init__(
        self, names: Sequence[str] = ("Built-in",), rate: float = 48_000.0, only_own_rate: bool = False
    ) -> None:
        self.names = self.plugged = list(names)
        self.rate, self.only_own_rate = rate, only_own_rate
        self.in_use = False
        self.streams: list[FakeStream] = []

    def plug_in(self, name: str) -> None:
        self.plugged = [name, *self.names]

    def query_devices(self) -> list[dict[str, Any]]:
        speakers = {"name": "Speakers", "hostapi": 0, "max_input_channels": 0, "default_samplerate": 48_000.0}
        inputs = [
            {"name": name, "hostapi": 0, "max_input_channels": 2, "default_samplerate": self.rate}
            for name in self.names
        ]
        return [speakers, *inputs]

    def query_hostapis(self) -> list[dict[str, Any]]:
        return [{"name": "ALSA", "default_input_device": len(self.names)}]

    def check_input_settings(self, **settings: Any) -> None:
        if self.only_own_rate and settings["samplerate"] != self.rate:
            raise OSError("Invalid sample rate [PaErrorCode -9997]")

    def InputStream(self, **settings: Any) -> FakeStream:  # noqa: N802
        stream = FakeStream(settings, lambda _: "Device unavailable [PaErrorCode -9985]" if self.in_use else "")
        self.streams.append(stream)
        return stream

    def _terminate(self) -> None:
        self.names = []

    def _initialize(self) -> None:
        self.names = self.plugged


class FakeOutputStream(FakeStream):
    """A PortAudio stream that asks for samples when the test says so."""

    def __init__(self, settings: Mapping[str, Any], refusal: str, latency: float) -> None:
        super().__init__(settings, lambda _: refusal)
        self.latency, self.closings = latency, 0

    def close(self) -> None:
        self.closings += 1
        super().close()

    def ask(self, frames: int) -> Samples:
        """Return what is played next, ``(frames, channels)``; into a buffer full of rubbish, as PortAudio does."""
        buffer = np.full((frames, self.settings["channels"]), np.nan, np.float32)
        self.settings["callback"](buffer, frames, None, 0)
        return buffer


class FakeOutputs:
    """PortAudio with outputs of the test's choice."""

    def __init__(
        self,
        names: Sequence[str] = ("Speakers",),
        microphones: Sequence[str] = (),
        channels: int = 2,
        latency_s: float = 0.0,
        default: int = 0,
        only_own_rate: bool = False,
        in_use: bool = False,
    ) -> None:
        self.names, self.microphones, self.channels, self.default = names, microphones, channels, default
        self.latency_s, self.only_own_rate, self.in_use = latency_s, only_own_rate, in_use
        self.streams: list[FakeOutputStream] = []

    def query_devices(self) -> list[dict[str, Any]]:
        common = {"hostapi": 0, "default_samplerate": 48_000.0}
        outputs = [
            {"name": name, "max_input_channels": 0, "max_output_channels": self.channels, **common}
            for name in self.names
        ]
        inputs = [
            {"name": name, "max_input_channels": 1, "max_output_channels": 0, **common} for name in self.microphones
        ]
        return [*outputs, *inputs]

    def query_hostapis(self) -> list[dict[str, Any]]:
        return [{"name": "ALSA", "default_input_device": len(self.names), "default_output_device": self.default}]

    def check_output_settings(self, **settings: Any) -> None:
        if self.only_own_rate and settings["samplerate"] != 48_000:
            raise OSError("Invalid sample rate [PaErrorCode -9997]")

    def OutputStream(self, **settings: Any) -> FakeOutputStream:  # noqa: N802
        refusal = "Device unavailable [PaErrorCode -9985]" if self.in_use else ""
        self.streams.append(FakeOutputStream(settings, refusal, self.latency_s))
        return self.streams[-1]


def model_metadata(**changes: str | None) -> dict[str, str]:
    """Return metadata that keeps the contract, with ``changes``; ``None`` leaves an entry out."""
    metadata = {
        "sayso.schema": "1",
        "name": "tiny",
        "version": "1.0",
        "labels": json.dumps(LABELS),
        "sample_rate": "16000",
        "default_threshold": "0.5",
        "front_end": "{}",
        "training_data": "none",
        "license": "MIT",
        "metrics": "{}",
        "created": "2026-01-01",
        "git_commit": "none",
        "network": "loudness",
        **changes,
    }
    return {name: value for name, value in metadata.items() if value is not None}


def write_tiny_model(
    path: Path,
    *,
    softmax: bool = True,
    batch: object = "batch",
    window: object = 16_000,
    input_name: str = "waveform",
    output_name: str = "probabilities",
    classes: int = len(LABELS),
    **metadata: str | None,
) -> Path:
    """Write a model that keeps the contract unless told otherwise.

    It answers ``one`` for a window whose mean magnitude is large, ``silence`` for a quiet one.
    """
    weights = np.zeros((1, classes), np.float32)
    weights[0, 0], weights[0, -1] = 400.0, -400.0
    bias = np.zeros(classes, np.float32)
    bias[-1] = 4.0
    nodes = [
        helper.make_node("Abs", [input_name], ["magnitude"]),
        helper.make_node("ReduceMean", ["magnitude"], ["loudness"], axes=[1], keepdims=1),
        helper.make_node("Gemm", ["loudness", "weights", "bias"], ["scores"]),
        helper.make_node(
            "Softmax" if softmax else "Identity", ["scores"], [output_name], **({"axis": 1} if softmax else {})
        ),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(input_name, TensorProto.FLOAT, [batch, window])],
        [helper.make_tensor_value_info(output_name, TensorProto.FLOAT, [batch, classes])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(bias, "bias"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    helper.set_model_props(model, model_metadata(**metadata))
    onnx.save(model, str(path))
    return path


def tone(seconds: float, level_db: float = -20.0, frequency: float = 440.0) -> Samples:
    """Return a sine whose root mean square is ``level_db`` relative to full scale."""
    time = np.arange(int(seconds * 16_000)) / 16_000
    return (np.sqrt(2) * 10 ** (level_db / 20) * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def fade(samples: Samples) -> Samples:
    """Let ``samples`` begin and end softly, over 20 ms: what breaks off rings in a filter."""
    ramp = np.ones(len(samples), np.float32)
    ramp[:320] = np.linspace(0, 1, 320)
    return samples * ramp * ramp[::-1]


def hush(seconds: float, level_db: float = -80.0, seed: int = 0) -> Samples:
    """Return faint noise."""
    noise = np.random.default_rng(seed).standard_normal(int(seconds * 16_000))
    return (noise * 10 ** (level_db / 20)).astype(np.float32)


def blocks(samples: Samples, size: int) -> Iterator[Samples]:
    """Cut ``samples`` into blocks of ``size``."""
    for start in range(0, len(samples), size):
        yield samples[start : start + size]
