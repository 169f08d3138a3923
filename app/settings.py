"""What the user chose, frozen and replaced whole; read from and written to a versioned JSON file."""

import base64
import json
from collections.abc import Callable, Iterable
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
Theme = Literal["system", "light", "dark", "contrast"]
Language = Literal["system", "en", "de"]
ColourMap = Literal["viridis", "cividis", "grey"]
FrequencyAxis = Literal["mel", "linear"]
TakeOrder = Literal["shuffled", "blocks"]


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
    shortest_word: int = int(0.1 * SAMPLE_RATE)
    """Samples; a shorter one is a click or a knock, and ends as ``unknown`` too: of 1,063 words of the validation
    speakers two were shorter, of 26 wrong answers four."""
    running_gap: int = int(1.2 * SAMPLE_RATE)
    """Samples; what follows running speech sooner than this goes on with it, however short it is."""
    gate: GateSettings = field(default_factory=GateSettings)


@dataclass(frozen=True)
class Settings:
    """The window's choices, kept from run to run."""

    device: str = ""
    """Name of the input, empty for the system's default. Never an index: indices move when a device is plugged in."""
    host_api: str = ""
    """The sound system that ``device`` belongs to."""
    other_inputs: tuple[tuple[str, str], ...] = ()
    """Name and sound system of the inputs to use where ``device`` is not plugged in, most preferred first."""
    model: str = ""
    """Name of a model that ships with Sayso, or the path of another; empty for the default one."""
    added_models: tuple[str, ...] = ()
    """Paths of the models that the user added to the list."""
    profile: str = ""
    """Name of the voice profile on top of the model that it was made for, empty for none."""
    vocabulary: str = "all"
    threshold: float | None = None
    listening: Listening = "always"
    theme: Theme = "system"
    text_percent: int = 100
    """Size of all text, in percent of the system's own."""
    language: Language = "system"
    geometry: str = ""
    """Where the window was last, as Qt writes it, in base64; empty before it was anywhere."""
    colour_map: ColourMap = "viridis"
    frequency_axis: FrequencyAxis = "mel"
    whole_band: bool = False
    """Show all that the device hears, rather than what the models hear: up to 8 kHz."""
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
    output: str = ""
    """Name of the output that recordings are played through, empty for the system's default."""
    output_host_api: str = ""
    """The sound system that ``output`` belongs to."""
    test_set: str = ""
    """Folder of the open personal test set, empty for none."""
    speaker: str = ""
    """Alias of whoever records takes."""
    recorded_labels: tuple[str, ...] = ()
    """What is to be said for the test set."""
    takes_per_label: int = 5
    take_order: TakeOrder = "shuffled"
    background: tuple[str, ...] = ()
    """Paths of the recordings without words that a threshold is tuned on."""

    @property
    def input_order(self) -> tuple[tuple[str, str], ...]:
        """Name and sound system of every input that was ever preferred, the most preferred first."""
        return ((self.device, self.host_api), *self.other_inputs)

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
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    raise ValueError(f"{name} is {shortly(value)}, not a list of texts")


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"{name} is {shortly(value)}, not a text")


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
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)):
            raise ValueError(f"{name} has {shortly(pair)}, not a name and a sound system")
    return tuple((first, second) for first, second in value)


def _is_number(value: object, low: float, high: float) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and low <= value <= high  # type: ignore[operator]
