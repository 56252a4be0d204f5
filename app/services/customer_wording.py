"""Sentences and words about one customer: what needs attention, how they pay, what a line of their account is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.models.customers import Terms
from app.models.dates import add_days
from app.services import contact_wording, today_wording
from app.services.formats import NOTHING, money, percent
from app.services.method_wording import method_name
from app.services.rules.terms import due_day
from app.services.rules.worklist import Reason

if TYPE_CHECKING:
    from app.models.ledger_lines import Document, Settled
    from app.models.listing import Summary
    from app.services.accounts import Band, Line, Part, Remark
    from app.services.lists import CustomerRow

KINDS: Final = {
    "invoice": mark("Receivable"),
    "opening": mark("Opening balance"),
    "credit_note": mark("Credit note"),
    "receipt": mark("Payment"),
    "refund": mark("Refund"),
    "return": mark("Returned payment"),
    "kept": mark("Taken as income"),
    "write_off": mark("Write-off"),
    "recovery": mark("Write-off taken back"),
    "allowance": mark("Allowance"),
    "rounding": mark("Rounding difference"),
    "early_discount": mark("Early payment discount"),
    "bank_fee": mark("Bank fee"),
}


def remark_text(remark: Reason | Remark) -> str:
    """What to notice, as a sentence."""
    if isinstance(remark, Reason):
        return today_wording.reason_text(remark)
    if remark.code == "disputed":
        return _("{amount} is disputed").format(amount=money(remark.amount, remark.currency))
    if remark.code == "slower":
        now, was = _days(remark.days), _days(remark.was)
        return _("Pays more slowly: the last 3 came {days} late on average, before that {was}").format(
            days=now, was=was
        )
    if remark.code == "broken":
        return contact_wording.broken_text(remark.was, remark.days)
    return _("No payment terms yet, so some due dates are missing")


def remark_role(remark: Reason | Remark) -> str:
    """The colour of its icon: "overdue" for what is late or over the limit."""
    ran_out = isinstance(remark, Reason) and remark.code in ("clock", "insurance") and remark.days < 0
    return "overdue" if remark.code in ("overdue", "over_limit", "broken") or ran_out else "caution"


def kind_name(kind: str) -> str:
    return _(KINDS[kind])


def line_title(line: Line) -> str:
    """ "Receivable YS-2026-0012", "Payment, bank transfer", "Exchange difference"."""
    if line.document is None:
        return _("Exchange difference")
    return document_title(line.document)


def document_title(document: Document) -> str:
    name = kind_name(document.kind)
    if document.number:
        return f"{name} {document.number}"
    if document.method:
        return f"{name} · {method_name(document.method)}"
    return name


def part_text(part: Part) -> str:
    """What a payment settled or a receivable was settled by, and how much of it: "YS-0012  ¥60,000.00"."""
    unnamed = {"payment": mark("Payment"), "adjustment": mark("Adjustment"), "receivable": mark("Receivable")}
    return f"{part.number or _(unnamed[part.table])}  {money(part.amount, part.currency)}"


def state_text(line: Line) -> str:
    """What became of a line: settled, how much is left, voided and why."""
    found = line.document
    if found is None:
        return ""
    if found.voided_on:
        return _("Voided: {reason}").format(reason=found.void_reason or "")
    if found.table in {"adjustment", "recovery"}:
        return ""
    if not found.open:
        return _("Settled") if found.table == "receivable" and found.sign > 0 else _("Applied")
    left = money(found.open, found.currency)
    if found.sign > 0:
        return _("{amount} open").format(amount=left)
    return _("{amount} unapplied").format(amount=left)


def habit_title(habit: Sequence[Settled]) -> str:
    """How the last payments came."""
    if not habit:
        return _("Nothing paid yet")
    on_time = sum(1 for each in habit if each.days <= 0)
    return _("Paid on time: {on_time} of the last {count}").format(on_time=on_time, count=len(habit))


def habit_text(settled: Settled) -> str:
    """One dot: which, when, how late."""
    if settled.days > 0:
        when = ngettext("{count} day late", "{count} days late", settled.days)
    elif settled.days < 0:
        when = ngettext("{count} day early", "{count} days early", -settled.days)
    else:
        when = _("on the due date")
    words = {"number": settled.number, "amount": money(settled.amount, settled.currency), "when": when}
    return _("{number} {amount}: {when}, paid on {day}").format(day=settled.settled_on.isoformat(), **words)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count)


# --- the list of customers ---------------------------------------------------------------------------------------


def used_text(row: CustomerRow) -> str:
    """How much of the limit is in use: "91%", "Unlimited", "No limit set"; "—" where the limit cannot be compared."""
    if row.limit_state == "unlimited":
        return _("Unlimited")
    if row.limit_state == "not_set":
        return _("No limit set")
    if row.limit_state == "expired":
        return _("Limit has run out")
    if row.limit_own == 0:
        return _("Over limit") if row.over_limit else _("Limit is 0")
    return percent(row.used, 0) if row.used is not None else NOTHING


def limit_text(row: CustomerRow) -> str:
    """The limit in its own currency, or the word for having none."""
    if row.limit_state != "set" or row.limit_amount is None:
        return used_text(row)
    return money(row.limit_amount, row.limit_currency or "")


def lateness_text(row: CustomerRow) -> str:
    """Average days late, weighted by money: "6", "on time", "—" before anything was paid."""
    if row.late_x100 is None:
        return NOTHING
    days = round(row.late_x100 / 100)
    return f"{days:,}" if days else _("on time")


def terms_short(basis: str | None, days: int | None, day_of_month: int | None) -> str:
    """ "30 days", "Monthly + 30 days", "Monthly, day 25", "Cash before shipping"; "—" without terms."""
    if basis is None:
        return NOTHING
    if basis == "cash":
        return _("Cash before shipping")
    if basis == "eom_day":
        return _("Monthly, day {day}").format(day=day_of_month)
    if basis == "eom":
        return _("Monthly + {days}").format(days=_days(days or 0)) if days else _("Monthly")
    return _days(days or 0)


def terms_sentence(terms: Terms, on: date) -> str:
    """What terms mean for a receivable of that day: "A receivable of 2026-11-22 is due on 2026-12-22; 2% off if paid by 2026-12-02."."""
    due = due_day(terms.basis, terms.days, terms.day_of_month, on)
    said = _("A receivable of {day} is due on {due}.").format(day=on.isoformat(), due=due.isoformat())
    if not terms.early_discount_bp:
        return said
    words = {
        "off": percent(Decimal(terms.early_discount_bp) / 10_000, 2),
        "by": add_days(on, terms.early_days or 0).isoformat(),
    }
    return " ".join((said, _("{off} off if paid by {by}.").format(**words)))


def terms_history(told: Sequence[tuple[date, Terms]]) -> str:
    """The terms that were before those in force, newest first; "" while there were none."""
    if len(told) < 2:
        return ""
    before = [
        _("until {day}: {terms}").format(
            day=add_days(until, -1).isoformat(), terms=terms_short(t.basis, t.days, t.day_of_month)
        )
        for (until, _now), (_since, t) in pairwise(told)
    ]
    return _("New terms hold for new receivables only. Earlier: {terms}").format(terms="; ".join(before))


def list_footer(found: Summary, currency: str) -> str:
    """Under the list: how many customers, what they owe, how much of it is overdue."""
    customers = ngettext("{count} customer", "{count} customers", found.count)
    words = {name: money(found.sums[name], currency) for name in ("owes", "overdue")}
    return _("{customers} · owe {owes} · overdue {overdue}").format(customers=customers, **words)


def list_result(shown: Summary, of_all: int, currency: str) -> str:
    """Under the filter: "14 of 83 customers shown · owe ¥478,900.00"."""
    words = {"shown": f"{shown.count:,}", "all": f"{of_all:,}", "sum": money(shown.sums["owes"], currency)}
    return _("{shown} of {all} customers shown · owe {sum}").format(**words)


# --- the customer page -------------------------------------------------------------------------------------------


def band_value(band: Band, currency: str) -> str:
    """At the end of a bar: "¥138,500.00 · 6 items"."""
    if not band.count:
        return NOTHING
    return f"{money(band.amount, currency)} · {ngettext('{count} item', '{count} items', band.count)}"


def overdue_note(row: CustomerRow) -> str:
    """Under the overdue figure."""
    return _("longest {days}").format(days=_days(row.overdue_days)) if row.overdue else _("nothing is late")


def limit_note(row: CustomerRow) -> str:
    """Under the limit: how much of it is used, and what is still free or over it."""
    if row.limit_own is None:
        return ""
    free = row.available or 0
    share = percent(row.used, 0) if row.used is not None else ""
    if free < 0:
        rest = _("{amount} over").format(amount=money(-free, row.currency))
    else:
        rest = _("{amount} free").format(amount=money(free, row.currency))
    return " · ".join(filter(None, (share, rest)))


def first_note(prepay_bp: int | None) -> str:
    """What of each order comes first; "" where no review asks for anything."""
    if not prepay_bp:
        return ""
    return _("Prepayment {share}").format(share=percent(Decimal(prepay_bp) / 10_000, 0))


def insured_note(limit: int | None, currency: str) -> str:
    """Up to how much the insurer takes; "" where nothing is insured."""
    return _("Insured to {amount}").format(amount=money(limit, currency)) if limit else ""


def last_paid_note(row: CustomerRow) -> str:
    if row.last_paid_on is None:
        return _("no payment yet")
    return _("last payment {day}").format(day=row.last_paid_on.isoformat())


def late_note(row: CustomerRow) -> str:
    """Under the terms: how payments come against them."""
    if row.late_x100 is None:
        return ""
    days = round(row.late_x100 / 100)
    return _("average lateness {days}").format(days=_days(days)) if days else _("paid on time on average")
