"""Credit insurance in tables of words: the cover of one customer, what a policy is worth, who is covered (保险覆盖表)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.i18n import _, mark
from app.models import book
from app.models.dates import add_days
from app.models.money import Money
from app.models.store import Store
from app.services import insurance_rows
from app.services.formats import NOTHING, day, figure, money, percent
from app.services.insurance_cover import Cover, Rates
from app.services.insurance_rows import BuyerRow, WorthSheet
from app.services.insurance_wording import (
    deed_text,
    limit_state,
    policy_title,
    problem_text,
    rate_text,
    share_text,
    why_text,
)
from app.services.sheets import Heads, ListSheet, columns

Line = tuple[str, ...]
INVOICE_KINDS: Final = ("text", "text", "text", "money", "money", "text")
DEADLINE_KINDS: Final = ("text", "text", "text", "text")
WORTH_KINDS: Final = ("text", "money", "money", "number", "number", "money", "money")
COLUMNS: Final[Heads] = (
    (mark("Customer"), "text"),
    (mark("Policy"), "text"),
    (mark("Limit state"), "text"),
    (mark("Buyer limit"), "money"),
    (mark("Last day"), "day"),
    (mark("Owes"), "money"),
    (mark("Eligible"), "money"),
    (mark("Covered"), "money"),
    (mark("Uninsured amount"), "money"),
    (mark("To mind"), "text"),
)


# --- the cover of one customer ---------------------------------------------------------------------------------------


def cover_text(cover: Cover) -> str:
    """ "Insurer · P-1: limit ¥400,000.00, 90% covered. Of what is owed the insurer would pay ¥180,000.00." """
    words = _("{policy}: limit {limit}, {share} covered. Of what is owed the insurer would pay {amount}.")
    limit = NOTHING if cover.limit is None else money(cover.limit, cover.currency)
    return words.format(
        policy=policy_title(cover.policy), limit=limit, share=share_text(cover.cover_bp),
        amount=money(cover.indemnity.amount, cover.currency),
    )  # fmt: skip


def problem_texts(cover: Cover) -> list[str]:
    """Every warning, the gravest first."""
    return [problem_text(each, cover.currency) for each in cover.problems]


def invoice_head() -> Line:
    return (_("Receivable"), _("Shipped on"), _("Due date"), _("Open"), _("Insured"), _("Why"))


def invoice_rows(cover: Cover) -> list[Line]:
    return [
        (
            each.item.number, day(each.item.shipped_on), day(each.item.due_on),
            NOTHING if each.item.open is None else figure(each.item.open, cover.currency),
            figure(each.insured, cover.currency, dash=True), why_text(each.why),
        )
        for each in cover.invoices
    ]  # fmt: skip


def invoice_total(cover: Cover) -> Line:
    owed = sum(each.item.open or 0 for each in cover.invoices)
    return (_("Total"), "", "", figure(owed, cover.currency), figure(cover.insured, cover.currency, dash=True), "")


def deadline_head() -> Line:
    return (_("Last day"), _("What to do"), _("Receivable"), _("How it stands"))


def deadline_rows(cover: Cover) -> list[Line]:
    return [
        (day(each.on), deed_text(each.kind), each.item.number, _("Done on {day}").format(day=day(each.done_on)) if each.done_on else NOTHING)
        for each in cover.deadlines
    ]  # fmt: skip


# --- is it worth it? -------------------------------------------------------------------------------------------------


def worth_head() -> Line:
    return (
        _("Customer"), _("Owes"), _("Insurer would pay"), _("Default in a year"), _("Share lost"), _("Expected loss"), _("With insurance"),
    )  # fmt: skip


def worth_rows(sheet: WorthSheet) -> list[Line]:
    currency = sheet.policy.currency
    return [
        (
            each.name, figure(each.owed, currency), figure(each.indemnity, currency, dash=True), percent(Decimal(str(each.pd)), 2),
            percent(Decimal(str(each.lgd)), 0), figure(each.loss, currency), figure(each.net_loss, currency),
        )
        for each in sheet.lines
    ]  # fmt: skip


def worth_total(sheet: WorthSheet) -> Line:
    currency = sheet.policy.currency
    owed, paid = (sum(getattr(each, name) for each in sheet.lines) for name in ("owed", "indemnity"))
    sums = figure(sheet.found.loss, currency), figure(sheet.found.net_loss, currency)
    return (_("Total"), figure(owed, currency), figure(paid, currency, dash=True), "", "", *sums)


def worth_text(sheet: WorthSheet) -> str:
    """The answer in one sentence."""
    found, currency = sheet.found, sheet.policy.currency
    words = (
        _("Worth it by {gain}: it takes {saving} off the expected loss of a year and costs {premium}.")
        if found.gain >= 0
        else _("It costs {gain} more than it saves: {saving} off the expected loss of a year, premium {premium}.")
    )
    return words.format(
        gain=money(abs(found.gain), currency),
        saving=money(found.saving, currency),
        premium=money(found.premium, currency),
    )


def worth_notes(sheet: WorthSheet) -> list[str]:
    """How the premium comes about, and what the answer leaves out."""
    currency = sheet.policy.currency
    words = (
        _("Premium: {rate} of sales so far, {sales}")
        if sheet.estimated
        else _("Premium: {rate} of insured sales of a year, {sales}")
    )
    premium = words.format(rate=rate_text(sheet.policy.premium_ppm), sales=money(sheet.sales, currency))
    if sheet.policy.premium_min:
        premium = _("{premium}; at least {least}").format(
            premium=premium, least=money(sheet.policy.premium_min, currency)
        )
    notes = [
        premium,
        _("Counted on what is owed today, as if it stayed so for a year; one large loss is not an average."),
    ]
    if sheet.left_out:
        notes.append(_("Left out for want of an exchange rate: {names}.").format(names=", ".join(sheet.left_out)))
    return notes


# --- who is covered --------------------------------------------------------------------------------------------------


def covered_customers(store: Store, on: date) -> ListSheet:
    """Every customer with a limit of an insurer, in the book's currency; the largest part outside the insurance first."""
    with store.snapshot():
        company = book.company(store)
        rates, found = Rates(store, company.currency, on), insurance_rows.buyers(store, on)
    rows = [_row(each, rates, company.currency, on) for each in found]
    sums = [_sum(rows, place, company.currency) for place in range(3, 9)]
    return ListSheet(
        name="insurance",
        title=_("Insurance cover"),
        subtitle=_("At the end of {day}, in {currency}").format(day=on.isoformat(), currency=company.currency),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=tuple(rows),
        customers=tuple(each.customer_id for each in found),
        notes=(_("What is insured is counted by the terms entered; the policy itself decides."),),
        nothing=_("No insurer has given a limit for any customer."),
        total=(_("Total"), None, None, *sums, None) if rows else None,
    )


def _row(each: BuyerRow, rates: Rates, own: str, on: date) -> tuple[str | Money | date | None, ...]:
    cover = each.cover
    until = cover.buyer_limit.until
    last = min(cover.policy.ends_on, add_days(until, -1)) if until else cover.policy.ends_on

    def base(minor: int | None) -> Money | None:
        found = rates.own(minor, cover.currency)
        return None if found is None else Money(found, own)

    amounts = (cover.eligible, cover.covered, each.uninsured)
    return (
        each.name, policy_title(cover.policy), limit_state(cover.buyer_limit, on), base(cover.limit), last, base(each.owed),
        *map(base, amounts), problem_texts(cover)[0] if cover.problems else None,
    )  # fmt: skip


def _sum(rows: list[tuple[str | Money | date | None, ...]], place: int, own: str) -> Money | None:
    """Of a column of money; None for days."""
    found = [row[place] for row in rows]
    amounts = [each.minor for each in found if isinstance(each, Money)]
    return Money(sum(amounts), own) if amounts else None
