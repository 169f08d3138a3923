"""The voice profile in use: chosen, kept, handed to the engine, and left aside where it does not fit the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.engine.commands import Command, Use
from app.engine.profile import VoiceProfile, own_words
from app.errors import SaysoError
from app.events import Event, ModelsInUse
from app.gui.banners import Message
from app.gui.models.model_shelf import ModelShelf
from app.gui.models.profiles_menu import ProfileEntry
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window
from app.personal.profiles import Profiles

if TYPE_CHECKING:
    from app.engine.model import Model  # brings ONNX Runtime, which the window does not wait for


NOTHING_TOLD = None, None


class ProfileDesk(QObject):
    """Puts a voice profile on top of the model in use. A model without it answers until then, and where none fits.

    Args:
        window: shows what is in use, and says what the user chose.
        keeper: remembers the choice.
        shelf: holds the models, and knows what the next engine is to begin with.
        send: hands a command to the engine, if there is one.
        profiles: all that there are.
        named: the profile for this time; ``None`` is the one of last time.
    """

    changed = Signal()
    """Another profile is in use, or none, or it stands on another model."""

    def __init__(
        self,
        window: Window,
        keeper: SettingsKeeper,
        shelf: ModelShelf,
        send: Callable[[Command], None],
        profiles: Profiles,
        named: str | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._keeper, self._shelf, self._send, self.profiles = window, keeper, shelf, send, profiles
        self.in_use = ""
        """Name of the profile that answers now."""
        self._path: Path | None = None  # of the model that answers; unknown before an engine has said so
        self._told: tuple[VoiceProfile | None, Path | None] = NOTHING_TOLD
        self._menu = window.header.model.profiles
        self._menu.aboutToShow.connect(self.show)
        self._menu.chosen.connect(self.use)
        window.header.vocabulary.own_chosen.connect(lambda words: keeper.change(vocabulary=", ".join(words)))
        self._wish_for(keeper.settings.profile if named is None else named)

    @property
    def model_path(self) -> Path:
        """File of the model that answers now, or will as soon as an engine runs."""
        return self._path or self._shelf.wish.model

    @property
    def model(self) -> Model | None:
        """The model alone, once it is loaded."""
        return self._shelf.held(self.model_path)

    @property
    def wanted(self) -> VoiceProfile | None:
        """What is to stand on top of the model, if it fits."""
        return self._shelf.wish.profile

    def use(self, name: str) -> None:
        """Let a profile answer from the next utterance on, none for an empty name, and remember it."""
        if not self._wish_for(name):
            return
        self._keeper.change(profile=name)
        self._told = NOTHING_TOLD
        self._hand_over()

    def renew(self, name: str) -> None:
        """Take a profile anew that was changed on disk, if it is the one to use; none where it is gone."""
        if self.wanted is not None and self.wanted.name == name:
            self.use(name if name in self.profiles.names() else "")

    def obstacle(self, profile: VoiceProfile) -> str:
        """Return why a profile cannot stand on the model in use, in few words; nothing where it can."""
        model = self._shelf.held(self.model_path)
        if model is None or model.digest == profile.model.digest:
            return ""
        return self.tr("made on {} {}").format(profile.model.name, profile.model.version)

    def hear(self, event: Event) -> None:
        """Follow what the engine says about models."""
        if not isinstance(event, ModelsInUse):
            return
        self._path, self.in_use = Path(event.path), event.profile
        model = self._shelf.held(self._path)
        if model is not None and self._shelf.answering(model).profile != event.profile:
            self._hand_over()  # it was chosen while the engine began
        self._say_misfit(event.title)
        self._show_in_use()

    def show(self) -> None:
        """Show the profiles that there are now in the menu."""
        self._menu.show_profiles(list(map(self._entry, self.profiles.names())), self.in_use)

    def _entry(self, name: str) -> ProfileEntry:
        try:
            profile = self.profiles.load(name)
        except SaysoError as error:
            return ProfileEntry(name, self.tr("damaged"), str(error))
        return ProfileEntry(name, self.obstacle(profile))

    def _wish_for(self, name: str) -> bool:
        """Load a profile for the engines to come; without it, say why."""
        try:
            profile = self.profiles.load(name) if name else None
        except SaysoError as error:
            text = self.tr("{}. Listening without a profile.").format(str(error).rstrip("."))
            self._window.banners.show_message(Message("profile", text))
            return False
        self._window.banners.clear("profile")
        self._shelf.wish = replace(self._shelf.wish, profile=profile)
        return True

    def _hand_over(self) -> None:
        """Let the model in use answer with what is wanted on top; one that is being loaded does so by itself."""
        model = self._shelf.held(self._path) if self._path else None
        if model is not None:
            # NB: models are never written to; this one shares the graph of one that another thread may be asking.
            answering = self._shelf.answering(model)
            self._send(Use(answering))
            self._say_misfit(model.card.title)

    def _say_misfit(self, title: str) -> None:
        """Say once why the wanted profile is not in use."""
        profile, model = self.wanted, self._shelf.held(self.model_path)
        if profile is None or model is None or self._shelf.answering(model).profile:
            if self._told != NOTHING_TOLD:
                self._window.banners.clear("profile")
            self._told = NOTHING_TOLD
            return
        if self._told == (profile, self._path):
            return
        self._told = profile, self._path
        if profile.model.digest == model.digest:
            text = self.tr("The voice profile {} is damaged: {} answers without it.").format(profile.name, title)
        else:
            text = self.tr("The voice profile {} was made on another model, {} {}: {} answers without it.")
            text = text.format(profile.name, profile.model.name, profile.model.version, title)
        self._window.banners.show_message(Message("profile", text))

    def _show_in_use(self) -> None:
        own = own_words(self.wanted) if self.wanted is not None and self.in_use else ()
        words = [word for word in own if "," not in word]  # a vocabulary divides its words by commas
        self._window.header.model.show_profile(self.in_use)
        self._window.header.vocabulary.show_own(words)
        self.show()
        self.changed.emit()
