"""The deals of the book as the reports `deals` and `custom-orders`: what is coming, and what was spent ahead of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import book, deals, exposure
from app.models.book import Company
from app.models.deals import Deal
from app.models.money import Money
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.deal_wording import stage_name
from app.services.deals import chance
from app.services.sheets import Cells, Heads, ListSheet, columns

WHOLE: Final = 10_000
DEALS: Final[Heads] = (
    (mark("Deal no."), "text"), (mark("Customer"), "text"), (mark("Subject"), "text"), (mark("Stage"), "text"), (mark("Amount"), "money"),
    (mark("Expected on"), "day"), (mark("Probability, %"), "number"), (mark("Likely amount"), "money"), (mark("Contract no."), "text"),
)  # fmt: skip
CUSTOM: Final[Heads] = (
    (mark("Deal no."), "text"), (mark("Customer"), "text"), (mark("Subject"), "text"), (mark("Stage"), "text"), (mark("Amount"), "money"),
    (mark("Spent so far"), "money"), (mark("Would come back, %"), "number"), (mark("In credit in use"), "money"), (mark("Expected on"), "day"),
)  # fmt: skip


def open_deals(store: Store, on: date) -> ListSheet:
    """Begun and neither delivered nor lost at the end of the day, the next expected first."""
    with store.snapshot():
        company, rates = book.company(store), DayRates(store, on)
        found = deals.live(store, on)
    likely = [each.amount * chance(each) // WHOLE for each in found]
    rows = tuple(
        (each.number, each.customer, each.title, stage_name(each.stage), Money(each.amount, each.currency), each.expected_on,
         round(chance(each) / 100), Money(part, each.currency), each.contract)
        for each, part in zip(found, likely, strict=True)
    )  # fmt: skip
    whole, part = (
        _sum(rates, found, amounts, company.currency) for amounts in ([each.amount for each in found], likely)
    )
    return ListSheet(
        name="deals",
        title=_("Deals"),
        subtitle=_subtitle(on, company),
        company=company.name,
        as_of=on,
        columns=columns(DEALS),
        rows=rows,
        customers=tuple(each.customer_id for each in found),
        notes=(_("Likely amount = amount × probability: as entered, else as usual for the stage."),),
        nothing=_("No deal is open."),
        total=(_("Together"), None, None, None, whole, None, None, part, None) if found else None,
    )


def custom_orders(store: Store, on: date) -> ListSheet:
    """Goods made for one customer only: what was spent, and what of that would be lost; open at the end of the day."""
    with store.snapshot():
        company, rates = book.company(store), DayRates(store, on)
        found = [each for each in deals.live(store, on) if each.custom_goods or each.cost_incurred]
        risk = _at_risk(store, on, {each.customer_id for each in found})
    found.sort(key=lambda each: -(rates.into(each.cost_incurred, each.currency, company.currency) or 0))
    lost = [risk.get(each.id, 0) for each in found]
    spent, used = (
        _sum(rates, found, amounts, company.currency) for amounts in ([each.cost_incurred for each in found], lost)
    )
    return ListSheet(
        name="custom-orders",
        title=_("Spent on custom orders"),
        subtitle=_subtitle(on, company),
        company=company.name,
        as_of=on,
        columns=columns(CUSTOM),
        rows=tuple(_custom(each, part) for each, part in zip(found, lost, strict=True)),
        customers=tuple(each.customer_id for each in found),
        notes=(
            _("In credit in use once agreed: spent on what has not left yet × (1 − what would come back elsewhere)."),
        ),
        nothing=_("Nothing is being made for one customer only."),
        total=(_("Together"), None, None, None, None, spent, None, used, None) if found else None,
    )


def _subtitle(on: date, company: Company) -> str:
    text = _("Open at the end of {day}; the sums in {currency} at the rates of that day")
    return text.format(day=on.isoformat(), currency=company.currency)


def _at_risk(store: Store, on: date, customers: Collection[int]) -> dict[int, int]:
    """What of each deal counts as credit in use, in minor units of its currency."""
    found = [each for who in customers for each in exposure.documents(store, on, who) if each.code == "custom_work"]
    return {each.id: each.open * (each.weight_bp or 0) // WHOLE for each in found}


def _custom(deal: Deal, risk: int) -> Cells:
    return (
        deal.number, deal.customer, deal.title, stage_name(deal.stage), Money(deal.amount, deal.currency),
        Money(deal.cost_incurred, deal.currency) if deal.cost_incurred else None, round((deal.resale_bp or 0) / 100),
        Money(risk, deal.currency) if risk else None, deal.expected_on,
    )  # fmt: skip


def _sum(rates: DayRates, found: Sequence[Deal], amounts: Sequence[int], own: str) -> Money:
    """In the book's currency; what has no known rate is left out."""
    pairs = zip(found, amounts, strict=True)
    return Money(sum(rates.into(amount, each.currency, own) or 0 for each, amount in pairs), own)
