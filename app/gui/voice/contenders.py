"""Who can be judged: every model, and every voice profile on the model that it was made on."""

from dataclasses import dataclass
from pathlib import Path

from app.engine.model_files import default_model_path, find_models, named_model
from app.errors import SaysoError
from app.personal.profiles import Profiles
from app.personal.trial import Contender
from app.settings import Settings


@dataclass(frozen=True)
class Entrant:
    """A contender, and what its model is called."""

    name: str
    contender: Contender


def models_of(settings: Settings) -> list[Path]:
    """Return the models that ship with Sayso, and those that the user added."""
    added = (Path(path) for path in settings.added_models)
    return list(dict.fromkeys([*find_models(), *added]))


def entrants(settings: Settings, profiles: Profiles | None = None) -> list[Entrant]:
    """Return all models, then all profiles; a profile that cannot be read is left out."""
    profiles, models = profiles or Profiles(), models_of(settings)
    found = [Entrant(path.stem, Contender(path)) for path in models]
    for name in profiles.names():
        try:
            file = profiles.load(name).model.file
        except SaysoError:
            continue
        model = next((path for path in models if path.stem == file), default_model_path())
        found.append(Entrant(model.stem, Contender(model, name)))
    return found


def in_use(settings: Settings) -> Contender:
    """Return what the window listens with."""
    return Contender(named_model(settings.model or "default"), settings.profile)
