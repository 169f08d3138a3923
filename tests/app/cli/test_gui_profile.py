"""``sayso gui --profile``: opens the window with a voice profile, or says in the terminal why it cannot."""

from dataclasses import replace

import pytest

from app.engine.model import Model
from app.personal.profiles import Profiles
from tests.app.cli.conftest import Run
from tests.app.gui.profile_stage import OTHER, profile_of

Opened = list[tuple[str | None, str | None]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Return model and profile of every window that was opened."""
    found: Opened = []

    def open_window(source: str | None, exit_after_s: float | None, *, model: str | None, profile: str | None) -> int:
        found.append((model, profile))
        return 0

    monkeypatch.setattr("app.gui.application.run_window", open_window)
    return found


def test_the_window_is_opened_with_the_profile_that_was_named(sayso: Run, model: Model, opened: Opened) -> None:
    Profiles().keep(profile_of(model))
    assert sayso("gui", "--profile", "mine")[0] == 0
    assert sayso("gui", "--profile", "mine", "--model", "default")[0] == 0
    assert sayso("gui")[0] == 0
    assert opened == [(None, "mine"), ("default", "mine"), (None, None)]


def test_a_profile_that_is_not_there_or_not_for_the_model_opens_no_window(
    sayso: Run, model: Model, opened: Opened
) -> None:
    status, _, diagnostics = sayso("gui", "--profile", "lost")
    assert (status, diagnostics.count("\n")) == (2, 1)
    assert "no voice profile is called 'lost'" in diagnostics
    Profiles().keep(replace(profile_of(model, "other"), model=OTHER))
    status, _, diagnostics = sayso("gui", "--profile", "other", "--model", "default")
    assert (status, diagnostics.count("\n")) == (2, 1)
    assert "belongs to another model" in diagnostics
    assert opened == []
