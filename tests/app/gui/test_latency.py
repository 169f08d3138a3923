"""How long each word took to appear, measured with a clock that the test winds."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.events import Timing
from app.gui.answers.latency import LatencyInspector, LatencyParts, summary_of
from tests.app.gui.fakes import Stage, prediction

AT = 28_000
"""Where the fakes' predictions are decided, 250 ms after their word."""


class Watch:
    """A window whose words are timed."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.measured: list[tuple[str, LatencyParts]] = []
        self.inspector = LatencyInspector(stage.window, stage.controller, clock=lambda: stage.now_s)
        self.inspector.measured.connect(lambda word, parts: self.measured.append((word.label, parts)))

    def hear(self, label: str, *, spoken_s: float, read_s: float, told_s: float, painted_s: float) -> None:
        """Let a word be spoken, heard, named, and painted when the test says."""
        self.stage.hear(Timing(AT, spoken_s, read_s, told_s), prediction(label))
        self.stage.now_s = painted_s
        self.paint()

    def paint(self) -> None:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)

    @property
    def line(self):
        return self.stage.window.status.latency


@pytest.fixture
def watch(stage) -> Watch:
    watch = Watch(stage)
    watch.paint()
    return watch


def test_a_word_is_timed_from_its_last_sample_to_the_paint(watch):
    watch.hear("four", spoken_s=9.0, read_s=9.012, told_s=9.015, painted_s=9.025)
    ((label, parts),) = watch.measured
    assert label == "four"
    assert parts.input_ms == pytest.approx(12)
    assert parts.decision_ms == 250
    assert parts.computing_ms == pytest.approx(3)
    assert parts.window_ms == pytest.approx(10)
    assert parts.total_ms == pytest.approx(275)


def test_the_status_line_has_median_and_95th_percentile_and_the_tooltip_the_parts(watch):
    assert not watch.line.isVisible()
    for late_ms in (0, 10, 200):
        told_s = 5 + late_ms / 1000
        watch.hear("four", spoken_s=4.98, read_s=5.0, told_s=told_s, painted_s=told_s + 0.008)
    assert watch.line.isVisible()
    assert watch.line.text() == "Latency 288 ms (95 %: 478)"
    tip = watch.line.toolTip()
    assert "median of 3 words: 288 ms. 95 % are there within 478 ms" in tip
    assert [f">{part} ms<" in tip for part in (20, 250, 10, 8)] == [True] * 4
    assert "Computing: 10 ms" in watch.line.accessibleDescription()


def test_the_same_word_twice_in_a_row_is_timed_twice(watch):
    for _ in range(2):
        watch.hear("four", spoken_s=1.0, read_s=1.01, told_s=1.02, painted_s=1.03)
    assert [label for label, _ in watch.measured] == ["four", "four"]


def test_of_words_that_come_at_once_the_one_that_was_seen_is_timed(watch):
    watch.stage.hear(Timing(AT, 1.0, 1.1, 1.2), prediction("four"), Timing(AT, 1.0, 1.1, 1.2), prediction("five"))
    watch.paint()
    assert [label for label, _ in watch.measured] == ["five"]


def test_what_is_played_faster_than_it_was_spoken_is_not_timed(watch):
    watch.stage.hear(prediction("four"))
    watch.paint()
    assert watch.measured == []
    assert not watch.line.isVisible()


def test_provisional_words_are_not_timed(watch):
    watch.stage.hear(prediction("four", final=False))
    watch.paint()
    assert watch.measured == []


@pytest.mark.parametrize("leave", ["hide", "showMinimized"])
def test_a_word_that_nobody_sees_is_not_timed_not_even_when_the_window_comes_back(watch, leave):
    getattr(watch.stage.window, leave)()
    watch.stage.hear(Timing(AT, 1.0, 1.1, 1.2), prediction("four"))
    watch.stage.window.showNormal()
    watch.paint()
    assert watch.measured == []


def test_a_word_still_unpainted_when_the_window_hides_is_not_timed(watch):
    watch.stage.hear(Timing(AT, 1.0, 1.1, 1.2), prediction("four"))
    watch.stage.window.hide()
    watch.stage.window.show()
    watch.paint()
    assert watch.measured == []


def test_push_to_talk_is_timed_from_the_release(watch):
    watch.stage.now_s = 3.0
    watch.stage.window.hold.changed.emit(False)
    watch.hear("four", spoken_s=2.99, read_s=3.01, told_s=3.02, painted_s=3.04)
    ((_, parts),) = watch.measured
    assert (parts.input_ms, parts.decision_ms) == (pytest.approx(10), 0)
    assert parts.total_ms == pytest.approx(40)
    watch.hear("four", spoken_s=5.0, read_s=5.01, told_s=5.02, painted_s=5.04)
    assert watch.measured[-1][1].decision_ms == 250


def test_another_stream_begins_with_no_figures(watch):
    watch.hear("four", spoken_s=1.0, read_s=1.01, told_s=1.02, painted_s=1.03)
    watch.stage.controller.start()
    assert not watch.line.isVisible()
    watch.stage.hear(prediction("five"))
    watch.paint()
    assert [label for label, _ in watch.measured] == ["four"]


def test_the_parts_are_shown_by_keyboard_too(watch, monkeypatch):
    watch.hear("four", spoken_s=1.0, read_s=1.01, told_s=1.02, painted_s=1.03)
    shown = []
    monkeypatch.setattr("app.gui.status_line.QToolTip.showText", lambda *told: shown.append(told[1]))
    watch.line.click()
    assert shown == [watch.line.toolTip()]


def test_the_95th_percentile_is_one_that_was_measured():
    summary = summary_of([LatencyParts(0, ms, 0, 0) for ms in range(1, 101)])
    assert (summary.count, summary.median_ms, summary.slow_ms) == (100, 50.5, 95)
    assert summary_of([LatencyParts(1, 2, 3, 4)]).slow_ms == 10
