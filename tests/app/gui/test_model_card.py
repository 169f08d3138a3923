"""The card of a model: what it is, how well it hears, and what is not proven."""

import json
import shutil

import pytest

from app.engine.model import Model
from app.engine.model_files import what_is_not_proven
from app.gui.models.model_facts import described, false_accepts, figures, whole_number
from app.gui.models.model_shelf import read_model
from tests.app.gui.model_stage import DEFAULT, Shop
from tests.fakes import write_tiny_model


def test_while_a_card_is_being_read_the_dialog_says_so(shop):
    shop.desk.open()
    assert "Reading the card…" in shop.card
    assert not shop.dialog.use.isEnabled()
    shop.load()
    assert "Reading" not in shop.card


def test_the_card_of_the_default_model_says_what_it_is_how_well_it_hears_and_what_is_not_proven(make_stage):
    shop = Shop(make_stage(), read_model)
    shop.stage.open()
    shop.dialog.show()
    shop.desk._ask(DEFAULT)
    shop.load()
    card = Model(DEFAULT).card
    text = shop.card.replace("\xa0", " ")
    measured = card.metrics["validation"]["real"]
    for fact in (
        card.title,
        card.network,
        card.license,
        card.training_data,
        str(card.path),
        f"{card.metrics['parameters']:,}",
        "log-mel",
        "zero, one, two",
        f"{measured['correct']:,} of {measured['clips']:,}",
        f"{100 * measured['low']:.1f} to {100 * measured['high']:.1f} %",
        "False words in running speech: 3 in 0.42 hours",
        "2026",
        "MiB",
        "Accents are those of the corpora",
    ):
        assert fact in text, fact


def test_a_file_without_figures_says_that_nothing_is_proven(shop, mine):
    shop.desk.show_file(mine)
    shop.load()
    assert "mine 3.1" in shop.card
    assert "The file has no figures" in shop.card
    assert "Everything: there are no figures" in shop.card


def test_whatever_stands_in_a_file_is_shown_as_text(shop, tmp_path):
    path = write_tiny_model(tmp_path / "odd.onnx", network='<b>bold</b><img src="/etc/hostname">', license="<a>&amp;")
    shop.desk.show_file(path)
    shop.load()
    assert '<b>bold</b><img src="/etc/hostname">' in shop.card
    assert "<a>&amp;" in shop.card


GOOD = {"correct": 9, "clips": 10, "low": 0.6, "high": 0.98}


@pytest.mark.parametrize(
    "metrics",
    [
        {"validation": []},
        {"validation": {"real": None}},
        {"validation": {"real": {**GOOD, "clips": 0}}},
        {"validation": {"real": {**GOOD, "correct": 11}}},
        {"validation": {"real": {**GOOD, "low": "high"}}},
        {"validation": {"real": {**GOOD, "high": True}}},
        {"validation": "good", "false_accepts": 3, "parameters": "many"},
        {"false_accepts": {"count": 1, "hours": 0, "low": 0, "high": 1}},
    ],
    ids=json.dumps,
)
def test_figures_that_are_none_are_not_shown(metrics):
    assert figures(metrics) == []
    assert false_accepts(metrics) is None
    assert whole_number(metrics, "parameters") is None


def test_a_figure_may_be_measured_in_one_way_only():
    (figure,) = figures({"validation_raw": {"real": GOOD}})
    assert (figure.clips, figure.as_used, figure.raw.accuracy) == ("real", None, 0.9)


def test_a_front_end_is_named_before_its_parameters():
    assert described({"n_mels": 40, "kind": "log-mel"}) == "log-mel, n_mels 40"
    assert described({}) == ""


def test_what_is_not_proven_is_read_from_the_card_beside_the_model(mine):
    assert len(what_is_not_proven(DEFAULT)) == 4
    assert what_is_not_proven(mine) == []
    shutil.copy(DEFAULT.with_suffix(".md"), mine.with_suffix(".md"))
    assert what_is_not_proven(mine) == what_is_not_proven(DEFAULT)
