"""The voice profile in the window: chosen, kept, switched without a gap, and named wherever an answer is."""

from dataclasses import replace
from pathlib import Path

from app.engine.adapted import AdaptedModel
from app.engine.build import build_willing_pipeline
from app.engine.commands import Use
from app.engine.model import Model
from app.engine.model_files import Wish, default_model_path, named_model
from app.engine.profile import own_words
from app.events import Ready
from app.gui.answers.explanation import Explainer
from app.gui.answers.heard import HeardUtterance
from app.gui.answers.history import Entry
from app.gui.models.model_shelf import ModelShelf
from app.personal.profiles import Profiles
from app.settings import EngineSettings, Settings
from app.settings_file import save_settings
from app.vocabulary import SHIPPED_LABELS
from tests.app.gui.fakes import MakeStage, entry, finish, prediction
from tests.app.gui.history_stage import spoken
from tests.app.gui.profile_stage import DEFAULT, OTHER, ProfileStage, profile_of
from tests.fakes import LABELS, write_tiny_model


def begin_with(settings: Settings, make_stage: MakeStage, model: Model, tmp_path: Path, named: str | None = None):
    """Return a stage whose settings were kept the last time."""
    save_settings(settings, tmp_path / "settings.json")
    return ProfileStage(make_stage(), model, named)


def sent(booth: ProfileStage) -> list[Model]:
    """Return the models that were handed to the engine."""
    return [command.model for command in booth.stage.engine.commands if isinstance(command, Use)]


def offered(booth: ProfileStage) -> list[tuple[str, bool, bool]]:
    """Return text, whether it can be chosen, and whether it is ticked, of every entry."""
    booth.menu.aboutToShow.emit()
    return [(a.text().replace("&", ""), a.isEnabled(), a.isChecked()) for a in booth.menu.actions() if a.text()]


def test_profiles_that_fit_are_offered_and_the_others_say_why_not(booth: ProfileStage) -> None:
    booth.keep("mine")
    booth.keep("Anna & Ben", OTHER)
    booth.profiles.path("broken").write_text("{")
    booth.listen()
    assert offered(booth) == [
        ("No profile", True, True),
        ("Anna  Ben   (made on tc-resnet-narrow 0.2.0)", False, False),
        ("broken   (damaged)", False, False),
        ("mine", True, False),
        ("Make or manage profiles…", True, False),
    ]


def test_a_chosen_profile_goes_to_the_engine_that_runs_and_is_kept(booth: ProfileStage) -> None:
    booth.keep("mine")
    booth.listen()
    booth.choose("mine")
    (model,) = sent(booth)
    assert (model.profile, "happy" in model.labels) == ("mine", True)
    assert (len(booth.stage.engines), booth.stage.engine.stopped) == (1, False)
    assert booth.kept.profile == "mine"
    booth.answer("mine")
    assert booth.window.header.model.accessibleDescription() == "default + mine"
    assert entry(booth.menu, "mine").isChecked()


def test_no_profile_gives_the_model_back(booth: ProfileStage) -> None:
    booth.keep("mine")
    booth.listen()
    booth.choose("mine")
    booth.answer("mine")
    booth.choose("No profile")
    booth.answer("")
    assert sent(booth)[-1] is booth.shelf.load(DEFAULT)
    assert booth.kept.profile == ""
    assert booth.window.header.model.accessibleDescription() == "default"


def test_the_profile_of_last_time_is_used_from_the_first_word_on(
    make_stage: MakeStage, model: Model, tmp_path: Path
) -> None:
    Profiles().keep(profile_of(model))
    booth = begin_with(Settings(profile="mine", vocabulary="happy, six"), make_stage, model, tmp_path)
    pipeline = build_willing_pipeline(booth.stage.keeper.settings.engine(), booth.shelf.wish, booth.shelf.load)
    assert (pipeline.models.profile, pipeline.remarks) == ("mine", ())
    assert pipeline.labels == ("six", "happy", "unknown", "silence")
    booth.stage.open()
    booth.answer("mine")
    assert booth.stage.messages == []
    assert booth.kept.vocabulary == "happy, six"


def test_a_profile_named_for_this_time_is_not_kept(make_stage: MakeStage, model: Model, tmp_path: Path) -> None:
    for name in ("mine", "guest"):
        Profiles().keep(profile_of(model, name))
    booth = begin_with(Settings(profile="mine"), make_stage, model, tmp_path, named="guest").listen()
    wanted = booth.desk.wanted
    assert wanted is not None
    assert (wanted.name, booth.kept.profile) == ("guest", "mine")


def test_a_profile_that_is_gone_leaves_one_line_and_the_model_alone(
    make_stage: MakeStage, model: Model, tmp_path: Path
) -> None:
    booth = begin_with(Settings(profile="lost"), make_stage, model, tmp_path).listen()
    (line,) = booth.stage.messages
    assert line.startswith("no voice profile is called 'lost'")
    assert line.endswith("Listening without a profile.")
    assert booth.desk.wanted is None


def test_a_profile_for_another_model_waits_for_that_one(booth: ProfileStage, tmp_path: Path) -> None:
    booth.keep("mine")
    booth.listen()
    booth.choose("mine")
    booth.answer("mine")
    narrow = named_model("narrow")
    booth.shelf.load(narrow)
    booth.models.use(narrow)
    finish(booth.models._loader.job)
    booth.answer("", narrow)
    assert sent(booth)[-1].profile == ""
    (line,) = booth.stage.messages
    assert (
        line
        == f"The voice profile mine was made on another model, {booth.model.card.title}: narrow 1.0 answers without it."
    )
    assert booth.window.header.model.accessibleDescription() == "narrow"
    booth.models.use(DEFAULT)
    finish(booth.models._loader.job)
    booth.answer("mine")
    assert sent(booth)[-1].profile == "mine"
    assert booth.stage.messages == []


def test_a_profile_chosen_while_the_engine_begins_is_handed_over_once_it_runs(booth: ProfileStage) -> None:
    booth.keep("mine")
    booth.stage.open(ready=False)
    booth.choose("mine")
    assert sent(booth) == []
    booth.answer("")
    assert [model.profile for model in sent(booth)] == ["mine"]


def test_an_engine_leaves_a_profile_for_another_model_aside(model: Model, tmp_path: Path) -> None:
    wish = Wish(write_tiny_model(tmp_path / "tiny.onnx"), profile=profile_of(model))
    pipeline = build_willing_pipeline(EngineSettings(), wish)
    assert (pipeline.models.profile, pipeline.models.labels) == ("", LABELS)


def test_a_profile_shares_the_graph_of_the_model_that_is_loaded(model: Model) -> None:
    shelf = ModelShelf(Wish(default_model_path(), profile=profile_of(model)), lambda _: model)
    adapted = shelf.answering(shelf.load(default_model_path()))
    assert isinstance(adapted, AdaptedModel)
    assert adapted._session is model._session
    assert (adapted.profile, model.profile) == ("mine", "")
    assert "happy" not in model.labels


def test_own_words_are_what_the_model_does_not_know(model: Model) -> None:
    assert own_words(profile_of(model, new=("happy", "marvin"))) == ("happy", "marvin")
    assert own_words(profile_of(model, new=())) == ()


def test_words_of_the_profile_are_in_the_vocabulary_menu(booth: ProfileStage) -> None:
    booth.keep("mine", new=("happy", "marvin"))
    booth.listen()
    menu = booth.window.header.vocabulary
    assert not menu.own_action.isVisible()
    booth.choose("mine")
    booth.answer("mine")
    assert menu.own_action.text() == "Of your voice profile: happy, marvin"
    menu.own_action.trigger()
    assert booth.kept.vocabulary == "happy, marvin"
    assert menu.own_action.isChecked()
    assert not menu.custom_action.isChecked()


def test_words_of_a_profile_can_be_typed_however_they_are_written(booth: ProfileStage) -> None:
    booth.listen()
    booth.window.words.show_words("", (*SHIPPED_LABELS, "Hey Marvin", "happy"))
    booth.window.words.line.setText("hey  marvin, SIX Happy")
    accepted: list[str] = []
    booth.window.words.accepted.connect(accepted.append)
    booth.window.words.use.click()
    assert accepted == ["Hey Marvin, six, happy"]


def test_every_place_that_shows_an_answer_names_its_profile(booth: ProfileStage) -> None:
    booth.listen()
    events, _ = spoken("six", 16_384)
    booth.stage.hear(*[replace(e, profile="mine") if hasattr(e, "profile") else e for e in events])
    assert booth.window.prediction.hint.text() == "with voice profile mine"
    history = booth.window.history.history
    assert "six, with voice profile mine." in history.data(history.index(0, 1), 3)
    booth.window.inspector.show_entry(history.rows[0], has_newer=False, has_older=False)
    assert "voice profile mine" in booth.window.inspector.facts.text()


def test_an_answer_of_the_model_alone_names_no_profile(booth: ProfileStage) -> None:
    booth.listen()
    booth.stage.hear(prediction("six"))
    history = booth.window.history.history
    assert booth.window.prediction.hint.text() == ""
    assert "profile" not in history.data(history.index(0, 1), 3)
    assert not any("profile" in fact for fact in booth.window.inspector._facts(Entry(prediction("six"), 90.0)))


def test_the_status_line_names_model_and_profile(booth: ProfileStage) -> None:
    booth.listen()
    booth.stage.hear(Ready("demo", "tc-resnet 0.3.0", SHIPPED_LABELS, live=False, profile="mine"))
    assert booth.window.status.model.text() == "Model tc-resnet 0.3.0, voice profile mine"
    booth.answer("mine")
    assert booth.window.status.model.text() == "Model default 1.0, voice profile mine"


def test_a_long_name_is_cut_and_whole_in_the_tooltip(booth: ProfileStage) -> None:
    name = "a profile with a name of forty letters.."
    booth.listen()
    booth.stage.hear(replace(prediction("six"), profile=name))
    booth.answer(name)
    hint, status = booth.window.prediction.hint, booth.window.status.model
    assert hint.fontMetrics().horizontalAdvance(hint.text()) <= booth.window.prediction.width()
    assert name in booth.window.prediction.tag.toolTip()
    assert name not in status.text()
    assert status.toolTip().endswith(f"voice profile {name}")


def test_an_answer_is_explained_by_the_profile_that_gave_it(model: Model) -> None:
    asked: list[tuple[str, ...]] = []

    def load(*wanted: str) -> Model:
        asked.append(wanted)
        return model

    explainer = Explainer(load)
    for profile in ("mine", ""):
        said = replace(prediction("six"), profile=profile)
        explainer.ask(heard_of(said))
        finish(explainer.job)
    assert asked == [("m.onnx", "mine"), ("m.onnx",)]


def heard_of(said) -> HeardUtterance:
    """Return an utterance of silence that was answered so."""
    import numpy as np

    return HeardUtterance(said, 0, np.zeros(30_000, np.int16), (), (), "demo", "m", "m.onnx")
