"""The line along the bottom: what runs, on what, and how well."""

import statistics

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.events import Prediction
from app.gui.elided_label import ElidedLabel
from app.gui.history_view import latency_ms


class StatusLine(QFrame):
    """Source, model, lost sound, latency."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._latencies: list[float] = []
        self.state = ElidedLabel(self)
        self.state.setAccessibleName(self.tr("State"))
        self.model = self._field(self.tr("Model"))
        self.overflows = self._field(self.tr("Lost sound"))
        self.overflows.setToolTip(self.tr("How often the sound system lost samples because this machine was busy"))
        self.latency = self._field(self.tr("Latency"))
        self.latency.setToolTip(
            self.tr("From the end of a word to its name: median of this run, as time in the stream")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(32)
        row.addWidget(self.state, 1)
        for label in (self.latency, self.overflows, self.model):
            row.addWidget(label)
        self.clear()
        self.show_model("")

    def _fill(self, field: QLabel, text: str) -> None:
        """Show ``text``; an empty field takes no room."""
        field.setText(text)
        field.setVisible(bool(text))

    def _field(self, name: str) -> QLabel:
        label = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        label.setAccessibleName(name)
        return label

    def clear(self) -> None:
        """A new stream begins: nothing was lost, nothing was measured."""
        self._latencies.clear()
        self._fill(self.latency, "")
        self.show_overflows(0)

    def show_state(self, text: str) -> None:
        """Say what goes on."""
        self.state.setText(text)

    def show_model(self, title: str) -> None:
        """Name the model in use."""
        self._fill(self.model, self.tr("Model {}").format(title) if title else "")

    def show_overflows(self, total: int) -> None:
        """Say how often sound was lost."""
        self.overflows.setText(
            self.tr("Lost sound: {}").format(self.tr("{} times").format(total) if total else "never")
        )

    def add(self, prediction: Prediction) -> None:
        """Take a final prediction into the median latency."""
        self._latencies.append(latency_ms(prediction))
        self._fill(self.latency, self.tr("Latency {:.0f} ms").format(statistics.median(self._latencies)))
