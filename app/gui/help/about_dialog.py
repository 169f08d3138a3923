"""What this is, in which versions, under which licences."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import __version__
from app.gui.look.fitted_dialog import FittedDialog
from app.resources import assets_folder

ICON_PX = 64
LETTERS, HEIGHT_PX = 66, 600

LICENCES = {
    "Sayso": "MIT",
    "Qt, PySide": "LGPL 3",
    "PyQtGraph": "MIT",
    "ONNX Runtime": "MIT",
    "Silero VAD": "MIT",
    "PortAudio": "MIT",
    "libsndfile, soxr": "LGPL 2.1",
    "NumPy, SciPy, librosa": "BSD, ISC",
}
"""What Sayso is made of."""


class AboutDialog(FittedDialog):
    """Shows what it is given; the versions can be copied into a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LETTERS, parent)
        self.setWindowTitle(self.tr("About Sayso"))
        self._text = ""
        self._versions = QGridLayout()
        self.list = QScrollArea(self, widgetResizable=True)
        self.copy = QPushButton(self.tr("&Copy versions"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setDefault(True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self.close_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(24)
        column.addLayout(self._top())
        column.addWidget(self._scrolled(), 1)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.resize(self.width(), HEIGHT_PX)

    def _scrolled(self) -> QScrollArea:
        licences = QGridLayout()
        _fill(licences, LICENCES)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for title, rows in ((self.tr("Versions"), self._versions), (self.tr("Licences"), licences)):
            column.addWidget(_label(title, "heading"))
            column.addLayout(rows)
            column.addSpacing(8)
        column.addStretch()
        self.list.setObjectName("reading")
        self.list.setAccessibleName(self.tr("Versions and licences"))
        self.list.setWidget(page)
        return self.list

    def _top(self) -> QHBoxLayout:
        icon = QLabel(self)
        icon.setPixmap(QIcon(str(assets_folder() / "icon.svg")).pixmap(QSize(ICON_PX, ICON_PX)))
        name, motto = _label(f"Sayso {__version__}", "headline"), _label("", "hint")
        motto.setText(self.tr("Spots spoken words, live, on your own machine."))
        motto.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(name)
        texts.addWidget(motto)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        return row

    def show_versions(self, versions: dict[str, str]) -> None:
        """Show what runs, by name."""
        self._text = "\n".join(f"{name} {version}" for name, version in versions.items())
        _fill(self._versions, versions)


def _fill(grid: QGridLayout, rows: dict[str, str]) -> None:
    """Show names and what belongs to them, in place of what was there."""
    while (item := grid.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (name, text) in enumerate(rows.items()):
        value = _label(text, "")
        value.setWordWrap(True)
        grid.addWidget(_label(name, "hint"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, number, 1)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label
