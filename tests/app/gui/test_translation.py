"""Every text of the window is there in German, as the code has it now."""

import ast
import re
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QLabel

import app
from app.engine.findings import Finding, Report
from app.gui.help.phrase_list import CONTEXT, PHRASES
from app.gui.help.phrases import translated
from app.gui.translation import FOLDER, TRANSLATED, spoken, translators
from app.gui.view_button import ViewButton
from tests.app.gui.fakes import look, prediction

PACKAGE = Path(app.__file__).parent

HEARD_IN_THE_WINDOW = ("audio", "engine", "settings.py", "vocabulary.py", "personal/test_set.py", "personal/take.py",
                       "personal/set_folder.py", "personal/label_folder.py", "personal/profiles.py",
                       "personal/own_takes.py", "personal/memory.py")  # fmt: skip
"""Parts below the window, whose messages it shows."""

INTERNAL = {"IndexError", "KeyError", "RuntimeError", "TypeError"}
"""Errors of whoever wrote the code, never shown in place."""


@dataclass(frozen=True)
class Text:
    context: str
    source: str
    where: str
    comment: str = ""


def literal(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


class Texts(ast.NodeVisitor):
    """Collects what is marked for translation, and what ``pyside6-lupdate`` would overlook: no literals, f-strings."""

    def __init__(self, path: Path) -> None:
        self._path, self._classes, self._formatting = path, ["?"], 0
        self.found: list[Text] = []
        self.no_literals: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._formatting += 1
        self.generic_visit(node)
        self._formatting -= 1

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name == "translate" and ast.unparse(node.func) not in ("translate", "QCoreApplication.translate"):
            name = "a painter's"
        where = f"{self._path.name}:{node.lineno}"
        if name == "tr":
            self._add(self._classes[-1], literal(node.args[0]), where, literal(node.args[1]) if node.args[1:] else "")
        elif name in ("translate", "QT_TRANSLATE_NOOP") and self._path.name != "phrases.py":
            self._add(literal(node.args[0]), literal(node.args[1]), where)
        self.generic_visit(node)

    def _add(self, context: str | None, source: str | None, where: str, comment: str | None = "") -> None:
        if context is None or source is None or comment is None or self._formatting:
            self.no_literals.append(where)
        else:
            self.found.append(Text(context, source, where, comment))


def texts() -> Iterator[Texts]:
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        visitor = Texts(path)
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
        yield visitor


@pytest.fixture(scope="module")
def german() -> QTranslator:
    translator = QTranslator()
    assert translator.load("sayso_de", str(FOLDER))
    return translator


def numbered(text: str) -> list[tuple[str, str]]:
    """Return what is filled in by its number, which may be left out, and how it is written."""
    filled = [(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None]
    return sorted((name or str(number), spec) for number, (name, spec) in enumerate(filled))


def test_every_text_can_be_found_by_the_tool_that_collects_them():
    assert [where for found in texts() for where in found.no_literals] == []


def test_every_text_is_there_in_german(german):
    missing = [
        f"{text.where}: {text.source}"
        for found in texts()
        for text in found.found
        if not german.translate(text.context, text.source, text.comment or None)
    ]
    assert missing == [], "type `make translations`, fill in what is new in sayso_de.ts, and type it again"


def test_what_is_filled_in_is_the_same_in_german(german):
    wrong = []
    for found in texts():
        for text in found.found:
            there = german.translate(text.context, text.source, text.comment or None) or text.source
            if numbered(text.source) != numbered(there):
                wrong.append((text.where, there))
    assert wrong == []


def test_what_is_compiled_is_what_is_written(german):
    root = ET.parse(FOLDER / "sayso_de.ts").getroot()
    stale = []
    for context in root.iter("context"):
        for message in context.iter("message"):
            source, there = message.findtext("source"), message.find("translation")
            assert there.get("type") is None, f"not finished: {source}"
            if german.translate(context.findtext("name"), source, message.findtext("comment")) != there.text:
                stale.append(source)
    assert stale == [], "type `make translations`"


def test_every_mnemonic_of_a_menu_is_its_own_in_german(in_german, qapp):
    button = ViewButton()
    letters = [re.search("&(.)", action.text()) for action in button.choices.actions()]
    keys = [found[1].lower() for found in letters if found]
    assert len(keys) == len(set(keys))
    button.deleteLater()


def message(node: ast.AST) -> str | None:
    """Return the text of an error with ``{}`` for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return literal(node)


def errors_below() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every error that the window may show."""
    for part in HEARD_IN_THE_WINDOW:
        place = PACKAGE / part
        for path in sorted(place.glob("*.py")) if place.is_dir() else [place]:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
                if name.endswith("Error") and name not in INTERNAL and node.args and (text := message(node.args[0])):
                    yield f"{path.name}:{node.lineno}", text


def letters(phrase: str) -> int:
    """Return how many letters a phrase has of its own."""
    return len(re.sub(r"\W|\d", "", phrase))


def test_every_error_that_the_window_may_show_is_a_known_phrase():
    unknown = [f"{where}: {text}" for where, text in errors_below() if text not in PHRASES and letters(text) >= 4]
    assert unknown == []


def test_no_phrase_is_so_general_that_it_would_be_found_everywhere():
    assert [phrase for phrase in PHRASES if letters(phrase) < 4] == []


def test_every_finding_and_cure_of_the_doctor_is_a_known_phrase():
    tree = ast.parse((PACKAGE / "engine" / "verdicts.py").read_text(encoding="utf-8"))
    descriptions = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    sentences = [
        text
        for node in ast.walk(tree)
        if id(node) not in descriptions and (text := literal(node)) and text.endswith(".") and " " in text
    ]
    titles = [
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and (text := literal(node.args[1]))
    ]
    assert min(len(sentences), len(titles)) > 5
    assert [text for text in sentences + titles if text not in PHRASES] == []


def test_every_phrase_is_there_in_german(german):
    assert [phrase for phrase in PHRASES if not german.translate(CONTEXT, phrase)] == []


def test_what_a_phrase_is_filled_with_is_kept(in_german):
    shown = translated("Yeti: cannot be opened (Device busy); close what else uses it, or choose another")
    assert shown.startswith("Yeti: ")
    assert "(Device busy)" in shown
    assert "cannot" not in shown


def test_a_phrase_inside_a_phrase_is_translated_too(in_german):
    inner = "no microphone found; plug one in, then choose it again, or listen to the demo"
    assert translated(f"Sayso failed: {inner}; please report it").count(translated(inner)) == 1


def test_what_is_no_phrase_stays_as_it_is(in_german):
    assert translated("Grüezi") == "Grüezi"


def test_without_a_translation_a_phrase_stays_as_it_is(qapp):
    assert translated("9 holes, 3 % of the time") == "9 holes, 3 % of the time"


def test_the_window_speaks_german(in_german, make_stage):
    stage = make_stage().open()
    assert stage.window.header.view.accessibleName() == "Ansicht"
    stage.hear(prediction("unknown", confidence=0.4, reason="below threshold"))
    stage.window.doctor.show_report(
        Report("Yeti", 10.0, (Finding("level", "Speech level", "bad", None, "dBFS", "no speech heard"),))
    )
    shown = " ".join(label.text() for label in stage.window.findChildren(QLabel))
    for english in ("Likeliest", "History", "Speech level", "no speech heard", "Listening"):
        assert english not in shown


def test_qt_s_own_buttons_speak_german_where_its_translation_is_there(in_german):
    assert len(translators("de")) >= 1
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") in ("Abbrechen", "Cancel")


@pytest.mark.parametrize(
    ("language", "system", "code"),
    [
        ("system", ["de-DE", "en-US"], "de"),
        ("system", ["de_AT"], "de"),
        ("system", ["en-GB", "de-DE"], "en"),
        ("system", ["fr-FR", "de-DE"], "en"),
        ("system", [], "en"),
        ("de", ["en-US"], "de"),
        ("en", ["de-DE"], "en"),
    ],
)
def test_the_system_s_first_language_is_spoken_unless_the_user_chose_one(language, system, code):
    assert spoken(language, system) == code


def test_english_needs_no_translation():
    assert translators("en") == []
    assert TRANSLATED == ("de",)


def test_another_language_is_kept_and_the_window_says_when_it_comes(stage):
    look(stage.window, "de").trigger()
    look(stage.window, "de").trigger()
    assert stage.controller.settings.language == "de"
    assert len(stage.messages) == 1
    assert "next time" in stage.messages[0]
    assert QApplication.instance() is not None
