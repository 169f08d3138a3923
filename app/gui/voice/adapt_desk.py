"""Making voice profiles at work: of the takes in the open set, for the model in use."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import SaysoError
from app.gui.answers.open_test_set import OpenTestSet
from app.gui.background_job import BackgroundJob
from app.gui.models.profile_desk import ProfileDesk
from app.gui.models.profiles_keeping import ProfilesKeeping
from app.gui.settings_keeper import SettingsKeeper
from app.gui.voice.adapt_takes_card import TakesLine
from app.gui.voice.adapting import Made, MakeProfile, Order, Step
from app.gui.voice.worth import changes, worth_of
from app.gui.window import Window
from app.personal.profiles import checked_name
from app.vocabulary import SHIPPED_LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.engine.model import Model
    from app.personal.evaluation import LabelledClip
    from app.personal.take import Take

LEAST_TAKES = 5
"""Of each word, as in :mod:`app.personal.own_takes`, which brings more than the window waits for."""


class AdaptDesk(QObject):
    """Shows the takes, makes a profile of them on a thread, and shows before and after.

    Args:
        window: shows it.
        keeper: knows who speaks.
        sets: knows the open test set.
        profiles: knows the profile and the model in use.
        make: makes profiles, and may take its time.
    """

    record_wanted = Signal()
    """The user wants to record takes."""

    def __init__(
        self, window: Window, keeper: SettingsKeeper, sets: OpenTestSet, profiles: ProfileDesk, make: MakeProfile
    ) -> None:
        super().__init__(window)
        self.panel = window.voice.adapt
        self._window, self._keeper, self._sets, self._profiles = window, keeper, sets, profiles
        self._make_profile = make
        self.job = BackgroundJob("voice profile", self)
        self._keeping = ProfilesKeeping(self.panel, profiles)
        self._speaker: str | None = None
        self._was_chosen = False  # by the user, rather than by us
        self._made: Made | None = None
        self._connect()
        self.panel.takes.name.setText(self.tr("mine", "name of a voice profile"))

    def _connect(self) -> None:
        card, result, voice, job = self.panel.takes, self.panel.result, self._window.voice, self.job
        job.told.connect(self._show_step)
        job.ended.connect(card.work.show_idle)
        job.done.connect(self._judge)
        job.failed.connect(card.complaint.say)
        card.record_wanted.connect(self.record_wanted)
        card.speaker_chosen.connect(self._choose_speaker)
        card.make_wanted.connect(self._make)
        card.work.cancel.clicked.connect(job.cancel)
        result.kept_anyway.connect(self._keep)
        result.left.connect(self._leave)
        voice.opened.connect(self.show)
        voice.tabs.currentChanged.connect(self.show)
        voice.closed.connect(job.cancel)
        self._window.closed.connect(job.stop)
        self._sets.changed.connect(self.show)
        self._profiles.changed.connect(self.show)

    def show(self) -> None:
        """Show takes and profiles as they are now, if someone sees them."""
        if not self.panel.isVisible():
            return
        card, model = self.panel.takes, self._model
        speakers = sorted({take.speaker for take in self._all_takes})
        if not self._was_chosen or self._speaker not in (None, *speakers):
            own = self._keeper.settings.speaker
            self._speaker, self._was_chosen = own if own in speakers else None, False
        card.show_speakers(speakers, self._speaker)
        card.show_model(model.card.title if model else self.tr("that is being loaded"))
        lines = self._lines()
        card.show_takes(self._set_name(), lines, self._summary(lines), any(not line.lacking for line in lines))
        self._keeping.show()

    def _make(self, name: str) -> None:
        """Begin to make a profile of the words that have enough takes."""
        card = self.panel.takes
        card.complaint.say("")
        try:
            name = checked_name(name)
        except SaysoError as error:
            card.complaint.say(str(error))
            card.name.setFocus()
            return
        self._made = None
        order = Order(self._profiles.model_path, self._clips(), name)
        self.job.start(partial(self._make_profile, order), "the profile cannot be made")
        card.work.show_progress(0.0, self.tr("Listening to the takes…"))

    def _show_step(self, steps: Sequence[Step]) -> None:
        step = steps[-1]
        if step.part == "hearing":
            text = self.tr("Listening to take {} of {}").format(step.done, step.of)
        elif step.attempt == 1:
            text = self.tr("Fitting, and trying it on takes that were held out: {} of {}").format(step.done, step.of)
        else:
            text = self.tr("Fitting again, more gently, so that less is forgotten: {} of {}")
            text = text.format(step.done, step.of)
        self.panel.takes.work.show_progress(step.done / step.of, text)

    def _judge(self, made: Made) -> None:
        """Keep a profile that helps; show one that does not, with the reasons."""
        self._made = made
        reasons = made.adaptation.objections()
        if not reasons:
            self._keep()
            return
        name, worth = made.adaptation.profile.name, worth_of(made.adaptation.profile.figures)
        title = self.tr("The new “{}” is not kept").format(name)
        self.panel.result.show_refused(title, worth, changes(made.adaptation), reasons, self._note(made))
        self.panel.reveal_result()

    def _keep(self) -> None:
        """Keep what was made, even where it does not help: then somebody wanted it."""
        if self._made is None:
            return
        made, self._made = self._made, None
        profile = made.adaptation.profile
        try:
            self._profiles.profiles.keep(profile)
        except SaysoError as error:
            self._made = made
            self.panel.takes.complaint.say(str(error))
            return
        self._profiles.renew(profile.name)
        title, note = self.tr("“{}” is kept").format(profile.name), self._note(made)
        self._keeping.show(profile.name)
        self.panel.result.show_kept(title, worth_of(profile.figures), changes(made.adaptation), note)
        self.panel.profiles.use.setFocus()
        self.panel.reveal_result()

    def _leave(self) -> None:
        self._made = None
        self.panel.result.show_nothing()
        self.panel.takes.work.run.setFocus()

    def _note(self, made: Made) -> str:
        """Return what else is to be known of a profile."""
        if not made.unreadable:
            return ""
        one, more = self.tr("1 take was left out: {}"), self.tr("{1} takes were left out, the first: {0}")
        return (one if len(made.unreadable) == 1 else more).format(made.unreadable[0], len(made.unreadable))

    @property
    def _model(self) -> Model | None:
        return self._profiles.model

    @property
    def _all_takes(self) -> Sequence[Take]:
        return self._sets.current.takes if self._sets.current else ()

    def _takes(self) -> list[Take]:
        return [take for take in self._all_takes if self._speaker in (None, take.speaker)]

    def _label(self, take: Take) -> str:
        """Return the label that the model means by a take's; case makes no other word."""
        known = self._model.own_labels if self._model else SHIPPED_LABELS
        return next((label for label in known if label.casefold() == take.label.casefold()), take.label)

    def _lines(self) -> list[TakesLine]:
        known = self._model.own_labels if self._model else SHIPPED_LABELS
        counts = sorted(Counter(map(self._label, self._takes())).items())
        return [TakesLine(label, n, max(0, LEAST_TAKES - n), label not in known) for label, n in counts]

    def _clips(self) -> list[LabelledClip]:
        from app.personal.evaluation import LabelledClip

        enough = {line.label for line in self._lines() if not line.lacking}
        chosen = [take for take in self._takes() if self._label(take) in enough]
        folder = self._sets.current.folder if self._sets.current else None
        return [LabelledClip(folder / take.file, take.label) for take in chosen if folder is not None]

    def _choose_speaker(self, speaker: str | None) -> None:
        self._speaker, self._was_chosen = speaker, True
        self.show()

    def _set_name(self) -> str:
        if self._sets.current is None:
            return self.tr("No test set is open")
        return self.tr("Test set: {}").format(self._sets.current.folder.name)

    def _summary(self, lines: Sequence[TakesLine]) -> str:
        """Say what is missing, or how much there is."""
        if not lines:
            return self.tr("A profile needs {} takes of each word or more. Record them first.").format(LEAST_TAKES)
        ready, lacking = [line for line in lines if not line.lacking], [line for line in lines if line.lacking]
        if not ready:
            first = min(lacking, key=lambda line: line.lacking)
            text = self.tr("No word has {} takes yet. {}: {} takes, {} more are needed.")
            return text.format(LEAST_TAKES, first.label, first.takes, first.lacking)
        takes = sum(line.takes for line in ready)
        text = self.tr("Ready: {} words, {} takes.").format(len(ready), takes)
        if len(ready) == 1:
            text = self.tr("Ready: 1 word, {} takes.").format(takes)
        if lacking:
            words = ", ".join(line.label for line in lacking[:3]) + ("" if len(lacking) <= 3 else "…")
            text += " " + self.tr("Left out for want of takes: {}").format(words) + ("" if words.endswith("…") else ".")
        return text
