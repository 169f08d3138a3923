"""What the engine says, put on show."""

from dataclasses import dataclass, field

from app.events import Columns, Dense, Event, Level, Notice, Overflow, Prediction, Speech
from app.gui.banners import Message
from app.gui.window import Window
from app.types import SAMPLE_RATE

SILENT_DB = -100.0
"""A peak below this is no sound at all: the samples are zeros, as those of a muted microphone are."""


@dataclass
class Tally:
    """What was shown since the window opened."""

    columns: int = 0
    finals: list[str] = field(default_factory=list)
    """Labels of all final predictions, oldest first."""


class EventDisplay:
    """Hands each event to the widgets that show it. What begins or ends a stream is the controller's affair."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.tally = Tally()
        self._forget_silence()

    def clear(self) -> None:
        """Begin a new stream; the history stays."""
        self._window.banners.clear("engine")
        self._window.spectrogram.clear()
        self._window.meter.clear()
        self._window.status.clear()
        self._forget_silence()

    def take(self, event: Dense) -> None:
        """Keep what :meth:`draw` will show."""
        self._window.spectrogram.take(event)
        if isinstance(event, Columns):
            self.tally.columns += len(event.values)
        else:
            self._window.meter.push(event)
            self._watch_silence(event)

    def draw(self, elapsed_s: float) -> None:
        """Show what was taken, ``elapsed_s`` seconds after the last time; not while nobody sees it."""
        if self._window.is_seen:
            self._window.spectrogram.draw(elapsed_s)
            self._window.meter.draw()

    def show(self, event: Event) -> None:
        """Show a sparse event."""
        if isinstance(event, Speech | Prediction):
            self._window.spectrogram.mark(event)
        match event:
            case Speech(is_open=True):
                self._window.prediction.show_open()
            case Prediction():
                self._show_prediction(event)
            case Overflow():
                self._window.status.show_overflows(event.total)
            case Notice():
                self._window.banners.show_message(Message("engine", event.message))
                self._told_in_silence = event.at - self._silent_at < SAMPLE_RATE

    def _show_prediction(self, event: Prediction) -> None:
        self._window.prediction.show_prediction(event)
        if event.final:
            self._window.history.add(event)
            self.tally.finals.append(event.label)

    def _watch_silence(self, level: Level) -> None:
        """Take away what was said about silence once there was sound for a second."""
        if level.peak_db < SILENT_DB:
            self._silent_at = level.at
        elif self._told_in_silence and level.at - self._silent_at >= SAMPLE_RATE:
            self._told_in_silence = False
            self._window.banners.clear("engine")

    def _forget_silence(self) -> None:
        self._silent_at, self._told_in_silence = -SAMPLE_RATE, False
