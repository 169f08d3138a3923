import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.personal.manifest import parse_manifest, read_manifest, take_from_json, take_to_json, write_manifest
from app.personal.take import Take

TAKE = Take(
    id="1", label="seven", speaker="me", device="Headset", sample_rate=16_000, level_db=-21.5, snr_db=None,
    clipped=False, trim=(4_800, 9_600), sha256="ab", time="2026-01-02T03:04:05+00:00", app_version="0.2.0",
    file="seven/1.wav",
)  # fmt: skip

json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def line(**changes: object) -> bytes:
    return json.dumps({**take_to_json(TAKE), **changes}).encode()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    write_manifest(tmp_path / "manifest.jsonl", [TAKE])
    assert read_manifest(tmp_path / "manifest.jsonl").takes == (TAKE,)
    assert (tmp_path / "manifest.jsonl").read_bytes().isascii()


def test_a_missing_manifest_is_empty(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "manifest.jsonl").takes == ()


def test_fields_of_a_later_version_are_kept(tmp_path: Path) -> None:
    (take,) = parse_manifest(line(mood="cheerful", extra={"a": [1, None]})).takes
    write_manifest(tmp_path / "m", [take])
    written = json.loads((tmp_path / "m").read_bytes())
    assert (written["mood"], written["extra"]) == ("cheerful", {"a": [1, None]})


@given(st.binary(max_size=400))
def test_no_bytes_are_too_odd_to_be_read(content: bytes) -> None:
    lines = [raw.decode("utf-8", "backslashreplace") for raw in content.removeprefix(b"\xef\xbb\xbf").splitlines()]
    found = parse_manifest(content)
    assert found.takes == ()
    assert found.damaged == tuple(text for text in lines if text.strip())


@given(st.lists(st.integers(0, 9), unique=True, min_size=1), st.data())
def test_a_damaged_line_costs_no_other_take(ids: list[int], data: st.DataObject) -> None:
    lines = [line(id=str(i), file=f"seven/{i}.wav") for i in ids]
    hurt = data.draw(st.integers(0, len(lines) - 1))
    keep = data.draw(st.integers(1, len(lines[hurt]) - 1))
    noise = data.draw(st.binary(max_size=5)).replace(b"\n", b"").replace(b"\r", b"")
    lines[hurt] = lines[hurt][:keep] + noise
    found = parse_manifest(b"\n".join(lines))
    assert [take.id for take in found.takes] == [str(i) for i in ids if i != ids[hurt]]
    assert len(found.damaged) == 1


@given(st.sampled_from(sorted(take_to_json(TAKE))), json_values)
def test_a_field_of_any_kind_is_read_as_it_should_be_or_refused(name: str, value: object) -> None:
    (*takes,) = parse_manifest(line(**{name: value})).takes
    for take in takes:
        assert take_from_json(json.loads(json.dumps(take_to_json(take)))) == take
        assert isinstance(take.label, str)
        assert take.label
        assert all(isinstance(bound, int) for bound in take.trim)
        assert take.level_db is None or math.isfinite(take.level_db)


@pytest.mark.parametrize(
    "file",
    ["/etc/passwd.wav", "../x.wav", "a/../../x.wav", "seven/../x.wav", "x.wav", ".trash/x.wav", "seven/.x.wav",
     "a/b/c.wav", "seven\\x.wav", "seven/x.txt", "seven/\0.wav", ""],
)  # fmt: skip
def test_a_line_that_points_outside_the_set_is_refused(file: str) -> None:
    assert parse_manifest(line(file=file)).takes == ()


@pytest.mark.parametrize("id_", ["../../x", "", ".", "..", "a/b", "a\\b"])
def test_an_id_that_is_a_path_is_refused(id_: str) -> None:
    assert parse_manifest(line(id=id_)).takes == ()


def test_of_two_lines_on_one_take_the_later_one_counts() -> None:
    found = parse_manifest(b"\n".join([line(), line(speaker="you"), line(id="2", file="seven/2.wav")]))
    assert [(take.id, take.speaker) for take in found.takes] == [("1", "you"), ("2", "me")]
    assert len(found.damaged) == 1


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm() -> None:
    found = parse_manifest(b"\xef\xbb\xbf" + line() + b"\r\n\r\n" + line(id="2", file="seven/2.wav") + b"\r\n")
    assert len(found.takes) == 2
    assert found.damaged == ()


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"a":' * 100_000, b"1" * 10_000, b'{"level_db": 1e999}', b"NaN"])
def test_hostile_json_is_a_damaged_line(text: bytes) -> None:
    assert parse_manifest(text).damaged == (text.decode(),)


def test_a_level_too_large_for_a_number_is_refused() -> None:
    assert parse_manifest(line(level_db=10**400)).takes == ()
