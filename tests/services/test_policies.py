"""Credit rules: what cannot hold is refused with its reason, versions follow each other, nothing of the past is rewritten."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from app.models.errors import Cancelled, Invalid, UserError
from app.services import policies, policy_checks
from app.services.policy_versions import Policies
from app.services.rules.parameters import Policy
from app.services.rules.policy_packs import PACKS
from tests.book import TODAY, Book

USUAL = Policy()


def put(values: tuple[Any, ...], place: int, new: Any) -> tuple[Any, ...]:
    return (*values[:place], new, *values[place + 1 :])


def refused(changed: dict[str, Any]) -> tuple[str | None, str]:
    with pytest.raises(Invalid) as problem:
        policy_checks.check(changed)
    return problem.value.field, problem.value.text


def test_the_defaults_and_every_set_of_rules_can_hold() -> None:
    assert policy_checks.check({}) == USUAL
    for name, changed in PACKS.items():
        assert policy_checks.check(changed).differences() == dict(changed), name


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"prior_pd": 1.5}, "prior_pd", "150% is outside what this rule can be. Enter a number from 0.01% to 99%."),
        ({"window_months": 3}, "window_months", "Enter a number from 6 months to 60 months."),
        ({"grace_days": 2.5}, "grace_days", "Only a whole number can be typed here."),
        ({"prior_pd": "6"}, "prior_pd", "This rule cannot be read."),
        ({"prior_pd": float("nan")}, "prior_pd", "outside"),
        ({"grade_pd": (0.01, 0.02)}, "grade_pd", "This rule cannot be read."),
        ({"no_such_rule": 1}, "no_such_rule", "There is no credit rule “no_such_rule”."),
        ({"grade_pd": put(USUAL.grade_pd, 3, 0.02)}, "grade_pd.3", "Enter more than 2%."),
        ({"terms_days": put(USUAL.terms_days, 6, 20)}, "terms_days.6", "Enter 15 days or less."),
        ({"ramp": (0.5, 0.25, 1.0)}, "ramp.1", "Enter 50% or more."),
        ({"index_anchors": ((0, 80), (0, 70))}, "index_anchors.1.0", "Enter more than 0 days."),
        ({"index_anchors": ((0, 80), (30, 90))}, "index_anchors.1.1", "Enter 80 points or less."),
        ({"index_anchors": ((0, 120), (30, 90))}, "index_anchors.0.1", "120 points is outside"),
        ({"grade_pd_typical": put(USUAL.grade_pd_typical, 3, 0.05)}, "grade_pd_typical.3", "BBB reaches from 2% to 4%."),
        ({"block_weights": (0.0, 0.0, 0.0, 0.0, 0.0)}, "block_weights.0", "All weights are zero"),
        ({"ratio_weight_least": 100.0, "ratio_weights": put(USUAL.ratio_weights, 0, ("current", 0))},
         "ratio_weight_least", "add up to 85 only"),
        ({"index_band": (80.0, 80.0)}, "index_band.1", "Enter more than 80 points."),
        ({"worst_band": (0.0, 120.0)}, "worst_band.1", "Enter less than 0 days."),
        ({"ratio_bands": put(USUAL.ratio_bands, 3, ("debt", 0.4, 0.85))}, "ratio_bands.3.2", "Enter less than 40%."),
        ({"sector_bands": put(USUAL.sector_bands, 0, ("manufacturing", "current", 2.0, 1.0))}, "sector_bands.0.3", "Enter more than 2."),
        ({"prior_pd_good": 0.07}, "prior_pd", "This cannot be below “The same, in an industry that does well”. Enter 7% or more."),
        ({"lgd": 0.05, "lgd_range": (0.2, 0.9)}, "lgd", "outside"),
        ({"lgd": 0.15, "lgd_range": (0.2, 0.9)}, "lgd", "must lie between 20% and 90%"),
        ({"authority_grades": ("A", "BBB", "AA", "B")}, "authority_grades.2", "Choose BBB or a worse grade."),
        ({"authority_grades": ("A", "BBB", "XX", "B")}, "authority_grades.2", "There is no grade “XX”."),
        ({"sectors_good": ("mining",)}, "sectors_good", "There is no industry “mining”."),
        ({"sectors_good": ("retail",), "sectors_bad": ("retail",)}, "sectors_bad", "well and badly at once"),
    ],
)  # fmt: skip
def test_rules_that_cannot_hold_are_refused_at_their_number(changed: dict[str, Any], field: str, words: str) -> None:
    at, text = refused(changed)
    assert (at, words in text) == (field, True), text


def test_a_sector_that_has_no_inventory_keeps_saying_nothing(book: Book) -> None:
    place = next(p for p, row in enumerate(USUAL.sector_bands) if row[:2] == ("retail", "inventory_days"))
    silent = put(USUAL.sector_bands, place, ("retail", "inventory_days", 0, 0))
    assert policy_checks.check({"sector_bands": silent}).sector_bands[place][2:] == (0, 0)


def test_a_new_version_holds_from_its_day_and_leaves_the_past_alone(book: Book) -> None:
    service = book.services.policies
    first = service.adopt({"prior_pd": 0.08, "grace_days": 5}, TODAY, "Hard times")
    second = service.adopt({"grace_days": 5}, date(2027, 1, 1), "Better times")
    assert policies.on(book.store, date(2026, 11, 20)) == Policy(id=1)
    assert (policies.on(book.store, TODAY).id, policies.on(book.store, TODAY).prior_pd) == (first, 0.08)
    assert policies.on(book.store, date(2027, 1, 1)) == Policy(id=second, grace_days=5)
    told = [(each.state, [(d.what, d.before, d.after) for d in each.changes]) for each in service.versions()]
    prior = "A customer we know nothing about fails within a year with a chance of"
    grace = "Paid on time still means late by up to"
    assert told == [
        ("coming", [(prior, "8%", "6%")]),
        ("now", [(prior, "6%", "8%"), (grace, "3 days", "5 days")]),
        ("past", []),
    ]
    newest = service.versions()[0].row
    assert (newest.reason, newest.adopted_by, newest.params) == ("Better times", "Owner", {"grace_days": 5})


@pytest.mark.parametrize(
    ("day", "reason", "draft", "field", "words"),
    [
        (date(2026, 11, 20), "why", {"grace_days": 5}, "effective_from", "Choose 2026-11-21 or later."),
        (TODAY, "  ", {"grace_days": 5}, "reason", "This is needed."),
        (TODAY, "why", {}, "effective_from", "These are the rules of that day already."),
        (TODAY, "why", {"grace_days": 99}, "grace_days", "99 days is outside"),
    ],
)
def test_what_is_not_adopted(book: Book, day: date, reason: str, draft: Any, field: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as problem:
        book.services.policies.adopt(draft, day, reason)
    assert problem.value.field == field
    assert len(book.services.policies.versions()) == 1


def test_two_versions_cannot_begin_on_one_day(book: Book) -> None:
    book.services.policies.adopt({"grace_days": 5}, TODAY, "one")
    with pytest.raises(Invalid, match="Other rules begin on 2026-11-21 already"):
        book.services.policies.adopt({"grace_days": 6}, TODAY, "two")


def test_adopting_is_not_undone_but_followed_by_another_version(book: Book) -> None:
    service = book.services.policies
    service.adopt({"grace_days": 5}, TODAY, "one")
    with pytest.raises(UserError, match="What takes it back: “Adopt credit rules”"):
        book.services.history.undo()
    service.adopt({}, date(2026, 11, 22), "as before")
    assert policies.on(book.store, date(2026, 11, 22)).differences() == {}


def test_only_an_owner_adopts(book: Book) -> None:
    with book.store.change("person.add") as change:
        clerk = change.insert("person", {"name": "Clerk", "role": "bookkeeper"})
    book.store.person_id = clerk
    try:
        assert not book.services.policies.may_adopt()
        with pytest.raises(UserError, match="Only an owner can adopt credit rules"):
            book.services.policies.adopt({"grace_days": 5}, TODAY, "why")
    finally:
        book.store.person_id = 1


def test_rules_of_another_version_of_the_program_are_left_out_with_a_remark(book: Book) -> None:
    params = {"grace_days": 5, "moon_phase": 3, "ramp": [0.5, 1.0]}
    with book.store.change("policy.adopt") as change:
        row = {"effective_from": "2026-11-01", "params": json.dumps(params), "adopted_at": "2026-11-01T00:00:00Z"}
        change.insert("policy_version", row)
    assert policies.on(book.store, TODAY).differences() == {"grace_days": 5}
    newest = Policies(book.store, TODAY).versions()[0]
    assert (newest.unread, newest.state, newest.row.adopted_by) == (("moon_phase", "ramp"), "now", None)


LATE_AND_PROMPT = """
customer A net 30
customer B net 30
customer C net 30
""" + "\n".join(
    f"""invoice A-{n} A 2026-{n:02}-01 due 2026-{n:02}-28 100.00
payment PA-{n} A 2026-{n:02}-28 100.00 -> A-{n}
invoice B-{n} B 2026-{n:02}-01 due 2026-{n:02}-10 100.00
payment PB-{n} B 2026-{n + 1:02}-09 100.00 -> B-{n}"""
    for n in range(1, 10)
)


def test_whom_other_rules_move(book: Book) -> None:
    """A (on the day) fails with 3.49 %, B (30 days late) with 7.71 %, C is unknown. BBB ends at 4 %, BB at 8 %."""
    book.ledger(LATE_AND_PROMPT)
    service = book.services.policies
    narrow = put(USUAL.grade_pd, 3, 0.034)
    found = service.preview({"grade_pd": narrow})
    assert [(each.code, each.grade, each.risk) for each in found.moved] == [("A", ("BBB", "BB"), ("watch", "watch"))]
    assert (found.customers, found.only_points, found.moved[0].points_x100) == (3, 0, (62342, 62342))
    found = service.preview({"prior_pd": 0.09})
    assert [(each.code, each.grade) for each in found.moved] == [("A", ("BBB", "BB")), ("B", ("BB", "B"))]
    assert found.risks == {"low": (0, 0), "watch": (2, 1), "high": (0, 1), "stop": (0, 0), "unrated": (1, 1)}
    assert service.preview({}).moved == ()


def test_a_wider_grace_is_looked_at_in_the_payments_themselves(book: Book) -> None:
    """All of B's money came 30 days late: with 30 days of grace all of it is on time, 20 % of the payment block."""
    book.ledger(LATE_AND_PROMPT)
    found = book.services.policies.preview({"grace_days": 30})
    assert (found.moved, found.only_points, found.customers) == ((), 1, 3)


def test_working_it_out_can_be_stopped(book: Book) -> None:
    book.ledger(LATE_AND_PROMPT)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        book.services.policies.preview({"prior_pd": 0.09}, report=stop)


def test_a_set_of_rules_is_known_by_its_name_while_nothing_else_is_changed(book: Book) -> None:
    service = book.services.policies
    service.adopt(PACKS["trading"], TODAY, "we trade")
    service.adopt({**PACKS["trading"], "grace_days": 4}, date(2026, 11, 22), "and wait a day more")
    assert [each.row.pack for each in service.versions()] == [None, "trading", None]


def test_whose_proposed_limit_and_terms_move(book: Book) -> None:
    """Each sells 100,000 a month at 30 days: A (BBB) gets 60 % of it, B (BB) 40 %. C (unknown, read as BB) gets terms alone."""
    book.ledger(LATE_AND_PROMPT.replace("100.00", "100000.00"))
    service = book.services.policies
    less = {"limit_coefficient": (1.5, 1.0, 0.8, 0.3, 0.3, 0.2, 0.0)}
    assert service.preview(less).moved == ()
    found = service.preview(less, limits=True)
    assert [(each.code, each.limit, each.by_score) for each in found.moved] == [
        ("A", (60_000_00, 30_000_00), False),
        ("B", (40_000_00, 30_000_00), False),
    ]
    found = service.preview({"terms_days": (90, 90, 60, 45, 20, 15, 0)}, limits=True)
    assert [(each.code, each.terms_days) for each in found.moved] == [("B", (30, 20)), ("C", (30, 20))]
