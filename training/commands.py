"""One function per sub-command of ``python -m training``; each takes the parsed options."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import torch

from app.audio.files import read_audio
from app.engine.model import Model
from app.errors import UsageError
from app.personal.evaluation import centre
from app.types import SAMPLE_RATE
from training import compare, evaluate, experiments
from training.adaptation_study import run_studies
from training.catalogue import catalogue_text
from training.choices import config_of
from training.config import WINDOW_SAMPLES, TrainConfig
from training.demo import make_demo
from training.download import run_download
from training.export import export, load_calibrated
from training.golden import golden_clips
from training.held_out import digits_speakers, train_without
from training.memory import write_memory
from training.prepare import Prepared, prepare
from training.quantise import quantise
from training.recipes import RECIPES
from training.report import write_report
from training.run_folder import FOLD, read_metrics, runs_inside
from training.splits import divide
from training.train import train
from training.validation_folders import write_folders


def run_download_command(options: Namespace) -> None:
    """Fetch archives, or name them."""
    if options.list or not options.names:
        print(catalogue_text())
    else:
        run_download(options.names, options.data, options.keep)


def run_prepare(options: Namespace) -> None:
    """Decode, lay one part of the official split out for ``sayso evaluate``, and say what there is."""
    prepared = prepare(options.data, options.corpora)
    folder = options.data / options.part
    counts = write_folders(prepared, options.part, folder)
    clips = ", ".join(f"{name} {sum(row.corpus == name for row in prepared.rows):,}" for name in prepared.audio)
    print(f"clips: {clips}")
    laid_out = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
    print(f"laid out in {folder}: {laid_out or 'no clip'}")


def run_train(options: Namespace) -> None:
    """Train with the choices of the command line."""
    prepared, config = _chosen(options)
    device = device_of(options)
    if options.all_folds:
        experiments.train_folds(prepared, config, options.run, device)
    else:
        train(prepared, config, options.run, device, options.tensorboard)
    print(f"{options.run}: {_accuracy(options.run)}; next: python -m training export --run {options.run} --into FILE")


def run_find_rate(options: Namespace) -> None:
    """Search for a learning rate, and say it."""
    prepared, config = _chosen(options)
    rate = experiments.find_rate(prepared, config, options.run, device_of(options))
    print(f"--learning-rate {rate:.2g}")


def run_sweep(options: Namespace) -> None:
    """Train one run per learning rate, and say what each gave."""
    rates = [_rate(text) for text in options.rates.split(",")]
    prepared, config = _chosen(options)
    experiments.sweep(prepared, config, rates, options.run, device_of(options))
    for rate in rates:
        print(f"{rate:g}: {_accuracy(options.run / f'lr-{rate:g}')}")


def _rate(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise UsageError(f"--rates: {text!r} is no number; give rates with commas, such as 1e-4,1e-3") from error


def run_evaluate(options: Namespace) -> None:
    """Measure the best checkpoint of a run again, and say it."""
    loaded = load_calibrated(options.run, _prepared_for(options.run, options.data))
    data = evaluate.validation_set(loaded.divided, loaded.classes)
    write_report(options.run, loaded.module.front_end, loaded.divided, data)
    print(f"{options.run}, step {loaded.step}: {_accuracy(options.run)}")


def run_export(options: Namespace) -> None:
    """Export a run."""
    name = options.name or options.into.stem
    prepared = _prepared_for(options.run, options.data)
    export(options.run, prepared, options.into, name=name, version=options.version, threshold=options.threshold)
    print(
        f"{options.into}: {options.into.stat().st_size / 2**20:.1f} MiB; its card is {options.into.with_suffix('.md')}"
    )


def run_quantise(options: Namespace) -> None:
    """Quantise a model."""
    loaded = load_calibrated(options.run, _prepared_for(options.run, options.data))
    quantise(options.model, loaded.divided, options.into, folders=options.run / "validation")
    print(
        f"{options.into}: {options.into.stat().st_size / 2**20:.1f} MiB; its card is {options.into.with_suffix('.md')}"
    )


def run_memory(options: Namespace) -> None:
    """Store the memory of a model beside it."""
    config = TrainConfig.load(options.run / "config.json")
    prepared = prepare(options.data, config.corpora)
    write_memory(Model(options.model), Prepared(prepared.audio, divide(prepared.rows, config)))


def run_adapt_study(options: Namespace) -> None:
    """Measure voice profiles on speakers that a network never heard; train it first where there is none."""
    prepared = prepare(options.data)
    models = {}
    for speaker in options.speakers or digits_speakers(prepared):
        models[speaker] = options.model or train_without(prepared, speaker, options.into, options.steps)
    options.into.mkdir(parents=True, exist_ok=True)
    name = f"study-{options.model.stem}.json" if options.model else "study.json"
    print(run_studies(models, prepared, options.into / name))


def run_compare(options: Namespace) -> None:
    """Print the table of runs, or put it into a file."""

    def make_model(run: Path) -> None:
        prepared = _prepared_for(run, options.data)
        export(run, prepared, run / "model.onnx", name=run.name, version="1", threshold=0.6, measure=False)

    published = {name: recipe.published for name, recipe in RECIPES.items()}
    table = compare.compare_runs(options.runs, published, make_model)
    if options.into:
        compare.insert_table(options.into, table)
    else:
        print(table)


def run_plot(options: Namespace) -> None:
    """Draw a run."""
    from training.plots.activations import Example  # matplotlib takes a while
    from training.plots.run import plot_run

    run = options.runs[0]
    inner = next(iter(runs_inside(run, FOLD)), run)
    prepared = _prepared_for(inner, options.data)
    loaded = load_calibrated(inner, prepared)
    clip = centre(read_audio(options.clip, SAMPLE_RATE), WINDOW_SAMPLES) if options.clip else golden_clips()[0]
    said = options.clip.stem if options.clip else "two, of the demo"
    parts = loaded.module.front_end, loaded.module.network
    example = Example(*parts, torch.from_numpy(clip), said, loaded.classes.names)
    into = options.into or run / "plots"
    for path in plot_run(run, into, rows=loaded.divided.rows, example=example, others=options.runs[1:]):
        print(path)


def run_demo(options: Namespace) -> None:
    """Make the demo recording."""
    make_demo(options.into)


def device_of(options: Namespace) -> torch.device:
    """Return the device that the options name, or a GPU if there is one.

    Raises:
        UsageError: torch cannot compute there.
    """
    name = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(name)
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError) as error:
        raise UsageError(f"--device {name}: cannot be computed on; leave it out, or choose cpu") from error
    print(f"on {device}", file=sys.stderr)
    return device


def _chosen(options: Namespace) -> tuple[Prepared, TrainConfig]:
    """Return the corpora and the configuration that the options ask for.

    A recipe's usual words are meant for the corpora that its system was made for: where one of them is missing, and no
    others are asked for, every word that is there is learnt.
    """
    config = config_of(options)
    prepared = prepare(options.data, config.corpora)
    if options.words is None and not set(config.words) <= {row.name for row in prepared.rows}:
        config = replace(config, words=())
    return prepared, config


def _prepared_for(run: Path, data: Path) -> Prepared:
    """Return the corpora of a run."""
    return prepare(data, TrainConfig.load(run / "config.json").corpora)


def _accuracy(run: Path) -> str:
    """Say a run's figure in one line."""
    metrics = read_metrics(run)
    tally = metrics.tally
    interval = f"95 % interval {metrics.low:.1%} to {metrics.high:.1%}"
    return f"{tally.accuracy:.1%} of validation clips right, {tally.correct:,} of {tally.clips:,} ({interval})"
