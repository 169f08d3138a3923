"""``sayso evaluate``: how well a model knows a folder of labelled recordings, and whether another knows it better."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.options import (
    add_engine_arguments,
    add_json_argument,
    add_profile_argument,
    chosen_model,
    engine_settings,
    probability,
)
from app.cli.output import MISSED, OK, USAGE, complain, print_json, say
from app.engine.adapted import load_model
from app.engine.model import Model
from app.engine.model_files import named_model
from app.errors import AudioError, UsageError
from app.files import write_text_atomically
from app.personal.comparison import Comparison
from app.personal.evaluation import (
    Evaluation,
    Judge,
    LabelledClip,
    Outcome,
    find_labelled,
    judge_clips,
    raw_judge,
    streaming_judge,
)
from app.personal.profiles import Profiles
from app.personal.reliability import FEW, calibration_error, reliability
from app.personal.remarks import remarks
from app.personal.report_html import report_html
from app.personal.trial import title_of
from app.types import Json
from app.vocabulary import Vocabulary

WORST_SHOWN = 8


@dataclass(frozen=True)
class Result:
    """One model on one folder."""

    evaluation: Evaluation
    model: Model
    unreadable: int

    @property
    def title(self) -> str:
        """The model, and the profile if there is one."""
        return title_of(self.model)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso evaluate``."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that holds <label>/*.wav")
    add_engine_arguments(parser)
    add_profile_argument(parser)
    parser.add_argument("--against", metavar="M", help="compare with this model, on the same clips")
    parser.add_argument("--against-profile", metavar="NAME", help="compare with this voice profile, on the same clips")
    parser.add_argument(
        "--raw", action="store_true", help="show clips straight to the model: no gate, and --threshold changes nothing"
    )
    parser.add_argument("--min-accuracy", type=probability, metavar="P", help="exit with 1 below this accuracy")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write an HTML page that stands alone")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Judge every clip, then print the figures."""
    model = chosen_model(options)
    other = _other(options)
    clips = find_labelled(options.folder)
    active = _active([model, other] if other else [model], options)
    result = _judge(options, clips, model, active)
    comparison = Comparison(_judge(options, clips, other, active).evaluation, result.evaluation) if other else None
    if options.report:
        _write_report(options, result, comparison)
    if options.json:
        print_json(_to_json(result, comparison, other))
    else:
        _print_text(result)
        if comparison and other:
            _print_comparison(comparison, other)
    if result.unreadable:
        return USAGE
    return MISSED if options.min_accuracy and result.evaluation.accuracy < options.min_accuracy else OK


def _other(options: argparse.Namespace) -> Model | None:
    """Return the model that this one is compared with, if it is: without a voice profile unless one is named."""
    if options.against is None and options.against_profile is None:
        return None
    profile = Profiles().load(options.against_profile) if options.against_profile is not None else None
    name = options.against or options.model or "default"
    return load_model(named_model(name), profile)


def _active(models: Sequence[Model], options: argparse.Namespace) -> list[str]:
    """Return the active labels of all models together: what one of them knows is no ``unknown`` for the other."""
    vocabulary = engine_settings(options).vocabulary
    active = [
        Vocabulary.parse(vocabulary, models[0].labels),
        *(Vocabulary.known(vocabulary, m.labels) for m in models[1:]),
    ]
    return list(dict.fromkeys(label for one in active for label in one.labels))


def _judge(options: argparse.Namespace, clips: Sequence[LabelledClip], model: Model, active: Sequence[str]) -> Result:
    settings = engine_settings(options)
    judge: Judge = (raw_judge if options.raw else streaming_judge)(model, settings)
    outcomes: list[Outcome] = []
    unreadable = 0
    for done, outcome in enumerate(judge_clips(clips, judge, active), start=1):
        if isinstance(outcome, AudioError):
            unreadable += 1
            complain(f"error: {outcome}")
        else:
            outcomes.append(outcome)
        _show_progress(done, len(clips))
    if not outcomes:
        raise UsageError(f"{options.folder}: none of its {len(clips)} clips can be read; record or convert them again")
    return Result(Evaluation(outcomes), model, unreadable)


def _show_progress(done: int, total: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty() and (done % 50 == 0 or done == total):
        print(f"\r{done} of {total} clips", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _write_report(options: argparse.Namespace, result: Result, comparison: Comparison | None) -> None:
    page = report_html(result.evaluation, result.title, str(options.folder), remarks(result.evaluation), comparison)
    # What a name holds beyond Unicode is shown by its number; a report must open everywhere.
    write_text_atomically(options.report, page.encode("utf-8", "backslashreplace").decode("utf-8"))
    complain(f"report: {options.report}")


def _to_json(result: Result, comparison: Comparison | None, other: Model | None) -> Json:
    evaluation = result.evaluation
    figures = {
        **evaluation.figures(),
        "per_label": evaluation.per_label(),
        "confusion": evaluation.confusion(),
        "latency_ms": evaluation.latency(),
        "reliability": _reliability_json(evaluation),
        "remarks": remarks(evaluation),
        "model": result.model.card.title,
    }
    if result.model.profile:
        figures["profile"] = result.model.profile
    if comparison and other:
        figures["comparison"] = {"against": title_of(other), **comparison.figures()}
    return figures


def _reliability_json(evaluation: Evaluation) -> Json:
    bins = reliability(evaluation.outcomes)
    rows = []
    for bin_ in bins:
        low, high = bin_.interval()
        rows.append(
            {"from": bin_.low, "to": bin_.high, "clips": bin_.clips, "confidence": bin_.confidence}
            | {"right": bin_.share, "low": low, "high": high}
        )
    return {"error": calibration_error(bins), "bins": rows}


def _print_text(result: Result) -> None:
    evaluation = result.evaluation
    low, high = evaluation.interval()
    say(f"{result.title}: {evaluation.accuracy:.1%} right, {evaluation.correct} of {len(evaluation.outcomes)} clips")
    say(f"95 % interval {low:.1%} to {high:.1%}")
    for remark in remarks(evaluation):
        say(f"  {remark}")
    say()
    say(f"{'label':12}{'precision':>10}{'recall':>10}{'F1':>10}{'clips':>8}")
    for label, row in evaluation.per_label().items():
        say(f"{label:12}{row['precision']:10.1%}{row['recall']:10.1%}{row['f1']:10.1%}{row['support']:8}")
    if confusions := evaluation.confusions():
        say()
        say("most often confused:")
        for truth, answer, count in confusions[:WORST_SHOWN]:
            say(f"{count:5} × {truth} heard as {answer}")
    _print_latency_and_reliability(evaluation)


def _print_latency_and_reliability(evaluation: Evaluation) -> None:
    latency, bins = evaluation.latency(), reliability(evaluation.outcomes)
    say()
    if latency["clips"]:
        say(f"end of word to answer: {latency['median']:.0f} ms, 95th percentile {latency['p95']:.0f} ms")
    say(f"confidence is off by {calibration_error(bins):.1%} on average:")
    for bin_ in bins:
        remark = "  too few to tell" if bin_.clips < FEW else "" if bin_.is_honest else "  off"
        say(f"  said {bin_.confidence:6.1%}, right {bin_.share:6.1%} of {bin_.clips:5}{remark}")


def _print_comparison(comparison: Comparison, other: Model) -> None:
    first = comparison.first
    say()
    say(f"against {title_of(other)}: {first.accuracy:.1%} right, {first.correct} of {len(first.outcomes)} clips")
    say(comparison.verdict())
