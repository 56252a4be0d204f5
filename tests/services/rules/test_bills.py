"""Drafts: last days by the law, and what may become of one."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.rules import bills
from app.services.rules.bills import Deadline, Event


def day(text: str) -> date:
    return date.fromisoformat(text)


def history(text: str) -> list[Event]:
    """ "held 2026-03-01; refused 2026-09-02"."""
    return [Event(*(status, day(on))) for status, on in (part.split() for part in text.split("; "))]


def shown(kind: str, matures: str, events: str) -> list[tuple[str, str, str]]:
    return [(d.kind, str(d.ends_on), d.basis) for d in bills.deadlines(kind, day(matures), history(events))]


def test_golden_days_of_a_draft_due_on_the_last_of_august() -> None:
    matures = day("2026-08-31")
    assert bills.present_by(matures) == day("2026-09-10")
    assert bills.rights_by("bank", matures) == day("2028-08-31")
    assert bills.recourse_by(day("2026-09-02")) == day("2027-03-02")
    assert bills.re_recourse_by(day("2026-09-02")) == day("2026-12-02")
    assert bills.notice_by(day("2026-09-02")) == day("2026-09-05")


@pytest.mark.parametrize(
    ("refused", "ends"),
    [
        ("2026-08-31", "2027-02-28"),  # no 31 February: the month's last day
        ("2027-08-30", "2028-02-29"),
        ("2027-08-29", "2028-02-29"),
        ("2026-08-28", "2027-02-28"),
        ("2026-12-31", "2027-06-30"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(refused: str, ends: str) -> None:
    assert bills.recourse_by(day(refused)) == day(ends)


def test_two_years_from_a_leap_day_end_on_28_february() -> None:
    assert bills.rights_by("trade", day("2028-02-29")) == day("2030-02-28")


def test_a_cheque_has_ten_days_and_six_months_from_its_date() -> None:
    assert shown("cheque", "2026-06-30", "held 2026-05-01") == [
        ("bill_present", "2026-07-10", "present_10_days"),
        ("bill_rights", "2026-12-30", "cheque_6_months"),
    ]


def test_what_matters_follows_the_state() -> None:
    held = "held 2026-03-01"
    assert shown("bank", "2026-08-31", held) == [
        ("bill_present", "2026-09-10", "present_10_days"),
        ("bill_rights", "2028-08-31", "rights_2_years"),
    ]
    presented = f"{held}; presented 2026-09-10"
    assert shown("bank", "2026-08-31", presented) == [("bill_rights", "2028-08-31", "rights_2_years")]
    refused = f"{presented}; refused 2026-09-12"
    assert shown("bank", "2026-08-31", refused) == [
        ("bill_recourse", "2026-09-15", "notice_3_days"),
        ("bill_recourse", "2027-03-12", "recourse_6_months"),
        ("bill_rights", "2028-08-31", "rights_2_years"),
    ]
    assert shown("bank", "2026-08-31", f"{refused}; recourse 2026-10-01") == [
        ("bill_rights", "2028-08-31", "rights_2_years")
    ]
    for done in ("honoured 2026-09-12", "discounted 2026-04-01", "endorsed 2026-04-01"):
        assert shown("bank", "2026-08-31", f"{held}; {done}") == []


def test_presented_late_there_is_no_recourse_any_more_but_the_acceptor_stays_liable() -> None:
    late = "held 2026-03-01; presented 2026-09-11; refused 2026-09-12"
    assert shown("trade", "2026-08-31", late) == [("bill_rights", "2028-08-31", "rights_2_years")]
    assert bills.presented_late(day("2026-08-31"), history(late))
    assert not bills.presented_late(day("2026-08-31"), history("held 2026-03-01; presented 2026-09-10"))


def test_who_took_back_a_draft_he_had_passed_on_has_three_months() -> None:
    events = "held 2026-03-01; endorsed 2026-04-01; refused 2026-09-12"
    assert shown("trade", "2026-08-31", events)[1] == ("bill_recourse", "2026-12-12", "re_recourse_3_months")


def test_a_certificate_of_a_platform_has_no_recourse() -> None:
    assert bills.deadlines("supply_chain", day("2026-08-31"), history("held 2026-03-01")) == (
        Deadline("bill_present", day("2026-08-31"), "certificate"),
    )
    assert shown("supply_chain", "2026-08-31", "held 2026-03-01; presented 2026-08-31; refused 2026-09-01") == []


@pytest.mark.parametrize(
    ("kind", "drawn", "matures", "remark"),
    [
        ("bank", "2026-02-28", "2026-08-28", ""),
        ("bank", "2026-02-28", "2026-08-29", "over_6_months"),
        ("trade", "2022-12-31", "2023-12-31", ""),  # the old rule: a year
        ("finance_company", "2023-01-01", "2023-07-02", "over_6_months"),
        ("cheque", "2026-01-01", "2026-12-01", ""),
        ("supply_chain", "2025-06-15", "2025-12-15", ""),
        ("supply_chain", "2025-06-15", "2025-12-16", "certificate_6_months"),
        ("supply_chain", "2025-06-15", "2026-06-15", "certificate_6_months"),
        ("supply_chain", "2025-06-15", "2026-06-16", "certificate_1_year"),
        ("supply_chain", "2025-06-14", "2026-12-31", ""),
    ],
)
def test_a_term_that_is_too_long_is_remarked(kind: str, drawn: str, matures: str, remark: str) -> None:
    assert bills.term_remark(kind, day(drawn), day(matures)) == remark


def test_what_may_become_of_a_draft() -> None:
    assert set(bills.may_become("held")) == {"presented", "endorsed", "discounted", "discounted_recourse", "honoured"}
    assert set(bills.may_become("held", transferable=False)) == {"presented", "honoured"}
    assert set(bills.may_become("endorsed")) == {"honoured", "refused"}
    assert set(bills.may_become("refused")) == {"recourse", "honoured"}
    assert bills.may_become("honoured") == ()
