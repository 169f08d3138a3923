"""How long it took to open the window, for those who asked."""

import os
import sys
import time
from pathlib import Path

from app.events import Ready


class Announcement:
    """Says on standard error, in one line, how long it took until the window was shown and sound was heard."""

    def __init__(self, age_s: float, wanted: bool) -> None:
        self._began = time.perf_counter() - age_s
        self._wanted = wanted
        self._shown_s = 0.0

    def shown(self) -> None:
        """The window is on screen."""
        self._shown_s = time.perf_counter() - self._began

    def heard(self, ready: Ready) -> None:
        """The engine runs: say so, the first time."""
        if self._wanted:
            self._wanted = False
            after_s = time.perf_counter() - self._began
            shown = f"ready in {self._shown_s:.2f} s (window shown)"
            print(f"sayso: {shown}, listening to {ready.source} after {after_s:.1f} s", file=sys.stderr, flush=True)


def process_age() -> float:
    """Return how many seconds ago this process began, imports included; 0 where the system does not tell."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        began_s = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - began_s
    except (OSError, AttributeError, ValueError):
        return 0.0
