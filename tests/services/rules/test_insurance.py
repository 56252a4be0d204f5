"""Credit insurance: what is paid, what it is worth, until when what is to be done (domain.md D2, D3)."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.insured import InsurancePolicy
from app.services.rules.insurance import Indemnity, Stake, premium, recovery, worth
from app.services.rules.insurance_days import claim_by, declare_by, notice_by, paid_from, stop_on

YUAN = 100
DUE = date(2026, 3, 31)


def policy(**given: object) -> InsurancePolicy:
    day = date(2026, 1, 1)
    known = {"mep_days": 60, "noa_days": 30, "noa_from": "mep", **given}
    return InsurancePolicy(1, "Insurer", "P-1", "domestic", "CNY", day, date(2026, 12, 31), 9000, **known)  # type: ignore[arg-type]


def indemnity(**given: object) -> Indemnity:
    return Indemnity(cover_bp=9000, insured=400_000 * YUAN, **given)  # type: ignore[arg-type]


def test_t_d2_what_insurance_saves_against_what_it_costs() -> None:
    found = worth(Stake(500_000 * YUAN, 0.06, 0.6), indemnity(), premium(3_000_000 * YUAN, 4000, None))
    assert found.loss == 18_000 * YUAN
    assert found.net_loss == 5_040 * YUAN
    assert found.saving == 12_960 * YUAN
    assert found.premium == 12_000 * YUAN
    assert found.gain == 960 * YUAN


@pytest.mark.parametrize(("order", "paid"), [("A", 350_000), ("B", 351_000)])
def test_t_d2_first_loss_in_either_order(order: str, paid: int) -> None:
    found = indemnity(first_loss=10_000 * YUAN, order=order)
    assert found.amount == paid * YUAN
    assert found.first_loss_part == (360_000 - paid) * YUAN


def test_t_d2_a_recovery_is_shared_pro_rata() -> None:
    found = recovery(500_000 * YUAN, 360_000 * YUAN, 200_000 * YUAN)
    assert found is not None
    assert found.insurer == 144_000 * YUAN
    assert found.seller_loss == 84_000 * YUAN == 140_000 * YUAN * 60 // 100


def test_nothing_owed_has_no_share_of_a_recovery() -> None:
    assert recovery(0, 0, 100) is None


def test_aggregate_first_loss_and_most_liability() -> None:
    assert indemnity(aggregate_left=60_000 * YUAN).amount == 300_000 * YUAN
    assert indemnity(first_loss=10_000 * YUAN, aggregate_left=500_000 * YUAN).amount == 0
    assert indemnity(liability_left=100_000 * YUAN).amount == 100_000 * YUAN


def test_the_minimum_premium_counts_when_the_rate_gives_less() -> None:
    assert premium(1_000_000 * YUAN, 4000, 6_000 * YUAN) == 6_000 * YUAN


def test_t_d3_stop_shipping_and_report() -> None:
    assert stop_on(policy(), DUE) == date(2026, 5, 30)
    assert notice_by(policy(), DUE) == date(2026, 6, 29)
    assert notice_by(policy(noa_from="due"), DUE) == date(2026, 4, 30)
    assert notice_by(policy(noa_days=None), DUE) is None


@pytest.mark.parametrize(
    ("rule", "days", "shipped", "last"),
    [
        ("days", 15, date(2026, 1, 20), date(2026, 2, 4)),
        ("workdays", 5, date(2026, 11, 19), date(2026, 11, 26)),  # Thursday: Fri, Mon, Tue, Wed, Thu
        ("workdays", 1, date(2026, 11, 20), date(2026, 11, 23)),
        ("month_day", 10, date(2026, 12, 31), date(2027, 1, 10)),
        ("month_day", 31, date(2026, 1, 5), date(2026, 2, 28)),
        ("none", None, date(2026, 1, 5), None),
    ],
)
def test_declaration(rule: str, days: int | None, shipped: date, last: date | None) -> None:
    assert declare_by(policy(declare_rule=rule, declare_days=days), shipped) == last


def test_waiting_and_claim() -> None:
    terms = policy(waiting_days=180, claim_days=120)
    assert paid_from(terms, DUE) == date(2026, 9, 27)
    assert claim_by(terms, DUE, None) == date(2026, 10, 27)  # 120 days after the last day of the notice
    assert claim_by(terms, DUE, date(2026, 5, 1)) == date(2026, 9, 27)  # not before the waiting ends
    assert claim_by(policy(), DUE, None) is None
