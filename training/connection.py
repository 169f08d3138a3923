"""Ask a server for a file: over HTTPS alone, with patience, and with plain words for what goes wrong."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions

from app.errors import SaysoError

REDIRECTS = 5


class DownloadError(SaysoError):
    """An archive cannot be had: look at the network or the disk, and run the same command again."""


class TryAgainError(Exception):
    """A try failed in a way that another one may mend."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server, and how often to try again."""

    connect_s: float = 20.0
    stall_s: float = 60.0
    """Silence after which a connection counts as dead."""
    tries: int = 6
    pause_s: float = 1.0
    """Before the second try; each further pause is twice as long, up to half a minute."""
    sleep: Callable[[float], None] = time.sleep

    def pause(self, failures: int) -> None:
        """Wait before the next try."""
        self.sleep(min(30.0, self.pause_s * 2 ** (failures - 1)))


PATIENCE = Patience()
"""That of a person who waits for gigabytes."""


def require_safe(url: str, before: str | None = None) -> None:
    """Refuse an address that is not HTTPS; a server on this very machine may be asked by HTTP.

    Args:
        before: the address that redirected here. Only this machine may lead to this machine.

    Raises:
        DownloadError: it is refused.
    """
    local = _is_loopback(url) and (before is None or _is_loopback(before))
    if not (url.lower().startswith("https://") or local):
        led = f"{before} leads there; " if before else ""
        raise DownloadError(f"{url}: not fetched, since it is not HTTPS; {led}see whether the archive has moved")


def _is_loopback(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


@contextlib.contextmanager
def open_url(url: str, headers: Mapping[str, str], patience: Patience) -> Iterator[requests.Response]:
    """Ask for ``url`` and give its answer, unread, whatever its status; follow redirects that are safe.

    Raises:
        DownloadError: it leads away from HTTPS, or in circles.
        requests.RequestException: there is no answer.
    """
    before = None
    with requests.Session() as session:
        for _ in range(REDIRECTS):
            require_safe(url, before)
            timeout = (patience.connect_s, patience.stall_s)
            with session.get(url, headers=headers, stream=True, allow_redirects=False, timeout=timeout) as response:
                if not response.is_redirect:
                    yield response
                    return
                before, url = url, urljoin(url, response.headers["Location"])
    raise DownloadError(f"{url}: redirected more than {REDIRECTS} times; try again later")


def why(error: Exception, url: str) -> str:
    """Say in words what a network library found."""
    inner = error.args[0] if error.args else None
    reason = getattr(inner, "reason", inner)
    if isinstance(reason, urllib3.exceptions.NameResolutionError):
        return f"no server is found by the name {urlsplit(url).hostname}; is the network up?"
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return "the server has fallen silent"
    if isinstance(reason, urllib3.exceptions.NewConnectionError):
        return "the server takes no connection"
    return "the connection broke"
