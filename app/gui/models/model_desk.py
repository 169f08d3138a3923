"""The models at work: lists them, loads them off the GUI thread, and hands them to the engine that runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.engine.agreement import Agreement
from app.engine.commands import Command, Compare, Use
from app.engine.model_files import find_models, is_shipped, name_of
from app.events import Event, ModelsInUse, Prediction, SecondOpinion
from app.gui.banners import Message
from app.gui.models.model_entry import ModelEntry, Models
from app.gui.models.model_loader import ModelLoader, Reading
from app.gui.models.model_shelf import ModelShelf
from app.gui.settings_keeper import SettingsKeeper

if TYPE_CHECKING:
    from app.gui.window import Window


class Listener(Protocol):
    """Who listens: the part of :class:`app.gui.controller.Controller` that matters here."""

    @property
    def state(self) -> str:
        """``failed`` is the one in which another model may help."""

    def start(self) -> None:
        """Listen again."""


class ModelDesk(QObject):
    """Answers to the menu of models, their dialog, and the strip that shows two side by side.

    Args:
        window: shows, and says what the user did.
        keeper: knows which models the user chose and added.
        listener: listens.
        send: hands a command to the engine, if there is one.
        shelf: loads models, and knows which ones the next engine is to begin with.
    """

    opinion_given = Signal(object, object)
    """Two models answered the same utterance: the final :class:`Prediction`, and the :class:`SecondOpinion`."""

    def __init__(
        self,
        window: Window,
        keeper: SettingsKeeper,
        listener: Listener,
        send: Callable[[Command], None],
        shelf: ModelShelf,
    ) -> None:
        super().__init__(window)
        self._window, self._keeper, self._listener = window, keeper, listener
        self._send, self._shelf = send, shelf
        self._loader = ModelLoader(shelf.load, self)
        self._known: dict[Path, ModelEntry] = {}
        self._asked: set[Path] = set()
        self._to_use: Path | None = None
        self._to_compare: Path | None = None
        self._in_use, self._compared = shelf.wish.model, shelf.wish.companion
        self._pair = "", ""
        self._agreement = Agreement()
        self._final: Prediction | None = None
        self._connect()
        self._show()

    def _connect(self) -> None:
        button, dialog, strip = self._window.header.model, self._window.models, self._window.side_by_side
        button.chosen.connect(self.use)
        button.comparison_chosen.connect(self.compare)
        button.add_requested.connect(dialog.ask_for_file)
        button.all_requested.connect(self.open)
        dialog.selected.connect(self._read)
        dialog.use_requested.connect(self.use)
        dialog.comparison_requested.connect(self.compare)
        dialog.added.connect(self.show_file)
        dialog.removed.connect(self._remove)
        strip.ended.connect(lambda: self.compare(None))
        self._window.closed.connect(self.close)
        self._loader.loaded.connect(self._take)

    @property
    def models(self) -> Models:
        """The list, and what is in use."""
        paths = [*find_models(), *map(Path, self._keeper.settings.added_models), self._in_use, *self._known]
        entries = (self._known.get(path, ModelEntry(path, is_shipped(path))) for path in dict.fromkeys(paths))
        return Models(tuple(entries), self._in_use, self._compared)

    def open(self) -> None:
        """Show all models and their cards."""
        self._window.models.show_models(self.models, self._in_use)
        self._window.models.open()
        self._window.models.list.setFocus()
        for entry in self.models.entries:
            self._read(entry.path)

    def show_file(self, path: Path) -> None:
        """Show the card of a file that the user chose or dropped; one that can be used stays in the list."""
        path = path.absolute()
        self._known[path] = ModelEntry(path, is_shipped(path))
        if not self._window.models.isVisible():
            self.open()
        self._ask(path)
        self._show(look_at=path)

    def use(self, path: Path) -> None:
        """Let another model answer, as soon as it is loaded; the one in use goes on until then."""
        self._to_use = None
        if path != self._in_use or self._listener.state == "failed":
            self._to_use = path
            self._ask(path)

    def compare(self, path: Path | None) -> None:
        """Put another model beside the one in use, as soon as it is loaded; none for ``None``."""
        self._to_compare = path
        if path is None:
            self._beside(None, Compare(None))
        else:
            self._ask(path)

    def hear(self, event: Event) -> None:
        """Follow what the engine says about models."""
        match event:
            case ModelsInUse():
                self._follow(event)
            case Prediction(final=True):
                self._final = event
                self._window.side_by_side.show_final(event)
            case SecondOpinion():
                self._agreement = self._agreement.after(event)
                self._window.side_by_side.show_opinion(event, self._agreement)
                self.opinion_given.emit(self._final, event)

    def close(self) -> None:
        """End what runs: the window goes."""
        self._window.models.reject()
        self._loader.stop()

    def _read(self, path: Path) -> None:
        """Read the card of a model of which nothing is known, or nothing good: the file may have been mended."""
        known = self._known.get(path)
        if path not in self._asked and (known is None or known.card is None):
            self._asked.add(path)
            self._loader.ask(path)

    def _ask(self, path: Path) -> None:
        self._known.setdefault(path, ModelEntry(path, is_shipped(path)))
        self._asked.add(path)
        self._loader.ask(path, first=True)

    def _take(self, reading: Reading) -> None:
        """Show what was loaded, and put it to the use that it was loaded for; models that nobody uses are let go."""
        self._asked.discard(reading.path)
        if self.models.find(reading.path) is not None:  # else it was removed meanwhile
            self._use_reading(reading)
        self._shelf.keep({self._shelf.wish.model, self._in_use, self._compared or self._in_use})

    def _use_reading(self, reading: Reading) -> None:
        path, model = reading.path, reading.model
        card = model.card if model else None
        shipped = is_shipped(path)
        self._known[path] = ModelEntry(path, shipped, card, reading.complaint, reading.size_bytes, reading.not_proven)
        if card and not shipped and str(path) not in self._keeper.settings.added_models:
            self._keeper.change(added_models=(*self._keeper.settings.added_models, str(path)))
        wanted = path in (self._to_use, self._to_compare)
        if wanted and model is None and not self._window.models.isVisible():
            self._window.banners.show_message(Message("model", reading.complaint, "problem"))
        if path == self._to_use:
            self._to_use = None
            if model is not None:
                self._put_to_use(path, Use(self._shelf.answering(model)))
        if path == self._to_compare:
            self._to_compare = None
            if model is not None:
                self._beside(path, Compare(model))
        self._show()

    def _put_to_use(self, path: Path, command: Use) -> None:
        # NB: the model was made on the loader's thread and goes to the engine's; the queues between them hand it over,
        # and whoever handed it over only asks for its card.
        self._window.banners.clear("model")
        self._in_use = path
        self._shelf.wish = replace(self._shelf.wish, model=path)
        self._keeper.change(model=name_of(path))
        self._send(command)
        if path == self._compared:
            self._beside(None, Compare(None))
        self._window.status.show_model(command.model.card.title, command.model.profile)
        if self._listener.state == "failed":
            self._listener.start()

    def _beside(self, path: Path | None, command: Compare) -> None:
        self._window.banners.clear("model")
        self._compared = path
        self._shelf.wish = replace(self._shelf.wish, companion=path)
        self._send(command)
        self._show()

    def _follow(self, event: ModelsInUse) -> None:
        """Show what the engine listens with; it may lack what was wished for."""
        self._in_use = Path(event.path)
        self._compared = self._shelf.wish.companion if event.companion else None
        self._window.status.show_model(event.title, event.profile)
        self._keeper.follow_model(event.labels)
        self._show()

    def _remove(self, path: Path) -> None:
        self._known.pop(path, None)
        kept = tuple(added for added in self._keeper.settings.added_models if added != str(path))
        self._keeper.change(added_models=kept)
        if path == self._compared:
            self.compare(None)
        self._show(look_at=self._in_use)

    def _show(self, look_at: Path | None = None) -> None:
        models = self.models
        self._window.header.model.show_models(models)
        if self._window.models.isVisible():
            self._window.models.show_models(models, look_at)
        self._show_pair(models)

    def _show_pair(self, models: Models) -> None:
        """Show the strip while there are two; another pair is counted anew."""
        first, second = models.find(models.in_use), models.find(models.compared)
        pair = (first.name, second.name) if first and second else ("", "")
        if pair != self._pair:
            self._pair, self._agreement = pair, Agreement()
            self._window.side_by_side.show_pair(*pair)
        self._window.side_by_side.setVisible(second is not None)
