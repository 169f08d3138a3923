"""Two models side by side: their answers, and how often they agree."""

from PySide6.QtWidgets import QApplication

from app.engine.agreement import Agreement
from app.engine.commands import Compare, Use
from app.engine.model_files import Wish
from app.gui.models.side_by_side import SideBySide
from tests.app.gui.fakes import READY, entry, prediction
from tests.app.gui.model_stage import DEFAULT, NARROW, in_use, opinion


def test_a_second_model_is_put_beside_the_first_and_both_answers_are_shown(shop):
    assert not shop.strip.isVisible()
    shop.compare("narrow")
    (command,) = shop.stage.engine.commands
    assert isinstance(command, Compare)
    assert command.model is shop.shelf.load(NARROW)
    assert shop.shelf.wish == Wish(DEFAULT, NARROW)
    shop.stage.hear(in_use(DEFAULT, companion="narrow 0.2.0"), prediction("four"), opinion("four", agrees=True))
    assert shop.strip.isVisible()
    assert [label.text() for label in shop.strip.names] == ["default", "narrow"]
    assert [label.text() for label in shop.strip.answers] == ["four", "four"]
    assert [label.text() for label in shop.strip.shares] == ["90 %", "80 %"]
    assert (shop.strip.sign.text(), shop.strip.sign.toolTip()) == ("=", "They agree.")
    assert shop.strip.count.text() == "agreed on 1 of 1 (100 %)"


def test_a_difference_is_told_by_a_sign_a_word_and_the_count(shop):
    told = []
    shop.desk.opinion_given.connect(lambda final, second: told.append((final.label, second.label, second.agrees)))
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True), prediction("four"), opinion("one", agrees=False))
    assert (shop.strip.sign.text(), shop.strip.sign.accessibleName()) == ("≠", "They differ.")
    assert shop.strip.count.text() == "agreed on 1 of 2 (50 %)"
    assert told == [("four", "four", True), ("four", "one", False)]


def test_what_no_model_was_asked_about_is_not_counted(shop):
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True))
    shop.stage.hear(prediction("unknown", reason="too long"))
    assert [label.text() for label in shop.strip.answers] == ["unknown", "–"]
    assert shop.strip.sign.text() == "–"
    assert shop.strip.count.text() == "agreed on 1 of 1 (100 %)"


def test_another_pair_is_counted_anew(shop):
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True))
    shop.compare("default-int8")
    assert shop.strip.count.text() == "no word yet"
    assert [label.text() for label in shop.strip.answers] == ["–", "–"]


def test_the_same_pair_goes_on_counting_with_another_input(shop):
    shop.compare("narrow")
    shop.stage.hear(prediction("four"), opinion("four", agrees=True))
    shop.window.header.start_stop.click()
    shop.window.header.start_stop.click()
    shop.stage.hear(READY, in_use(DEFAULT, companion="narrow 0.2.0"), prediction("four"), opinion("one", agrees=False))
    assert shop.strip.count.text() == "agreed on 1 of 2 (50 %)"


def test_the_comparison_is_ended_where_it_is_shown(shop):
    shop.compare("narrow")
    shop.strip.end.click()
    assert shop.stage.engine.commands[-1] == Compare(None)
    assert not shop.strip.isVisible()
    assert shop.shelf.wish == Wish(DEFAULT)
    assert entry(shop.button.comparison, "No other model").isChecked()


def test_in_a_narrow_window_the_comparison_takes_two_rows_and_then_leaves_out_how_sure_they_are(qapp):
    strip = SideBySide()
    strip.show_pair("default", "narrow")
    strip.show_final(prediction("four"))
    strip.show_opinion(opinion("four", agrees=True), Agreement(1, 1))
    strip.show()
    seen = []
    for width in (2000, strip._pair_px() + 120, strip._pair_px()):
        strip.resize(width, 96)
        QApplication.sendPostedEvents()
        rows = 2 if strip.count.geometry().bottom() <= strip.answers[0].geometry().top() else 1
        seen.append((rows, all(share.isVisible() for share in strip.shares)))
    strip.close()
    strip.deleteLater()
    assert seen == [(1, True), (2, True), (2, False)]


def test_a_companion_that_the_engine_let_go_is_shown_no_longer(shop):
    shop.compare("narrow")
    shop.stage.hear(in_use(DEFAULT, companion="narrow 0.2.0"), in_use(DEFAULT))
    assert not shop.strip.isVisible()


def test_using_the_model_that_is_compared_ends_the_comparison(shop):
    shop.compare("narrow")
    shop.choose("narrow")
    assert [type(command) for command in shop.stage.engine.commands] == [Compare, Use, Compare]
    assert not shop.strip.isVisible()


def test_an_agreement_says_how_many_of_how_many():
    agreement = Agreement()
    assert agreement.share == 0
    for agrees in (True, True, False):
        agreement = agreement.after(opinion("four", agrees))
    assert str(agreement) == "agreed on 2 of 3 (67 %)"
