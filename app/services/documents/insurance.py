"""Papers for the insurer: limit request, shipment declaration, overdue notice, extension request, claim with its index (D11)."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.i18n import _, ngettext, speaking
from app.models.customers import Terms
from app.services.documents import blocks, insurance_claim, letterhead, style
from app.services.documents.blocks import Cell, Table
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.entry import terms_text
from app.services.formats import NOTHING, figure, joined, letter_day, money, percent, phone
from app.services.insurance_papers import NAMES, InsurancePaper, PaperLine
from app.services.insurance_wording import SCOPES, days_text, declare_text, period_text, share_text
from app.services.rules.insurance_days import stop_on

SIZE: Final = 9.0
BLANK: Final = "\u00a0" * 30


def write_paper(sheet: InsurancePaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title = _(NAMES[sheet.kind])
        frame = Frame(title, sheet.company.name, sheet.made_on, printed, letter=True)
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: InsurancePaper, title: str, pen: Pen) -> list[Any]:
    bodies = {
        "limit_request": _limit_request, "declaration": _declaration, "overdue_notice": _overdue_notice,
        "extension": _extension, "claim": insurance_claim.body,
    }  # fmt: skip
    facts = [
        (_("Date"), letter_day(sheet.made_on)),
        (_("Policy no."), sheet.policy.number),
        (_("Kind of policy"), _(SCOPES[sheet.policy.scope])),
        (_("Insured period"), period_text(sheet.policy)),
    ]
    return [
        *letterhead.head(pen, sheet, title),
        letterhead.addressee(pen, sheet, facts),
        pen.gap(8),
        blocks.title(pen, 1, _("Buyer")),
        blocks.cells(pen, _buyer(sheet), size=SIZE),
        pen.gap(8),
        *bodies[sheet.kind](sheet, pen),
        pen.gap(10),
        pen.together([blocks.signatures(pen, (_("Handled by"), _("Seal of the company"), _("Received by the insurer")))]),
    ]  # fmt: skip


def _buyer(sheet: InsurancePaper) -> list[Cell]:
    """Who it is; the name as on the invoices, with the one the insurer has where it is another."""
    buyer, held = sheet.buyer, sheet.cover.buyer_limit if sheet.cover else None
    contact = next(iter(sheet.contacts), None)
    reach = " · ".join(filter(None, (contact.name, phone(contact.phone or "") or None))) if contact else ""
    cells = [
        Cell(_("Name on the invoices"), buyer.name, wide=True, bold=True),
        Cell(_("Registration no."), sheet.registration_no or NOTHING),
        Cell(_("Country"), buyer.country or NOTHING),
        Cell(_("Address"), buyer.address or NOTHING, wide=True),
        Cell(_("Contact person"), reach or NOTHING),
        Cell(_("Our customer no."), buyer.code),
    ]
    if held is not None:
        limit = money(held.amount, held.currency)
        since = _("{amount} from {day}").format(amount=limit, day=letter_day(held.valid_from))
        cells += [Cell(_("Buyer limit"), since), Cell(_("Cover %"), share_text(sheet.policy.cover_bp))]
    return cells


# --- limit request ---------------------------------------------------------------------------------------------------


def _limit_request(sheet: InsurancePaper, pen: Pen) -> list[Any]:
    asked = BLANK if sheet.requested is None else money(sheet.requested, sheet.currency)
    dealt, shown = sheet.dealt, functools.partial(_maybe, sheet)
    wanted = [
        Cell(_("Limit asked for"), asked, bold=True),
        Cell(_("Payment terms"), _agreed(sheet.terms)),
        Cell(_("Sales expected in a year"), shown(dealt.expected)),
        Cell(_("Largest amount open at a time"), BLANK),
        Cell(_("Related to the buyer"), blocks.ticks((_("not related"), _("related, namely"))), wide=True),
    ]
    return [
        blocks.title(pen, 2, _("What we ask for")),
        blocks.cells(pen, wanted, size=SIZE),
        pen.gap(8),
        blocks.title(pen, 3, _("How they bought and paid so far")),
        blocks.cells(pen, _experience(sheet), size=SIZE),
        pen.gap(4),
        blocks.note(pen, _("Figures of our own books as of {day}.").format(day=letter_day(sheet.made_on))),
    ]


def _experience(sheet: InsurancePaper) -> list[Cell]:
    dealt, shown = sheet.dealt, functools.partial(_maybe, sheet)
    worst = days_text(dealt.oldest) if dealt.overdue else _("nothing overdue")
    on_time = NOTHING if dealt.paid.on_time is None else percent(Decimal(str(dealt.paid.on_time)), 0)
    late = NOTHING if dealt.paid.mean_late is None else days_text(round(dealt.paid.mean_late))
    return [
        Cell(_("Customer since"), letter_day(dealt.since) if dealt.since else NOTHING),
        Cell(_("Sales of the last 12 months"), shown(dealt.sales)),
        Cell(_("Owes now"), shown(dealt.owed)),
        Cell(_("Of it overdue"), shown(dealt.overdue)),
        Cell(_("Oldest overdue"), worst),
        Cell(_("Invoices settled in 24 months"), str(dealt.settled)),
        Cell(_("Paid on time, by amount"), on_time),
        Cell(_("Average lateness"), late),
    ]


def _agreed(terms: Terms | None) -> str:
    return terms_text(terms.basis, terms.days, terms.day_of_month or 1) if terms else NOTHING


def _maybe(sheet: InsurancePaper, minor: int | None) -> str:
    return NOTHING if minor is None else money(minor, sheet.currency)


# --- declaration, notice, extension ----------------------------------------------------------------------------------


def _declaration(sheet: InsurancePaper, pen: Pen) -> list[Any]:
    rule = _("To be declared: {rule}.").format(rule=declare_text(sheet.policy))
    head = (
        _("Invoice number"),
        _("Shipped on"),
        _("Due date"),
        _("Payment terms"),
        _("To be declared by"),
        _amount(sheet),
    )
    rows = [
        (_number(each), _day(each.found.item.shipped_on), _day(each.found.item.due_on), _terms(each), _day(each.by), _open(sheet, each))
        for each in sheet.lines
    ]  # fmt: skip
    return [
        blocks.title(pen, 2, _("Shipments declared")),
        _table(pen, sheet, head, rows, (20, 14, 14, 12, 18, 20), 5),
        pen.gap(3),
        pen.text(rule, size=SIZE),
    ]


def _overdue_notice(sheet: InsurancePaper, pen: Pen) -> list[Any]:
    count = len(sheet.lines)
    says = ngettext(
        "We report that the buyer has not paid the invoice below, {amount} in all.",
        "We report that the buyer has not paid the {count} invoices below, {amount} in all.",
        count,
    ).format(count=count, amount=money(sheet.open, sheet.currency))
    return [
        blocks.title(pen, 2, _("What is overdue")),
        pen.text(says, size=SIZE, after=4),
        _overdue_table(sheet, pen),
        pen.gap(8),
        blocks.title(pen, 3, _("Why, and what was done")),
        blocks.cells(pen, _reasons(), size=SIZE, pad=3),
        pen.gap(4),
        *_limits_of_cover(sheet, pen),
    ]


def _overdue_table(sheet: InsurancePaper, pen: Pen) -> Any:
    head = (
        _("Invoice number"),
        _("Shipped on"),
        _("Due date"),
        _("Days overdue"),
        _("To be reported by"),
        _amount(sheet),
    )
    rows = [
        (_number(each), _day(each.found.item.shipped_on), _day(each.found.item.due_on), str(each.days), _day(each.by), _open(sheet, each))
        for each in sheet.lines
    ]  # fmt: skip
    return _table(pen, sheet, head, rows, (20, 14, 14, 12, 18, 20), 5)


def _reasons() -> list[Cell]:
    why = (_("short of money"), _("insolvency"), _("dispute"), _("goods refused"), _("not known"))
    done = (_("reminded"), _("demand sent"), _("visited"), _("shipping stopped"), _("lawyer"))
    return [
        Cell(_("Reason given by the buyer"), blocks.ticks(why), wide=True),
        Cell(_("What we did"), blocks.ticks(done), wide=True),
        Cell(_("What we propose"), "\n ", wide=True),
    ]


def _limits_of_cover(sheet: InsurancePaper, pen: Pen) -> list[Any]:
    """What of it is not insured as we see it: better said by us than found by them."""
    out = [each for each in sheet.lines if each.found.why == "disputed"]
    if not out:
        return []
    words = _("In dispute, and so not insured until it is settled: {numbers}.")
    return [pen.text(words.format(numbers=joined([each.invoice.number for each in out])), size=SIZE)]


def _extension(sheet: InsurancePaper, pen: Pen) -> list[Any]:
    says = _("We ask for your consent, before we agree, that the buyer pays the invoices below later:")
    head = (
        _("Invoice number"),
        _("Due date"),
        _("Days overdue"),
        _("Without consent until"),
        _("New due date"),
        _amount(sheet),
    )
    rows = [
        (_number(each), _day(each.found.item.due_on), str(each.days), _day(_allowed(sheet, each)), "", _open(sheet, each))
        for each in sheet.lines
    ]  # fmt: skip
    cells = [
        Cell(_("Reason"), "\n ", wide=True),
        Cell(_("Paid in instalments"), blocks.ticks((_("in one sum"), _("in instalments, plan enclosed")))),
        Cell(_("Further security"), blocks.ticks((_("none"), _("namely")))),
        Cell(_("Answer of the insurer"), blocks.ticks((_("agreed until"), _("not agreed"))) + BLANK, wide=True),
    ]
    return [
        blocks.title(pen, 2, _("What we ask for")),
        pen.text(says, size=SIZE, after=4),
        _table(pen, sheet, head, rows, (20, 14, 12, 18, 16, 20), 5),
        pen.gap(8),
        blocks.cells(pen, cells, size=SIZE, pad=3),
    ]


def _allowed(sheet: InsurancePaper, line: PaperLine) -> date | None:
    """The day up to which the policy lets us wait by ourselves."""
    due = line.found.item.agreed_due or line.found.item.due_on
    return stop_on(sheet.policy, due) if due else None


def _table(
    pen: Pen,
    sheet: InsurancePaper,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    shares: tuple[float, ...],
    figures: int,
) -> Any:
    """With the sum below."""
    total = (_("Total"), *("" for _cell in head[2:]), figure(sheet.open, sheet.currency))
    return blocks.table(pen, Table(head, (*rows, total), shares, figures, frozenset({len(rows)})), size=SIZE, pad=3)


def _amount(sheet: InsurancePaper) -> str:
    return _("Open, {currency}").format(currency=sheet.currency)


def _open(sheet: InsurancePaper, line: PaperLine) -> str:
    return figure(line.found.item.open or 0, sheet.currency)


def _number(line: PaperLine) -> str:
    return line.invoice.tax_invoice_no or line.invoice.number


def _terms(line: PaperLine) -> str:
    due = line.found.item.agreed_due or line.found.item.due_on
    return days_text((due - line.found.item.shipped_on).days) if due else NOTHING


def _day(on: date | None) -> str:
    return letter_day(on) if on else NOTHING
