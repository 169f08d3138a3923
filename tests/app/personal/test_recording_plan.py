from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageError
from app.personal.recording_plan import ORDERS, Order, Plan

plans = st.builds(
    Plan.of,
    st.lists(st.sampled_from(["one", "two", "a/b", "🎉", "Seven"]), min_size=1, max_size=5),
    st.integers(1, 6),
    st.sampled_from(ORDERS),
    st.integers(0, 100),
)


@given(plans)
def test_every_label_is_asked_for_as_often_as_planned(plan: Plan) -> None:
    assert Counter(plan.remaining({})) == dict.fromkeys(plan.labels, plan.takes)
    assert len(plan.remaining({})) == plan.total


@given(plans, st.data())
def test_whoever_stops_goes_on_as_if_he_had_not(plan: Plan, data: st.DataObject) -> None:
    whole = plan.remaining({})
    said = data.draw(st.integers(0, len(whole)))
    assert plan.remaining(Counter(whole[:said])) == whole[said:]


@given(plans, st.dictionaries(st.sampled_from(["one", "two", "other"]), st.integers(0, 9)))
def test_what_the_set_has_already_is_not_asked_for_again(plan: Plan, counts: dict[str, int]) -> None:
    left = Counter(plan.remaining(counts))
    assert left == {
        label: plan.takes - counts.get(label, 0) for label in plan.labels if counts.get(label, 0) < plan.takes
    }


@given(st.integers(2, 6), st.integers(0, 1_000))
def test_a_shuffled_order_keeps_the_labels_even_and_says_none_twice_in_a_row(takes: int, seed: int) -> None:
    labels = ["one", "two", "three"]
    order = Plan.of(labels, takes, "shuffled", seed).remaining({})
    assert all(sorted(order[i : i + 3]) == sorted(labels) for i in range(0, len(order), 3))
    assert all(before != after for before, after in pairwise(order))


def test_another_seed_is_another_order() -> None:
    labels = [str(i) for i in range(8)]
    orders = {tuple(Plan.of(labels, 2, "shuffled", seed).remaining({})) for seed in range(5)}
    assert len(orders) == 5


def test_blocks_are_one_label_after_the_other() -> None:
    assert Plan.of(["two", "one"], 2, "blocks").remaining({}) == ["two", "two", "one", "one"]


def test_a_label_named_twice_counts_once() -> None:
    assert Plan.of(["one", " one ", "two"], 1).labels == ("one", "two")


@pytest.mark.parametrize(
    ("labels", "takes", "complaint"),
    [([], 1, "no label"), (["one"], 0, "0 takes"), (["one"], 1001, "1001 takes"), (["silence"], 1, "cannot be said"),
     (["one", " "], 1, "is empty")],
)  # fmt: skip
def test_a_plan_that_makes_no_sense_is_refused(labels: list[str], takes: int, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        Plan.of(labels, takes)


@pytest.mark.parametrize("order", ORDERS)
def test_each_order_is_a_choice(order: Order) -> None:
    assert Plan.of(["one"], 2, order).remaining({"one": 1}) == ["one"]
