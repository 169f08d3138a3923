"""Run ``sayso`` where the network is forbidden: ``python -m tests.offline listen --source demo``.

Two watches: Python's audit events (PEP 578) tell whatever its sockets are asked for, names to be looked up included;
and on Linux the kernel (seccomp) kills the process, or one that it starts, for an internet socket opened by C.
"""

import ctypes
import os
import platform
import struct
import sys

HARMLESS = {"socket.gethostname", "socket.__new__"}
"""Making a socket harms nobody: it is what is done with it. Our own event loops make pairs of them."""

SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""How Linux calls the processor (linux/audit.h), and the number of ``socket`` there."""

AF_INET, AF_INET6 = 2, 10
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
"""Instructions of the Berkeley packet filter."""
KILL_PROCESS, ALLOW = 0x80000000, 0x7FFF0000
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
"""Of ``prctl(2)``."""


REFUSED = 97
"""Exit status."""


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """End the process at once, whatever thread it is, and say why, if an audit event has to do with the network."""
    if event.startswith("socket.") and event not in HARMLESS:
        print(f"network: {event} {arguments}", file=sys.stderr, flush=True)
        os._exit(REFUSED)


def forbid_internet_sockets() -> bool:
    """Let the kernel kill this process, and its children, for an internet socket; return whether it will."""
    if sys.platform != "linux" or platform.machine() not in SOCKET_CALLS:
        return False
    processor, call = SOCKET_CALLS[platform.machine()]
    steps = [
        (LOAD, 0, 0, 4),
        (EQUAL, 0, 5, processor),
        (LOAD, 0, 0, 0),
        (EQUAL, 0, 3, call),
        (LOAD, 0, 0, 16),  # the first argument: the family
        (EQUAL, 2, 0, AF_INET),
        (EQUAL, 1, 0, AF_INET6),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, KILL_PROCESS),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    header = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(program)))
    control = ctypes.CDLL(None).prctl
    return control(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and control(SECCOMP, FILTER, header) == 0


def main() -> int:
    forbid_internet_sockets()
    sys.addaudithook(refuse)
    from app.cli.main import main as sayso

    status = sayso(sys.argv[1:])
    if network := [name for name in sys.modules if "QtNetwork" in name or "QtWebEngine" in name]:
        print(f"network: {network}", file=sys.stderr)
        return REFUSED
    return status


if __name__ == "__main__":
    sys.exit(main())
