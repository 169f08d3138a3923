"""Small files that claim to be huge; run as a program, they pass their doors and must not grow the process.

What C allocates no Python can see, so the peak of the process's whole address space is looked at (Linux).
"""

import io
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from onnx import TensorProto, helper

from tests.fakes import write_tiny_model
from tests.fuzz.doors import DOORS
from tests.fuzz.seeds import memories, recordings

MOST_GROWTH = 128 * 2**20
"""Bytes of address space."""


def wav(channels: int = 1, rate: int = 16_000, claimed: int = 0, kind: bytes = b"RIFF", before: bytes = b"") -> bytes:
    """Return a WAV of 1,600 zeros that claims other things."""
    frame = 2 * channels
    form = struct.pack("<HHIIHH", 1, channels & 0xFFFF, rate, rate * frame & 0xFFFFFFFF, frame & 0xFFFF, 16)
    data = b"data" + struct.pack("<I", claimed or 3_200) + bytes(3_200)
    return kind + b"\xff\xff\xff\xff" + b"WAVE" + before + b"fmt " + struct.pack("<I", 16) + form + data


def giant_recordings() -> Iterator[bytes]:
    """Yield recordings of hours, of a thousand channels, of gigahertz: if one believes them."""
    yield from (wav(claimed=claim) for claim in (0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF))
    yield from (wav(channels=channels) for channels in (255, 1024, 1025, 65_535))
    yield from (wav(rate=rate) for rate in (0, 1, 999, 0x7FFF_FFFF, 0xFFFF_FFFF))
    long_lengths = b"ds64" + struct.pack("<IQQQI", 28, 2**62, 2**61, 2**60, 0)
    yield wav(kind=b"RF64", before=long_lengths, claimed=0xFFFF_FFFF)
    for good in recordings():  # whatever stands anywhere in the header
        for at in range(0, min(len(good), 80), 2):
            for claim in (b"\xff\xff\xff\x7f", b"\x7f\xff\xff\xff", b"\xff" * 8, b"\0\4\0\0", b"\0\0\4\0"):
                yield good[:at] + claim + good[at + len(claim) :]


def giant_memories() -> Iterator[bytes]:
    """Yield memories: 8 GB by the header of an array, a gigabyte packed into a megabyte, and the reverse of that."""
    with zipfile.ZipFile(io.BytesIO(memories()[0])) as good:
        arrays = {name: good.read(name) for name in good.namelist()}
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "|u1", "fortran_order": False, "shape": (2**33,)})
    for huge in (header.getvalue() + bytes(100), header.getvalue() + bytes(2**30)):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**arrays, "embedding.npy": huge}.items():
                archive.writestr(name, content)
        yield packed.getvalue()
    with zipfile.ZipFile(io.BytesIO(memories()[0])) as good:
        length = struct.pack("<I", good.getinfo("model.npy").compress_size)
    beginning, _, directory = memories()[0].partition(b"PK\1\2")
    yield beginning + b"PK\1\2" + directory.replace(length, struct.pack("<I", 0x7FFF_FFFF), 1)


def giant_models() -> Iterator[bytes]:
    """Yield models with weights of terabytes, here or in another file."""
    with TemporaryDirectory() as place:
        good = onnx.load(str(write_tiny_model(Path(place) / "tiny.onnx")))
    for shape in ([2**20, 2**22], [2**62], [-1, 5]):
        for elsewhere in (False, True):
            changed = onnx.ModelProto()
            changed.CopyFrom(good)
            weights = changed.graph.initializer[0]
            del weights.dims[:]
            weights.dims.extend(shape)
            if elsewhere:
                weights.ClearField("raw_data")
                weights.data_location = TensorProto.EXTERNAL
                for key, value in (("location", "weights.bin"), ("length", str(2**42))):
                    weights.external_data.add(key=key, value=value)
            yield changed.SerializeToString()
    changed = onnx.ModelProto()
    changed.CopyFrom(good)
    changed.graph.initializer.append(helper.make_tensor("n", TensorProto.INT64, [1], [2**45]))
    changed.graph.node.append(helper.make_node("ConstantOfShape", ["n"], ["huge"]))
    changed.graph.output.append(helper.make_tensor_value_info("huge", TensorProto.FLOAT, None))
    yield changed.SerializeToString()


GIANTS = {"recording": giant_recordings, "memory": giant_memories, "model": giant_models}


def address_space_peak() -> int:
    """Return the most bytes of address space that this process ever had; 0 where nobody says."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmPeak:"))


def main() -> None:
    with TemporaryDirectory() as place:
        for name, giants in GIANTS.items():
            door, folder, contents = DOORS[name], Path(place) / name, list(giants())
            folder.mkdir()
            for seed in door.seeds():
                door.enter(seed, folder)
            before = address_space_peak()
            for content in contents:
                door.enter(content, folder)
            grown = address_space_peak() - before
            print(f"{name}: {len(contents)} giants, {grown >> 20} MiB")
            if grown > MOST_GROWTH:
                sys.exit(f"{name}: grew by {grown >> 20} MiB")


if __name__ == "__main__":
    main()
