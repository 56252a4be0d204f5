"""Every number of the credit rules: declared once, with its unit, range and source. All are policy, none is a statistic
of this firm (domain.md L, M); a book keeps only what differs from these defaults, version by version.

policy = Policy.of({"prior_pd": 0.05}, version=3)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

OURS: Final = "D"  # a decision of this program; anything else names where the number comes from


@dataclass(frozen=True, slots=True)
class About:
    """What a parameter is: `unit` (points, days, months, share, pd, weight, factor, money, grade, code), its range and source."""

    group: str
    unit: str
    low: float
    high: float
    source: str = OURS


def _of(group: str, unit: str, default: Any, low: float, high: float, source: str = OURS) -> Any:
    return field(default=default, metadata={"about": About(group, unit, low, high, source)})


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one version; lists by grade run AAA ... CCC. Shares and probabilities are 0..1, money major units of the
    book's currency."""

    id: int = 0

    score_points: float = _of("score", "points", 600.0, 100, 1000)
    score_odds: float = _of("score", "factor", 20.0, 1, 1000)
    score_pdo: float = _of("score", "points", 50.0, 5, 200)
    map_intercept: float = _of("score", "factor", 0.117843117, -10, 10, "Q 50 = PD 6 %, Q 85 = PD 1 %")
    map_slope: float = _of("score", "factor", 0.052673844, 0.001, 1, "Q 50 = PD 6 %, Q 85 = PD 1 %")
    prior_pd: float = _of("score", "pd", 0.06, 0.0001, 0.99)
    prior_pd_good: float = _of("score", "pd", 0.04, 0.0001, 0.99)
    prior_pd_bad: float = _of("score", "pd", 0.10, 0.0001, 0.99)
    sectors_good: tuple[str, ...] = _of("score", "code", (), 0, 0)
    sectors_bad: tuple[str, ...] = _of("score", "code", (), 0, 0)
    confidence_invoices: float = _of("score", "count", 6.0, 1, 100)
    grade_pd: tuple[float, ...] = _of("score", "pd", (0.005, 0.01, 0.02, 0.04, 0.08, 0.16), 0.0001, 0.99)
    grade_pd_typical: tuple[float, ...] = _of(
        "score", "pd", (0.0035, 0.007, 0.014, 0.028, 0.057, 0.113, 0.24), 0.0001, 0.99
    )
    block_weights: tuple[float, ...] = _of("score", "weight", (40.0, 25.0, 15.0, 15.0, 5.0), 0, 100)

    grace_days: int = _of("payment", "days", 3, 0, 30)
    recent_days: int = _of("payment", "days", 90, 30, 365)
    window_months: int = _of("payment", "months", 24, 6, 60, "Payment experiences of 24 months")
    half_life_days: int = _of("payment", "days", 180, 1, 1000)
    index_invoices: int = _of("payment", "count", 3, 1, 50)
    index_history_days: int = _of("payment", "days", 60, 0, 365)
    index_anchors: tuple[tuple[int, int], ...] = _of(
        "payment", "points",
        ((-30, 100), (-20, 90), (0, 80), (15, 70), (22, 60), (30, 50), (60, 40), (90, 30), (120, 20), (180, 0)),
        -365, 730, "Anchors of the D&B value chart; the end point is ours",
    )  # fmt: skip
    payment_weights: tuple[float, ...] = _of(
        "payment", "weight", (0.45, 0.20, 0.15, 0.20), 0, 1
    )  # index, on time, worst, trend
    index_band: tuple[float, float] = _of("payment", "points", (30.0, 80.0), 0, 100)
    on_time_band: tuple[float, float] = _of("payment", "share", (0.40, 0.95), 0, 1)
    worst_band: tuple[float, float] = _of("payment", "days", (120.0, 0.0), 0, 1000)
    trend_band: tuple[float, float] = _of("payment", "days", (30.0, -10.0), -365, 365)

    ratio_weights: tuple[tuple[str, float], ...] = _of(
        "financial", "weight",
        (("current", 15), ("quick", 10), ("cash", 5), ("debt", 20), ("interest_cover", 15), ("gross_margin", 5),
         ("net_margin", 5), ("return_on_assets", 5), ("receivable_days", 5), ("inventory_days", 5), ("cash_flow", 10)), 0, 100,
    )  # fmt: skip
    ratio_bands: tuple[tuple[str, float, float], ...] = _of(
        "financial", "factor",
        (("current", 0.8, 2.0), ("quick", 0.4, 1.2), ("cash", 0.05, 0.40), ("debt", 0.85, 0.40), ("interest_cover", 1, 5),
         ("gross_margin", 0.05, 0.25), ("net_margin", -0.02, 0.06), ("return_on_assets", -0.02, 0.08),
         ("receivable_days", 150, 45), ("inventory_days", 180, 45), ("cash_flow", -0.05, 0.25)), -1000, 1000,
        "Industrial averages of SASAC 2015, thinner for small firms",
    )  # fmt: skip
    # Where a sector has none for a ratio the general band holds; (0, 0) = the ratio says nothing in that sector.
    sector_bands: tuple[tuple[str, str, float, float], ...] = _of(
        "financial", "factor",
        (("manufacturing", "current", 0.8, 1.8), ("manufacturing", "debt", 0.85, 0.40), ("manufacturing", "gross_margin", 0.08, 0.28),
         ("manufacturing", "net_margin", -0.02, 0.07), ("manufacturing", "receivable_days", 150, 50), ("manufacturing", "inventory_days", 150, 45),
         ("wholesale", "current", 0.9, 1.7), ("wholesale", "debt", 0.90, 0.50), ("wholesale", "gross_margin", 0.03, 0.12),
         ("wholesale", "net_margin", -0.01, 0.03), ("wholesale", "receivable_days", 120, 35), ("wholesale", "inventory_days", 120, 30),
         ("retail", "current", 0.7, 1.5), ("retail", "debt", 0.90, 0.50), ("retail", "gross_margin", 0.10, 0.30),
         ("retail", "net_margin", -0.02, 0.04), ("retail", "receivable_days", 45, 5), ("retail", "inventory_days", 120, 30),
         ("construction", "current", 0.8, 1.5), ("construction", "debt", 0.90, 0.60), ("construction", "gross_margin", 0.05, 0.18),
         ("construction", "net_margin", -0.01, 0.05), ("construction", "receivable_days", 240, 90), ("construction", "inventory_days", 0, 0),
         ("services", "current", 0.9, 2.2), ("services", "debt", 0.80, 0.30), ("services", "gross_margin", 0.15, 0.50),
         ("services", "net_margin", -0.05, 0.12), ("services", "receivable_days", 150, 45), ("services", "inventory_days", 0, 0),
         ("transport", "current", 0.7, 1.5), ("transport", "debt", 0.85, 0.45), ("transport", "gross_margin", 0.05, 0.20),
         ("transport", "net_margin", -0.02, 0.06), ("transport", "receivable_days", 120, 40),
         ("agriculture", "current", 0.8, 1.6), ("agriculture", "debt", 0.85, 0.45), ("agriculture", "gross_margin", 0.05, 0.22),
         ("agriculture", "net_margin", -0.03, 0.06), ("agriculture", "receivable_days", 100, 30), ("agriculture", "inventory_days", 150, 30)),
        -1000, 1000, "From experience, medium certainty",
    )  # fmt: skip
    ratio_weight_least: float = _of("financial", "weight", 50.0, 0, 100)
    quality_confidence: tuple[tuple[str, float], ...] = _of(
        "financial", "share", (("audited", 1.0), ("tax", 0.8), ("unaudited", 0.8), ("management", 0.5)), 0, 1
    )
    statement_half_months: int = _of("financial", "months", 18, 6, 36)
    statement_last_months: int = _of("financial", "months", 24, 12, 60)

    stability_confidence: float = _of("stability", "share", 0.7, 0, 1)
    stability_confidence_seen: float = _of("stability", "share", 0.9, 0, 1)
    conditions_weights: tuple[tuple[str, float], ...] = _of(
        "conditions", "weight", (("industry", 40), ("region", 20), ("concentration", 30), ("season", 10)), 0, 100
    )
    concentration_band: tuple[float, float] = _of("conditions", "share", (0.60, 0.20), 0, 1)

    external_start: float = _of("external", "points", 80.0, 0, 100)
    external_points: tuple[tuple[str, float], ...] = _of(
        "external", "points",
        (("bad", -80), ("special_mention", -35), ("overdue", -30), ("interest_arrears", -25), ("limit_use", -10), ("new_lenders", -10),
         ("guarantees_half", -15), ("guarantees_all", -30), ("enforcement", -40), ("tax_arrears", -40), ("clean_history", 15),
         ("abnormal", -30), ("share_freeze", -15), ("chattel_mortgage", -5), ("penalty", -20), ("payment_suits", -25)), -100, 100,
    )  # fmt: skip
    report_half_months: int = _of("external", "months", 6, 1, 24)
    report_last_months: int = _of("external", "months", 12, 1, 60)

    default_days: int = _of("caps", "days", 90, 30, 365)
    default_amount: float = _of("caps", "money", 1000.0, 0, 1e9)
    default_share: float = _of("caps", "share", 0.01, 0, 1)
    cure_days: int = _of("caps", "days", 90, 0, 365)
    overdue_days_b: int = _of("caps", "days", 60, 1, 365)
    bounced_days: int = _of("caps", "days", 10, 0, 365)
    enforcement_amount: float = _of("caps", "money", 100000.0, 0, 1e12)
    enforcement_share: float = _of("caps", "share", 0.10, 0, 1)
    young_months: int = _of("caps", "months", 12, 0, 60)
    promises_broken: int = _of("caps", "count", 2, 1, 20)
    thin_invoices: int = _of("caps", "count", 6, 0, 50)
    distress_z: float = _of("caps", "factor", 1.1, 0, 5, "Z'' of non-manufacturers and emerging markets")
    override_days: int = _of("caps", "days", 180, 1, 366)

    lgd: float = _of("loss", "share", 0.60, 0.10, 0.95)
    lgd_no_paper: float = _of("loss", "share", 0.15, 0, 1)
    lgd_guarantee: float = _of("loss", "share", -0.10, -1, 0)
    lgd_retention: float = _of("loss", "share", -0.20, -1, 0)
    lgd_distant: float = _of("loss", "share", 0.05, 0, 1)
    lgd_range: tuple[float, float] = _of("loss", "share", (0.10, 0.95), 0, 1)
    # (days past due, share that can still be collected)
    collectable: tuple[tuple[int, float], ...] = _of(
        "loss", "share",
        ((0, 0.949), (30, 0.899), (60, 0.813), (90, 0.696), (180, 0.521), (270, 0.391), (360, 0.228), (720, 0.093)),
        0, 3650, "CCAA survey 2004",
    )  # fmt: skip

    limit_net_worth: tuple[float, ...] = _of("limit", "share", (0.15, 0.125, 0.10, 0.075, 0.05, 0.025, 0.0), 0, 1)
    limit_working_capital: tuple[float, ...] = _of("limit", "share", (0.30, 0.25, 0.20, 0.15, 0.10, 0.05, 0.0), 0, 1)
    limit_coefficient: tuple[float, ...] = _of("limit", "factor", (1.5, 1.0, 0.8, 0.6, 0.4, 0.2, 0.0), 0, 5)
    limit_own_equity: float = _of("limit", "share", 0.05, 0, 1)
    limit_own_sales: float = _of("limit", "share", 0.10, 0, 1)
    limit_margin: float = _of("limit", "share", 0.10, 0, 1)
    limit_grace_days: int = _of("limit", "days", 15, 0, 90)
    limit_paid_factor: tuple[float, float] = _of("limit", "factor", (1.2, 1.0), 0, 5)  # index >= 80, below
    limit_statement_months: int = _of("limit", "months", 18, 6, 36)
    ramp: tuple[float, ...] = _of("limit", "share", (0.5, 0.75, 1.0), 0, 1)  # 0-2, 3-5, >= 6 settled receivables
    terms_days: tuple[int, ...] = _of("limit", "days", (90, 90, 60, 45, 30, 15, 0), 0, 365)

    review_months: tuple[int, ...] = _of("review", "months", (12, 12, 12, 6, 3, 3, 1), 1, 36)
    visit_months: tuple[int, ...] = _of("review", "months", (24, 24, 24, 12, 12, 6, 6), 1, 60)
    limit_expiry_days: int = _of("review", "days", 30, 0, 365)
    raise_share: float = _of("review", "share", 0.25, 0, 5)
    dormant_months: int = _of("review", "months", 6, 1, 60)
    # Bands of authority, the narrowest first: up to a share of our yearly sales, down to a grade.
    authority_shares: tuple[float, ...] = _of("review", "share", (0.0025, 0.01, 0.03, 0.10), 0, 1)
    authority_grades: tuple[str, ...] = _of("review", "grade", ("A", "BBB", "BB", "B"), 0, 0)
    cool_down_hours: int = _of("review", "hours", 24, 0, 168)

    # What counts of a draft until it is honoured, and of a security behind the debt.
    bill_weights: tuple[tuple[str, float], ...] = _of(
        "exposure", "share",
        (("bank", 0.0), ("small_bank", 0.5), ("finance_company", 0.5), ("trade", 1.0), ("supply_chain", 1.0), ("cheque", 1.0)), 0, 1,
    )  # fmt: skip
    security_shares: tuple[tuple[str, float], ...] = _of(
        "exposure", "share",
        (("bank_guarantee", 1.0), ("letter_of_credit", 1.0), ("guarantee_agency", 0.8), ("guarantee_parent", 0.6),
         ("guarantee_company", 0.5), ("guarantee_person", 0.3), ("mortgage", 0.5), ("pledge", 0.5), ("retention_of_title", 0.0)), 0, 1,
    )  # fmt: skip

    # What each rule of "May I ship?" does: 0 nothing, 1 warns, 2 blocks; in the order in which reasons are told.
    ship_rules: tuple[tuple[str, int], ...] = _of(
        "shipping", "effect",
        (("hold", 2), ("grade_stop", 2), ("broken", 2), ("oldest_overdue", 2), ("overdue_share", 1), ("limit", 2), ("group", 2),
         ("group_late", 2), ("max_order", 2), ("reminder", 2), ("large_deal", 2), ("prepayment", 2), ("insurance", 1), ("papers", 1),
         ("limit_expired", 2), ("stop_line", 2)), 0, 2,
    )  # fmt: skip
    stop_days: tuple[int, int] = _of("shipping", "days", (30, 15), 0, 365)  # grade A and better, the others
    ship_overdue_share: float = _of("shipping", "share", 0.30, 0, 1)
    stop_level: int = _of("shipping", "count", 3, 0, 4)
    order_most: float = _of("shipping", "money", 0.0, 0, 1e12)  # 0 = no such rule
    large_amount: float = _of("shipping", "money", 0.0, 0, 1e12)  # 0 = by the share of our sales
    large_sales_share: float = _of("shipping", "share", 0.03, 0, 1)
    large_factor: float = _of("shipping", "factor", 3.0, 1, 100)
    split_days: int = _of("shipping", "days", 7, 0, 60)
    approval_days: int = _of("shipping", "days", 30, 1, 365)
    release_shares: tuple[float, ...] = _of(
        "shipping", "share", (0.10, 0.20), 0, 5
    )  # manager, heads of finance and sales
    release_days: tuple[int, ...] = _of("shipping", "days", (15, 30), 0, 365)

    prepay_custom: tuple[float, ...] = _of("prepay", "share", (0.0, 0.0, 0.25, 0.5, 0.6, 0.75, 1.0), 0, 1)
    prepay_floor: tuple[float, ...] = _of("prepay", "share", (0.0, 0.0, 0.0, 0.0, 0.20, 0.30, 0.50), 0, 1)
    prepay_floor_bbb_new: float = _of("prepay", "share", 0.10, 0, 1)
    prepay_floor_new: float = _of("prepay", "share", 0.30, 0, 1)
    prepay_floor_stop: float = _of("prepay", "share", 1.0, 0, 1)
    prepay_margin: float = _of("prepay", "share", 0.10, 0, 1)
    prepay_step: float = _of("prepay", "share", 0.05, 0.01, 0.5)
    prepay_full_above: float = _of("prepay", "share", 0.90, 0, 1)
    prepay_months: int = _of("prepay", "months", 3, 0, 60)

    clause_weights: tuple[float, ...] = _of(
        "contract", "weight", (6, 5, 4, 5, 5, 8, 8, 3, 5, 4, 5, 4, 4, 4, 4, 4, 3, 4, 3, 4, 2, 2, 2, 2), 0, 100,
    )  # fmt: skip
    clause_pass: float = _of("contract", "points", 85.0, 0, 100)
    clause_fix: float = _of("contract", "points", 70.0, 0, 100)
    prepay_gap: float = _of("contract", "share", 0.15, 0, 1)
    milestone_grace_days: int = _of("contract", "days", 2, 0, 60)
    milestone_risk_days: int = _of("contract", "days", 3, 0, 60)
    batch_overdue_days: int = _of("contract", "days", 15, 0, 365)
    lgd_clauses: float = _of("loss", "share", 0.15, 0, 1)

    # Levels 1 to 4 wait so many days after the due day, times the factor of the grade; level 0 comes before it.
    remind_before: int = _of("remind", "days", 7, 0, 60)
    remind_again: int = _of("remind", "days", 1, 0, 60)
    remind_days: tuple[int, ...] = _of("remind", "days", (7, 15, 30, 60), 0, 365)
    remind_factor: tuple[float, ...] = _of("remind", "factor", (1.5, 1.5, 1.0, 1.0, 0.75, 0.5, 0.5), 0, 5)
    remind_interval: int = _of("remind", "days", 2, 0, 60, "No two messages to one contact in 48 hours")
    # By level 0 to 4: days that the letter gives for paying (0 = it names no day), working days until the next contact.
    remind_deadline: tuple[int, ...] = _of("remind", "days", (0, 0, 7, 7, 10), 0, 60)
    remind_follow: tuple[int, ...] = _of("remind", "days", (3, 7, 7, 3, 3), 1, 60)
    # By level 1 to 4: a fee, and a share of the original amount; nothing unless the contract or the law gives it.
    remind_fee: tuple[float, ...] = _of("remind", "money", (0.0, 0.0, 0.0, 0.0), 0, 1e9)
    remind_fee_share: tuple[float, ...] = _of("remind", "share", (0.0, 0.0, 0.0, 0.0), 0, 1)
    remind_small: float = _of("remind", "money", 2000.0, 0, 1e9)
    contact_steps: tuple[int, ...] = _of(
        "remind", "days", (1, 45, 75, 180), 0, 3650
    )  # call, visit, court, write-off file
    quiet_hours: tuple[int, int] = _of(
        "remind", "hours", (22, 8), 0, 24, "Self-regulation of consumer lending in China"
    )
    stale_days: int = _of("remind", "days", 7, 1, 60)

    promise_kept: float = _of("promise", "share", 0.95, 0.5, 1)
    promise_partly: float = _of("promise", "share", 0.50, 0, 1)
    promise_grace: int = _of("promise", "days", 2, 0, 30)
    promise_pauses: int = _of("promise", "count", 2, 0, 10)
    promise_prior: tuple[float, float] = _of(
        "promise", "factor", (7.0, 10.0), 0, 100
    )  # kept of so many, before any is known
    promise_days: int = _of("promise", "days", 90, 1, 730)
    contact_every: int = _of("promise", "days", 7, 1, 90)
    visit_factor: tuple[float, ...] = _of("promise", "factor", (0.5, 1.0, 2.0), 0.1, 10)  # customers of value A, B, C
    feedback_days: int = _of("promise", "days", 15, 1, 180)

    @classmethod
    def of(cls, changed: Mapping[str, Any], version: int = 0) -> Policy:
        """The defaults but for what is changed (JSON lists become tuples). Raises TypeError for a name that is none of them."""
        return cls(id=version, **{name: frozen(value) for name, value in changed.items()})

    def differences(self) -> dict[str, Any]:
        """What is not as by default: what a book keeps."""
        usual = Policy()
        names = [each.name for each in fields(self) if each.name != "id"]
        return {name: getattr(self, name) for name in names if getattr(self, name) != getattr(usual, name)}


def frozen(value: Any) -> Any:
    """Lists as tuples, all the way down: how a value of JSON compares to a default."""
    return tuple(frozen(each) for each in value) if isinstance(value, list | tuple) else value


PARAMETERS: Final[Mapping[str, About]] = {
    each.name: each.metadata["about"] for each in fields(Policy) if "about" in each.metadata
}
