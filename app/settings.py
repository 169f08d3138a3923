"""What the user chose, frozen and replaced whole; read from and written to a versioned JSON file."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from reprlib import repr as shortly
from typing import Any, Literal, get_args

import platformdirs

from app.errors import SettingsError
from app.files import write_text_atomically
from app.types import SAMPLE_RATE

VERSION = 1

Listening = Literal["always", "hold"]
Theme = Literal["system", "light", "dark"]
ColourMap = Literal["viridis", "cividis", "grey"]
FrequencyAxis = Literal["mel", "linear"]


@dataclass(frozen=True)
class GateSettings:
    """When the gate opens and closes. Lengths in samples, levels in decibels, the rest probabilities of speech."""

    open_margin_db: float = 6.0
    """Above the noise floor by this much, sound is worth a closer look."""
    close_margin_db: float = 4.0
    """Below the noise floor plus this, sound has ended."""
    quietest_db: float = -68.0
    """Nothing below this level, relative to full scale, is worth a look."""
    open_probability: float = 0.2
    """At least this probability of speech opens the gate."""
    close_probability: float = 0.15
    """Below this probability speech has ended."""
    hang_over: int = int(0.224 * SAMPLE_RATE)
    """The gate closes this long after the last speech: longer than the gap inside "eight" or "six"."""
    pre_roll: int = int(0.3 * SAMPLE_RATE)
    """Samples kept from before the gate opened, so that the first syllable is never lost."""


@dataclass(frozen=True)
class EngineSettings:
    """Everything that changes what the engine answers."""

    vocabulary: str = "all"
    """``all``, ``digits``, ``commands``, or words divided by commas."""
    threshold: float | None = None
    """A less confident answer is ``unknown``; ``None`` takes the model's own."""
    push_to_talk: bool = False
    """Listen only while held, instead of always."""
    longest_word: int = int(1.2 * SAMPLE_RATE)
    """Samples; a longer utterance is no isolated word and ends as ``unknown``, unless push-to-talk holds the gate."""
    running_gap: int = int(0.8 * SAMPLE_RATE)
    """Samples; what follows running speech sooner than this goes on with it, however short it is."""
    gate: GateSettings = field(default_factory=GateSettings)


@dataclass(frozen=True)
class Settings:
    """The window's choices, kept from run to run."""

    device: str = ""
    """Name of the input, empty for the system's default. Never an index: indices move when a device is plugged in."""
    host_api: str = ""
    """The sound system that ``device`` belongs to."""
    vocabulary: str = "all"
    threshold: float | None = None
    listening: Listening = "always"
    theme: Theme = "system"
    colour_map: ColourMap = "viridis"
    frequency_axis: FrequencyAxis = "mel"
    span_s: float = 6.0
    """Seconds of sound in view, 1 to 60."""
    quietest_db: float = -100.0
    """Level with the darkest colour: fixed, so that the same sound always looks the same."""
    loudest_db: float = -20.0
    """Level with the lightest colour, at least 10 dB above ``quietest_db``."""
    waveform_top: float = 0.25
    """Sample value at the edge of the waveform's strip; 1 is full scale."""
    show_waveform: bool = True
    show_gate: bool = True

    def engine(self) -> EngineSettings:
        """Return the part that the engine needs."""
        return EngineSettings(
            vocabulary=self.vocabulary, threshold=self.threshold, push_to_talk=self.listening == "hold"
        )


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

    A damaged file is renamed to ``.bad`` beside itself, so that nothing is lost, and the defaults are used; the
    complaint says so.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError) as error:
        return Loaded(Settings(), _set_aside(path, str(error)))
    try:
        return Loaded(_parse(text))
    except (ValueError, RecursionError) as error:
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


def _set_aside(path: Path, reason: str) -> str:
    bad = path.with_name(path.name + ".bad")
    try:
        path.replace(bad)
    except OSError:
        return f"{path}: settings cannot be read ({reason}); defaults are used"
    return f"{path}: settings were damaged ({reason}); kept as {bad.name}, defaults are used"


def _parse(text: str) -> Settings:
    """Return the settings in ``text``; raise ``ValueError`` with a short reason."""
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("not a JSON object")
    if content.pop("version", None) != VERSION:
        raise ValueError(f"not version {VERSION}")
    known = {f.name for f in fields(Settings)}
    settings = Settings(**{name: _check(name, value) for name, value in content.items() if name in known})
    if settings.loudest_db - settings.quietest_db < LEAST_RANGE_DB:
        raise ValueError(f"loudest_db is not {LEAST_RANGE_DB:g} above quietest_db")
    return settings


CHOICES: dict[str, tuple[str, ...]] = {
    "listening": get_args(Listening),
    "theme": get_args(Theme),
    "colour_map": get_args(ColourMap),
    "frequency_axis": get_args(FrequencyAxis),
}
"""Texts, of which one must be chosen."""

LEAST_RANGE_DB = 10.0
"""Between the darkest and the lightest colour."""

RANGES = {
    "threshold": (0.0, 1.0),
    "span_s": (1.0, 60.0),
    "quietest_db": (-120.0, 0.0),
    "loudest_db": (-120.0, 0.0),
    "waveform_top": (0.01, 1.0),
}
"""Numbers, and from where to where they go."""

SWITCHES = ("show_waveform", "show_gate")


def _check(name: str, value: Any) -> Any:
    """Return ``value`` if it fits; raise ``ValueError`` with a short reason."""
    if name in RANGES:
        low, high = RANGES[name]
        if (name == "threshold" and value is None) or _is_number(value, low, high):
            return value
        raise ValueError(f"{name} is {shortly(value)}, not a number from {low:g} to {high:g}")
    if name in SWITCHES:
        if isinstance(value, bool):
            return value
        raise ValueError(f"{name} is {shortly(value)}, not true or false")
    if not isinstance(value, str):
        raise ValueError(f"{name} is {shortly(value)}, not a text")
    if name in CHOICES and value not in CHOICES[name]:
        raise ValueError(f"{name} is {shortly(value)}, not one of {', '.join(CHOICES[name])}")
    return value


def _is_number(value: object, low: float, high: float) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and low <= value <= high  # type: ignore[operator]
