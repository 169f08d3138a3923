"""Run the tests on the app that is installed: ``python tests/packaging/installed.py``, with arguments for pytest.

They run in a copy of the checkout that has no ``app/``, so they import what pip installed, or nothing; the start of
``tests/conftest.py`` makes sure. Tests marked ``checkout`` are left out, and counted as deselected.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("pyproject.toml", "constraints.txt", "tests", "training")


def copy_without_app(copy: Path) -> None:
    """Copy what the tests need, and the app not."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy)


def main(arguments: list[str]) -> int:
    """Run pytest in such a copy, and return its exit status."""
    with tempfile.TemporaryDirectory(prefix="sayso-installed-") as folder:
        copy_without_app(Path(folder))
        command = [sys.executable, "-m", "pytest", "-m", "not checkout", *arguments]
        return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
