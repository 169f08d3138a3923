"""The pictures of the README are the real window."""

from PySide6.QtGui import QImage

from app.gui.screenshots import SMALL, take


def test_a_screenshot_shows_the_spectrogram_of_the_demo(qapp, tmp_path):
    take(qapp, "dark", SMALL, words=2, path=tmp_path / "shot.png")
    picture = QImage(str(tmp_path / "shot.png"))
    assert picture.size() == SMALL
    colours = {picture.pixel(x, y) for x in range(600, 800, 4) for y in range(150, 600, 4)}
    assert len(colours) > 200
