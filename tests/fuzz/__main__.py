"""Coverage-guided hostile input (atheris) at the doors of :mod:`tests.fuzz.doors`; ``make fuzz`` runs it.

It needs an environment of its own, where atheris is; what it found to be new stays in ``build/fuzz`` for the next run.
"""

import argparse
import os
import re
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

PAYS = {"request": 100_000, "actions": 100_000, "memory": 100_000, "test_set": 10_000}
"""Doors where guidance found branches that ten thousand inputs of hypothesis had not, and how many inputs to try. At
the others C reads most of it (JSON, sound, a model's graph), and guidance found none."""

GUIDES = ["app", "tomllib", "zipfile", "numpy.lib", "websockets", "urllib.parse"]
"""Whose branches say whether an input did anything new."""

SILENT = [f"app.dsp.{path.stem}" for path in Path("app/dsp").glob("*.py")]
"""What computes rather than reads: there atheris leaks each array that is compared."""

KEPT = Path("build/fuzz")

ROOM = 1_024
"""Bytes that an input may have more than the longest of the good ones."""

LIMITS = ("-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1", "-len_control=0")
"""The memory is for atheris itself, which keeps some of each input; what a door takes is judged there."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, help="for each door (default: 100000, 10000 for the slowest)")
    parser.add_argument("--door", action="append", help="this one only, of tests/fuzz/doors.py; may be repeated")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    doors = options.door or list(PAYS)
    if options.inside:
        fuzz(doors[0], options.inputs, options.inside)
    failures = [name for name in doors if watched(name, options.inputs or PAYS.get(name, 10_000))]
    return int(bool(failures))


def watched(name: str, inputs: int) -> int:
    """Fuzz one door in a process of its own, and tell in one line how it went; what went wrong is told whole."""
    began = time.monotonic()
    (KEPT / name).mkdir(parents=True, exist_ok=True)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as place:
        command = [sys.executable, "-m", "tests.fuzz", "--door", name, "--inputs", str(inputs), "--inside", place]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode(errors="replace")
    if done.returncode:
        print(said[-8000:])
    branches = re.findall(r"cov: (\d+)", said) or ["0"]
    counts = dict(re.findall(r"stat::(\w+): +(\d+)", said))
    print(
        f"{name}: {counts.get('number_of_executed_units', '?')} inputs in {time.monotonic() - began:.0f} s, "
        f"branches {branches[0]} to {branches[-1]}, at most {counts.get('peak_rss_mb', '?')} MB: "
        + (f"FOUND, see {KEPT}/{name}-*" if done.returncode else "nothing found"),
        flush=True,
    )
    return done.returncode


def fuzz(name: str, inputs: int, place: Path) -> None:
    """Fuzz one door; ends the process."""
    import atheris

    with atheris.instrument_imports(include=GUIDES, exclude=SILENT):
        from tests.fuzz.doors import DOORS
        from tests.fuzz.seeds import ODDITIES
    door = DOORS[name]
    corpus, folder = place / "seeds", place / "files"
    corpus.mkdir()
    folder.mkdir()
    seeds = door.seeds()
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    words = place / "words"
    words.write_text("\n".join(spelt(word) for word in ODDITIES if len(word) < 64))
    longest = max(map(len, seeds)) + ROOM
    ours = (f"-runs={inputs}", f"-max_len={longest}", f"-dict={words}", f"-artifact_prefix={KEPT}/{name}-")
    atheris.Setup(["fuzz", *ours, *LIMITS, str(KEPT / name), str(corpus)], lambda content: door.enter(content, folder))
    tracemalloc.start()
    atheris.Fuzz()


def spelt(word: bytes) -> str:
    """Return a word as libFuzzer's dictionaries have it."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"'


if __name__ == "__main__":
    sys.exit(main())
