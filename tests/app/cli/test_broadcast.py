"""``sayso listen --serve``: who may listen, and what they are told."""

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from app.cli.broadcast import MOST_CLIENTS, WAITING, Broadcast, token_of_this_run
from app.cli.listen import event_json
from app.errors import UsageError
from app.events import Notice
from tests.app.cli.conftest import Run, objects

TOKEN = "a token that is long enough"


@pytest.fixture
def broadcast() -> Iterator[Broadcast]:
    with Broadcast(0, TOKEN) as broadcast:
        yield broadcast


def headers(**others: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}", **others}


def refusal(broadcast: Broadcast, path: str = "", **options: object) -> int:
    with pytest.raises(InvalidStatus) as refused, connect(broadcast.address + path, **options):  # type: ignore[arg-type]
        pass
    return refused.value.response.status_code


def all_of(client: ClientConnection) -> Iterator[str | bytes]:
    """Yield what is sent until the connection ends, in peace or not."""
    with suppress(ConnectionClosed):
        while True:
            yield client.recv()


def attended(broadcast: Broadcast, clients: int) -> None:
    """Wait until so many clients are served: their threads say so, no clock does."""
    while len(broadcast._clients) < clients:
        threading.Event().wait(0.001)


def test_every_client_gets_every_event_in_order(broadcast):
    with (
        connect(broadcast.address, additional_headers=headers()) as one,
        connect(f"{broadcast.address}?token={TOKEN.replace(' ', '+')}") as two,
    ):
        attended(broadcast, 2)
        for number in range(20):
            broadcast.send({"event": "prediction", "label": "zwölf\n", "number": number})
        for client in (one, two):
            assert [json.loads(client.recv())["number"] for _ in range(20)] == list(range(20))


def test_nobody_listens_without_the_token(broadcast):
    assert refusal(broadcast) == HTTPStatus.UNAUTHORIZED
    assert refusal(broadcast, "?token=") == HTTPStatus.UNAUTHORIZED
    assert refusal(broadcast, additional_headers={"Authorization": "Bearer another"}) == HTTPStatus.UNAUTHORIZED
    assert refusal(broadcast, additional_headers={"Authorization": f"Basic {TOKEN}"}) == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1", "http://localhost:8000"])
def test_no_web_page_listens_even_with_the_token(broadcast, origin):
    assert refusal(broadcast, origin=origin, additional_headers=headers()) == HTTPStatus.FORBIDDEN


def test_a_name_that_was_made_to_point_here_is_refused(broadcast):
    address = f"ws://rebound.example:{broadcast.port}/"
    raw = socket.create_connection(("127.0.0.1", broadcast.port))
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(address, sock=raw, additional_headers=headers()),
    ):
        pass
    assert refused.value.response.status_code == HTTPStatus.FORBIDDEN


def test_only_this_machine_can_connect(broadcast):
    assert broadcast._server.socket.getsockname()[0] == "127.0.0.1"


def test_a_client_that_speaks_is_sent_away_and_the_others_stay(broadcast):
    with (
        connect(broadcast.address, additional_headers=headers()) as talker,
        connect(broadcast.address, additional_headers=headers()) as listener,
    ):
        attended(broadcast, 2)
        talker.send("obey me")
        with pytest.raises(ConnectionClosed, match="send nothing"):
            talker.recv()
        broadcast.send({"still": "here"})
        assert json.loads(listener.recv()) == {"still": "here"}


def test_one_client_too_many_is_told_so(broadcast):
    with ExitStack() as clients:
        for _ in range(MOST_CLIENTS):
            clients.enter_context(connect(broadcast.address, additional_headers=headers()))
        attended(broadcast, MOST_CLIENTS)
        assert refusal(broadcast, additional_headers=headers()) == HTTPStatus.SERVICE_UNAVAILABLE


def test_a_client_that_does_not_read_never_delays_the_engine(broadcast):
    with connect(broadcast.address, additional_headers=headers(), max_queue=1) as client:
        attended(broadcast, 1)
        for number in range(200 * WAITING):
            broadcast.send({"number": number, "padding": "x" * 500})
        read = [json.loads(message)["number"] for message in all_of(client)]
    assert read == sorted(read)
    assert len(read) < 200 * WAITING


def test_every_client_gets_the_last_words_before_the_end():
    with Broadcast(0, TOKEN) as broadcast:
        client = broadcast_client(broadcast)
        with client as listener:
            attended(broadcast, 1)
            for number in range(200):
                broadcast.send({"number": number})
            broadcast.close()
            assert [json.loads(message)["number"] for message in all_of(listener)] == list(range(200))


def test_a_client_that_reads_nothing_does_not_keep_the_end_waiting():
    with Broadcast(0, TOKEN) as broadcast:
        with broadcast_client(broadcast, max_queue=1, close_timeout=0.1):
            attended(broadcast, 1)
            for number in range(2 * WAITING):
                broadcast.send({"number": number, "padding": "x" * 50_000})
            broadcast.close()
        assert not broadcast._clients


def test_a_token_that_cannot_stand_in_an_address_is_refused():
    with pytest.raises(UsageError, match="plain letters"):
        Broadcast(0, "gr\u00fc\u00dfe an alle die lauschen")


def broadcast_client(broadcast: Broadcast, **options: Any) -> connect:
    return connect(broadcast.address, additional_headers=headers(), **options)


def test_a_port_in_use_and_a_short_token_get_one_line(broadcast):
    with pytest.raises(UsageError, match=rf"^port {broadcast.port}: cannot be opened .*choose another for --serve$"):
        Broadcast(broadcast.port, TOKEN)
    with pytest.raises(UsageError, match="choose at least 16"):
        Broadcast(0, "short")


def test_the_token_is_new_each_time_unless_the_environment_has_one(monkeypatch):
    monkeypatch.delenv("SAYSO_TOKEN", raising=False)
    assert token_of_this_run() != token_of_this_run()
    monkeypatch.setenv("SAYSO_TOKEN", "the same all the time")
    assert token_of_this_run() == "the same all the time"


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=200))
def test_whatever_is_said_for_a_token_only_the_token_opens(text):
    with Broadcast(0, TOKEN) as broadcast:
        assert refusal(broadcast, f"?token={quote(text.encode('utf-8', 'surrogatepass'))}") == HTTPStatus.UNAUTHORIZED


def test_listen_serves_what_it_prints_as_json(sayso: Run, four: Path, monkeypatch) -> None:
    sent = []
    monkeypatch.setattr(Broadcast, "send", lambda _, content: sent.append(content))
    status, lines, diagnostics = sayso("listen", "--source", four, "--json", "--serve", "0")
    assert status == 0
    assert sent == objects(lines)
    assert re.search(r"serving events on ws://127\.0\.0\.1:\d+/\?token=\S{32}", diagnostics)


def test_events_for_people_are_not_served():
    assert event_json(Notice("muted", 0)) is None
