"""Damaged, hostile and absurd input at every door: one clear line or a clean answer, never a traceback.

``make fuzz`` tries ten thousand inputs at each door, and as many again guided by coverage (``tests/fuzz``); the
everyday run tries a few.
"""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.sync.client import connect

from app.cli.broadcast import Broadcast
from tests.fakes import model_metadata
from tests.fuzz import seeds
from tests.fuzz.doors import DOORS
from tests.fuzz.judge import watch
from tests.fuzz.seeds import ODDITIES, TOKEN

TRIES = int(os.environ.get("SAYSO_FUZZ", "40"))

fuzz = settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def patience_ends_with_the_test() -> Iterator[None]:
    yield
    watch().rest()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a folder for each door, the same for all its inputs."""
    root = tmp_path_factory.mktemp("hostile")

    def place(door: str) -> Path:
        (root / door).mkdir(exist_ok=True)
        return root / door

    return place


@dataclass(frozen=True)
class Mutation:
    """Some harm done to the bytes of a file that was good."""

    at: float
    """Share of the length."""
    content: bytes
    kind: str

    def of(self, good: bytes) -> bytes:
        """Return the file with its harm."""
        at = int(self.at * len(good))
        if self.kind == "cut":
            return good[:at]
        if self.kind == "insert":
            return good[:at] + self.content + good[at:]
        if self.kind == "repeat":
            return good[:at] + good
        return good[:at] + self.content + good[at + len(self.content) :]


mutations = st.builds(
    Mutation,
    at=st.floats(0, 1) | st.floats(0, 0.1),
    content=st.binary(min_size=1, max_size=40) | st.sampled_from(ODDITIES),
    kind=st.sampled_from(["replace", "replace", "cut", "insert", "repeat"]),
)


@st.composite
def spoilt(draw: st.DrawFn, good: list[bytes]) -> bytes:
    content = draw(st.sampled_from(good))
    for change in draw(st.lists(mutations, min_size=1, max_size=4)):
        content = change.of(content)
    return content


@pytest.mark.parametrize("name", DOORS)
def test_what_was_good_and_is_spoilt_gets_one_line_or_an_answer(name: str, places: Callable[[str], Path]) -> None:
    door, place = DOORS[name], places(name)

    @fuzz
    @given(spoilt(list(door.seeds())))
    def enter(content: bytes) -> None:
        door.enter(content, place)

    enter()


@pytest.mark.parametrize("name", DOORS)
def test_what_was_never_good_gets_one_line(name: str, places: Callable[[str], Path]) -> None:
    door, place = DOORS[name], places(name)

    @fuzz
    @given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
    def enter(content: bytes) -> None:
        door.enter(content, place)

    enter()


json_texts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
).map(lambda value: json.dumps(value).encode())


@st.composite
def misfits(draw: st.DrawFn, good: bytes) -> bytes:
    """Draw JSON that is as it should be but for some values, which may be anything, or no JSON at all."""
    content = deepcopy(json.loads(good))
    strange = draw(st.lists(json_texts | st.sampled_from(ODDITIES), min_size=1, max_size=3))
    for number in range(len(strange)):
        holder = draw(st.sampled_from(list(holders(content))))
        holder[draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))] = (
            f"strange {number}"
        )
    text = json.dumps(content).encode()
    for number, value in enumerate(strange):
        text = text.replace(f'"strange {number}"'.encode(), value)
    return text


def holders(content: Any) -> Iterator[Any]:
    """Yield each object and each list that holds anything, all the way down."""
    if content and isinstance(content, dict | list):
        yield content
        for value in content.values() if isinstance(content, dict) else content:
            yield from holders(value)


@pytest.mark.parametrize("name", ["settings", "profile", "manifest", "test_set"])
def test_values_that_do_not_fit_get_one_line_or_an_answer(name: str, places: Callable[[str], Path]) -> None:
    door, place = DOORS[name], places(name)

    @fuzz
    @given(st.data())
    def enter(data: st.DataObject) -> None:
        lines = data.draw(st.sampled_from(list(door.seeds()))).split(b"\n") if name in {"manifest", "test_set"} else ()
        good = lines[0] if lines else data.draw(st.sampled_from(list(door.seeds())))
        door.enter(b"\n".join([data.draw(misfits(good)), *lines[1:]]), place)

    enter()


@fuzz
@given(key=st.integers(0, len(model_metadata()) - 1), value=json_texts | st.sampled_from(ODDITIES))
def test_any_metadata_of_a_model_is_taken_or_refused_in_one_line(
    places: Callable[[str], Path], key: int, value: bytes
) -> None:
    DOORS["metadata"].enter(bytes([key]) + value, places("metadata"))


@fuzz
@given(
    content=st.lists(
        st.binary(max_size=200) | st.sampled_from([b"GET / HTTP/1.1\r\n", b"\r\n\r\n", b"\x81\xff"]), max_size=4
    )
)
def test_whatever_a_stranger_sends_the_broadcast_goes_on(broadcast: Broadcast, content: list[bytes]) -> None:
    watch().be_patient()
    with socket.create_connection(("127.0.0.1", broadcast.port), timeout=30) as stranger, suppress(OSError):
        for piece in content:
            stranger.sendall(piece)  # the broadcast may have had enough, and hung up
        stranger.shutdown(socket.SHUT_WR)
        while stranger.recv(4096):
            pass


@settings(fuzz, max_examples=max(4, TRIES // 25))  # the broadcast looks every half second whether somebody speaks
@given(content=st.binary(min_size=1, max_size=200))
def test_whatever_a_listener_sends_the_broadcast_goes_on(broadcast: Broadcast, content: bytes) -> None:
    watch().be_patient()
    request = seeds.requests()[0].replace(b"PORT", str(broadcast.port).encode())
    with socket.create_connection(("127.0.0.1", broadcast.port), timeout=30) as listener:
        listener.sendall(request)
        assert listener.recv(4096).startswith(b"HTTP/1.1 101 ")
        with suppress(OSError):
            listener.sendall(content)
            listener.shutdown(socket.SHUT_WR)
            while listener.recv(4096):
                pass
    while broadcast._clients:
        threading.Event().wait(0.001)


@pytest.fixture(scope="module")
def broadcast() -> Iterator[Broadcast]:
    with Broadcast(0, TOKEN) as broadcast:
        yield broadcast
        with connect(broadcast.address, additional_headers={"Authorization": f"Bearer {TOKEN}"}) as client:
            while not broadcast._clients:
                pass
            broadcast.send({"still": "here"})
            assert json.loads(client.recv()) == {"still": "here"}
