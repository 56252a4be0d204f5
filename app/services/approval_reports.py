"""Lists about exceptions for paper, screen and Excel: what was approved in 12 months, and which orders are large."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import approvals, book, deals, large_deals, order_facts
from app.models.approvals import Approval
from app.models.dates import add_months
from app.models.deals import Deal
from app.models.large_deals import FEWEST, Large
from app.models.money import Money, to_minor
from app.models.store import Store
from app.services import exception_wording, exposure, policies
from app.services.day_rates import DayRates
from app.services.formats import money, percent
from app.services.rules.parameters import Policy
from app.services.sheets import Cells, Heads, ListSheet, columns

MONTHS: Final = 12
MANY: Final = Decimal("0.05")  # of the orders: more exceptions than that are told (domain.md I)
APPROVED: Final[Heads] = (
    (mark("Number"), "text"), (mark("Date"), "day"), (mark("Customer"), "text"), (mark("What for"), "text"), (mark("Up to"), "money"),
    (mark("Credit in use after"), "money"), (mark("Approved by"), "text"), (mark("Last day"), "day"), (mark("State"), "text"),
    (mark("Reason"), "text"),
)  # fmt: skip
LARGE: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Receivable or deal"), "text"), (mark("Date"), "day"), (mark("Amount"), "money"),
    (mark("In the book's currency"), "money"), (mark("Why it is large"), "text"), (mark("Exception approved"), "text"),
)  # fmt: skip


def approved(store: Store, on: date) -> ListSheet:
    """Every exception of the last 12 months, the newest first."""
    found = approvals.since(store, add_months(on, -MONTHS), on)
    rows = tuple(_approved(store, each, on) for each in found)
    people = tuple(each.customer_id for each in found)
    return _sheet(store, on, "approvals", _("Exceptions approved"), APPROVED, rows, people, _counted(store, found, on))


def _approved(store: Store, each: Approval, on: date) -> Cells:
    most = None if each.amount is None or each.currency is None else Money(each.amount, each.currency)
    own = exposure.currency_of(store, each.customer_id)
    after = None if each.exposure_after is None else Money(each.exposure_after, own)
    state = exception_wording.state_name(each.state(on))
    what = exception_wording.subject_name(each.subject)
    return (
        each.number,
        each.valid_from,
        each.customer,
        what,
        most,
        after,
        each.approver,
        each.last_day,
        state,
        each.reason,
    )


def _counted(store: Store, found: list[Approval], on: date) -> tuple[str, ...]:
    """How many, and whether that is many for the orders there were."""
    live = sum(each.state(on) == "live" for each in found)
    told = [ngettext("{count} exception in 12 months.", "{count} exceptions in 12 months.", len(found))]
    if live:
        told.append(ngettext("{count} of them is in force.", "{count} of them are in force.", live))
    orders = large_deals.ordered(store, on)
    share = Decimal(len(found)) / orders if orders else Decimal(0)
    if share > MANY:
        words = _(
            "That is {share} of the receivables of these months: more than {most} says that the rules or limits do not fit."
        )
        told.append(words.format(share=percent(share), most=percent(MANY, 0)))
    return tuple(told)


def large(store: Store, on: date) -> ListSheet:
    """Receivables of the last 12 months and live deals that are large by the rules, the newest first."""
    policy = policies.on(store, on)
    line = _line(store, policy)
    factor = _factor(policy)
    receivables = large_deals.receivables(store, on, line, factor, policy.split_days)
    found = [
        *_deals(store, on, line, policy),
        *((each.customer_id, _receivable(store, each, line, policy.split_days)) for each in receivables),
    ]
    own = book.company(store).currency
    notes = [_rule(policy, None if line is None else Money(line, own))]
    people = tuple(customer for customer, _row in found)
    rows = tuple(row for _customer, row in found)
    return _sheet(store, on, "large-deals", _("Large deals"), LARGE, rows, people, tuple(notes))


def _line(store: Store, policy: Policy) -> int | None:
    """From which amount on an order is large, in the book's minor units; None where neither it nor our sales are known."""
    company = book.company(store)
    if policy.large_amount:
        return to_minor(Decimal(str(policy.large_amount)), company.currency)
    return (
        None if company.annual_sales is None else round(Decimal(str(policy.large_sales_share)) * company.annual_sales)
    )


def _factor(policy: Policy) -> int:
    """In hundredths."""
    return round(policy.large_factor * 100)


def _receivable(store: Store, each: Large, line: int | None, days: int) -> Cells:
    own = book.company(store).currency
    average = each.total // each.before if each.before >= FEWEST else None
    why = _why(each.base, each.whole, line, average, own, days)
    on = date.fromisoformat(each.on)
    return (
        each.customer,
        each.number,
        on,
        Money(each.amount, each.currency),
        Money(each.base, own),
        why,
        each.approval,
    )


def _deals(store: Store, on: date, line: int | None, policy: Policy) -> list[tuple[int, Cells]]:
    """Those begun and not yet delivered; in a currency without a rate they are left out."""
    rates, own = DayRates(store, on), book.company(store).currency
    found = []
    for each in deals.live(store, on):
        base = rates.into(each.amount, each.currency, own)
        if base is None:
            continue
        usual = order_facts.usual(store, each.customer_id, on)
        average = usual.base // usual.count if usual.count >= FEWEST else None
        whole = base + _others(store, each, policy.split_days, rates, own)
        if (line is not None and whole >= line) or (average is not None and base * 100 > _factor(policy) * average):
            why = _why(base, whole, line, average, own, policy.split_days)
            found.append((each.customer_id, _deal(store, each, Money(base, own), why)))
    return found


def _others(store: Store, deal: Deal, days: int, rates: DayRates, own: str) -> int:
    """What else the customer ordered in the days before the deal, in the book's minor units."""
    rows = order_facts.lately(store, deal.customer_id, deal.ordered_on or deal.opened_on, days)
    others = (each for each in rows if (each.table, each.id) != ("deal", deal.id))
    return sum(rates.into(each.amount, each.currency, own) or 0 for each in others)


def _deal(store: Store, each: Deal, base: Money, why: str) -> Cells:
    given = next((a.number for a in approvals.of_customer(store, each.customer_id) if a.deal_id == each.id), None)
    return (each.customer, each.number, each.opened_on, Money(each.amount, each.currency), base, why, given)


def _why(base: int, whole: int, line: int | None, average: int | None, own: str, days: int) -> str:
    """By its amount, by what else was ordered within so many days, else by what is usual."""
    if line is not None and base >= line:
        return _("From {amount} on").format(amount=money(line, own))
    if line is not None and whole >= line:
        text = _("{sum} ordered within {days} days: from {amount} on")
        return text.format(sum=money(whole, own), days=days, amount=money(line, own))
    times = Decimal(base) / average if average else Decimal(0)
    return _("{times} times the usual {amount}").format(times=f"{times:.1f}", amount=money(average or 0, own))


def _rule(policy: Policy, line: Money | None) -> str:
    factor = f"{policy.large_factor:g}"
    if line is None:
        text = _(
            "Large: more than {factor} times what the customer usually buys. Without our yearly sales there is no other line."
        )
        return text.format(factor=factor)
    text = _("Large: from {amount} on, or more than {factor} times what the customer usually buys.")
    return text.format(amount=money(line.minor, line.currency), factor=factor)


def _sheet(
    store: Store, on: date, name: str, title: str, heads: Heads, rows: tuple[Cells, ...], people: tuple[int, ...],
    notes: tuple[str, ...],
) -> ListSheet:  # fmt: skip
    return ListSheet(
        name=name, title=title, subtitle=_("12 months until {day}").format(day=on.isoformat()), company=book.company(store).name,
        as_of=on, columns=columns(heads), rows=rows, customers=people, notes=notes, nothing=_("There is nothing to list."),
    )  # fmt: skip
