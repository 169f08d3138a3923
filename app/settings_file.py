"""The settings' file: versioned JSON, checked value by value, set aside where it is damaged."""

import base64
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from reprlib import repr as shortly
from typing import Any, get_args

import platformdirs

from app.errors import SettingsError
from app.files import read_bounded, write_text_atomically
from app.settings import ColourMap, FrequencyAxis, Language, Listening, Settings, TakeOrder, Theme
from app.types import is_number

VERSION, LARGEST_BYTES = 1, 2**20


class LaterVersion(ValueError):  # noqa: N818  (nothing is wrong with the file)
    """The file's format is newer than ours."""


DAMAGES = (OSError, ValueError, RecursionError)
"""What reading a file raises that cannot be used."""


@dataclass(frozen=True)
class Loaded:
    """Settings as found, and one line about what was wrong with the file, or nothing."""

    settings: Settings
    complaint: str = ""


def settings_path() -> Path:
    """Return where the settings live: ``settings.json`` in the platform's folder for user configuration."""
    return platformdirs.user_config_path("sayso", appauthor=False) / "settings.json"


def load_settings(path: Path) -> Loaded:
    """Read settings; a missing file gives the defaults.

    A file that is damaged, or that a later version of Sayso wrote, is renamed to ``.bad`` beside itself, so that
    nothing is lost, and the defaults are used; the complaint says so.
    """
    try:
        return Loaded(_parse(_read(path)))
    except FileNotFoundError:
        return Loaded(Settings())
    except LaterVersion as error:
        return Loaded(Settings(), _set_aside(path, later=str(error)))
    except DAMAGES as error:
        return Loaded(Settings(), _set_aside(path, str(error)))


def save_settings(settings: Settings, path: Path) -> None:
    """Write settings, whole or not at all.

    Raises:
        SettingsError: the folder is read-only or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text_atomically(path, json.dumps({"version": VERSION, **asdict(settings)}, indent=2) + "\n")
    except OSError as error:
        raise SettingsError(f"{path}: settings cannot be kept ({error}); free the disk or the folder") from error


def change_settings(path: Path, changes: Mapping[str, Any], otherwise: Settings) -> None:
    """Write ``changes`` into the file; the rest of it stays as another Sayso left it, as ``sayso tune --apply`` does.

    Reading and writing are not one step: of two that write in the same millisecond, one loses its change.

    Args:
        otherwise: what to write, whole, where there is no file that can be used, or one that the changes do not fit.

    Raises:
        SettingsError: the folder is read-only or the disk is full.
    """
    try:
        changed = _checked(replace(_parse(_read(path)), **changes))
    except DAMAGES:
        changed = otherwise
    save_settings(changed, path)


def _set_aside(path: Path, reason: str = "", later: str = "") -> str:
    """Keep a file that cannot be used under another name; return one line about it."""
    bad = path.with_name(path.name + ".bad")
    try:
        path.replace(bad)
    except OSError:
        return f"{path}: settings cannot be read ({reason or later}); defaults are used"
    if later:
        return f"{path}: settings were {later}; defaults are used, the file is kept as {bad.name}"
    return f"{path}: settings were damaged ({reason}); kept as {bad.name}, defaults are used"


def _read(path: Path) -> str:
    return read_bounded(path, LARGEST_BYTES).decode("utf-8")


def _parse(text: str) -> Settings:
    """Return the settings in ``text``; raise ``ValueError`` with a short reason."""
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("not a JSON object")
    version = content.pop("version", None)
    if isinstance(version, int) and version > VERSION:
        raise LaterVersion(f"written by a later version of Sayso ({version})")
    if version != VERSION:
        raise ValueError(f"not version {VERSION}")
    known = {f.name for f in fields(Settings)}
    return _checked(Settings(**{name: _check(name, value) for name, value in content.items() if name in known}))


def _checked(settings: Settings) -> Settings:
    """Return settings that fit each other; raise ``ValueError`` where they do not."""
    if settings.loudest_db - settings.quietest_db < LEAST_RANGE_DB:
        raise ValueError(f"loudest_db is not {LEAST_RANGE_DB:g} above quietest_db")
    return settings


CHOICES: dict[str, tuple[str, ...]] = {
    "listening": get_args(Listening),
    "theme": get_args(Theme),
    "language": get_args(Language),
    "colour_map": get_args(ColourMap),
    "frequency_axis": get_args(FrequencyAxis),
    "take_order": get_args(TakeOrder),
}
"""Texts, of which one must be chosen."""

LEAST_RANGE_DB = 10.0
"""Between the darkest and the lightest colour."""

RANGES = {
    "threshold": (0.0, 1.0),
    "text_percent": (80, 200),
    "span_s": (1.0, 60.0),
    "quietest_db": (-120.0, 0.0),
    "loudest_db": (-120.0, 0.0),
    "waveform_top": (0.01, 1.0),
}
"""Numbers, and from where to where they go."""

COUNTS = {"takes_per_label": (1, 1_000)}
"""Whole numbers, and from where to where they go."""

MOST_INPUTS = 16
"""Inputs remembered at most; whoever had more will not miss the first."""

LONGEST_GEOMETRY = 1000
"""Letters; Qt needs about 90."""

LISTS = ("added_models", "recorded_labels", "background")
"""Texts, in order."""

SWITCHES = ("show_waveform", "show_gate", "whole_band")


def _check(name: str, value: Any) -> Any:
    """Return ``value`` if it fits; raise ``ValueError`` with a short reason."""
    kinds: tuple[tuple[Iterable[str], Callable[[str, Any], Any]], ...] = (
        (RANGES, _number),
        (COUNTS, _count),
        (SWITCHES, _switch),
        (LISTS, _texts),
        (CHOICES, _choice),
        (("other_inputs",), _pairs),
        (("geometry",), _base64),
    )
    return next((check for names, check in kinds if name in names), _text)(name, value)


def _number(name: str, value: Any) -> Any:
    low, high = RANGES[name]
    if (name == "threshold" and value is None) or _is_number(value, low, high):
        return value
    raise ValueError(f"{name} is {shortly(value)}, not a number from {low:g} to {high:g}")


def _count(name: str, value: Any) -> Any:
    low, high = COUNTS[name]
    if isinstance(value, int) and _is_number(value, low, high):
        return value
    raise ValueError(f"{name} is {shortly(value)}, not a whole number from {low} to {high}")


def _switch(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{name} is {shortly(value)}, not true or false")


def _texts(name: str, value: Any) -> Any:
    if isinstance(value, list) and all(_is_text(entry) for entry in value):
        return tuple(value)
    raise ValueError(f"{name} is {shortly(value)}, not a list of texts")


def _text(name: str, value: Any) -> str:
    if _is_text(value):
        return str(value)
    raise ValueError(f"{name} is {shortly(value)}, not a text")


def _is_text(value: Any) -> bool:
    """Return whether a file could be called so: paths are texts too, and on Linux any bytes."""
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        os.fsencode(value)
    except UnicodeEncodeError:
        return False
    return True


def _choice(name: str, value: Any) -> str:
    if _text(name, value) in CHOICES[name]:
        return str(value)
    raise ValueError(f"{name} is {shortly(value)}, not one of {', '.join(CHOICES[name])}")


def _base64(name: str, value: Any) -> str:
    text = _text(name, value)
    if len(text) > LONGEST_GEOMETRY:
        raise ValueError(f"{name} has {len(text)} letters, more than {LONGEST_GEOMETRY}")
    try:
        base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ValueError(f"{name} is {shortly(text)}, not base64") from error
    return text


def _pairs(name: str, value: Any) -> tuple[tuple[str, str], ...]:
    """Return a JSON list of lists of two texts as what it was before it was written."""
    if not isinstance(value, list) or len(value) > MOST_INPUTS:
        raise ValueError(f"{name} is {shortly(value)}, not a list of at most {MOST_INPUTS} pairs")
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2 and all(_is_text(text) for text in pair)):
            raise ValueError(f"{name} has {shortly(pair)}, not a name and a sound system")
    return tuple((first, second) for first, second in value)


def _is_number(value: object, low: float, high: float) -> bool:
    return is_number(value) and low <= value <= high
