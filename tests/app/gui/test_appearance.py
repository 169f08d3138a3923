"""Themes and sizes of text: readable, switched live, and nothing cut off."""

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QScrollArea, QToolTip, QWidget

from app.engine.findings import Finding, Report
from app.engine.verdicts import LOUDER, SPEAK
from app.gui.answers.number_line import NumberLabel
from app.gui.assembly import make_keeper
from app.gui.banners import Message
from app.gui.help.crash import Crash
from app.gui.help.shortcuts import topics_of
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens, apply_theme, tokens_of
from app.gui.window import Window
from app.settings import Settings
from app.settings_file import Loaded, load_settings
from tests.app.gui.fakes import look, prediction

ALL = [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK]

TEXTS = [
    *product(("text", "muted"), ("window", "surface", "raised")),
    *product(("text",), ("hover", "accent_soft", "warning_soft", "danger_soft")),
    *product(("accent", "warning", "danger"), ("window", "surface")),
    ("on_accent", "accent"),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
]
"""What is written on what."""

SIGNS = [
    ("accent", "raised"),
    ("muted", "accent_soft"),
    ("muted", "hover"),
    ("danger", "raised"),
    ("warning", "raised"),
]
"""What is drawn on what: edges, bars, marks."""


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG 2 defines it."""
    red, green, blue, _ = QColor(colour).getRgbF()
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(tokens: Tokens, ink: str, ground: str) -> float:
    lights = sorted((luminance(getattr(tokens, ink)), luminance(getattr(tokens, ground))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.fixture
def dressed(stage, qapp):
    """Return a function that dresses the window for real."""
    before = qapp.font()

    def dress(theme: str = "light", text_percent: int = 100) -> None:
        stage.window.set_tokens(apply_theme(qapp, theme, text_percent))
        qapp.processEvents()

    yield dress
    qapp.setFont(before)
    apply_theme(qapp, "light")


@pytest.mark.parametrize("tokens", ALL, ids=["light", "dark", "contrast light", "contrast dark"])
def test_all_text_stands_out_from_its_ground(tokens):
    least = 7.0 if tokens in (CONTRAST_LIGHT, CONTRAST_DARK) else 4.5
    weak = {pair: round(contrast(tokens, *pair), 2) for pair in TEXTS if contrast(tokens, *pair) < least}
    assert weak == {}


@pytest.mark.parametrize("tokens", ALL, ids=["light", "dark", "contrast light", "contrast dark"])
def test_all_signs_stand_out_from_their_ground(tokens):
    assert {pair: contrast(tokens, *pair) for pair in SIGNS if contrast(tokens, *pair) < 3.0} == {}


@pytest.mark.parametrize("tokens", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_high_contrast_shows_every_edge(tokens):
    assert min(contrast(tokens, "border", ground) for ground in ("window", "surface", "raised")) >= 7.0


def test_the_system_decides_unless_the_user_did():
    dark, light = Qt.ColorScheme.Dark, Qt.ColorScheme.Light
    assert tokens_of("system", dark) is DARK
    assert tokens_of("light", dark) is LIGHT
    assert tokens_of("contrast", dark) is CONTRAST_DARK
    assert tokens_of("contrast", light) is CONTRAST_LIGHT
    assert tokens_of("system", light, wants_contrast=True) is CONTRAST_LIGHT
    assert tokens_of("dark", light, wants_contrast=True) is DARK


def test_every_window_menu_and_tip_changes_with_the_theme(stage, qapp, dressed):
    for theme, tokens in (("dark", DARK), ("light", LIGHT)):
        dressed(theme)
        for dialog in (stage.window, *stage.window.findChildren(QDialog)):
            dialog.ensurePolished()
            ground = dialog.grab().toImage().pixelColor(dialog.width() - 2, 2)
            assert ground.name() == tokens.window, dialog
        for menu in stage.window.findChildren(QMenu):
            assert menu.palette().window().color().name() in (tokens.window, tokens.surface), menu
        assert QToolTip.palette().toolTipBase().color().name() == tokens.surface


def test_a_size_of_text_is_put_on_at_once_and_kept(stage):
    look(stage.window, 150).trigger()
    assert stage.text_percent == 150
    assert look(stage.window, 150).isChecked()
    assert load_settings(stage.settings_file).settings.text_percent == 150


def test_keys_make_the_text_larger_smaller_and_usual(stage, qtbot):
    seen = []
    for key, modifier in (
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier),
    ):
        qtbot.keyClick(stage.window, key, modifier)
        seen.append(stage.controller.settings.text_percent)
    assert seen == [110, 125, 110, 100, 90]


def test_the_size_of_text_has_ends(stage):
    stage.keeper.change(text_percent=200)
    stage.window.header.view.larger.trigger()
    assert stage.controller.settings.text_percent == 200
    stage.keeper.change(text_percent=80)
    stage.window.header.view.smaller.trigger()
    assert stage.controller.settings.text_percent == 80


def test_a_size_between_those_that_are_offered_goes_to_the_next(stage):
    stage.keeper.change(text_percent=140)
    stage.window.header.view.larger.trigger()
    assert stage.controller.settings.text_percent == 150


def test_text_grows_with_the_setting_and_with_the_system_s_own(stage, qapp, dressed):
    dressed()
    usual = stage.window.status.state.fontMetrics().height()
    dressed(text_percent=200)
    assert stage.window.status.state.fontMetrics().height() > 1.8 * usual
    larger = QFont(qapp.font())
    larger.setPointSizeF(15)
    qapp.setFont(larger)
    dressed()
    assert stage.window.status.state.fontMetrics().height() > 1.3 * usual


def test_another_font_of_the_system_is_followed_while_the_window_is_open(stage, qapp, dressed, tmp_path):
    keeper = make_keeper(qapp, stage.window, tmp_path / "other.json", Loaded(Settings(theme="light")))
    qapp.processEvents()
    usual = stage.window.status.state.fontMetrics().height()
    larger = QFont(qapp.font())
    larger.setPointSizeF(15)
    qapp.setFont(larger)
    assert stage.window.status.state.fontMetrics().height() > 1.3 * usual
    keeper.deleteLater()


def whole(widget: QWidget) -> bool:
    """Tell whether all of the text of a label or a button is seen."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() >= widget.heightForWidth(widget.width())
    needed = widget.minimumSizeHint()
    return widget.width() >= needed.width() and widget.height() >= needed.height()


def texts(window: QWidget) -> list[QWidget]:
    """Return the labels and buttons that are shown, but those that show where they cut."""
    found = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    return [w for w in found if w.isVisible() and w.text() and not isinstance(w, ElidedLabel | NumberLabel)]


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("size", [QSize(1280, 800), QSize(1920, 1080)], ids=["1280", "1920"])
@pytest.mark.parametrize("listening", ["always", "hold"])
def test_no_text_is_cut_off_whatever_its_size(stage, qapp, dressed, percent, size, listening):
    stage.keeper.change(listening=listening)
    dressed(text_percent=percent)
    stage.window.resize(size)
    stage.window.banners.show_message(Message("input", "Yeti is not plugged in; listening to the system's default"))
    stage.hear(prediction("unknown", confidence=0.4, reason="below threshold"))
    qapp.processEvents()
    assert stage.window.size() == size
    assert [(widget, widget.text()) for widget in texts(stage.window) if not whole(widget)] == []


@pytest.mark.parametrize("percent", [100, 200])
def test_what_does_not_fit_can_be_scrolled_to_and_nothing_overlaps(stage, qapp, dressed, percent):
    dressed(text_percent=percent)
    stage.window.resize(1280, 800)
    qapp.processEvents()
    window = stage.window
    cards = [window.header, window.spectrogram, window.prediction, window.history, window.meter]
    places = [card.rect().translated(card.mapTo(window.centralWidget(), card.rect().topLeft())) for card in cards]
    for number, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[number + 1 :])
        assert place.left() >= 0
        assert place.right() <= window.width()


@pytest.mark.parametrize("listening", ["always", "hold"])
def test_nothing_is_scrolled_at_the_usual_sizes(stage, qapp, dressed, listening):
    dressed()
    stage.keeper.change(listening=listening)
    stage.window.resize(1280, 800)
    for number in range(2):
        stage.hear(prediction("seven"))
        stage.window.banners.show_message(Message(("input", "engine")[number], "Yeti is not plugged in"))
    qapp.processEvents()
    area = stage.window.centralWidget().findChild(QScrollArea)
    assert not area.verticalScrollBar().isVisible()
    assert not area.horizontalScrollBar().isVisible()


def test_a_small_window_stacks_the_cards_and_a_large_one_does_not(stage, qapp, dressed):
    dressed()
    for width, stacked in ((1280, False), (760, True), (1280, False)):
        stage.window.resize(width, 700)
        qapp.processEvents()
        window = stage.window
        below = (
            window.spectrogram.mapTo(window, QWidget().pos()).y() > window.prediction.mapTo(window, QWidget().pos()).y()
        )
        left = (
            window.spectrogram.mapTo(window, QWidget().pos()).x() < window.prediction.mapTo(window, QWidget().pos()).x()
        )
        assert (below and not left) == stacked


def test_a_setting_of_text_that_makes_no_sense_is_refused(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"version": 1, "text_percent": 900}', encoding="utf-8")
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert "900" in loaded.complaint


def test_the_application_s_own_font_is_left_alone(qapp, dressed):
    before = qapp.font()
    dressed(text_percent=200)
    assert QApplication.font() == before


REPORT = Report(
    "Yeti Stereo Microphone",
    10.0,
    (
        Finding("level", "Speech level", "bad", -70.0, "dBFS", "−70 dBFS", LOUDER),
        Finding("hum", "Mains hum", "fair", -50.0, "dBFS", "50 Hz, 25 dB under the speech", SPEAK),
        Finding("snr", "Speech over noise", "unmeasured", None, "dB", "not measured without speech"),
    ),
)


def check_dialogs(window: Window) -> list[tuple[str, str]]:
    """Open every dialog, and return what is cut off in it."""
    window.doctor.show_report(REPORT)
    window.crash.show_crash(Crash("ValueError: operands could not be broadcast together", ""), Path("/a/b/sayso.log"))
    window.shortcuts_page.show_topics(topics_of(window, window.parts(), ""))
    window.about.show_versions({"Sayso": "0.3.0", "System": "Linux-6.18.44-x86_64-with-glibc2.36"})
    cut = []
    for dialog in window.findChildren(QDialog):
        dialog.open()
        QApplication.processEvents()
        cut += [(type(dialog).__name__, widget.text()) for widget in texts(dialog) if not whole(widget)]
        dialog.close()
    return cut


@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_of_any_dialog_is_cut_off(stage, dressed, percent):
    dressed(text_percent=percent)
    assert check_dialogs(stage.window) == []


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_off_in_german_either(in_german, make_stage, qapp, percent):
    stage = make_stage().open()
    stage.window.set_tokens(apply_theme(qapp, "light", percent))
    stage.window.resize(1280, 800)
    stage.hear(prediction("unknown", confidence=0.4, reason="below threshold"))
    qapp.processEvents()
    cut = [("Window", widget.text()) for widget in texts(stage.window) if not whole(widget)]
    cut += check_dialogs(stage.window)
    apply_theme(qapp, "light")
    assert cut == []
