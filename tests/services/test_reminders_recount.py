"""Any months of any small book: who is reminded of how much on every day is what a notebook says, and no later fact leaks in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models import claims, policies
from app.services import opening
from tests.book import assert_sound, copied, new_book
from tests.keeper import SMALL, START, Keeper
from tests.notebook import SHARES


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recount") / "empty.kedun"
    new_book(path)
    shares = [each / 100 for each in SHARES[1:]]
    rules = {"remind_factor": [1.0] * 7, "remind_small": SMALL["CNY"] / 100, "remind_fee_share": shares}
    with opening.open_book(path, START, write=True) as book, book.services.store.change("policy.adopt") as change:
        policies.insert(change, date(2020, 1, 1), rules, None, "test", 1)
    return path


def compare_demands(keeper: Keeper, on: date) -> None:
    """What interrupts limitation: letters of level 2 and more that were signed for, until they came back after all."""
    said = [
        each.signed
        for each in keeper.letters
        if each.level >= 2 and each.stands(on) and each.signed and each.signed <= on
        for _receivable in {item.of for item in each.steps}
    ]
    assert sorted(each.on_day for each in claims.events(keeper.store, on)) == sorted(said), on


ACT = st.tuples(st.integers(0, 23), st.integers(0, 5), st.integers(0, 5), st.integers(0, 40))


@settings(max_examples=15, deadline=None)
@given(tidy=st.booleans(), acts=st.lists(ACT, min_size=5, max_size=40))
def test_every_day_of_any_book(empty: Path, tidy: bool, acts: list[tuple[int, int, int, int]]) -> None:
    with copied(empty) as store:
        keeper = Keeper(store, tidy=tidy)
        for act in acts:
            keeper.do(*act)
        keeper.days(0, 1, 8)
        for on, said in keeper.said.items():
            keeper.compare(on)
            compare_demands(keeper, on)
            if on.day % 5 == 0:
                keeper.compare_today(on)
            if tidy:
                assert keeper.due(on) == said, on
        assert_sound(store, keeper.today)
