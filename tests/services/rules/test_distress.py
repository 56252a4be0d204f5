"""Z', Z'', EM and Zmijewski of T-A3 and their zones."""

from __future__ import annotations

import pytest

from app.services.rules.distress import em_score, z_general, z_private, zmijewski
from tests.facts import million, statement


def test_golden_figures() -> None:
    manufacturer, other, probit = z_private(statement()), z_general(statement()), zmijewski(statement())
    assert manufacturer and other and probit
    assert (manufacturer.zone, other.zone) == ("grey", "safe")
    assert (manufacturer.value, other.value) == pytest.approx((2.416126, 3.362691), rel=1e-6)
    assert em_score(statement()) == pytest.approx(6.612691, rel=1e-6)
    assert (probit.value, probit.pd) == pytest.approx((-1.450252, 0.073494), rel=1e-5)


@pytest.mark.parametrize(("retained", "zone"), [(1.8, "safe"), (-1.0, "grey"), (-6.0, "distress")])
def test_zones(retained: float, zone: str) -> None:
    z = z_general(statement(retained_earnings=million(retained)))
    assert z and z.zone == zone


def test_a_missing_line_or_no_divisor_gives_no_figure() -> None:
    for line in ("current_assets", "retained_earnings", "ebit", "total_assets"):
        assert z_private(statement(**{line: None})) is None
        assert z_general(statement(**{line: None})) is None
    assert z_general(statement(revenue=None)) == z_general(statement())
    assert z_private(statement(revenue=None)) is None
    assert z_general(statement(total_liabilities=0)) is None
    assert em_score(statement(ebit=None)) is None
    assert zmijewski(statement(current_liabilities=0)) is None
    assert zmijewski(statement(net_income=None)) is None


def test_half_a_year_is_scaled() -> None:
    half = statement(
        months=6,
        revenue=million(7.5),
        ebit=million(0.45),
        net_income=million(0.27),
        interest=million(0.09),
        cogs=million(6),
    )
    one, other = z_private(half), zmijewski(half)
    assert one and other
    assert one.value == pytest.approx(2.416126, rel=1e-6)
    assert other.value == pytest.approx(-1.450252, rel=1e-6)
