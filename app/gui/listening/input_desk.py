"""What is listened to: what the user prefers, what stands in for it while it is away, and its return."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.audio.devices import InputDevice, find_input
from app.audio.opening import DEMO, MICROPHONE
from app.events import Event, Speech
from app.gui.banners import Message
from app.gui.listening.inputs import InputChoice, Inputs, InputSearch, best_present, order_of, prefer
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window

WAITING_MS = 5_000
"""Between two looks for a microphone while none is listened to."""

STAND_IN_MS = 15_000
"""The same while another stands in for it: each look costs a tenth of a second of processor time."""


class InputDesk(QObject):
    """Decides what to listen to. Who listens asks it, and tells it how that went.

    Args:
        window: shows the inputs, and why another one is listened to.
        search: looks for microphones.
        keeper: knows the user's order of preference.
        parent: who listens.
    """

    decided = Signal()
    """What to listen to is known: :attr:`choice`."""
    interrupted = Signal()
    """PortAudio is about to begin anew, to know what was plugged in: every stream must be closed at once."""
    waits = Signal()
    """Nothing can be listened to before a microphone comes back."""
    gave_up = Signal(str)
    """There will be no microphone before something is installed; carries why."""

    def __init__(self, window: Window, search: InputSearch, keeper: SettingsKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._search, self._keeper = window, search, keeper
        self.choice = order_of(keeper.settings)[0]
        window.header.input.show_order(order_of(keeper.settings))
        self._wanted = self.choice
        self._refused: set[InputChoice] = set()
        self._known: Sequence[InputDevice] = ()
        self._why = self._told = ""
        self._deciding = self._at_start = self._asked = self._speaking = False
        self.pace = QTimer(self)
        """Fires when it is time for another look."""
        self.pace.timeout.connect(search.glance)

    @property
    def stands_in(self) -> bool:
        """Whether what is listened to is not what the user likes best."""
        return self._wanted.source == MICROPHONE and not self.choice.is_as(self._wanted)

    def open(self, source: str | None) -> None:
        """Look for inputs, to listen to ``source``; ``None`` is the microphone, or the demo where there is none."""
        self._at_start = source in (None, MICROPHONE)
        if source not in (None, MICROPHONE):
            self.choice = self._wanted = InputChoice(source)
        self._search.start(rescan=False)

    def close(self) -> None:
        """Look for nothing any more."""
        self.rest()
        self._search.wait()

    def choose(self, choice: InputChoice) -> None:
        """Take what the user chose, and prefer it from now on if it is a microphone."""
        self._at_start = False
        self.choice = self._wanted = choice
        if choice.source == MICROPHONE:
            self._keeper.change(**prefer(self._keeper.settings, choice))
            self._window.header.input.show_order(order_of(self._keeper.settings))

    def begin(self) -> None:
        """Find out what to listen to, and say :attr:`decided`; no microphone may be open."""
        self._forget()
        self.choice, wanted = self._wanted, self._wanted
        if wanted.source != MICROPHONE:
            self.decided.emit()
        elif self._search.running:
            self._deciding = True
        elif find_input(self._known, wanted.device, wanted.host_api) is None:
            self._deciding = True
            self._renew()
        else:
            self.decided.emit()

    def rest(self) -> None:
        """Nobody listens: look no further."""
        self._deciding = self._at_start = False
        self.pace.stop()

    def rescan(self) -> None:
        """Look for newly plugged microphones, since the user asked for it; none may be open."""
        self._window.banners.clear("input")
        self._asked = True
        self._renew()

    def opened(self) -> None:
        """What was decided is listened to."""
        self._at_start = self._speaking = False
        if self.stands_in:
            self._tell(self._outcome(), STAND_IN_MS if self.choice.source == MICROPHONE else WAITING_MS)
        else:
            self._forget()

    def lost(self, why: str) -> None:
        """What was decided cannot be listened to, or no longer: look for it, and for what stands in for it."""
        self._refused.add(self.choice)
        self._why = self._why or why
        self.pace.stop()
        self._deciding = True
        self._renew()

    def gone(self, name: str) -> None:
        """The microphone that was listened to went away."""
        self._forget()
        self.lost(self.tr("{} is gone").format(name))
        self._refused.clear()  # it may be there again already

    def hear(self, event: Event) -> None:
        """Know whether someone speaks: nobody is cut off in the middle of a word."""
        if isinstance(event, Speech):
            self._speaking = event.is_open

    def look(self) -> None:
        """Act on what the search found, if it found anything since the last look."""
        found = self._search.take()
        if found is None:
            return
        if found.at_a_glance:
            self._weigh(found)
            return
        self._known = found.devices
        self._window.header.input.show_devices(found.devices)
        asked, self._asked = self._asked, False
        if self._deciding:
            self._decide(found)
        elif asked and found.complaint:
            self._window.banners.show_message(Message("input", found.complaint))

    def _decide(self, found: Inputs) -> None:
        """Settle on the best there is; with nothing there, play the demo at the start, and wait later on."""
        self._deciding = False
        best = best_present(order_of(self._keeper.settings), found.devices, self._refused)
        if best is None:
            self._why = self._why or found.complaint
            self._do_without(found.hopeless)
            return
        if not best.is_as(self._wanted):
            self._why = self._why or self.tr("{} is not plugged in").format(self._wanted.title)
        self.choice = best
        self.decided.emit()

    def _do_without(self, hopeless: bool) -> None:
        if self._at_start:
            self.choice = InputChoice(DEMO)
            self.decided.emit()
        elif hopeless:
            self.gave_up.emit(self._why)
        else:
            self.choice = self._wanted
            self._tell(self.tr("{}. Sayso listens again as soon as it can.").format(self._why), WAITING_MS)
            self.waits.emit()

    def _weigh(self, found: Inputs) -> None:
        """Begin anew if something better is plugged in than what is listened to."""
        if not self.pace.isActive() or self._speaking:
            return
        order = order_of(self._keeper.settings)
        if self.stands_in:
            there = {best_present([wanted], found.devices) for wanted in order}
            self._refused &= there  # what went away and comes back is worth another try
        else:
            self._refused.clear()
        best = best_present(order, found.devices, self._refused)
        if best is not None and not (self.stands_in and best.is_as(self.choice)):
            self.pace.stop()
            self._deciding = True
            self._renew()

    def _renew(self) -> None:
        """Look with PortAudio begun anew."""
        self.interrupted.emit()
        self._search.start(rescan=True)

    def _outcome(self) -> str:
        if self.choice.source == MICROPHONE:
            return self.tr("{}. Listening to {} meanwhile.").format(self._why, self.choice.title)
        return self.tr("{}. Playing the demo meanwhile.").format(self._why)

    def _tell(self, text: str, pace_ms: int) -> None:
        """Say once how things stand, and look again from time to time."""
        if text != self._told:  # else it is on show, or was dismissed
            self._told = text
            self._window.banners.show_message(Message("input", text))
        self.pace.start(pace_ms)

    def _forget(self) -> None:
        """Nothing is in the way any more."""
        self._why = self._told = ""
        self._refused.clear()
        self.pace.stop()
        self._window.banners.clear("input")
