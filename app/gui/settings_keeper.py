"""The user's choices while the window is open: kept in a file, shown in the header, told to whom they concern."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import SettingsError, UsageError
from app.gui.banners import Message
from app.gui.look.theme import Tokens
from app.gui.window import Window
from app.settings import Language, Theme
from app.settings_file import Loaded, change_settings, load_settings
from app.vocabulary import NAMED, SHIPPED_LABELS, Vocabulary, vocabulary_that_fits


class SettingsKeeper(QObject):
    """Knows the settings in use, and is the only one to change them.

    Args:
        window: shows them.
        file: where they are kept.
        dress: applies a theme and a size of text in percent to the application, and returns the theme's colours.
        loaded: what is in ``file``, where that was read already.
    """

    changed = Signal(object)
    """Other settings are in use; carries the :class:`Settings` before them."""

    def __init__(
        self, window: Window, file: Path, dress: Callable[[Theme, float], Tokens], loaded: Loaded | None = None
    ) -> None:
        super().__init__(window)
        self._window, self._file, self._dress = window, file, dress
        self._labels: Sequence[str] = SHIPPED_LABELS
        read = loaded or load_settings(file)
        loaded = with_words_that_fit(read)
        self.settings = loaded.settings
        self._unsaved: dict[str, Any] = {}  # changed here, and not in the file yet; the rest of it may be another's
        if self.settings != read.settings:
            self._unsaved["vocabulary"] = self.settings.vocabulary
        self._spoken = self.settings.language
        if loaded.complaint:
            window.banners.show_message(Message("settings", loaded.complaint))
        self._told = False
        window.header.view.text_chosen.connect(lambda percent: self.change(text_percent=percent))
        window.header.view.language_chosen.connect(self._choose_language)
        self._show()

    def change(self, **changes: Any) -> None:
        """Replace settings whole, keep them, and let everyone know who cares."""
        before, self.settings = self.settings, replace(self.settings, **changes)
        self._unsaved |= changes
        self._save()
        if (self.settings.theme, self.settings.text_percent) != (before.theme, before.text_percent):
            self.dress()
        self.changed.emit(before)
        self._show()

    def use_labels(self, labels: Sequence[str]) -> None:
        """Count and check words by what the running model answers."""
        if self.settings.vocabulary == "all":  # else the labels are only a part of them
            self._labels = labels
            self._show()

    def follow_model(self, labels: Sequence[str]) -> None:
        """Count and check words by all that the model in use answers; those it does not know give way to all.

        The engine has told the user so.
        """
        self._labels = labels
        vocabulary, _ = vocabulary_that_fits(self.settings.vocabulary, labels, "")
        if vocabulary != self.settings.vocabulary:
            self.change(vocabulary=vocabulary)
        else:
            self._show()

    def edit_words(self) -> None:
        """Open the line for words; the menu's tick stays on what is in use until they are accepted."""
        named = self.settings.vocabulary in ("all", *NAMED)
        self._window.words.show_words("" if named else self.settings.vocabulary, self._labels)
        self._window.words.show()
        self._window.words.line.setFocus()
        self._show()

    def dress(self) -> None:
        """Apply the chosen theme and size of text, in place of those before."""
        self._window.set_tokens(self._dress(self.settings.theme, self.settings.text_percent))

    def follow_system(self) -> None:
        """Change with the system from light to dark, unless the user chose one of them."""
        if self.settings.theme in ("system", "contrast"):
            self.dress()

    def _save(self) -> None:
        """Write the settings; where that fails, say so once, until it works again."""
        try:
            change_settings(self._file, self._unsaved, self.settings)
        except SettingsError as error:
            if not self._told:
                self._window.banners.show_message(Message("settings", str(error)))
            self._told = True
        else:
            self._told = False
            self._unsaved = {}

    def _choose_language(self, language: Language) -> None:
        """Keep the language; texts are made when the window is, so it speaks the new one from the next start on."""
        if language == self.settings.language:
            return
        self.change(language=language)
        self._window.banners.clear("language")
        if language != self._spoken:
            text = self.tr("The language changes when Sayso starts the next time.")
            self._window.banners.show_message(Message("language", text))

    def _show(self) -> None:
        header = self._window.header
        header.vocabulary.show_choice(self.settings.vocabulary, self._labels)
        header.view.show_settings(self.settings)
        self._window.spectrogram.show_settings(self.settings)
        self._window.show_listening(self.settings.listening)


def with_words_that_fit(loaded: Loaded) -> Loaded:
    """Return settings with all words in place of a vocabulary that names others than the model knows, or none."""
    vocabulary = loaded.settings.vocabulary
    if loaded.settings.model or loaded.settings.profile:
        return loaded  # they may know other words; the engine will see
    try:
        Vocabulary.parse(vocabulary, SHIPPED_LABELS)
    except UsageError:
        names = [name.strip() for name in vocabulary.split(",")]
        strange = [repr(name) for name in names if name and name not in ("all", *NAMED, *SHIPPED_LABELS)]
        why = f"no word is called {', '.join(strange)}" if strange else f"the vocabulary {vocabulary!r} holds no word"
        complaint = f"Settings: {why}. All words are listened for; choose others under Words."
        return Loaded(replace(loaded.settings, vocabulary="all"), complaint)
    return loaded
