"""What the user chose, frozen and replaced whole."""

from dataclasses import dataclass, field
from typing import Literal

from app.types import SAMPLE_RATE

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
