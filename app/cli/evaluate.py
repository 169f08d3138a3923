"""``sayso evaluate``: how well a model knows a folder of labelled recordings."""

import argparse
import sys
from pathlib import Path

from app.cli.options import add_engine_arguments, add_json_argument, engine_settings, model_path, probability
from app.cli.output import MISSED, OK, USAGE, complain, print_json, say
from app.engine.model import Model
from app.errors import AudioError, UsageError
from app.personal.evaluation import Evaluation, Outcome, find_labelled, judge_clips, raw_judge, streaming_judge
from app.types import Json
from app.vocabulary import Vocabulary

WORST_SHOWN = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sayso evaluate``."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that holds <label>/*.wav")
    add_engine_arguments(parser)
    parser.add_argument(
        "--raw", action="store_true", help="show clips straight to the model: no gate, and --threshold changes nothing"
    )
    parser.add_argument("--min-accuracy", type=probability, metavar="P", help="exit with 1 below this accuracy")
    add_json_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Judge every clip, then print the figures."""
    settings = engine_settings(options)
    model = Model(model_path(options))
    active = Vocabulary.parse(settings.vocabulary, model.labels).labels
    judge = (raw_judge if options.raw else streaming_judge)(model, settings)
    clips = find_labelled(options.folder)
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
    evaluation = Evaluation(outcomes)
    if options.json:
        print_json(_to_json(evaluation, model.card.title))
    else:
        _print_text(evaluation, model.card.title)
    if unreadable:
        return USAGE
    return MISSED if options.min_accuracy and evaluation.accuracy < options.min_accuracy else OK


def _show_progress(done: int, total: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty() and (done % 50 == 0 or done == total):
        print(f"\r{done} of {total} clips", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _to_json(evaluation: Evaluation, model: str) -> Json:
    return {
        **evaluation.figures(),
        "per_label": evaluation.per_label(),
        "confusion": evaluation.confusion(),
        "model": model,
    }


def _print_text(evaluation: Evaluation, model: str) -> None:
    low, high = evaluation.interval()
    clips = len(evaluation.outcomes)
    say(f"{model}: {evaluation.accuracy:.1%} right, {evaluation.correct} of {clips} clips")
    say(f"95 % interval {low:.1%} to {high:.1%}" + ("; few clips, so a wide one" if high - low > 0.1 else ""))
    say()
    say(f"{'label':12}{'precision':>10}{'recall':>10}{'F1':>10}{'clips':>8}")
    for label, row in evaluation.per_label().items():
        figures = f"{row['precision']:10.1%}{row['recall']:10.1%}{row['f1']:10.1%}{row['support']:8}"
        say(f"{label:12}{figures}")
    mistakes = [
        (count, truth, answer)
        for truth, row in evaluation.confusion().items()
        for answer, count in row.items()
        if answer != truth
    ]
    if mistakes:
        say()
        say("most often confused:")
    for count, truth, answer in sorted(mistakes, reverse=True)[:WORST_SHOWN]:
        say(f"{count:5} × {truth} heard as {answer}")
