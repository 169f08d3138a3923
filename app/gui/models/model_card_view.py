"""A model's card: what it is, how well it hears, and what is not proven."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.gui.help.phrases import translated
from app.gui.look.theme import LIGHT, Tokens
from app.gui.models.model_entry import ModelEntry
from app.gui.models.model_facts import Figure, Share, described, false_accepts, figures, whole_number
from app.gui.numbers import filled

if TYPE_CHECKING:
    from app.engine.model import ModelCard  # brings ONNX Runtime, which the window does not wait for

Row = tuple[str, str]
"""A name and what it is, both as HTML."""


class ModelCardView(QTextBrowser):
    """Shows one card as text that can be scrolled, selected and read out.

    Whatever stands in a file is shown as plain text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Model card"))
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(16)
        self._tokens = LIGHT
        self._shown: ModelEntry | None = None

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in the theme's colours."""
        self._tokens = tokens
        self._render()

    def show_entry(self, entry: ModelEntry | None) -> None:
        """Show what is known of a model; the place in the text stays while it is the same one."""
        if entry == self._shown:
            return
        same = entry is not None and self._shown is not None and entry.path == self._shown.path
        place = self.verticalScrollBar().value() if same else 0
        self._shown = entry
        self._render()
        self.verticalScrollBar().setValue(place)

    def _render(self) -> None:
        self.document().setDefaultStyleSheet(_sheet(self._tokens))
        entry = self._shown
        if entry is None:
            self.setHtml("")
        elif entry.complaint:
            why = '<p class="bad">✕  {}</p>'.format(self.tr("This file cannot be used"))
            self.setHtml(f"<h1>{escape(entry.name)}</h1>{why}<p>{escape(translated(entry.complaint))}</p>")
        elif entry.card is None:
            reading = self.tr("Reading the card…")
            self.setHtml(f'<h1>{escape(entry.name)}</h1><p class="muted">{reading}</p>')
        else:
            self.setHtml(self._card(entry, entry.card))

    def _card(self, entry: ModelEntry, card: ModelCard) -> str:
        headings = self.tr("How well it hears"), self.tr("What it is"), self.tr("What is not proven")
        quality, facts, limits = (f"<h2>{heading}</h2>" for heading in headings)
        return "".join(
            (
                f"<h1>{escape(entry.name)}</h1>",
                f'<p class="muted">{escape(card.title)}</p>',
                quality,
                self._quality(card),
                facts,
                _table(self._facts(entry, card)),
                limits,
                self._limits(entry, card),
            )
        )

    def _quality(self, card: ModelCard) -> str:
        found = figures(card.metrics)
        if not found:
            return "<p>{}</p>".format(self.tr("The file has no figures: nobody says how well it hears."))
        heads = (self.tr("Clips"), self.tr("As used"), self.tr("Straight to the model"))
        head = "".join(f'<td class="muted">{text}</td>' for text in heads)
        rows = "".join(self._figure(figure) for figure in found)
        note = self.tr("Named rightly, of how many, and the 95 % interval. “As used” is with gate and threshold.")
        accepts = self._false_accepts(card)
        return f'<table cellspacing="0"><tr>{head}</tr>{rows}</table>{accepts}<p class="muted">{note}</p>'

    def _figure(self, figure: Figure) -> str:
        cells = "".join(f"<td>{self._share(share)}</td>" for share in (figure.as_used, figure.raw))
        return f"<tr><td>{escape(figure.clips)}</td>{cells}</tr>"

    def _share(self, share: Share | None) -> str:
        if share is None:
            return "–"
        of = self.tr("{} of {}").format(_count(share.correct), _count(share.clips)).replace(" ", "&nbsp;")
        interval = filled(self.tr("{:.1f} to {:.1f} %"), 100 * share.low, 100 * share.high)
        accuracy = filled("{:.1f} %", 100 * share.accuracy)
        return f'<b>{accuracy}</b>&nbsp; {of}<br/><span class="muted">{interval}</span>'

    def _false_accepts(self, card: ModelCard) -> str:
        found = false_accepts(card.metrics)
        if found is None:
            return ""
        text = self.tr("False words in running speech: {} in {:.2f} hours, so {:.1f} per hour ({:.1f} to {:.1f}).")
        return f"<p>{filled(text, found.count, found.hours, found.count / found.hours, found.low, found.high)}</p>"

    def _facts(self, entry: ModelEntry, card: ModelCard) -> list[Row]:
        million = self.tr("{:.1f} million multiply-adds per window")
        parameters, work = (whole_number(card.metrics, key) for key in ("parameters", "multiply_adds"))
        rows = [
            (self.tr("Answers"), escape(", ".join(card.labels))),
            (self.tr("Network"), escape(card.network)),
            (self.tr("Parameters"), _count(parameters)),
            (self.tr("Work"), filled(million, work / 1e6) if work else ""),
            (self.tr("Front end"), escape(described(card.front_end))),
            (self.tr("Hears"), filled(self.tr("{:.2f} s at a time"), card.window_samples / card.sample_rate)),
            (self.tr("Threshold"), f"{100 * card.default_threshold:.0f} %"),
            (self.tr("Trained on"), escape(card.training_data)),
            (self.tr("Licence"), escape(card.license)),
            (self.tr("Made"), escape(_date(card.created))),
            (self.tr("Size"), QLocale().formattedDataSize(entry.size_bytes) if entry.size_bytes else ""),
            (self.tr("File"), escape(card.path)),
        ]
        return [(name, text) for name, text in rows if text]

    def _limits(self, entry: ModelEntry, card: ModelCard) -> str:
        points = [re.sub(r"`([^`]+)`", r"“\1”", escape(point)) for point in entry.not_proven]
        if not points and not figures(card.metrics):
            points.append(self.tr("Everything: there are no figures, and no card lies beside the file."))
        elif not points:
            points.append(self.tr("No card lies beside the file that says so. Expect less than its figures."))
        if not entry.is_shipped and figures(card.metrics):
            points.append(self.tr("The figures are the file's own: Sayso did not measure them again."))
        return "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"


def _table(rows: list[Row]) -> str:
    cells = (f'<tr><td class="muted" width="112">{name}</td><td>{text}</td></tr>' for name, text in rows)
    return f'<table cellspacing="0" width="100%">{"".join(cells)}</table>'


def _count(number: int | None) -> str:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)  # long numbers in groups, in any locale
    return "" if number is None else locale.toString(number)


def _date(text: str) -> str:
    """Return the day in the user's own way of writing, or the text as it stands where it is no date."""
    day = QDate.fromString(text[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(day, "d MMMM yyyy") if day.isValid() else text


def _sheet(tokens: Tokens) -> str:
    """Return the style of the text; sizes follow the widget's own."""
    return f"""
        h1 {{ font-size: x-large; font-weight: 600; margin: 0; }}
        h2 {{ font-size: medium; font-weight: 600; margin-top: 16px; margin-bottom: 4px; }}
        p {{ margin-top: 4px; margin-bottom: 4px; }}
        td {{ padding: 4px 16px 4px 0; }}
        ul {{ margin-top: 0; margin-left: 16px; -qt-list-indent: 0; }}
        .muted {{ color: {tokens.muted}; }}
        .bad {{ color: {tokens.danger}; font-weight: 600; }}
    """
