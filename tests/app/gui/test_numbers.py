"""Numbers as the user's language writes them."""

import pytest
from PySide6.QtCore import QLocale

from app.engine.model import Model
from app.gui.help.phrases import translated
from app.gui.numbers import filled, written
from app.gui.translation import locale_of, speak
from tests.app.gui.figures_stage import FiguresStage, outcome


def test_english_has_a_point_and_a_minus_that_is_seen(qapp):
    assert filled("{:.1f} % of {}", 96.6, 0) == "96.6 % of 0"
    assert filled("{1:.2f} s, {0}", "a.b-c", -0.5) == "−0.50 s, a.b-c"


def test_german_has_a_comma(in_german):
    assert filled("{:.1f} % von {}", 96.6, "tiny-1.0") == "96,6 % von tiny-1.0"
    assert written("0.92") == "0,92"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("5.5 kHz", "5,5 kHz"),
        ("0.25 %", "0,25 %"),
        ("1.0", "1,0"),
        ("15%", "15 %"),
        ("tiny 0.2", "tiny 0.2"),
        ("0.2.0", "0.2.0"),
    ],
)
def test_what_the_parts_below_say_is_written_so_too(in_german, english, german):
    assert translated(english) == german
    assert translated(f"by estimate only: {english} per hour were counted").count(german) == 1


def test_the_pages_of_one_s_own_voice_write_german_numbers(in_german, make_stage, model: Model):
    figures = FiguresStage(make_stage(), model)
    figures.open().with_takes("one", "two")
    figures.evaluate_to_the_end(figures.judged(*(outcome(path, path.parent.name, "one") for path in figures.paths)))
    assert figures.evaluate.headline.text().startswith("50,0 %")
    assert "." not in figures.evaluate.views.labels.item(0, 1).text()
    figures.fakes.files = [str(figures.paths[0])]
    figures.tune.background.add.click()
    figures.tune_to_the_end()
    view = figures.tune.threshold
    assert "80,0 %" in view.headline.text()
    assert "0,4 " in view.headline.text()
    assert "0,92" in view.claim.text()
    assert view.budget.text() == "1,0"
    assert "0,1" in [text for _, text in view.plot.bottom.marks(*view.plot.bottom.range, 600.0)]


def test_numbers_and_dates_are_the_system_s_where_it_speaks_the_same_language():
    austrian, british = QLocale("de_AT"), QLocale("en_GB")
    assert locale_of("de", austrian) == austrian
    assert locale_of("en", british) == british
    assert locale_of("en", austrian).language() == QLocale.Language.English
    assert locale_of("de", british).decimalPoint() == ","


def test_the_window_speaks_and_writes_one_language(qapp, in_german):
    QLocale.setDefault(QLocale("de"))
    speak(qapp, "en")
    assert filled("{:.1f}", 0.5) == "0.5"
