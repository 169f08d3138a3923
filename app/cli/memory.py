"""How much memory this process holds."""

import sys
from pathlib import Path


def resident_megabytes() -> float | None:
    """Return what this process holds in memory now (on macOS: held at most), or ``None`` where that is not told."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1000
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return None
