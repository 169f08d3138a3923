"""``sayso bench --gui``, with a window whose cost the test knows."""

import math
import os
from pathlib import Path

import pytest

from app.cli import bench_gui
from app.gui.running_cost import Growth, Share
from tests.app.cli.conftest import Run, objects


class KnownCost:
    """A window that costs what the test says."""

    def __init__(
        self, shown: float = 12.0, idle: float = 1.0, before_mb: float = 200.0, after_mb: float = 201.0
    ) -> None:
        self.shown_percent, self.idle_percent = shown, idle
        self.grown = Growth(20.0, before_mb, after_mb)
        self.quiet_room = ""

    def shown(self) -> Share:
        return Share(60.0, self.shown_percent)

    def stopped(self) -> Share:
        return Share(0.0, self.idle_percent)

    def hidden(self, quiet_room: str) -> Share:
        self.quiet_room = quiet_room
        return Share(0.0, self.idle_percent)

    def hidden_demo(self) -> Share:
        return Share(0.0, 4.0)

    def growth(self) -> Growth:
        return self.grown


def use(monkeypatch: pytest.MonkeyPatch, cost: KnownCost) -> None:
    def measure(seconds: float, model: str | None):
        assert (seconds, model) == (5.0, None)
        return bench_gui.figures(cost, Path("quiet.wav"))

    monkeypatch.setattr(bench_gui, "measure", measure)


def test_a_window_within_its_bars_is_told_line_by_line(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    cost = KnownCost()
    use(monkeypatch, cost)
    status, lines, err = sayso("bench", "--gui", "--seconds", "5")
    assert status == 0
    assert err == ""
    assert "shown, words spoken: processor                     12.00 % of a core   (at most 25)" in lines
    assert cost.quiet_room == "quiet.wav"


def test_the_figures_are_objects_for_programs(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, KnownCost())
    figures = objects(sayso("bench", "--gui", "--seconds", "5", "--json")[1])
    assert {"figure": "shown, words spoken: pictures", "value": 60.0, "unit": "per second", "limit": None} in figures
    assert [figure["limit"] for figure in figures if figure["limit"]] == [25.0, 3.0, 3.0, 5.0]


@pytest.mark.parametrize(
    ("cost", "missed"),
    [
        (KnownCost(shown=25.5), "shown, words spoken: processor: 25.5 % of a core, the bar is 25"),
        (KnownCost(idle=3.5), "hidden, quiet room: processor: 3.5 % of a core, the bar is 3"),
        (KnownCost(after_mb=206.0), "growth in ten minutes of words: 6.0 MB, the bar is 5"),
    ],
)
def test_a_bar_that_is_missed_is_named_and_the_status_is_1(
    sayso: Run, monkeypatch: pytest.MonkeyPatch, cost: KnownCost, missed: str
) -> None:
    use(monkeypatch, cost)
    status, _, err = sayso("bench", "--gui", "--seconds", "5")
    assert status == 1
    assert f"sayso: missed: {missed}" in err.splitlines()


def test_memory_that_the_system_does_not_tell_misses_no_bar(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, KnownCost(before_mb=math.nan, after_mb=math.nan))
    status, lines, _ = sayso("bench", "--gui", "--seconds", "5", "--json")
    assert status == 0
    assert objects(lines)[-1]["value"] is None


def test_without_a_screen_the_window_is_drawn_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr("sys.platform", "linux")
    bench_gui.use_any_screen()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
