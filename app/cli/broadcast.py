"""``sayso listen --serve``: the same events over a WebSocket, on the loopback address only (RFC 6455)."""

import hmac
import json
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from queue import Empty, Full, Queue
from typing import Self
from urllib.parse import parse_qs

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.protocol import State
from websockets.sync.server import ServerConnection, serve

from app.cli.options import TOKEN_VARIABLE
from app.errors import UsageError

LOOPBACK = "127.0.0.1"

SHORTEST_TOKEN = 16

MOST_CLIENTS = 8
"""Programs that may listen at the same time."""

WAITING = 256
"""Events that wait for a slow client before it is sent away: it may not hold up the others, nor fill the memory."""

HANDSHAKE_S = 1.0
"""For a stranger to say who it is."""

GOODBYE_S, POLL_S = 1.0, 0.01
"""How long every client has, at the end, to take what waits for it, and how often that is looked at."""

LOOK_S = 0.5
"""Between two looks at whether a client in a quiet stream is still there."""


class Broadcast:
    """Sends events to every program that knows the token. Nothing that a client sends is obeyed.

    A web page cannot listen: browsers name the page in ``Origin``, and any origin is refused; so is any host name but
    this machine's own, since a page could have its own name point here (DNS rebinding).

    Args:
        port: to listen on; 0 takes any that is free.
        token: what a client must say, at least ``SHORTEST_TOKEN`` characters.

    Raises:
        UsageError: the port cannot be opened, or the token is too short.
    """

    def __init__(self, port: int, token: str) -> None:
        if not (token.isascii() and token.isprintable()):
            raise UsageError(f"{TOKEN_VARIABLE}: holds more than plain letters, digits and signs; choose another")
        if len(token) < SHORTEST_TOKEN:
            raise UsageError(f"{TOKEN_VARIABLE}: has {len(token)} characters; choose at least {SHORTEST_TOKEN}")
        self._token = token.encode()
        self._clients: dict[Queue[str | None], ServerConnection] = {}
        self._lock = threading.Lock()
        try:
            self._server = serve(
                self._attend, LOOPBACK, port, origins=[None], process_request=self._admit, compression=None,
                max_size=1024, server_header=None, open_timeout=HANDSHAKE_S, close_timeout=1, logger=_silent_logger(),
            )  # fmt: skip
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(f"port {port}: cannot be opened ({reason}); choose another for --serve") from error
        self.port: int = self._server.socket.getsockname()[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name="broadcast", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where to connect; the token is asked for as well."""
        return f"ws://{LOOPBACK}:{self.port}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, content: Mapping[str, object]) -> None:
        """Send one event to every client, as one JSON object; never waits for any of them."""
        message = json.dumps(content)
        with self._lock:
            for queue, connection in self._clients.items():
                if not _put(queue, message):
                    _hang_up(connection)  # it does not read, and its thread waits for it

    def close(self) -> None:
        """Let every client have what waits for it, say goodbye, and free the port."""
        with self._lock:
            for queue in self._clients:
                if not _put(queue, None):
                    with suppress(Empty):
                        queue.get_nowait()
                    _put(queue, None)
        until = time.monotonic() + GOODBYE_S
        while self._clients and time.monotonic() < until:
            time.sleep(POLL_S)
        with self._lock:
            for connection in self._clients.values():
                _hang_up(connection)
        self._server.shutdown()
        self._thread.join()

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """Return nothing for a program that may listen, else why not."""
        hosts = request.headers.get_all("Host")
        if hosts not in ([f"{LOOPBACK}:{self.port}"], [f"localhost:{self.port}"]):
            return connection.respond(HTTPStatus.FORBIDDEN, "Sayso answers on the loopback address only.\n")
        if not hmac.compare_digest(_token_in(request).encode("utf-8", "replace"), self._token):
            return connection.respond(HTTPStatus.UNAUTHORIZED, "Say the token that `sayso listen --serve` printed.\n")
        with self._lock:
            is_full = len(self._clients) >= MOST_CLIENTS
        if is_full:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, f"{MOST_CLIENTS} programs listen already.\n")
        return None

    def _attend(self, connection: ServerConnection) -> None:
        """Serve one client, on a thread of its own, until either side has had enough."""
        queue: Queue[str | None] = Queue(WAITING)
        with self._lock:
            self._clients[queue] = connection
        try:
            with suppress(ConnectionClosed):
                _pass_on(queue, connection)
        finally:
            with self._lock:
                self._clients.pop(queue, None)


def token_of_this_run() -> str:
    """Return the token in the environment, or a new one that cannot be guessed."""
    return os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(24)


def _pass_on(queue: "Queue[str | None]", connection: ServerConnection) -> None:
    while connection.state is State.OPEN:
        with suppress(Empty):
            message = queue.get(timeout=LOOK_S)
            if message is None:
                return
            connection.send(message)
        if _speaks(connection):
            connection.close(1003, "send nothing")


def _speaks(connection: ServerConnection) -> bool:
    """Return whether a client sent something, which none is asked to."""
    try:
        connection.recv(timeout=0)
    except TimeoutError:
        return False
    return True


def _put(queue: "Queue[str | None]", message: str | None) -> bool:
    """Hand a client its message; return whether there was room."""
    try:
        queue.put_nowait(message)
    except Full:
        return False
    return True


def _hang_up(connection: ServerConnection) -> None:
    """End a connection at once, whatever its thread waits for."""
    with suppress(OSError):
        connection.socket.shutdown(socket.SHUT_RDWR)


def _token_in(request: Request) -> str:
    """Return the token of ``Authorization: Bearer …`` or of ``?token=…``, or nothing."""
    for header in request.headers.get_all("Authorization"):
        kind, _, token = header.partition(" ")
        if kind.lower() == "bearer":
            return token.strip()
    return parse_qs(request.path.partition("?")[2]).get("token", [""])[0]


def _silent_logger() -> logging.Logger:
    """Return a logger that says nothing: what a stranger sends is no news, and the reason is in our answer to them."""
    logger = logging.getLogger(__name__)
    logger.disabled = True
    return logger
