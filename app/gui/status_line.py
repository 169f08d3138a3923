"""The line along the bottom: what runs, on what, and how well."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolTip, QWidget

from app.gui.answers.latency import LatencySummary
from app.gui.look.elided_label import ElidedLabel
from app.gui.look.kept_place import keep_place

PROFILE_LETTERS = 20
"""Of a voice profile's name, on average; the tooltip has all of them."""


class StatusLine(QFrame):
    """Source, model, lost sound, latency."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.state = ElidedLabel(self)
        self.state.setAccessibleName(self.tr("State"))
        self.model = self._field(self.tr("Model"))
        self.overflows = self._field(self.tr("Lost sound"))
        self.overflows.setToolTip(self.tr("How often the sound system lost samples because this machine was busy"))
        self.latency = QPushButton(self)
        self.latency.setObjectName("flat")
        self.latency.clicked.connect(self._show_parts)
        keep_place(self.latency)  # the line keeps its height
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        row.setSpacing(32)
        row.addWidget(self.state, 1)
        for field in (self.latency, self.overflows, self.model):
            row.addWidget(field)
        self.clear()
        self.show_model("")

    def _fill(self, field: QLabel | QPushButton, text: str) -> None:
        """Show ``text``; an empty field takes no room."""
        field.setText(text)
        field.setVisible(bool(text))

    def _field(self, name: str) -> QLabel:
        label = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        label.setAccessibleName(name)
        return label

    def clear(self) -> None:
        """A new stream begins: nothing was lost, nothing was measured."""
        self.show_latency(None)
        self.show_overflows(0)

    def show_state(self, text: str) -> None:
        """Say what goes on."""
        self.state.setText(text)

    def show_model(self, title: str, profile: str = "") -> None:
        """Name the model in use, and the voice profile on top of it if there is one."""
        text = self.tr("Model {}, voice profile {}") if profile else self.tr("Model {}")
        metrics = self.model.fontMetrics()
        widest_px = PROFILE_LETTERS * metrics.averageCharWidth()
        cut = metrics.elidedText(profile, Qt.TextElideMode.ElideMiddle, widest_px)
        self._fill(self.model, text.format(title, cut) if title else "")
        self.model.setToolTip(text.format(title, profile) if cut != profile else "")

    def show_overflows(self, total: int) -> None:
        """Say how often sound was lost."""
        self.overflows.setText(
            self.tr("Lost sound: {}").format(self.tr("{} times").format(total) if total else self.tr("never"))
        )

    def show_latency(self, summary: LatencySummary | None) -> None:
        """Say how long words take to appear, and in the tooltip where the time goes; ``None`` says nothing."""
        if summary is None:
            self._fill(self.latency, "")
            self.latency.setAccessibleName(self.tr("Latency"))
            return
        text = self.tr("Latency {:.0f} ms (95 %: {:.0f})").format(summary.median_ms, summary.slow_ms)
        self._fill(self.latency, text)
        self.latency.setAccessibleName(text)
        explanation, rows = self._explanation(summary), self._parts(summary)
        self.latency.setToolTip(_table(explanation, rows))
        self.latency.setAccessibleDescription("; ".join([explanation, *(": ".join(row) for row in rows)]))

    def _explanation(self, summary: LatencySummary) -> str:
        text = self.tr("From the end of a word to its name on the screen, median of {} words: {:.0f} ms. "
                       "95 % are there within {:.0f} ms. Medians of the parts:")  # fmt: skip
        return text.format(summary.count, summary.median_ms, summary.slow_ms)

    def _parts(self, summary: LatencySummary) -> list[tuple[str, str]]:
        """Return each part's name and its median."""
        parts = summary.parts
        named = (
            (self.tr("Sound on its way to the engine"), parts.input_ms),
            (self.tr("Listening on, to be sure the word is over"), parts.decision_ms),
            (self.tr("Computing"), parts.computing_ms),
            (self.tr("Painting the window"), parts.window_ms),
        )
        return [(name, self.tr("{:.0f} ms").format(value)) for name, value in named]

    def _show_parts(self) -> None:
        """Show the tooltip to those who use the keyboard, or do not wait."""
        QToolTip.showText(self.latency.mapToGlobal(QPoint(0, 0)), self.latency.toolTip(), self.latency)


def _table(explanation: str, rows: list[tuple[str, str]]) -> str:
    """Return a tooltip with numbers in line."""
    line = "<tr><td style='white-space: nowrap'>{}</td><td align='right' style='padding-left: 16px'>{}</td></tr>"
    cells = "".join(line.format(escape(name), escape(value)) for name, value in rows)
    return f"<p>{escape(explanation)}</p><table style='margin-top: 8px'>{cells}</table>"
