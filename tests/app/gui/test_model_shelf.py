"""Models kept loaded, once each, as long as somebody uses them."""

import os
from pathlib import Path

import pytest

from app.engine.model_files import Wish, find_models
from app.errors import ModelError
from app.gui.models.model_shelf import ModelShelf
from tests.app.gui.model_stage import DEFAULT
from tests.fakes import write_tiny_model


@pytest.fixture
def shelf(mine: Path) -> ModelShelf:
    return ModelShelf(Wish(mine))


def test_a_model_is_loaded_once(shelf, mine):
    assert shelf.load(mine) is shelf.load(mine)


def test_a_model_whose_file_is_deleted_stays_in_use_for_the_next_input_too(shelf, mine):
    model = shelf.load(mine)
    mine.unlink()
    assert shelf.load(mine) is model


def test_a_file_that_was_exported_anew_is_loaded_anew(shelf, mine):
    model = shelf.load(mine)
    write_tiny_model(mine, name="anew")
    os.utime(mine, (1, 1))
    assert shelf.load(mine).card.name == "anew"
    assert model.card.name == "mine"


def test_a_model_that_nobody_uses_is_forgotten(shelf, mine):
    shelf.load(mine)
    shelf.keep(())
    mine.unlink()
    with pytest.raises(ModelError, match="no such model file"):
        shelf.load(mine)


def test_only_the_models_in_use_stay_in_memory(shop):
    shop.desk.open()
    shop.load()
    assert set(shop.library.read) == set(find_models())
    assert set(shop.shelf._models) == {DEFAULT}
