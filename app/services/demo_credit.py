"""The credit files of the sample company: one whole and good, one thin and slipping, one of a firm that is new."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from app.i18n import _
from app.models.credit_facts import CreditFact
from app.models.credit_profile import Profile
from app.models.dates import maybe_day
from app.models.financials import FinancialStatement
from app.services import company
from app.services.services import Services

EQUITY: Final = 300_000_000  # own, minor units
WAN: Final = 1_000_000  # minor units of 10,000
LINES: Final = (
    "cash", "receivables", "inventory", "prepayments", "current_assets", "intangibles", "total_assets", "payables",
    "current_liabilities", "total_liabilities", "retained_earnings", "equity", "revenue", "cogs", "ebit", "interest", "net_income",
    "operating_cash_flow",
)  # fmt: skip
# In 10,000 major units, the newest year first.
STATEMENTS: Final[dict[str, tuple[str, tuple[tuple[int, ...], ...]]]] = {
    "K001": ("unaudited", (
        (42, 310, 265, 20, 650, 0, 820, 330, 560, 640, 62, 180, 1_480, 1_290, 46, 24, 15, 18),
        (55, 262, 230, 18, 580, 0, 760, 282, 490, 580, 55, 180, 1_520, 1_300, 62, 22, 30, 42),
        (61, 225, 214, 15, 530, 0, 715, 255, 430, 535, 42, 180, 1_390, 1_185, 58, 20, 29, 45),
    )),
    "K005": ("tax", (
        (80, 250, 230, 10, 600, 0, 1_000, 260, 400, 550, 180, 450, 1_500, 1_200, 90, 18, 54, 60),
        (66, 235, 215, 10, 545, 0, 930, 250, 385, 525, 140, 405, 1_410, 1_140, 78, 19, 44, 52),
    )),
    "K006": ("audited", (
        (320, 610, 540, 40, 1_640, 60, 3_400, 420, 760, 1_120, 980, 2_280, 4_300, 3_150, 430, 22, 306, 410),
        (260, 585, 520, 35, 1_500, 60, 3_180, 405, 735, 1_150, 760, 2_030, 3_980, 2_950, 365, 26, 255, 330),
        (215, 560, 505, 30, 1_400, 60, 3_020, 390, 740, 1_205, 590, 1_815, 3_720, 2_790, 318, 30, 217, 280),
    )),
}  # fmt: skip
PROFILES: Final[dict[str, dict[str, Any]]] = {
    "K001": {"years": 9, "capital": (500, 200), "sector": "wholesale", "sales": 120, "margin_bp": 1_500},
    "K003": {"years": 12, "capital": (800, 500), "sector": "wholesale", "sales": 110, "margin_bp": 1_200},
    "K005": {"years": 11, "capital": (300, 300), "sector": "wholesale", "sales": 75, "margin_bp": 2_000, "peak_bp": 13_000},
    "K006": {"years": 18, "capital": (1_000, 1_000), "sector": "manufacturing", "sales": 55, "margin_bp": 2_200},
    "K008": {"years": 5, "capital": (500, 100), "sector": "manufacturing", "sales": 80, "margin_bp": 1_800},
    "K022": {"years": 1, "capital": (500, 50), "sector": "services", "sales": 30, "margin_bp": 2_500},
}  # fmt: skip
ANSWERS: Final[dict[str, tuple[int, ...]]] = {
    "K001": (4, 3, 2, 3, 3, 4, 3, 2, 3, 2, 3, 3, 2, 3, 3, 2, 2, 3, 3, 4),
    "K005": (4, 3, 3, 4, 3, 4, 4, 3, 3, 3, 4, 4, 3, 4, 4, 4, 4, 3, 4, 0),
    "K006": (4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4),
    "K022": (1, 1, 3, 2, 2, 3, 3, 2, 2, 3, 2, 3, 3, 4),
}
# Code of the customer, kind, code, days ago, amount in 10,000, data.
FACTS: Final[tuple[tuple[str, str, str, int, int | None, dict[str, Any]], ...]] = (
    ("K001", "registry", "clean", 40, None, {}),
    ("K001", "court", "payment_suit", 70, 12, {}),
    ("K001", "industry_opinion", "industry", 40, None, {"grade": 2}),
    ("K001", "industry_opinion", "concentration", 40, None, {"share_bp": 3_500}),
    ("K001", "trade_reference", "reference", 60, 20, {"late_days": 15, "good": False, "terms_days": 30}),
    ("K003", "registry", "clean", 150, None, {}),
    ("K005", "registry", "clean", 20, None, {}),
    ("K005", "tax", "grade", 120, None, {"grade": "B"}),
    ("K005", "industry_opinion", "industry", 20, None, {"grade": 3}),
    ("K005", "trade_reference", "reference", 45, 25, {"late_days": 2, "good": True, "terms_days": 30}),
    ("K005", "trade_reference", "reference", 45, 18, {"late_days": 0, "good": True, "terms_days": 45}),
    ("K006", "registry", "clean", 15, None, {}),
    ("K006", "court", "clean", 15, None, {}),
    ("K006", "tax", "grade", 100, None, {"grade": "A"}),
    ("K006", "industry_opinion", "industry", 15, None, {"grade": 4}),
    ("K006", "visit", "visit", 80, None, {}),
    ("K006", "trade_reference", "reference", 30, 60, {"late_days": 0, "good": True, "terms_days": 60}),
    ("K022", "registry", "clean", 30, None, {}),
)  # fmt: skip


def fill(services: Services) -> None:
    """Adds the files to the filled ledger, each entry a change of its own, as if typed by hand."""
    company.update(services.store, {"own_equity": EQUITY})
    for code in PROFILES:
        _profile(services, code)
    for code in STATEMENTS:
        _statements(services, code)
    for code, kind, fact, ago, amount, data in FACTS:
        _fact(services, code, kind, fact, ago, amount, data)
    _bank_report_and_rating(services)
    for code, points in ANSWERS.items():
        _questionnaire(services, code, points)


def _profile(services: Services, code: str) -> None:
    of = PROFILES[code]
    known = services.customers.by_code(code)
    founded = services.today.replace(year=services.today.year - of["years"], month=3, day=1)
    subscribed, paid = (each * WAN for each in of["capital"])
    profile = Profile(
        founded=founded, since=maybe_day(known.since), capital_subscribed=subscribed, capital_paid=paid, sector=of["sector"],
        expected_sales=of["sales"] * WAN, margin_bp=of["margin_bp"], peak_bp=of.get("peak_bp"),
    )  # fmt: skip
    services.credit_file.save_profile(known.id, profile)


def _statements(services: Services, code: str) -> None:
    quality, years = STATEMENTS[code]
    customer = services.customers.by_code(code)
    for back, figures in enumerate(years, start=1):
        end = date(services.today.year - back, 12, 31)
        lines: dict[str, Any] = {name: value * WAN for name, value in zip(LINES, figures, strict=True)}
        services.credit_file.add_statement(
            FinancialStatement(
                customer_id=customer.id, period_end=end, currency=customer.currency, unit=10_000, quality=quality,
                received_on=min(end + timedelta(days=120), services.today), **lines,
            )
        )  # fmt: skip


def _fact(
    services: Services, code: str, kind: str, fact: str, ago: int, amount: int | None, data: dict[str, Any]
) -> None:
    on = services.today - timedelta(days=ago)
    names = {"supplier": _("Another supplier (sample)")} if kind == "trade_reference" else {}
    services.credit_file.add_fact(
        CreditFact(
            customer_id=services.customers.by_code(code).id, kind=kind, code=fact, on_day=on, checked_on=on,
            source=_sources()[kind], source_grade="B" if kind in ("industry_opinion", "trade_reference") else "A",
            amount=None if amount is None else amount * WAN, data={**names, **data},
        )
    )  # fmt: skip


def _sources() -> dict[str, str]:
    public, peers = _("Public register, looked up by hand"), _("Said by peers")
    return {
        "registry": public, "court": public, "tax": public, "industry_opinion": peers, "trade_reference": peers,
        "visit": _("Own visit"),
    }  # fmt: skip


def _bank_report_and_rating(services: Services) -> None:
    """The good one handed over its own report of the bank and has been rated."""
    customer = services.customers.by_code("K006")
    on = services.today - timedelta(days=50)
    report = {"lenders": 2, "balance": 300 * WAN, "used_bp": 4_500, "clean_months": 36, "guarantees": 0, "overdue": 0}
    rating = {"agency": _("Sample ratings agency"), "scale": "AAA-C", "grade": "A", "pd_ppm": 12_000}
    for kind, code, source, data in (
        ("bank_report", "report", _("Handed over by the customer"), report),
        ("rating", "rating", _("Report bought"), rating),
    ):
        services.credit_file.add_fact(
            CreditFact(
                customer_id=customer.id, kind=kind, code=code, on_day=on, checked_on=on, source=source,
                source_grade="A", data=data,
            )
        )  # fmt: skip


def _questionnaire(services: Services, code: str, points: tuple[int, ...]) -> None:
    """In the order of the items; what is not there is left open."""
    services.credit_file.save_questionnaire(
        services.customers.by_code(code).id,
        dict(enumerate(points, start=1)),
        visit=code == "K006",
        on=services.today - timedelta(days=35),
    )
