"""One rule at every door: an answer or one clear line, soon, in little memory, and nothing written elsewhere."""

import faulthandler
import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from app.errors import SaysoError

PATIENCE_S, RENEWAL_S = 60, 5
"""An input that takes longer hangs: every thread says where, and the process ends. The timer is C's own, and runs out
in C as well; to set it for each input would cost too much."""

MOST_BYTES = 64_000_000
"""What Python and numpy may hold at once for an input of some kilobytes, whatever its header claims."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

CHANGES = {
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    "os.remove": 1,
    "os.mkdir": 1,
    "os.rmdir": 1,
    "os.truncate": 1,
}
"""Audit events that change the disk, and how many of their arguments are paths; ``open`` is looked at more closely."""

NEVER = (
    "pickle.find_class", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "subprocess.Popen",
    "socket.connect", "socket.getaddrinfo", "urllib.Request", "ctypes.dlopen",
)  # fmt: skip
"""What no input may lead to."""


class Watch:
    """Notes what Python is about to do to the world, by audit events (PEP 578), for as long as the process lives."""

    def __init__(self) -> None:
        self._inside, self._renewed = "", 0.0
        self.strays: list[str] = []
        sys.addaudithook(self._see)

    def be_patient(self) -> None:
        """End the process if this is not called again soon; :meth:`rest` ends the watch instead."""
        if time.monotonic() - self._renewed > RENEWAL_S:
            self._renewed = time.monotonic()
            faulthandler.dump_traceback_later(PATIENCE_S, exit=True)

    def rest(self) -> None:
        """Wait for no input any more."""
        self._renewed = 0.0
        faulthandler.cancel_dump_traceback_later()

    @contextmanager
    def over(self, folder: Path) -> Iterator[None]:
        """Note what is written outside ``folder``."""
        self._inside, self.strays = os.path.realpath(folder) + os.sep, []
        try:
            yield
        finally:
            self._inside = ""

    def _see(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._inside:
            return
        if event == "open":
            path, _, flags = arguments
            changed = (path,) if isinstance(flags, int) and flags & WRITING else ()
        else:
            changed = arguments[: CHANGES.get(event, 0)]
        self.strays += [f"{event} {path!r}" for path in changed if self._is_stray(path)]
        self.strays += [f"{event} {arguments!r}"] if event.startswith(NEVER) else []

    def _is_stray(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False  # a file that is open already
        place = Path(os.fsdecode(path)).absolute()  # a link itself is where it lies, not where it leads
        return not f"{os.path.realpath(place.parent)}{os.sep}{place.name}{os.sep}".startswith(self._inside)


@cache
def watch() -> Watch:
    return Watch()


def judge(folder: Path, *works: Callable[[], object]) -> None:
    """Pass if each of ``works`` returns, or raises one clear line, and writes nowhere but in ``folder``."""
    watch().be_patient()
    with watch().over(folder), traced() as peak:
        for work in works:
            assert_says_one_line(work)
        assert peak() < MOST_BYTES
    assert not watch().strays, watch().strays


@contextmanager
def traced() -> Iterator[Callable[[], int]]:
    """Count the bytes of Python and numpy; give what returns the most that there were at once.

    Counting goes on if it went on before: it slows everything, and each beginning costs some memory for good.
    """
    goes_on = tracemalloc.is_tracing()
    tracemalloc.start()
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    try:
        yield lambda: tracemalloc.get_traced_memory()[1] - before
    finally:
        if not goes_on:
            tracemalloc.stop()


def assert_says_one_line(work: Callable[[], object]) -> None:
    said = "nothing"
    try:
        work()
    except SaysoError as error:
        said = str(error)
    assert said.strip()
    assert len(said.splitlines()) == 1, said
