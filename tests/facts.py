"""Customers for the tests of the score: those of the golden numbers (domain.md T-A2 ... T-A8c), and random ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from app.models.credit_facts import CODES, CreditFact
from app.models.facts import CustomerFacts, Delay, Override, PaymentFacts, Standing
from app.models.financials import LINES, FinancialStatement

DAY: Final = date(2026, 6, 30)
YUAN: Final = 100

# T-A4: as of 2026-06-30; (amount, due -> paid or open, days late, within 90 days)
DELAYS: Final = (
    Delay(100_000 * YUAN, 5, recent=False),  # 01-31 -> 02-05
    Delay(50_000 * YUAN, -3, recent=False),  # 02-28 -> 02-25
    Delay(80_000 * YUAN, 30, recent=True),  # 03-31 -> 04-30
    Delay(120_000 * YUAN, 10, recent=True),  # 04-30 -> 05-10
    Delay(30_000 * YUAN, 10, recent=True),  # 05-31 -> 06-10
    Delay(30_000 * YUAN, 30, recent=True),  # 05-31, open
)
PAYMENTS: Final = PaymentFacts(delays=DELAYS, worst=30, invoices=6, settled=5, settled_late=1, history_days=180)
ANSWERS: Final = {item: 4 if item <= 5 else 3 for item in range(1, 21)}  # 65 of 100


def million(figure: float) -> int:
    """Millions of yuan in minor units."""
    return round(figure * 1_000_000 * YUAN)


def statement(**changed: Any) -> FinancialStatement:
    """T-A2, unaudited, of the last year; `changed` replaces fields."""
    return replace(
        FinancialStatement(
            period_end=date(2025, 12, 31), received_on=date(2026, 4, 1), total_assets=million(10), current_assets=million(6),
            current_liabilities=million(4), cash=million(0.8), receivables=million(2.5), inventory=million(2.3),
            total_liabilities=million(5.5), equity=million(4.5), retained_earnings=million(1.8), revenue=million(15), cogs=million(12),
            ebit=million(0.9), interest=million(0.18), net_income=million(0.54), operating_cash_flow=million(0.6),
        ),
        **changed,
    )  # fmt: skip


def fact(kind: str, code: str, on: date = DAY, *, amount: float | None = None, **data: Any) -> CreditFact:
    """An entry of the credit file known on its day; `amount` in yuan."""
    minor, currency = (None, None) if amount is None else (round(amount * YUAN), "CNY")
    return CreditFact(kind=kind, code=code, on_day=on, checked_on=on, amount=minor, currency=currency, data=data)


# C = 55: 40 x 50 + 20 x 75 + 30 x 50 + 10 x 50
CONDITIONS: Final = (
    fact("industry_opinion", "industry", grade=3),
    fact("industry_opinion", "region", grade=4),
    fact("industry_opinion", "season", grade=3),
    fact("industry_opinion", "concentration", share_bp=4000),
)
CLEAN: Final = fact("court", "clean")


def customer(**changed: Any) -> CustomerFacts:
    """T-A8c: every block there, P 53.18, F 71.73, S 65, X 80, C 55; `changed` replaces fields."""
    return replace(
        CustomerFacts(
            customer_id=1, code="C0001", on=DAY, payments=PAYMENTS, statements=(statement(),), answers=ANSWERS, answered_on=DAY,
            facts=(CLEAN, *CONDITIONS),
        ),
        **changed,
    )  # fmt: skip


def nobody(**changed: Any) -> CustomerFacts:
    """A customer of whom nothing is known; `changed` replaces fields."""
    return replace(CustomerFacts(customer_id=1, code="C0001", on=DAY), **changed)


def random_customer(rng: Random, *, number: int = 1) -> CustomerFacts:
    """Any customer: each part may be there or not, good or bad, complete or with gaps."""
    return CustomerFacts(
        customer_id=number,
        code=f"C{number:05}",
        on=DAY,
        sector=rng.choice((None, "manufacturing", "wholesale", "construction", "services", "unheard of")),
        founded=rng.choice((None, _days_ago(rng, 8000))),
        payments=random_payments(rng) if rng.random() < 0.7 else PaymentFacts(),
        standing=random_standing(rng) if rng.random() < 0.5 else Standing(),
        statements=random_statements(rng) if rng.random() < 0.5 else (),
        facts=tuple(random_fact(rng) for _ in range(rng.choice((0, 0, 1, 3, 8)))),
        answers={item: rng.randint(0, 5) for item in range(1, 21) if rng.random() < 0.8} if rng.random() < 0.5 else {},
        visited_on=rng.choice((None, _days_ago(rng, 700))),
        override=_override(rng) if rng.random() < 0.1 else None,
    )


def random_payments(rng: Random, *, least: int = 0) -> PaymentFacts:
    """Up to a dozen payments and open items; at least `least` of them, with history enough when that is above 0."""
    delays = tuple(_delay(rng) for _ in range(rng.randint(least, 12)))
    worst = max((round(each.days) for each in delays), default=None)
    invoices = max(len(delays), 3 if least else 0)
    settled = rng.randint(0, invoices)
    return PaymentFacts(
        delays, worst, invoices, settled, rng.randint(0, settled), 400 if least else rng.choice((0, 59, 60, 400))
    )


def random_standing(rng: Random) -> Standing:
    """From nothing overdue to long overdue; small amounts too, which are not a default."""
    overdue_days = rng.choice((0, 0, 1, 20, 60, 61, 90, 91, 300))
    overdue = rng.choice((0, 50_000, 500_000, 50_000_000)) if overdue_days else 0
    return Standing(
        balance=overdue + rng.randrange(100_000_000),
        overdue=overdue,
        overdue_days=overdue_days,
        overdue_90=overdue if overdue_days > 90 else 0,
        default_days=rng.choice((None, None, None, 5, 89, 90)),
        bounced_days=rng.choice((None, None, None, 10, 11)),
        written_off_days=rng.choice((None, None, None, None, 30, 400)),
        hold=rng.random() < 0.1,
        broken_promises=rng.choice((0, 0, 0, 1, 2)),
    )


def random_statements(rng: Random) -> tuple[FinancialStatement, ...]:
    """One to three periods, with lines missing, sometimes losses or no equity."""
    return tuple(_statement(rng, date(2025 - year, 12, 31)) for year in range(rng.randint(1, 3)))


def random_fact(rng: Random) -> CreditFact:
    """An entry of any kind with its figures."""
    kind = rng.choice(list(CODES))
    code = rng.choice(CODES[kind])
    amount = rng.choice((None, 5_000.0, 2_000_000.0)) if kind in ("court", "tax") and code != "clean" else None
    return fact(kind, code, _days_ago(rng, 500), amount=amount, **_data(rng, kind, code))


def _delay(rng: Random) -> Delay:
    days, opened = rng.choice((rng.randint(-40, 10), rng.randint(-5, 200))), rng.random() < 0.2
    days = max(1, days) if opened else days
    return Delay(rng.randint(1, 20_000_000), days, recent=opened or rng.random() < 0.5, undecided=opened and days <= 3)


def _statement(rng: Random, end: date) -> FinancialStatement:
    size = rng.choice((10_000, 1_000_000, 100_000_000))
    lines: dict[str, Any] = {line: rng.randrange(size) for line in LINES}
    lines["net_income"] = rng.randrange(-size // 5, size // 5)
    lines["operating_cash_flow"] = rng.randrange(-size // 5, size // 5)
    lines["ebit"], lines["interest"] = rng.randrange(-size // 5, size // 5), rng.randrange(-size // 50, size // 10)
    lines["equity"] = rng.choice((None, rng.randrange(-size // 3, size)))
    for line in rng.sample(LINES, rng.choice((0, 0, 2, 6))):
        lines[line] = rng.choice((None, 0))
    months = rng.choice((12, 12, 12, 6, 3))
    quality = rng.choice(("audited", "tax", "unaudited", "management"))
    plain = FinancialStatement(period_end=end, received_on=end + timedelta(days=90), months=months, quality=quality)
    return replace(plain, **lines)


def _data(rng: Random, kind: str, code: str) -> dict[str, Any]:
    if kind == "bank_report":
        amounts = ("bad", "special_mention", "overdue", "interest_arrears", "guarantees")
        data = {name: rng.choice((0, 0, 0, 1_000_000)) for name in amounts}
        more = {"used_bp": rng.randrange(10_001), "new_lenders": rng.randrange(5), "clean_months": rng.randrange(48)}
        return {"balance": rng.randrange(10**9), **data, **more}
    if kind == "rating":
        return {"agency": rng.choice("XYZ"), "scale": "letters", "grade": "A", "pd_ppm": rng.randrange(100, 900_000)}
    if kind == "industry_opinion":
        return {"share_bp": rng.randrange(10_001)} if code == "concentration" else {"grade": rng.randint(1, 5)}
    return {"grade": rng.choice("ABMCD")} if (kind, code) == ("tax", "grade") else {}


def _override(rng: Random) -> Override:
    start = _days_ago(rng, 200)
    return Override(rng.choice((-2, -1, 1, 2)), "we know the owner", "boss", start, start + timedelta(days=180))


def _days_ago(rng: Random, most: int) -> date:
    return DAY - timedelta(days=rng.randrange(most))
