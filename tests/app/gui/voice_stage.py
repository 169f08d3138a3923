"""A stage on which takes are recorded; nothing sounds, and time is what the engine says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.engine.model import Model
from app.events import Event, Level, Prediction, Ready, Speech
from app.gui.voice.found_desk import FoundDesk
from app.gui.voice.record_desk import RecordDesk
from app.gui.voice.record_prompt import Scene
from app.gui.voice.takes_desk import TakesDesk
from app.gui.voice.voice_desk import VoiceDesk, VoiceTools
from app.personal.recordings import FoundWord
from app.personal.test_set import TestSet
from app.types import Samples
from tests.app.gui.fakes import Stage, finish, level
from tests.app.gui.history_stage import HistoryStage
from tests.app.personal.takes import WORD, spoken, utterance

MICROPHONE = Ready("Yeti", "tiny 1.0", ("seven", "unknown"), live=True)
STEP = 512


class VoiceStage:
    """The window with "My voice" at work, listening to a microphone."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.stage = stage
        self.history = HistoryStage(stage, model)
        self.world = self.history.world
        self.recordings: dict[str, list[FoundWord] | Exception] = {}
        """What is found in each recording, by its name."""
        self.desk = VoiceDesk(
            stage.window,
            stage.controller,
            stage.keeper,
            stage.bridge,
            self.history.desk,
            VoiceTools(self.world.play, self._find),
        )
        self.dialog = stage.window.voice
        self.panel = self.dialog.record
        self.plan, self.session, self.found = self.panel.plan, self.panel.session, self.panel.found
        self._at = 0
        self._words = 0

    def _find(self, recording: Path) -> Iterator[FoundWord]:
        found = self.recordings[recording.name]
        if isinstance(found, Exception):
            raise found
        yield from found

    def listen(self, source: str = "mic") -> "VoiceStage":
        """Show the window, listening to a microphone or something else."""
        self.stage.open(source, ready=False)
        self.ready(MICROPHONE if source == "mic" else replace(MICROPHONE, live=False))
        return self

    def ready(self, event: Ready = MICROPHONE) -> None:
        """Begin a stream."""
        self._at = 0
        self.stage.hear(event)

    def open(self) -> None:
        """Open the dialog."""
        self.stage.window.header.voice.click()

    def choose_set(self, name: str = "my-voice") -> None:
        """Choose a folder for the test set."""
        self.world.folder = str(Path(self.stage.settings_file).parent / name)
        self.plan.test_set.choose.click()

    def prepare(self, *labels: str, takes: int = 2) -> None:
        """Open the dialog on a set, with these words to say in blocks."""
        self.open()
        self.choose_set()
        self.plan.takes.setValue(takes)
        self.plan.order.blocks.click()
        self.plan.labels.added.emit(labels)

    @property
    def recording(self) -> RecordDesk:
        assert self.desk.recording is not None
        return self.desk.recording

    @property
    def takes(self) -> TakesDesk:
        assert self.desk.takes is not None
        return self.desk.takes

    @property
    def finder(self) -> FoundDesk:
        assert self.desk.found is not None
        return self.desk.found

    @property
    def scene(self) -> Scene:
        return self.session.prompt.scene

    @property
    def complaint(self) -> str:
        return self.panel.complaint.text() if self.panel.complaint.isVisibleTo(self.panel) else ""

    @property
    def note(self) -> str:
        return self.panel.note.text() if self.panel.note.isVisibleTo(self.panel) else ""

    def levels(self, seconds: float) -> list[Level]:
        """Return the levels of the next seconds of stream."""
        first, self._at = self._at, self._at + int(seconds * 16_000) // STEP * STEP
        return [level(at) for at in range(first + STEP, self._at + 1, STEP)]

    def wait(self, seconds: float) -> None:
        """Let seconds of the stream go by."""
        self.stage.hear(*self.levels(seconds))

    def until_listening(self) -> None:
        """Let prompt and countdown go by."""
        self.wait(2.2)

    def say(self, samples: Samples | None = None, reason: str = "") -> None:
        """Say something, of which the gate finds the middle."""
        self._words += 1
        samples = spoken(seed=self._words) if samples is None else samples
        begin = self._at
        said = utterance(samples, begin, WORD, "seven", reason)
        opened: list[Event] = [Speech(True, said.prediction.start)]
        self.stage.hear(*opened)
        self.stage.hear(*self.levels(len(samples) / 16_000))
        self.stage.hear(Speech(False, said.prediction.at), said.prediction, said)

    def take(self, samples: Samples | None = None) -> None:
        """Wait for the prompt, and say the word."""
        self.until_listening()
        self.say(samples)

    def kept(self) -> list[str]:
        """Return the labels on disk, oldest first."""
        return [take.label for take in TestSet(Path(self.world.folder)).takes]

    def find(self) -> None:
        """Let the search in recordings end, and the panel show it."""
        while (job := self.finder._finder.job).is_running:
            finish(job)


def found(name: str, seed: int, faults: tuple = ()) -> FoundWord:
    """Return a word in a recording, different for each seed."""
    prediction = Prediction(True, "seven", 0.9, {"seven": 0.9}, 16_000 * seed, 16_000 * seed + 8_000, 16_000 * seed)
    return FoundWord(Path(name), prediction, spoken(seed=seed), WORD, faults)
