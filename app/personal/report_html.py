"""An evaluation as one HTML file that stands alone: no script, no picture, no link to anything outside."""

from collections.abc import Iterator, Sequence
from html import escape

from app.personal.comparison import Comparison
from app.personal.evaluation import Evaluation, Outcome
from app.personal.reliability import FEW, Bin, calibration_error, reliability
from app.personal.statistics import wilson_interval

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #c9d1d9; --soft: #f3f5f7;
        --mark: 33, 91, 168; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #14181d; --line: #39424c; --soft: #1d232a; --mark: 110, 168, 254; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 64rem;
       margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0.5rem 0 1.5rem; }
th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
.scroll { overflow-x: auto; }
.confusion td, .confusion th { padding: 0.15rem 0.4rem; text-align: center; }
.confusion th:first-child { text-align: right; }
.figure { font-size: 2rem; margin: 0; }
.remark { border-left: 4px solid rgb(var(--mark)); background: var(--soft); padding: 0.5rem 1rem; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
"""
SIDE = 240
"""Of the reliability picture, in pixels."""


def report_html(
    evaluation: Evaluation, title: str, folder: str, remarks: Sequence[str], comparison: Comparison | None = None
) -> str:
    """Return the report.

    Args:
        title: the model, and the profile if there is one.
        folder: what was evaluated.
        remarks: what limits the figures, in plain words.
        comparison: the model that ``evaluation`` is compared with comes first in it.
    """
    low, high = evaluation.interval()
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape(title)} on {escape(folder)}</title><style>{STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1><p>on {escape(folder)}</p>",
        f'<p class="figure">{evaluation.accuracy:.1%} right</p>',
        f"<p>{evaluation.correct} of {len(evaluation.outcomes)} clips, 95 % interval {low:.1%} to {high:.1%}</p>",
        *(f'<p class="remark">{escape(remark)}</p>' for remark in remarks),
        *(_comparison(comparison) if comparison else ()),
        *_per_label(evaluation),
        *_confusion(evaluation),
        *_latency(evaluation),
        *_reliability(reliability(evaluation.outcomes)),
        *_wrong(evaluation),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterator[Sequence[str]], kind: str = "") -> str:
    """Return a table; every cell is text, and escaped."""
    header = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in rows
    )
    table = f'<table class="{kind}"><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="scroll">{table}</div>'


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield f"<h2>Compared</h2><p>{escape(comparison.verdict())}</p>"
    for name, pairs in (("better", comparison.better), ("worse", comparison.worse)):
        if pairs:
            rows = ([_clip(after), after.truth, before.predicted, after.predicted] for before, after in pairs)
            yield f"<h3>{name}</h3>" + _table(["clip", "label", "before", "after"], iter(rows))


def _per_label(evaluation: Evaluation) -> Iterator[str]:
    yield "<h2>Per label</h2>"
    yield _table(["label", "precision", "recall", "95 % interval", "F1", "clips"], _label_rows(evaluation))


def _label_rows(evaluation: Evaluation) -> Iterator[Sequence[str]]:
    for label, row in evaluation.per_label().items():
        support = row["support"]
        interval = "no clip"
        if support:
            low, high = wilson_interval(round(row["recall"] * support), support)
            interval = f"{low:.0%} to {high:.0%}"
        yield [label, f"{row['precision']:.1%}", f"{row['recall']:.1%}", interval, f"{row['f1']:.1%}", str(support)]


def _confusion(evaluation: Evaluation) -> Iterator[str]:
    counts = evaluation.confusion()
    answers = sorted({answer for row in counts.values() for answer in row})
    yield "<h2>What was heard as what</h2><p>Rows are the true labels, columns the answers.</p>"
    header = "".join(f'<th scope="col">{escape(answer)}</th>' for answer in answers)
    yield f'<div class="scroll"><table class="confusion"><thead><tr><th></th>{header}</tr></thead><tbody>'
    for truth, row in counts.items():
        total = sum(row.values())
        cells = "".join(_cell(row.get(answer, 0), total) for answer in answers)
        yield f'<tr><th scope="row">{escape(truth)}</th>{cells}</tr>'
    yield "</tbody></table></div>"
    if confusions := evaluation.confusions():
        rows = ([f"{truth} heard as {answer}", str(count)] for truth, answer, count in confusions[:10])
        yield "<h3>Most often confused</h3>" + _table(["", "clips"], iter(rows))


def _cell(count: int, total: int) -> str:
    shade = 0.6 * count / total
    return f'<td style="background: rgba(var(--mark), {shade:.2f})">{count or ""}</td>'


def _latency(evaluation: Evaluation) -> Iterator[str]:
    figures = evaluation.latency()
    if figures["clips"]:
        yield "<h2>Latency</h2>"
        yield (
            f"<p>From the end of the word to its answer: {figures['median']:.0f} ms in the middle, "
            f"{figures['p95']:.0f} ms at the 95th percentile, over {figures['clips']} clips.</p>"
        )


def _reliability(bins: Sequence[Bin]) -> Iterator[str]:
    yield "<h2>Can its confidence be trusted?</h2>"
    yield f"<p>On average, confidence and share of right answers differ by {calibration_error(bins):.1%}.</p>"
    yield _picture(bins)
    yield _table(["confidence", "clips", "mean confidence", "right", "95 % interval", ""], _bin_rows(bins))


def _bin_rows(bins: Sequence[Bin]) -> Iterator[Sequence[str]]:
    for bin_ in bins:
        low, high = bin_.interval()
        remark = "too few to tell" if bin_.clips < FEW else "" if bin_.is_honest else "off"
        name = f"{bin_.low:.0%} to {bin_.high:.0%}"
        yield [name, str(bin_.clips), f"{bin_.confidence:.1%}", f"{bin_.share:.1%}", f"{low:.0%} to {high:.0%}", remark]


def _picture(bins: Sequence[Bin]) -> str:
    """Return confidence against share of right answers; on the dashed line, they agree."""
    size = SIDE + 40
    marks = []
    for bin_ in bins:
        x = 32 + SIDE * bin_.confidence
        bottom, top = (8 + SIDE * (1 - end) for end in bin_.interval())
        middle = 8 + SIDE * (1 - bin_.share)
        marks.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{bottom:.0f}" y2="{top:.0f}" stroke="rgb(var(--mark))"/>')
        marks.append(f'<circle cx="{x:.0f}" cy="{middle:.0f}" r="4" fill="rgb(var(--mark))"/>')
    frame = f'<rect x="32" y="8" width="{SIDE}" height="{SIDE}" fill="none" stroke="var(--line)"/>'
    even = f'<line x1="32" y1="{8 + SIDE}" x2="{32 + SIDE}" y2="8" stroke="var(--line)" stroke-dasharray="4"/>'
    texts = f'<text x="32" y="{size - 8}">confidence, 0 to 100 %</text><text x="4" y="20">right</text>'
    label = "Share of right answers against confidence"
    inside = "".join([frame, even, *marks, texts])
    return f'<svg width="{size}" height="{size}" role="img" aria-label="{label}">{inside}</svg>'


def _wrong(evaluation: Evaluation) -> Iterator[str]:
    wrong = [outcome for outcome in evaluation.outcomes if not outcome.is_right]
    if wrong:
        rows = ([_clip(outcome), outcome.truth, outcome.predicted, f"{outcome.confidence:.0%}"] for outcome in wrong)
        yield f"<h2>Every clip that was named wrongly ({len(wrong)})</h2>"
        yield _table(["clip", "label", "heard as", "confidence"], iter(rows))


def _clip(outcome: Outcome) -> str:
    return f"{outcome.path.parent.name}/{outcome.path.name}"
