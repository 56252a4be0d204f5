"""The claim on the insurer: what is lost, how the indemnity comes about, and the index of evidence with its gaps."""

from __future__ import annotations

from typing import Any, Final

from app.i18n import _, mark
from app.services.documents import blocks, letterhead
from app.services.documents.blocks import Cell, Table
from app.services.documents.pen import Pen
from app.services.formats import NOTHING, figure, joined, letter_day, money
from app.services.insurance_evidence import NAMES, Evidence
from app.services.insurance_papers import InsurancePaper
from app.services.insurance_wording import share_text, why_text
from app.services.rules.insurance import BP, recovery

SIZE: Final = 9.0
STATES: Final = {
    "there": mark("enclosed"),
    "noted": mark("no copy in the book"),
    "partly": mark("gaps"),
    "missing": mark("missing"),
}


def body(sheet: InsurancePaper, pen: Pen) -> list[Any]:
    """What stands below the buyer."""
    return [
        blocks.title(pen, 2, _("What is lost")),
        _debts(sheet, pen),
        pen.gap(8),
        blocks.title(pen, 3, _("What we claim")),
        blocks.cells(pen, _claim(sheet), size=SIZE),
        pen.gap(8),
        blocks.title(pen, 4, _("Index of evidence")),
        blocks.note(pen, _gaps(sheet), after=3),
        _index(sheet, pen),
    ]


def _debts(sheet: InsurancePaper, pen: Pen) -> Any:
    head = (
        _("Invoice number"), _("Due date"), _("Days overdue"), _("Insured"),
        _("Open, {currency}").format(currency=sheet.currency), _("Within the limit"),
    )  # fmt: skip
    rows = [
        (
            each.invoice.tax_invoice_no or each.invoice.number,
            letter_day(each.found.item.due_on) if each.found.item.due_on else NOTHING,
            str(each.days),
            why_text(each.found.why),
            figure(each.found.item.open or 0, sheet.currency),
            figure(each.found.insured, sheet.currency),
        )
        for each in sheet.lines
    ]
    insured = sum(each.found.insured for each in sheet.lines)
    total = (_("Total"), "", "", "", figure(sheet.open, sheet.currency), figure(insured, sheet.currency))
    table = Table(head, (*rows, total), (18, 15, 11, 26, 15, 15), 4, frozenset({len(rows)}))
    return blocks.table(pen, table, size=SIZE, pad=3)


def _claim(sheet: InsurancePaper) -> list[Cell]:
    """Insured x share, less what stays with us, in the order of the policy."""
    what = sheet.indemnity
    if what is None:
        return []
    shown = [
        Cell(_("Insured within the limit"), money(what.insured, sheet.currency)),
        Cell(_("Cover %"), share_text(what.cover_bp)),
        Cell(_("Deductible and bounds"), money(what.first_loss_part, sheet.currency, dash=True)),
        Cell(_("Claimed"), letterhead.both(what.amount, sheet.currency), bold=True),
    ]
    stays = money(sheet.open - what.amount, sheet.currency)
    shared = recovery(sheet.open, what.amount, BP)
    return [
        *shown,
        Cell(_("Stays with us"), stays),
        Cell(_("Share of what comes back"), share_text(shared.insurer) if shared else NOTHING),
    ]


def _index(sheet: InsurancePaper, pen: Pen) -> Any:
    head = (_("Place"), _("Paper"), _("What the book holds"), _("State"))
    rows = [
        (str(place), _(NAMES[each.item]), _held(each), _state(each)) for place, each in enumerate(sheet.evidence, 1)
    ]
    marked = frozenset(place for place, each in enumerate(sheet.evidence) if each.missing)
    return blocks.table(pen, Table(head, tuple(rows), (6, 32, 38, 24), strong=marked), size=SIZE, pad=3, lines=True)


def _held(each: Evidence) -> str:
    return joined([*each.files, *each.noted]) or NOTHING


def _state(each: Evidence) -> str:
    if not each.missing:
        return _(STATES[each.state])
    words = _("{state}: {numbers}")
    return words.format(state=_(STATES[each.state]), numbers=joined(list(each.missing)))


def _gaps(sheet: InsurancePaper) -> str:
    """What to do about what is not there."""
    if any(each.missing for each in sheet.evidence):
        return _("Marked lines have gaps: get these papers before the claim goes out, or say why there are none.")
    return _("Every paper is at hand. The insurer may ask for more: see the policy.")
