"""The list of voice profiles at work: looked at, used, taken back, written out, taken in, deleted."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QObject

from app.engine.profile import VoiceProfile, load_profile, own_words
from app.errors import SaysoError
from app.gui.models.profile_desk import ProfileDesk
from app.gui.models.profiles_card import ProfileLine
from app.gui.voice.adapt_panel import AdaptPanel
from app.gui.voice.worth import worth_of


class ProfilesKeeping(QObject):
    """Keeps the list in order.

    Args:
        panel: shows it, and what the profile looked at is worth.
        desk: knows the profile in use.
    """

    def __init__(self, panel: AdaptPanel, desk: ProfileDesk) -> None:
        super().__init__(panel)
        self._panel, self._card, self._desk, self._profiles = panel, panel.profiles, desk, desk.profiles
        self._deleted = ""  # what undo would bring back
        card = self._card
        card.selected.connect(self._look_at)
        card.use_wanted.connect(self._use)
        card.undo_wanted.connect(lambda: self._try(self._undo))
        card.export_wanted.connect(lambda name, file: self._try(lambda: self._export(name, Path(file))))
        card.import_wanted.connect(lambda file: self._try(lambda: self._import(Path(file))))
        card.delete_wanted.connect(lambda name: self._try(lambda: self._delete(name)))

    def show(self, look_at: str = "") -> None:
        """Show the profiles that there are now, and look at one of them."""
        if look_at:
            self._deleted = ""
        self._card.show_profiles(list(map(self._line, self._profiles.names())), look_at)
        self._offer_undo()

    def _line(self, name: str) -> ProfileLine:
        in_use = name == self._desk.in_use
        undoable = self._profiles.can_undo(name)
        try:
            profile = self._profiles.load(name)
        except SaysoError as error:
            return ProfileLine(name, str(error), in_use, usable=False, undoable=undoable, sound=False)
        obstacle = self._desk.obstacle(profile)
        details = self._details(profile)
        if obstacle:
            details += "  ·  " + self.tr("not for the model in use")
        return ProfileLine(name, details, in_use, not obstacle, undoable)

    def _details(self, profile: VoiceProfile) -> str:
        """Return model, date, words and takes in one line."""
        counts = self.tr("{} words, {} takes").format(len(profile.takes), sum(profile.takes.values()))
        facts = [f"{profile.model.name} {profile.model.version}", _day(profile.created), counts]
        if words := own_words(profile):
            facts.append(self.tr("new: {}").format(", ".join(words)))
        return "  ·  ".join(facts)

    def _look_at(self, name: str) -> None:
        self._deleted = ""
        self._card.show_complaint("")
        self._offer_undo()
        try:
            profile = self._profiles.load(name) if name else None
        except SaysoError as error:
            self._panel.result.show_nothing()
            self._card.show_complaint(str(error))
            return
        if profile is None:
            self._panel.result.show_nothing()
        else:
            self._panel.result.show_kept(f"“{profile.name}”", worth_of(profile.figures))

    def _offer_undo(self) -> None:
        """Say what undo takes back: the last deletion, or the last adapting of what is looked at."""
        line = self._card.current
        if self._deleted:
            self._card.show_undo(self.tr("Bring “{}” back").format(self._deleted))
        elif line is not None and line.undoable:
            self._card.show_undo(self.tr("Take back the last change of “{}”").format(line.name))
        else:
            self._card.show_undo("")

    def _use(self, name: str) -> None:
        self._card.show_complaint("")
        self._desk.use(name)
        self.show()

    def _undo(self) -> None:
        line = self._card.current
        name = self._deleted or (line.name if line else "")
        there = self._profiles.undo(name)
        self._deleted = ""
        self._desk.renew(name)
        done = self.tr("“{}” is as it was before.") if there else self.tr("“{}” is gone, as before it was made.")
        self._show_done(done.format(name), name if there else "")

    def _export(self, name: str, file: Path) -> None:
        self._profiles.give_out(name, file)
        self._show_done(self.tr("“{}” is written to {}.").format(name, file), name)

    def _import(self, file: Path) -> None:
        name = self._profiles.free_name(load_profile(file).name)
        profile = self._profiles.take_in(file, name)
        self._show_done(self.tr("Imported as “{}”.").format(profile.name), profile.name)

    def _delete(self, name: str) -> None:
        self._profiles.delete(name)
        self._desk.renew(name)
        self._show_done(self.tr("“{}” is deleted. Undo brings it back.").format(name), "")
        self._deleted = name
        self._offer_undo()
        self._card.undo.setFocus()

    def _show_done(self, text: str, look_at: str) -> None:
        self.show(look_at)
        line = self._card.current
        self._look_at(line.name if line else "")
        self._card.show_complaint("", text)

    def _try(self, act: Callable[[], None]) -> None:
        """Do it, or say in place why not."""
        try:
            act()
        except SaysoError as error:
            self._card.show_complaint(str(error))


def _day(created: str) -> str:
    """Return a date as the user writes it; what is no date stays as it is, cut short."""
    try:
        moment = datetime.fromisoformat(created).astimezone()
    except (ValueError, OverflowError):
        return created[:20]
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.ShortFormat)
