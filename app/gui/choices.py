"""What the user wants of the window alone: choices that are kept, pictures that are saved."""

from functools import partial

from PySide6.QtCore import QObject

from app.gui.banners import Message
from app.gui.picture.picture_export import PictureExport
from app.gui.settings_keeper import SettingsKeeper
from app.gui.window import Window


class Choices(QObject):
    """Hands what was chosen in the window to who keeps it, and what is to be saved to who writes it.

    Args:
        window: says what the user chose.
        keeper: keeps it, and tells those whom it concerns.
    """

    def __init__(self, window: Window, keeper: SettingsKeeper) -> None:
        super().__init__(window)
        self._window, self._keeper = window, keeper
        self._export = PictureExport(window.spectrogram, window)
        header, spectrogram = window.header, window.spectrogram
        header.vocabulary.chosen.connect(self._choose_vocabulary)
        header.vocabulary.custom_requested.connect(keeper.edit_words)
        window.words.accepted.connect(self._choose_vocabulary)
        for signal, name in (
            (header.listening.chosen, "listening"),
            (header.view.theme_chosen, "theme"),
            (header.view.colour_map_chosen, "colour_map"),
            (header.view.threshold_chosen, "threshold"),
        ):
            signal.connect(partial(self._keep, name))
        spectrogram.chosen.connect(lambda choices: keeper.change(**choices))
        spectrogram.picture_wanted.connect(self._export.save_picture)
        spectrogram.data_wanted.connect(self._export.save_data)
        self._export.failed.connect(lambda why: window.banners.show_message(Message("export", why, "problem")))
        self._export.done.connect(lambda text: window.banners.show_message(Message("export", text)))

    def _keep(self, name: str, value: object) -> None:
        self._keeper.change(**{name: value})

    def _choose_vocabulary(self, vocabulary: str) -> None:
        self._window.words.hide()
        self._keeper.change(vocabulary=vocabulary)
