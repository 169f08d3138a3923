"""The manifest of a test set: one JSON object per line and take, written whole or not at all."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from app.errors import UsageError
from app.files import read_bounded, write_text_atomically
from app.personal.label_folder import clean_label
from app.personal.take import Take
from app.types import Json, check_depth, is_number

NAME = "manifest.jsonl"

LARGEST_BYTES = 64 * 2**20
"""Lines of 100,000 takes."""

PART = r"[^./\\\0][^/\\\0]*"
"""A name of a file or folder: not hidden, and in no other folder."""

ID, FILE = re.compile(PART), re.compile(rf"{PART}/{PART}\.wav", re.IGNORECASE)
"""What a take and its file are called: nothing outside the set's folder."""

KNOWN = tuple(field.name for field in fields(Take) if field.name != "more")


@dataclass(frozen=True)
class Manifest:
    """What a manifest says, as far as it can be read."""

    takes: tuple[Take, ...] = ()
    """In the order of the lines; of two lines on one take or one file, the later one."""
    damaged: tuple[str, ...] = ()
    """Lines that say nothing, or nothing more, as they were."""


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; a missing one is empty.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        content = read_bounded(path, LARGEST_BYTES)
    except FileNotFoundError:
        return Manifest()
    return parse_manifest(content)


def parse_manifest(content: bytes) -> Manifest:
    """Return the takes in the lines of ``content``; no line, however torn, stops the others."""
    lines: dict[str, tuple[Take, str]] = {}
    by_file: dict[str, str] = {}
    damaged: list[str] = []
    for raw in content.removeprefix(b"\xef\xbb\xbf").splitlines():
        line = raw.decode("utf-8", "backslashreplace")
        if not line.strip():
            continue
        try:
            take = take_from_json(json.loads(raw))
        except (ValueError, OverflowError, RecursionError, UsageError):
            damaged.append(line)
            continue
        damaged += [lines.pop(older)[1] for older in {take.id, by_file.get(take.file, "")} if older in lines]
        lines[take.id], by_file[take.file] = (take, line), take.id
    return Manifest(tuple(take for take, _ in lines.values()), tuple(damaged))


def write_manifest(path: Path, takes: Iterable[Take]) -> None:
    """Write one line per take, pure ASCII. Raises ``OSError``; the file is as it was then."""
    write_text_atomically(path, "".join(json.dumps(take_to_json(take)) + "\n" for take in takes))


def take_to_json(take: Take) -> Json:
    """Return a take's line; the fields that Sayso does not know come last, as they were."""
    return {**{name: getattr(take, name) for name in KNOWN}, **take.more}


def take_from_json(content: Any) -> Take:
    """Return the take that a line describes. Raises ``ValueError`` or ``UsageError`` where it is none."""
    if not isinstance(content, dict):
        raise ValueError("not a JSON object")
    check_depth(content)
    take = Take(
        id=_text(content, "id"),
        label=_text(content, "label"),
        speaker=_text(content, "speaker"),
        device=_text(content, "device"),
        sample_rate=_whole(content.get("sample_rate")),
        level_db=_level(content.get("level_db")),
        snr_db=_level(content.get("snr_db")),
        clipped=_claim(content.get("clipped")),
        trim=_span(content.get("trim")),
        sha256=_text(content, "sha256"),
        time=_text(content, "time"),
        app_version=_text(content, "app_version"),
        file=_text(content, "file"),
        more={name: value for name, value in content.items() if name not in KNOWN},
    )
    if not ID.fullmatch(take.id) or not FILE.fullmatch(take.file) or Path(take.id).drive or Path(take.file).drive:
        raise ValueError("its file lies elsewhere")
    if clean_label(take.label) != take.label:
        raise ValueError("its label is not clean")
    return take


def _text(content: Json, name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    value.encode()  # half a character has no encoding
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError("not a whole number")
    return value


def _level(value: Any) -> float | None:
    if value is None:
        return None
    if not is_number(value) or not math.isfinite(value):
        raise ValueError("not a level")
    return float(value)


def _claim(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")
    return value


def _span(value: Any) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("not two numbers")
    start, end = (_whole(bound) for bound in value)
    if start > end:
        raise ValueError("ends before it begins")
    return start, end
