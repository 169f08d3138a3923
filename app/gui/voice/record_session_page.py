"""The page of a recording that goes on: the prompt, how far it is, how loud it is, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.events import Level
from app.gui.button_keys import give_keys
from app.gui.help.screen_reader import announce
from app.gui.listening.level_meter import LevelBar
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.steady_button import SteadyButton
from app.gui.look.theme import Tokens
from app.gui.voice.record_prompt import RecordPrompt, Scene


class RecordSessionPage(QWidget):
    """Shows what it is given and says what the user did; every button has a key."""

    pause_clicked = Signal()
    redo_clicked = Signal()
    skip_clicked = Signal()
    delete_clicked = Signal()
    undo_clicked = Signal()
    play_clicked = Signal()
    stop_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label_progress = ElidedLabel(self)
        self.label_progress.setObjectName("headline")
        self.total_progress = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.total_progress.setObjectName("headline")
        self.bar = QProgressBar(self, textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of the recording"))
        self.prompt = RecordPrompt(self)
        self.level = LevelBar(self)
        self.level.setAccessibleName(self.tr("Input level"))
        self._pause, self._go_on = self.tr("Pause"), self.tr("Go on")
        self.pause = SteadyButton(self)
        self.pause.keep_room_for(self._pause, self._go_on)
        self.pause.setObjectName("primary")
        self._play, self._quiet = self.tr("Play"), self.tr("Be quiet")
        self.play = SteadyButton(self)
        self.play.keep_room_for(self._play, self._quiet)
        self.redo, self.skip = QPushButton(self.tr("Say again"), self), QPushButton(self.tr("Skip"), self)
        self.delete, self.undo = QPushButton(self.tr("Delete"), self), QPushButton(self.tr("Undo"), self)
        self._stop, self._done = self.tr("Stop"), self.tr("Done")
        self.stop = SteadyButton(self)
        self.stop.keep_room_for(self._stop, self._done)
        self._set_up()
        self._lay_out()
        self.show_scene(Scene("paused", ""))

    def _set_up(self) -> None:
        for button, signal, does, *keys in (
            (self.pause, self.pause_clicked, self.tr("Pause the recording, or go on"), "Space"),
            (self.redo, self.redo_clicked, self.tr("Throw the last take away, and say it again now"), "R"),
            (self.skip, self.skip_clicked, self.tr("Pass this word over, until another day"), "S"),
            (self.delete, self.delete_clicked, self.tr("Throw the last take away, and say it again at the end"), "Del"),
            (self.undo, self.undo_clicked, self.tr("Take back the last change"), "U", "Ctrl+Z"),
            (self.play, self.play_clicked, self.tr("Play the last take, or stop"), "P"),
            (self.stop, self.stop_clicked, self.tr("Stop recording; what was kept stays"), "Esc"),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            give_keys(button, self, does, *keys)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.label_progress, 1)
        top.addWidget(self.total_progress)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.pause, self.redo, self.skip, self.delete, self.undo, self.play):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.stop)
        keys = ElidedLabel(self)
        keys.setObjectName("caption")
        keys.setText(self.tr("Keys: Space pauses, R says again, S skips, Del deletes, U undoes, P plays, Esc stops"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self.prompt, 1)
        column.addWidget(self.level)
        column.addSpacing(8)
        column.addLayout(row)
        column.addWidget(keys)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.prompt.set_tokens(tokens)
        self.level.set_tokens(tokens)

    def show_scene(self, scene: Scene) -> None:
        """Show what to do now; a screen reader says the word when it comes up, and why it must be said again."""
        before = self.prompt.scene
        self.prompt.show_scene(scene)
        self.pause.setText(self._go_on if scene.kind == "paused" and not scene.waits else self._pause)
        self.stop.setText(self._done if scene.kind == "done" else self._stop)
        if scene.kind == "done" != before.kind:
            self.stop.setFocus()
        for button in (self.pause, self.skip):
            button.setEnabled(scene.kind != "done")
        if self.isVisible() and (scene.kind, scene.word) != (before.kind, before.word):
            if scene.kind == "ready":
                announce(self, scene.word)
            elif scene.kind in ("again", "kept", "done"):
                announce(self, scene.sentence)

    def show_progress(self, label: str, label_done: int, label_total: int, done: int, total: int, skipped: int) -> None:
        """Show how far the word is, and all of them."""
        text = self.tr("{}: {} of {}").format(label, min(label_done + 1, label_total), label_total)
        self.label_progress.setText(text if label else "")
        totals = self.tr("{} of {} takes").format(done, total)
        self.total_progress.setText(self.tr("{}, {} skipped").format(totals, skipped) if skipped else totals)
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)

    def show_last(self, is_there: bool, undoable: bool) -> None:
        """Offer what can be done with the last take, if there is one, and to take back the last change."""
        for button in (self.redo, self.delete, self.play):
            button.setEnabled(is_there)
        self.undo.setEnabled(undoable)

    def show_playing(self, playing: bool) -> None:
        """Offer to be quiet while something is played."""
        self.play.setText(self._quiet if playing else self._play)

    def show_level(self, level: Level) -> None:
        """Show how loud it is."""
        self.level.push(level)
        if self.isVisible():
            self.level.update()
