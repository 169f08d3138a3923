"""Setting up: what it decides, with a Python, an apt and a sudo that only write down how they were called."""

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = (
    *("bash", "cat", "chmod", "cmp", "cp", "cut", "dirname", "env", "grep"),
    *("mkdir", "mv", "rm", "sh", "sort", "touch", "tr", "true"),
)

PYTHON = """#!/bin/sh
# A Python of version $VERSION, asked in the four ways in which the script asks.
here=$(dirname "$0")
case "$*" in
    *ensurepip*) test "$VERSION" = 3.11 -a -e "{machine}/has-venv" ;;
    *"import pip"*) test "$VERSION" = 3.11 -a -e "$here/pip" ;;
    *python%d*) echo venv python3.11-venv ;;
    *version_info*) test "$VERSION" = 3.11 ;;
    -V) echo "Python $VERSION.2" ;;
    *"-m venv"*) rm -rf .venv; mkdir -p .venv/bin; touch .venv/bin/pip
        cp "$0" .venv/bin/python; echo "command = $PWD/.venv" > .venv/pyvenv.cfg; echo venv >> "{machine}/calls" ;;
    *"-m pip"*) echo "pip $*" >> "{machine}/calls"; test ! -e "{machine}/no-network" || exit 1
        touch .venv/bin/sayso; chmod +x .venv/bin/sayso ;;
esac
"""
APT = """#!/bin/sh
echo "apt-get $*" >> "{machine}/calls"
case "$*" in *install*)
    echo "libportaudio.so.2 (libc6,x86-64)" >> "{machine}/libraries"; touch "{machine}/has-venv" ;;
esac
"""
SUDO = """#!/bin/sh
echo "sudo $1" >> "{machine}/calls"
test -e "{machine}/no-password" || exit 1
test "$1" = -n && shift
exec "$@"
"""

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.skipif(sys.platform == "win32", reason="make and bash are for Linux and macOS"),
]


@dataclass
class Machine:
    """A checkout, and a PATH on which nothing but fakes and a few plain tools can be found."""

    folder: Path
    checkout: Path
    environment: dict[str, str] = field(default_factory=dict)

    def program(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text.replace("{machine}", str(self.folder)))
        path.chmod(0o755)

    def has(self, name: str) -> None:
        (self.folder / name).touch()

    def lacks(self, library: str) -> None:
        path = self.folder / "libraries"
        path.write_text("".join(line for line in path.read_text().splitlines(True) if not line.startswith(library)))

    def is_used_by(self, user: str) -> None:
        self.program("id", f"#!/bin/sh\necho {0 if user == 'root' else 1000}\n")

    def set_up(self, kind: str = "run") -> subprocess.CompletedProcess[str]:
        """Run the script, and forget the calls of the run before."""
        (self.folder / "calls").write_text("")
        return subprocess.run(
            [str(self.checkout / ".ci/setup.sh"), kind],
            env={"PATH": str(self.folder / "bin"), "VERSION": "3.11", **self.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self, program: str) -> list[str]:
        return [line for line in (self.folder / "calls").read_text().splitlines() if line.startswith(program)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Debian with all that the app needs, used by root; with a space in the checkout's name."""
    machine = Machine(tmp_path, tmp_path / "the checkout")
    (machine.checkout / ".ci").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    for name in (".ci/setup.sh", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, machine.checkout / name)
    for name in TOOLS:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    script = (ROOT / ".ci/setup.sh").read_text()
    needs = [line.split()[0] for line in script.splitlines() if line.startswith("lib")]
    (tmp_path / "libraries").write_text("".join(f"{need} (libc6,x86-64)\n" for need in needs))
    machine.program("python3", PYTHON)
    machine.program("apt-get", APT)
    machine.program("ldconfig", '#!/bin/sh\ncat "{machine}/libraries"\n')
    machine.is_used_by("root")
    machine.has("has-venv")
    return machine


def test_first_call_makes_the_environment_and_leaves_the_system_alone(machine):
    done = machine.set_up()
    assert done.returncode == 0, done.stderr
    assert (machine.checkout / ".venv/bin/sayso").exists()
    assert machine.calls("venv") == ["venv"]
    assert machine.calls("apt-get") == []
    assert machine.calls("pip")[0].endswith("-c constraints.txt -e .")


def test_second_call_asks_neither_pip_nor_apt_and_says_nothing(machine):
    machine.set_up()
    done = machine.set_up()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.calls("") == []


def test_set_up_for_tests_serves_the_app_too(machine):
    machine.set_up("test")
    assert machine.calls("pip")[0].endswith("-e .[test]")
    machine.set_up("run")
    assert machine.calls("") == []


def test_set_up_for_the_app_does_not_serve_the_tests(machine):
    machine.set_up("run")
    machine.set_up("test")
    assert len(machine.calls("pip")) == 1


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed_into_the_same_environment(machine, name):
    machine.set_up()
    with (machine.checkout / name).open("a") as file:
        file.write("# changed\n")
    machine.set_up()
    assert machine.calls("venv") == []
    assert len(machine.calls("pip")) == 1


def test_failed_installation_is_tried_again_next_time(machine):
    machine.has("no-network")
    assert machine.set_up().returncode != 0
    (machine.folder / "no-network").unlink()
    assert machine.set_up().returncode == 0
    assert len(machine.calls("pip")) == 1


def test_failed_update_is_tried_again_next_time(machine):
    machine.set_up()
    (machine.checkout / "constraints.txt").write_text("numpy==2.4.0\n")
    machine.has("no-network")
    assert machine.set_up().returncode != 0
    shutil.copy(ROOT / "constraints.txt", machine.checkout)
    (machine.folder / "no-network").unlink()
    machine.set_up()
    assert len(machine.calls("pip")) == 1


def test_environment_whose_python_is_gone_is_made_again(machine):
    machine.set_up()
    (machine.checkout / ".venv/bin/python").unlink()
    assert machine.set_up().returncode == 0
    assert machine.calls("venv") == ["venv"]


def test_environment_of_a_moved_checkout_is_made_again(machine):
    machine.set_up()
    machine.checkout = machine.checkout.rename(machine.folder / "moved")
    assert machine.set_up().returncode == 0
    assert machine.calls("venv") == ["venv"]


def test_missing_library_is_installed_by_root(machine):
    machine.lacks("libportaudio")
    done = machine.set_up()
    assert done.returncode == 0
    update, install = machine.calls("apt-get")
    assert update.endswith(" update")
    assert install.endswith(" libportaudio2")
    assert machine.calls("sudo") == []


def test_user_with_sudo_is_never_asked_where_there_is_no_terminal(machine):
    machine.is_used_by("user")
    machine.program("sudo", SUDO)
    machine.has("no-password")
    machine.lacks("libportaudio")
    assert machine.set_up().returncode == 0
    assert set(machine.calls("sudo")) == {"sudo -n"}
    assert len(machine.calls("apt-get")) == 2


@pytest.mark.parametrize("sudo", ["that wants a password", "that is declined by APT=no"])
def test_without_rights_the_one_command_is_printed_and_the_rest_goes_on(machine, sudo):
    machine.is_used_by("user")
    machine.program("sudo", SUDO)
    if sudo == "that is declined by APT=no":
        machine.has("no-password")
        machine.environment["APT"] = "no"
    machine.lacks("libportaudio")
    for _ in range(2):
        done = machine.set_up()
        assert done.returncode == 0
        assert done.stderr.splitlines()[-1] == "sayso: sudo apt-get update && sudo apt-get install -y libportaudio2"
        assert machine.calls("apt-get") == []


def test_without_sudo_the_one_command_is_for_su(machine):
    machine.is_used_by("user")
    machine.lacks("libportaudio")
    done = machine.set_up()
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "sayso: su - -c 'apt-get update && apt-get install -y libportaudio2'"


def test_without_apt_the_missing_library_is_named_and_the_rest_goes_on(machine):
    (machine.folder / "bin/apt-get").unlink()
    machine.lacks("libportaudio")
    done = machine.set_up()
    assert done.returncode == 0
    assert "libportaudio.so.2" in done.stderr
    assert "apt" not in done.stderr


def test_python_without_its_venv_module_gets_it(machine):
    (machine.folder / "has-venv").unlink()
    assert machine.set_up().returncode == 0
    assert machine.calls("apt-get")[1].endswith(" python3.11-venv")


def test_python_that_cannot_get_its_venv_module_ends_in_the_one_command(machine):
    (machine.folder / "has-venv").unlink()
    machine.environment["APT"] = "no"
    done = machine.set_up()
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "sayso: apt-get update && apt-get install -y python3.11-venv"


@pytest.mark.parametrize("version", ["3.10", "3.14"])
def test_unfit_python_ends_in_one_line_that_says_what_to_do(machine, version):
    machine.environment["VERSION"] = version
    done = machine.set_up()
    assert done.returncode == 1
    assert done.stderr.startswith("sayso: Sayso needs Python 3.11, 3.12 or 3.13")
    assert done.stderr.count("\n") == 1


def test_name_on_path_that_does_not_run_is_passed_over(machine):
    (machine.folder / "bin/python3").rename(machine.folder / "bin/python3.12")
    machine.program("python3", "#!/bin/sh\nexit 127\n")
    assert machine.set_up().returncode == 0


def test_python_can_be_named_and_then_replaces_another(machine):
    machine.set_up()
    machine.program("mine", PYTHON.replace("$VERSION.2", "$VERSION.9"))
    machine.environment["PYTHON"] = str(machine.folder / "bin/mine")
    assert machine.set_up().returncode == 0
    assert machine.calls("venv") == ["venv"]
    del machine.environment["PYTHON"]
    machine.set_up()
    assert machine.calls("") == []


@pytest.mark.skipif(not shutil.which("ldd"), reason="needs ldd")
def test_every_library_that_the_window_needs_is_known_to_the_script():
    import PySide6

    platforms = Path(PySide6.__file__).parent / "Qt/plugins/platforms"
    plugins = [platforms / name for name in ("libqxcb.so", "libqwayland.so", "libqoffscreen.so")]
    answer = subprocess.run(["ldd", *plugins], capture_output=True, text=True, check=True)
    script = (ROOT / ".ci/setup.sh").read_text()
    unknown = [
        line.split()[0]
        for line in answer.stdout.splitlines()
        if line.endswith("not found") and f"\n{line.split()[0]} " not in script
    ]
    assert unknown == []
