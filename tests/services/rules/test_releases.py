"""Who may let an order leave that the rules hold back."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules.authority import Case, Signer
from app.services.rules.parameters import Policy
from app.services.rules.releases import Held, needed, refused

POLICY = Policy()
TODAY = date(2026, 11, 22)
OWNER, MIA, MAX, ANNA = Signer(1, "owner"), Signer(2, "manager"), Signer(3, "manager"), Signer(4, "sales")
TEAM = (OWNER, MIA, MAX, ANNA)


def held(*rules: str, over_bp: int = 0, overdue_days: int = 0, grade: str = "BBB") -> Held:
    return Held(frozenset(rules), over_bp, overdue_days, grade)


@pytest.mark.parametrize(
    ("case", "level"),
    [
        (held("limit", over_bp=1000, overdue_days=15), "manager"),
        (held("limit", over_bp=1001, overdue_days=15), "manager_owner"),
        (held("limit", over_bp=1000, overdue_days=16), "manager_owner"),
        (held("limit", over_bp=2000, overdue_days=30), "manager_owner"),
        (held("limit", over_bp=2001), "owner"),
        (held("oldest_overdue", overdue_days=31), "owner"),
        (held("papers"), "manager"),
        (held("hold"), "owner"),
        (held("limit", "large_deal"), "owner"),
        (held("limit", grade="CCC"), "owner"),
    ],
)
def test_the_level_that_may_release_it(case: Held, level: str) -> None:
    assert needed(case, POLICY) == level


def test_the_signatures_of_a_firm_of_several() -> None:
    def codes(level: str, proposer: Signer, approver: Signer) -> tuple[str, ...]:
        return refused(level, held("limit"), Case(proposer, approver, TEAM, reason=True), POLICY, TODAY)

    assert codes("manager", ANNA, MIA) == ()
    assert codes("manager", ANNA, ANNA) == ("role", "same_person")
    assert codes("manager_owner", ANNA, MIA) == ("second",)
    assert codes("manager_owner", MAX, MIA) == ()
    assert codes("manager_owner", ANNA, OWNER) == ()
    assert codes("owner", MAX, MIA) == ("role",)
    assert codes("owner", MAX, OWNER) == ()
    assert codes("owner", OWNER, OWNER) == ("same_person",)


def test_one_who_is_alone_writes_why_and_sleeps_on_what_is_beyond_the_limit() -> None:
    def codes(rule: str, on: date, reason: bool) -> tuple[str, ...]:
        case = Case(OWNER, OWNER, (OWNER,), reason=reason, proposed_on=TODAY)
        return refused("owner", held(rule), case, POLICY, on)

    assert codes("limit", TODAY, reason=False) == ("reason", "wait")
    assert codes("limit", date(2026, 11, 23), reason=True) == ()
    assert codes("oldest_overdue", TODAY, reason=True) == ()
