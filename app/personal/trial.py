"""One evaluation from beginning to end, told step by step: a model on a folder, and another one beside it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from app.engine.adapted import load_model
from app.engine.model import Model
from app.errors import AudioError, UsageError
from app.personal.comparison import Comparison
from app.personal.evaluation import (
    Evaluation,
    LabelledClip,
    Outcome,
    find_labelled,
    judge_clips,
    streaming_judge,
    true_label,
)
from app.personal.profiles import Profiles
from app.personal.remarks import remarks
from app.settings import EngineSettings
from app.vocabulary import SILENCE, UNKNOWN, Vocabulary, vocabulary_that_fits


@dataclass(frozen=True)
class Contender:
    """A model, with a voice profile on top or without."""

    model: Path
    profile: str = ""

    def load(self) -> Model:
        """Return it, ready to answer. Raises ``ModelError`` or ``ProfileError``."""
        return load_model(self.model, Profiles().load(self.profile) if self.profile else None)


@dataclass(frozen=True)
class Trial:
    """What is to be judged, and by whom."""

    folder: Path
    contender: Contender
    against: Contender | None = None
    settings: EngineSettings = field(default_factory=EngineSettings)


@dataclass(frozen=True)
class Judged:
    """How far it is."""

    clips: int
    of: int


@dataclass(frozen=True)
class TrialResult:
    """What came of it."""

    folder: Path
    title: str
    """The model, and the profile if there is one."""
    evaluation: Evaluation
    unreadable: Sequence[str] = ()
    """One line for each clip that cannot be read."""
    folded: Mapping[str, int] = field(default_factory=dict)
    """Clips of each label that nobody listened for, and that counts as ``unknown``."""
    comparison: Comparison | None = None
    """The other one is the first in it."""
    against: str = ""
    """The other one's title."""

    def limits(self) -> list[str]:
        """Return one line for each thing that the figures cannot tell, or that is not in them."""
        strange = [
            f"{label!r} is not listened for: its clips count as unknown ({clips})"
            for label, clips in self.folded.items()
        ]
        left_out = [f"clips left out: {len(self.unreadable)}; {self.unreadable[0]}"] if self.unreadable else []
        return [*remarks(self.evaluation), *strange, *left_out]


Tell = Callable[[Judged], None]


def title_of(model: Model) -> str:
    """Return name and version of a model, and the voice profile on top of it if there is one."""
    return f"{model.card.title} with the voice profile {model.profile!r}" if model.profile else model.card.title


def run_trial(trial: Trial, tell: Tell = lambda _: None) -> TrialResult:
    """Judge every clip, by both where there are two.

    A vocabulary that a model does not know gives way to all of its words.

    Args:
        trial: what is wanted.
        tell: hears after each clip how far it is; what it raises ends the trial.

    Raises:
        SaysoError: a model or profile cannot be used, or there is no clip that can be read.
    """
    import scipy.stats  # noqa: F401  (takes a second; whoever shows the figures, which need it, may be in a hurry)

    clips = find_labelled(trial.folder)
    models = [contender.load() for contender in (trial.contender, trial.against) if contender]
    settings = [fitting(trial.settings, model) for model in models]
    active = _active(models, settings)
    progress = count(1)
    total = len(clips) * len(models)

    def tell_next() -> None:
        tell(Judged(next(progress), total))

    pairs = zip(models, settings, strict=True)
    (outcomes, unreadable), *others = [_judge(clips, model, own, active, tell_next) for model, own in pairs]
    if not outcomes:
        raise UsageError(f"{trial.folder}: none of its {len(clips)} clips can be read; record or convert them again")
    evaluation = Evaluation(outcomes)
    comparison = Comparison(Evaluation(others[0][0]), evaluation) if others else None
    against = title_of(models[1]) if others else ""
    return TrialResult(
        trial.folder, title_of(models[0]), evaluation, unreadable, _folded(clips, active), comparison, against
    )


def fitting(settings: EngineSettings, model: Model) -> EngineSettings:
    """Return settings with words that the model knows, and without a key to hold."""
    vocabulary, _ = vocabulary_that_fits(settings.vocabulary, model.labels, model.card.title)
    return replace(settings, vocabulary=vocabulary, push_to_talk=False)


def _active(models: Sequence[Model], settings: Sequence[EngineSettings]) -> list[str]:
    """Return the active labels of all together: what one of them knows is no ``unknown`` for the other."""
    pairs = zip(models, settings, strict=True)
    active = [Vocabulary.parse(own.vocabulary, model.labels).labels for model, own in pairs]
    return list(dict.fromkeys(label for labels in active for label in labels))


def _judge(
    clips: Sequence[LabelledClip],
    model: Model,
    settings: EngineSettings,
    active: Sequence[str],
    tell: Callable[[], None],
) -> tuple[list[Outcome], list[str]]:
    outcomes: list[Outcome] = []
    unreadable: list[str] = []
    for outcome in judge_clips(clips, streaming_judge(model, settings), active):
        if isinstance(outcome, AudioError):
            unreadable.append(str(outcome))
        else:
            outcomes.append(outcome)
        tell()
    return outcomes, unreadable


def _folded(clips: Sequence[LabelledClip], active: Sequence[str]) -> dict[str, int]:
    strange = [clip.label for clip in clips if true_label(clip.label, active) == UNKNOWN]
    return dict(sorted(Counter(label for label in strange if label.casefold() not in (UNKNOWN, SILENCE)).items()))
