"""The pictures of the README are the real window, whole, away from the user's own settings."""

import pytest
from PySide6.QtGui import QImage

from app.gui.screenshots import LARGE, SMALL, scene, take


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280x800", "1920x1080"])
def test_a_screenshot_shows_the_spectrogram_of_the_demo(qapp, tmp_path, theme, size):
    take(qapp, theme, size, words=2, path=tmp_path / "shot.png")
    picture = QImage(str(tmp_path / "shot.png"))
    assert picture.size() == size
    colours = {picture.pixel(x, y) for x in range(size.width() // 3, size.width() // 2, 4) for y in range(150, 400, 4)}
    assert len(colours) > 40  # a blank picture has a handful
    ground = picture.pixelColor(4, 4).lightness()
    assert (ground < 60) == (theme == "dark")


def test_the_pictures_show_all_that_is_wired(qapp):
    with scene(qapp, "light", SMALL) as stage:
        stage.hear(3)
        assert stage.window.history.history.rows[1].heard is not None
        assert "my voice" in stage.window.history.test_set.name.text()
        assert stage.controller.tally.finals == ["two", "four", "six"]
