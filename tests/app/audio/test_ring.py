import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audio.ring import RingBuffer


def counting(start: int, count: int) -> np.ndarray:
    return np.arange(start, start + count, dtype=np.float32)


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 32))
def test_a_ring_returns_the_latest_samples_whatever_the_blocks(sizes: list[int], capacity: int) -> None:
    ring = RingBuffer(capacity)
    for size in sizes:
        ring.write(counting(ring.written, size))
    oldest = max(0, ring.written - capacity)
    reading = ring.read(oldest, ring.written)
    assert reading.lost == 0
    np.testing.assert_array_equal(reading.samples, counting(oldest, ring.written - oldest))


def test_a_late_reader_loses_samples_and_is_told_how_many() -> None:
    ring = RingBuffer(100)
    ring.write(counting(0, 250))
    reading = ring.read(40, 250)
    assert reading.lost == 110
    np.testing.assert_array_equal(reading.samples, counting(150, 100))


def test_a_reader_keeps_clear_of_where_the_writer_may_be() -> None:
    ring = RingBuffer(100)
    ring.write(counting(0, 250))
    reading = ring.read(150, 250, margin=30)
    assert reading.lost == 30
    assert reading.samples[0] == 180


def test_the_future_cannot_be_read() -> None:
    ring = RingBuffer(10)
    ring.write(counting(0, 4))
    with pytest.raises(IndexError, match="sample 5 is not written yet: 4 are"):
        ring.read(0, 5)


def test_a_block_is_copied_so_that_the_sound_system_may_use_its_buffer_again() -> None:
    ring = RingBuffer(10)
    block = counting(0, 5)
    ring.write(block)
    block[:] = -1
    np.testing.assert_array_equal(ring.read(0, 5).samples, counting(0, 5))


def test_a_reader_beside_a_writer_never_sees_a_sample_out_of_place() -> None:
    ring = RingBuffer(4_000)
    total = 2_000_000

    def write() -> None:
        for start in range(0, total, 160):
            ring.write(counting(start, 160))

    writer = threading.Thread(target=write)
    writer.start()
    at = seen = lost = 0
    while at < total:
        written = ring.written
        reading = ring.read(at, written, margin=160)
        np.testing.assert_array_equal(reading.samples, counting(at + reading.lost, written - at - reading.lost))
        seen, lost, at = seen + len(reading.samples), lost + reading.lost, written
    writer.join()
    assert seen + lost == total
