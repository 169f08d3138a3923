"""One finding of the microphone doctor: sign, name, reading, and the cure under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.engine.findings import Finding
from app.gui.doctor.status_sign import StatusSign
from app.gui.help.phrases import translated
from app.gui.look.theme import Tokens

SIGN_PX = 20


class FindingRow(QFrame):
    """Can be reached with Tab and is read out whole."""

    def __init__(self, finding: Finding, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.finding = finding
        status = {
            "good": self.tr("good"),
            "fair": self.tr("fair"),
            "bad": self.tr("bad"),
            "unmeasured": self.tr("not measured"),
        }[finding.status]
        title, reading, cure = (translated(text) for text in (finding.title, finding.reading, finding.cure))
        self.setAccessibleName(f"{title}: {status}. {reading}")
        self.setAccessibleDescription(cure)
        self._sign = StatusSign(SIGN_PX, self)
        self._sign.set_tokens(tokens)
        self._sign.show_status(finding.status)
        self._lay_out(title, status, reading, cure)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._sign.set_tokens(tokens)

    def _lay_out(self, title: str, status: str, reading: str, cure: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        name = self._label(title, "findingTitle")
        top.addWidget(name)
        if self.finding.status in ("fair", "bad"):
            top.addWidget(self._label(status, self.finding.status))
        shown = self._label(reading, "caption")
        shown.setWordWrap(True)
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(shown, 1)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addLayout(top)
        if cure:
            label = self._label(cure, "hint")
            label.setWordWrap(True)
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def _label(self, text: str, name: str) -> QLabel:
        label = QLabel(text, self, textFormat=Qt.TextFormat.PlainText)
        label.setObjectName(name)
        return label
