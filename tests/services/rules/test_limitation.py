"""Until when a debt can be claimed: golden dates, what restarts the period and what does not."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.limitation import CONSENT, KINDS, STRENGTHS, Event, Limitation, limitation

DUE = date(2024, 6, 30)


def after(*events: Event, dues: tuple[date, ...] = (DUE,)) -> Limitation:
    return limitation(dues, events)


def test_golden_three_years_from_the_due_day() -> None:
    assert after() == Limitation(date(2027, 6, 30), "due_3_years", None, date(2027, 6, 30), None, None)


def test_golden_a_sealed_statement_restarts() -> None:
    sealed = Event("acknowledgement", date(2025, 3, 15))
    found = after(sealed)
    assert (found.ends_on, found.basis, found.last) == (date(2028, 3, 15), "interrupted_3_years", sealed)


def test_an_event_on_the_last_day_restarts_and_one_the_day_after_does_not() -> None:
    assert after(Event("demand", date(2027, 6, 30), "medium")).ends_on == date(2030, 6, 30)
    found = after(Event("demand", date(2027, 7, 1), "medium"))
    assert (found.ends_on, found.consent_until) == (date(2027, 6, 30), None)


def test_what_the_debtor_signs_afterwards_is_for_a_lawyer_to_judge() -> None:
    found = after(Event("acknowledgement", date(2027, 7, 1)), Event("part_payment", date(2028, 2, 29)))
    assert (found.ends_on, found.consent_until) == (date(2027, 6, 30), date(2031, 2, 28))


def test_events_chain_whatever_their_order() -> None:
    demand, plan = Event("demand", date(2027, 1, 1), "medium"), Event("instalment_plan", date(2029, 12, 31))
    assert after(plan, demand).ends_on == after(demand, plan).ends_on == date(2032, 12, 31)
    assert after(plan).ends_on == date(2027, 6, 30)  # without the demand the plan came too late


def test_an_event_before_the_debt_was_due_changes_nothing() -> None:
    found = after(Event("part_payment", date(2024, 5, 1)))
    assert (found.ends_on, found.basis) == (date(2027, 6, 30), "due_3_years")


def test_instalments_of_one_debt_run_from_the_last() -> None:
    found = after(dues=(DUE, date(2025, 6, 30), date(2024, 12, 31)))
    assert (found.ends_on, found.basis) == (date(2028, 6, 30), "last_instalment_3_years")


def test_a_telephone_call_is_shown_apart_and_not_counted_on() -> None:
    call, later = Event("demand", date(2027, 1, 10), "weak"), Event("demand", date(2028, 1, 10), "strong")
    assert (after(call).ends_on, after(call).with_weak) == (date(2027, 6, 30), date(2030, 1, 10))
    found = after(call, later)  # only if the call counts was the letter in time
    assert (found.ends_on, found.with_weak) == (date(2027, 6, 30), date(2031, 1, 10))


def test_a_suit_restarts_when_it_ends() -> None:
    filed = date(2026, 1, 5)
    assert after(Event("suit", filed, until=date(2027, 11, 20))).ends_on == date(2030, 11, 20)
    found = after(Event("suit", filed))
    assert (found.ends_on, found.basis) == (date(2029, 1, 5), "procedure_open")


def test_a_judgment_is_enforced_within_two_years_restarted_by_what_follows() -> None:
    suit = Event("suit", date(2026, 1, 5), until=date(2026, 9, 30), judgment=True)
    assert after(suit).enforce_by == date(2028, 9, 30)
    assert after(suit, Event("part_payment", date(2028, 9, 30))).enforce_by == date(2030, 9, 30)
    assert after(suit, Event("part_payment", date(2028, 10, 1))).enforce_by == date(2028, 9, 30)


def test_a_suspension_near_the_end_leaves_six_months_after_it() -> None:
    assert after(Event("suspension", date(2027, 5, 1), until=date(2027, 8, 31))).ends_on == date(2028, 2, 29)
    assert after(Event("suspension", date(2025, 5, 1), until=date(2025, 8, 31))).ends_on == date(2027, 6, 30)
    assert after(Event("suspension", date(2027, 5, 1))).ends_on == date(2027, 6, 30)  # its end is not known yet


def test_never_beyond_twenty_years() -> None:
    yearly = [Event("demand", date(year, 6, 30), "strong") for year in range(2025, 2046)]
    found = after(*yearly)
    assert (found.ends_on, found.basis) == (date(2044, 6, 30), "twenty_years")


def test_the_leap_day_ends_on_the_28th() -> None:
    assert after(dues=(date(2024, 2, 29),)).ends_on == date(2027, 2, 28)
    assert after(Event("demand", date(2024, 2, 29), "medium"), dues=(date(2023, 1, 31),)).ends_on == date(2027, 2, 28)


days = st.integers(0, 25 * 366).map(lambda n: date(2015, 1, 1) + timedelta(n))


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind, on = draw(st.sampled_from(KINDS)), draw(days)
    until = draw(st.none() | st.integers(0, 2000).map(lambda n: on + timedelta(n)))
    return Event(kind, on, draw(st.sampled_from(STRENGTHS)), until)


@given(st.lists(days, min_size=1, max_size=4), st.lists(events(), max_size=8), events())
def test_one_more_event_never_shortens_the_period(dues: list[date], known: list[Event], more: Event) -> None:
    before, then = limitation(dues, known), limitation(dues, [*known, more])
    assert then.ends_on >= before.ends_on
    assert then.with_weak >= before.with_weak


@given(st.lists(days, min_size=1, max_size=4), st.lists(events(), max_size=8))
def test_never_shorter_than_three_years_nor_longer_than_twenty(dues: list[date], known: list[Event]) -> None:
    found, last = limitation(dues, known), max(dues)
    assert limitation([last], []).ends_on <= found.ends_on <= found.with_weak
    assert found.with_weak.year - last.year <= 20
    if found.consent_until:
        assert any(each.kind in CONSENT and each.on > found.ends_on for each in known)
