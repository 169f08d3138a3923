"""``sayso bench --hours``."""

from tests.app.cli.conftest import Run, objects


def test_a_long_stream_is_heard_to_its_end_in_flat_memory(sayso: Run) -> None:
    status, lines, _ = sayso("bench", "--hours", "0.3", "--json")
    (figures,) = objects(lines)
    assert status == 0
    assert figures["hours"] >= 0.3
    assert figures["plays"] == 2
    assert figures["words_at_first"] - 1 <= figures["fewest_words"] <= 15
    assert figures["words_at_first"] >= 12
    assert figures["times_real_time"] > 5
