"""``sayso listen --exec``: what is run, and what never is."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.actions import MOST_AT_ONCE, ActionList, Actions, read_actions, start_process
from app.errors import UsageError
from app.events import Prediction
from app.types import SAMPLE_RATE
from tests.app.cli.conftest import Run

PROGRAM = json.dumps(sys.executable)
"""As TOML writes it, with the backslashes of Windows."""
NOWHERE = json.dumps(str(Path("/nowhere").absolute()))


def prediction(label: str, at: int = 0, final: bool = True) -> Prediction:
    return Prediction(final, label, 0.9, {label: 0.9}, at, at, at)


class FakeProcess:
    """Runs until it is told to end."""

    def __init__(self) -> None:
        self.status: int | None = None

    def poll(self) -> int | None:
        return self.status


class FakeStart:
    """Remembers what it was asked to start."""

    def __init__(self) -> None:
        self.started: list[tuple[Sequence[str], Mapping[str, str]]] = []
        self.processes: list[FakeProcess] = []

    def __call__(self, command: Sequence[str], environment: Mapping[str, str]) -> FakeProcess:
        self.started.append((command, environment))
        self.processes.append(FakeProcess())
        return self.processes[-1]


YES = ActionList({"yes": ("/bin/play", "--loud"), "no": ("/bin/stop",)}, least_gap=SAMPLE_RATE)


def test_a_final_prediction_runs_its_command_and_no_other():
    start = FakeStart()
    actions = Actions(YES, pytest.fail, start)
    assert [actions.obey(prediction(label)) for label in ("yes", "left", "unknown")] == [True, False, False]
    assert not actions.obey(prediction("no", final=False))
    (command, environment), *others = start.started
    assert command == ("/bin/play", "--loud")
    assert (environment["SAYSO_LABEL"], environment["SAYSO_CONFIDENCE"]) == ("yes", "0.9000")
    assert not others


def test_a_word_said_again_too_soon_runs_nothing():
    start = FakeStart()
    actions = Actions(YES, pytest.fail, start)
    for at in (0, SAMPLE_RATE // 2, SAMPLE_RATE - 1, SAMPLE_RATE):
        actions.obey(prediction("yes", at))
    assert len(start.started) == 2
    assert actions.obey(prediction("no", SAMPLE_RATE))  # each word has its own gap


def test_commands_that_do_not_end_do_not_pile_up():
    start, said = FakeStart(), []
    actions = Actions(YES, said.append, start)
    for second in range(10):
        actions.obey(prediction("yes", second * SAMPLE_RATE))
    assert len(start.started) == MOST_AT_ONCE
    assert said[0] == f"yes: not run, {MOST_AT_ONCE} commands are running already"
    start.processes[0].status = 0
    assert actions.obey(prediction("yes", 20 * SAMPLE_RATE))


@given(label=st.text(max_size=40))
def test_nothing_heard_becomes_a_part_of_a_command(label):
    start = FakeStart()
    actions = Actions(ActionList({label: ("/bin/play", "$SAYSO_LABEL")}, 1), lambda _: None, start)
    actions.obey(prediction(label))
    assert [command for command, _ in start.started] == [("/bin/play", "$SAYSO_LABEL")]


@pytest.mark.parametrize(
    "label", ["; touch injected", "$(touch injected)", "`touch injected`", "--help", "a\nb", "'\"&|"]
)
def test_a_hostile_label_reaches_the_program_as_plain_text(tmp_path, label):
    note = tmp_path / "note.json"
    script = "import json, os, sys; told = [os.environ['SAYSO_LABEL'], sys.argv[2:], os.getcwd()]; "
    script += "json.dump(told, open(sys.argv[1], 'w'))"
    command = (sys.executable, "-c", script, str(note), "$SAYSO_LABEL; touch injected")
    started = []

    def start(command: Sequence[str], environment: Mapping[str, str]):
        started.append(start_process(command, environment))
        return started[-1]

    assert Actions(ActionList({label: command}, 1), pytest.fail, start).obey(prediction(label))
    assert started[0].wait() == 0
    told, arguments, folder = json.loads(note.read_text())
    assert (told, arguments) == (label, ["$SAYSO_LABEL; touch injected"])
    assert not (Path(folder) / "injected").exists()


def test_a_program_that_is_gone_or_a_label_that_cannot_be_told_costs_one_line():
    said: list[str] = []
    for label, program in (("yes", "/nowhere/play"), ("a\0b", sys.executable)):
        actions = Actions(ActionList({label: (program,)}, 1), said.append)
        assert not actions.obey(prediction(label))
    assert said[0].startswith("/nowhere/play: ")
    assert said[1].startswith(f"{sys.executable}: ")
    assert len(said) == 2


def written(folder: Path, text: str) -> Path:
    path = folder / "actions.toml"
    path.write_text(text)
    return path


def test_a_file_says_what_may_run_and_what_runs(tmp_path):
    text = f'allow = [{PROGRAM}]\nleast_gap_s = 2.5\n[commands]\nyes = [{PROGRAM}, "-V"]\n'
    assert read_actions(written(tmp_path, text)) == ActionList({"yes": (sys.executable, "-V")}, int(2.5 * SAMPLE_RATE))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("allow = [", "is no TOML"),
        ("", r"has no \[commands\]"),
        ("[commands]\n", r"has no \[commands\]"),
        ("other = 1", "knows no 'other'"),
        ('[commands]\nyes = "rm -rf /"', "nothing goes to a shell"),
        ("[commands]\nyes = []", "is empty"),
        ('[commands]\nyes = ["/bin/sh", "-c", "x"]', "is not under `allow`"),
        ('allow = ["sh"]\n[commands]\nyes = ["sh"]', "is no full path"),
        (f"allow = [{NOWHERE}]\n[commands]\nyes = [{NOWHERE}]", "is no program that can be run"),
        (f"allow = [{PROGRAM}]\n[commands]\nunknown = [{PROGRAM}]", "is no word that could be meant"),
        (f"allow = [{PROGRAM}]\nleast_gap_s = 0\n[commands]\nyes = [{PROGRAM}]", "least_gap_s is 0"),
    ],
)
def test_a_file_that_is_wrong_gets_one_line_and_runs_nothing(tmp_path, text, line):
    path = written(tmp_path, text)
    with pytest.raises(UsageError, match=line) as error:
        read_actions(path)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_actions(tmp_path / "missing.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="no file modes; a user's files are the user's own there")
def test_a_file_that_others_may_change_is_refused(tmp_path):
    path = written(tmp_path, "")
    path.chmod(0o666)
    with pytest.raises(UsageError, match="other users may change it"):
        read_actions(path)


def test_listen_runs_the_command_of_a_word_it_heard(sayso: Run, four: Path, tmp_path: Path, monkeypatch) -> None:
    started = FakeStart()
    monkeypatch.setattr("app.cli.actions.start_process", started)
    text = f'allow = [{PROGRAM}]\n[commands]\nfour = [{PROGRAM}, "-V"]\n'
    status, _, _ = sayso("listen", "--source", four, "--exec", written(tmp_path, text))
    assert status == 0
    assert [command for command, _ in started.started] == [(sys.executable, "-V")]
