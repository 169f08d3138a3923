"""What every test shares: no screen, no user's settings, no leaked threads, no unexpected log."""

import logging
import os
import sysconfig
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
from app.resources import PACKAGE


def pytest_configure(config: pytest.Config) -> None:
    """Let no run that is meant for the installed app test another one (``tests/packaging/installed.py``)."""
    config.addinivalue_line("markers", "checkout: is about the checkout's own files, and not about the installed app")
    installed = Path(sysconfig.get_path("purelib")).resolve() / "app"
    if not (config.rootpath / "app").is_dir() and installed != PACKAGE:
        raise pytest.UsageError(f"the app to be tested is {installed}, but what is imported is {PACKAGE}")


def pytest_report_header() -> str:
    """Say which app is tested."""
    return f"app: {PACKAGE}"


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own settings and log out of the tests, in child processes too."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path / "config"))  # all three of them on Windows


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
