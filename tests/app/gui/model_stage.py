"""A window that listens, with a desk for models; what is loaded arrives when the test says so."""

from pathlib import Path

from app.engine.model import Model
from app.engine.model_files import default_model_path, find_models, named_model
from app.events import ModelsInUse, SecondOpinion
from app.gui.assembly import attach_models
from app.gui.models.model_desk import ModelDesk
from app.gui.models.model_shelf import ModelShelf, read_model, wish_of
from app.settings import Settings
from app.settings_file import load_settings
from app.vocabulary import SHIPPED_LABELS
from tests.app.gui.fakes import Stage, entry, finish
from tests.fakes import write_tiny_model

DEFAULT, NARROW = default_model_path(), named_model("narrow")


class Library:
    """Reads real models, those that ship with Sayso as tiny ones, and remembers which."""

    def __init__(self, folder: Path) -> None:
        self.read: list[Path] = []
        self._tiny = read_model(write_tiny_model(folder / "stand-in.onnx"))

    def __call__(self, path: Path) -> Model:
        self.read.append(path)
        return self._tiny if path in find_models() else read_model(path)


class Shop:
    """A window that listens, with a desk for models; what is loaded arrives when the test says so."""

    def __init__(self, stage: Stage, library: Library, named: str | None = None) -> None:
        self.stage, self.window, self.library = stage, stage.window, library
        self.shelf = ModelShelf(wish_of(stage.keeper.settings, named), library)
        self.desk: ModelDesk = attach_models(
            stage.window, stage.keeper, stage.controller, stage.controller._bridge, self.shelf
        )
        self.button, self.dialog, self.strip = stage.window.header.model, stage.window.models, stage.window.side_by_side

    def load(self) -> None:
        """Let the loader finish, and the desk see what it brought."""
        while self.desk._loader.is_busy:
            finish(self.desk._loader.job)

    def choose(self, name: str) -> None:
        entry(self.button.choices, name).trigger()
        self.load()

    def compare(self, name: str) -> None:
        entry(self.button.comparison, name).trigger()
        self.load()

    @property
    def kept(self) -> Settings:
        return load_settings(self.stage.settings_file).settings

    @property
    def listed(self) -> list[str]:
        return [self.dialog.list.item(row).text().replace("\n", ": ") for row in range(self.dialog.list.count())]

    @property
    def card(self) -> str:
        return self.dialog.card.toPlainText()


def in_use(path: Path, labels: tuple[str, ...] = SHIPPED_LABELS, companion: str = "") -> ModelsInUse:
    return ModelsInUse(f"{path.stem} 1.0", str(path), labels, companion, at=0)


def opinion(label: str, agrees: bool, confidence: float = 0.8) -> SecondOpinion:
    return SecondOpinion("narrow 0.2.0", label, confidence, {label: confidence}, 16_000, 24_000, 28_000, agrees)
