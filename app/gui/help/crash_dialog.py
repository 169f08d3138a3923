"""The one dialog about an error that nobody expected."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.doctor.status_sign import StatusSign
from app.gui.help.crash import Crash
from app.gui.help.log import versions
from app.gui.look.fitted_dialog import FittedDialog
from app.gui.look.theme import LIGHT, Tokens

SIGN_PX = 40
LETTERS = 72


class CrashDialog(FittedDialog):
    """Says what happened in a sentence, where the log is, and asks whether to go on."""

    quit_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LETTERS, parent)
        self.setWindowTitle(self.tr("Sayso failed"))
        self._details, self._more = "", 0
        self.sign = StatusSign(SIGN_PX, self)
        self.headline, self.what = self._label("headline"), self._label("")
        self.more, self.hint = self._label("hint"), self._label("hint")
        self.headline.setText(self.tr("Something in Sayso went wrong"))
        self.copy = QPushButton(self.tr("&Copy details"), self)
        self.log = QPushButton(self.tr("Open &log folder"), self)
        self.quit = QPushButton(self.tr("&Quit"), self)
        self.go_on = QPushButton(self.tr("Con&tinue"), self)
        self.go_on.setObjectName("primary")
        self.go_on.setDefault(True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self.log.clicked.connect(self.log_wanted)
        self.quit.clicked.connect(self._quit)
        self.go_on.clicked.connect(self.accept)
        self._lay_out()
        self.set_tokens(LIGHT)

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(8)
        for label in (self.headline, self.what, self.more, self.hint):
            texts.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.copy, self.log):
            row.addWidget(button)
        row.addStretch()
        for button in (self.quit, self.go_on):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(24)
        column.addLayout(top)
        column.addStretch()
        column.addLayout(row)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self.sign.set_tokens(tokens)
        self.sign.show_status("bad")

    def show_crash(self, crash: Crash, log: Path | None) -> None:
        """Say what happened; ``log`` is the file in which it stands too, if there is one."""
        self._more = 0
        versions_text = "\n".join(f"{name} {version}" for name, version in versions().items())
        self._details = f"{versions_text}\n\n{crash.details}"
        self.what.setText(crash.what)
        self.more.hide()
        advice = self.tr("You can continue; if Sayso behaves oddly, quit and start it again.")
        place = self.tr("The log is {}").format(log) if log else self.tr("No log could be written.")
        self.hint.setText(f"{advice}\n{place}")
        self.log.setVisible(log is not None)
        self.go_on.setFocus()

    def count_another(self) -> None:
        """Say that more went wrong meanwhile, without a second dialog."""
        self._more += 1
        self.more.setText(self.tr("Errors since then: {}").format(self._more))
        self.more.show()

    def _quit(self) -> None:
        self.reject()
        self.quit_wanted.emit()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setObjectName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
