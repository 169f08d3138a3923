"""What every test shares: no screen, no user's settings, no leaked threads, no unexpected log."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import pytest

from app.engine.model import Model
from app.engine.model_files import default_model_path
from app.engine.speech_detector import Silero


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own settings and log out of the tests, in child processes too."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    """Fail a test that leaves one of our threads running."""
    before = set(threading.enumerate())
    yield
    ours = ("engine", "input search", "doctor", "model loader", "voice profile", "evaluation", "tuning", "word finder")
    left = [t.name for t in threading.enumerate() if t not in before and t.name in ours]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which a warning or an error was logged."""
    yield
    logged = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not logged, [record.getMessage() for record in logged]


@pytest.fixture(scope="session")
def model() -> Model:
    """The default model, loaded once."""
    return Model(default_model_path())


@pytest.fixture(scope="session")
def silero() -> Silero:
    """The real speech detector, loaded once; reset it by using it in a fresh pipeline."""
    return Silero()
