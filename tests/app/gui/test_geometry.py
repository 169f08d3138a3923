"""Where things are in the window: room for what is read, one edge for what belongs together, and nothing that jumps."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.answers.history import CONFIDENCE, TIME, VERDICT, WORD, Verdict
from app.gui.banners import Message
from app.gui.look.fitted_label import FittedLabel
from app.gui.look.theme import LIGHT, apply_theme
from app.vocabulary import SHIPPED_LABELS
from tests.app.gui.fakes import Stage, prediction

SMALL, LARGE = QSize(1280, 800), QSize(1920, 1080)
NOTICES = (
    Message("input", "Yeti Stereo Microphone is not plugged in; listening to the system's default until it is back"),
    Message(
        "settings", "/a/folder/settings.json: cannot be written (no space left on device); free the disk", "problem"
    ),
)


@pytest.fixture
def dressed(stage, qapp):
    """Return a function that gives the window a size and its text another."""

    def dress(size: QSize = SMALL, text_percent: int = 100) -> Stage:
        stage.window.set_tokens(apply_theme(qapp, "light", text_percent))
        stage.window.resize(size)
        for word in ("seven", "unknown", "left", "no", "yes", "eight", "six", "four", "two", "seven"):
            stage.hear(prediction(word))
        settle()
        return stage

    yield dress
    apply_theme(qapp, "light")


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def place_of(widget: QWidget) -> QRect:
    """Return where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def whole_rows(stage: Stage) -> int:
    """Return how many words of the history are seen whole."""
    table = stage.window.history.table
    return table.viewport().height() // table.rowHeight(0)


def inked(image: QImage, place: QRect) -> tuple[int, int]:
    """Return the first and the last column of pixels in which something stands on the card."""
    ground = QColor(LIGHT.surface).rgb()
    columns = [
        x
        for x in range(place.left(), place.right() + 1)
        if any(image.pixel(x, y) != ground for y in range(place.top(), place.bottom() + 1))
    ]
    return columns[0], columns[-1]


def test_eight_words_of_the_history_are_seen_beside_a_large_picture_and_a_large_word(dressed):
    stage = dressed()
    window = stage.window
    assert whole_rows(stage) == 8
    picture = window.spectrogram.picture
    sound = picture.place_of(picture.spectrogram_box)
    assert (sound.width() >= 640, sound.height() >= 300) == (True, True)
    assert window.prediction.word.font_that_fits().pixelSize() >= 72


def test_a_larger_window_shows_more_words_and_a_larger_one(dressed):
    stage = dressed(LARGE)
    assert whole_rows(stage) >= 16
    assert stage.window.prediction.word.font_that_fits().pixelSize() >= 100


def test_heading_columns_words_buttons_and_test_set_begin_and_end_in_line(dressed):
    stage = dressed()
    history = stage.window.history
    table, card = history.table, place_of(history)
    image = stage.window.grab().toImage()

    def band(widget: QWidget) -> QRect:
        """Return the height of a widget, as wide as the card inside its edges and but for the scroll bar."""
        place = place_of(widget)
        return QRect(card.left() + 4, place.top() + 2, card.width() - 24, place.height() - 4)

    top = place_of(table.viewport()).top()
    rows = [table.visualRect(history.history.index(row, TIME)).translated(0, top) for row in range(4)]
    bands = {
        "heading": band(history.clear_button),
        "columns": band(table.horizontalHeader()).adjusted(0, 0, 0, -4),
        "buttons": band(history.verdicts),
        "test set": band(history.test_set.line),
        **{f"row {row}": QRect(card.left() + 4, place.top(), 200, place.height()) for row, place in enumerate(rows)},
    }
    ends = {name: inked(image, place) for name, place in bands.items()}
    edge = place_of(history.verdicts).left()
    assert {name: left - edge for name, (left, _) in ends.items() if not -1 <= left - edge <= 2} == {}
    edge = place_of(history.verdicts).right()
    flush = ("heading", "buttons", "test set")
    assert {name: edge - ends[name][1] for name in flush if not -1 <= edge - ends[name][1] <= 2} == {}
    prediction_card = stage.window.prediction
    assert place_of(prediction_card.bars).left() == place_of(history.verdicts).left()
    assert place_of(prediction_card.bars).right() == place_of(history.verdicts).right()


def test_columns_stand_still_when_there_is_more_than_can_be_seen(stage, qapp):
    apply_theme(qapp, "light")
    table = stage.window.history.table

    def columns() -> list[int]:
        settle()
        return [table.columnViewportPosition(column) for column in range(VERDICT + 1)]

    stage.hear(prediction("seven"))
    before = columns()
    for _ in range(30):
        stage.hear(prediction("seven"))
    settle()
    assert table.verticalScrollBar().isVisible()
    assert columns() == before


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280", "1920"])
def test_a_notice_moves_nothing_that_is_read(dressed, size):
    window = dressed(size).window
    still = (window.header, window.prediction, window.history, window.history.table, window.meter, window.status)
    before, top_left = [place_of(widget) for widget in still], place_of(window.spectrogram).topLeft()
    for notice in NOTICES:
        window.banners.show_message(notice)
        settle()
        assert [place_of(widget) for widget in still] == before
    assert place_of(window.spectrogram).topLeft() == top_left
    picture = window.spectrogram.picture
    assert picture.place_of(picture.spectrogram_box).height() >= 200
    for notice in NOTICES:
        window.banners.clear(notice.topic)
    settle()
    assert [place_of(widget) for widget in still] == before


@pytest.mark.parametrize(("size", "percent"), [(SMALL, 200), (QSize(760, 700), 100)])
def test_a_notice_is_in_sight_where_the_picture_may_not_be(dressed, size, percent):
    window = dressed(size, percent).window
    window.banners.show_message(NOTICES[0])
    settle()
    assert place_of(window.spectrogram).top() > place_of(window.prediction).top()
    assert window.banners.visibleRegion().boundingRect() == window.banners.rect()
    assert place_of(window.banners).bottom() < place_of(window.prediction).top()


def test_a_notice_goes_along_when_the_window_is_made_narrow_and_wide_again(dressed):
    window = dressed().window
    window.banners.show_message(NOTICES[0])
    places = []
    for width in (1280, 760, 1280):
        window.resize(width, 800)
        settle()
        assert window.banners.isVisible()
        places.append(place_of(window.banners).top() < place_of(window.prediction).top())
    assert places == [False, True, False]


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280", "1920"])
def test_the_word_is_larger_than_what_is_said_of_it_at_every_size_of_text(dressed, size, percent):
    stage = dressed(size, percent)
    view = stage.window.prediction
    share_px = QFontInfo(view.confidence.font()).pixelSize()
    for word in SHIPPED_LABELS:
        view.word.show_text(word, "#000000", view.word.weight)
        assert view.word.font_that_fits().pixelSize() >= 1.5 * share_px, word


@pytest.mark.parametrize("text", ["seven", "gypsy", "Ångström", "lift", "characteristically"])
@pytest.mark.parametrize("height", [40, 80, 120])
def test_a_word_is_never_cut_off_above_below_or_at_the_sides(qapp, text, height):
    label = FittedLabel(lines=7, least_lines=2)
    label.resize(300, height)
    label.show_text(text, "#000000", label.weight)
    metrics = QFontMetrics(label.font_that_fits())
    assert metrics.horizontalAdvance(text) <= 300
    assert metrics.tightBoundingRect(text).height() <= height
    image = label.grab().toImage()
    rows = [y for y in range(height) if any(image.pixelColor(x, y).lightness() < 128 for x in range(300))]
    assert metrics.tightBoundingRect(text).height() - 2 <= len(rows)
    assert (rows[0] >= 0, rows[-1] < height) == (True, True)


def test_the_whole_row_under_the_pointer_lights_up_and_only_that(dressed):
    table = dressed().window.history.table

    def lit() -> set[tuple[int, int]]:
        """Return rows and columns whose ground is another than the card's."""
        image, found = table.viewport().grab().toImage(), set()
        for row in range(4):
            for column in (TIME, WORD, CONFIDENCE, VERDICT):
                corner = table.visualRect(table.model().index(row, column)).topLeft() + QPoint(1, 1)
                if image.pixelColor(corner).name() == LIGHT.raised:
                    found.add((row, column))
        return found

    place = QPointF(30, table.rowViewportPosition(2) + 5)
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, table.viewport().mapToGlobal(place),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(table.viewport(), move)
    assert lit() == {(2, TIME), (2, WORD), (2, CONFIDENCE), (2, VERDICT)}
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert lit() == set()


def test_the_columns_have_room_for_every_verdict(dressed):
    stage = dressed()
    table, history = stage.window.history.table, stage.window.history.history
    for row, judgement in enumerate(("right", "wrong", "discarded")):
        history.rows[row].verdict = Verdict(judgement)
        text = history.index(row, VERDICT).data()
        assert table.fontMetrics().horizontalAdvance(text) + 12 <= table.columnWidth(VERDICT)
