"""The credit in use in words: names of the lines and documents, what is left, what nothing stands behind."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.formats import NOTHING, day, joined, money, percent
from app.services.group_wording import group_text
from app.services.headroom_wording import left_text
from app.services.limit_wording import in_force_text

if TYPE_CHECKING:
    from app.services.exposure import ExposureDocument, ExposureLine, ExposureSheet

LINES: Final = {
    "receivables": mark("Open receivables"),
    "bills": mark("Drafts not paid yet"),
    "delivered": mark("Delivered, no receivable yet"),
    "custom_work": mark("Custom work at risk"),
    "receipts": mark("Received, not applied"),
    "prepayments": mark("Prepayments and earnest money"),
    "deposits": mark("Cash deposits"),
    "credit_notes": mark("Credit notes, not applied"),
}
HINTS: Final = {
    "receivables": mark("Everything invoiced and not paid, also what is in dispute and what is retained."),
    "bills": mark("Until a draft is honoured it may come back; how much of it counts depends on who has to pay it."),
    "delivered": mark("Goods that have left, for which nothing is invoiced yet."),
    "custom_work": mark("Cost of goods made to order, less what another buyer would pay for them."),
    "receipts": mark("Money of theirs that settles nothing yet."),
    "prepayments": mark("Money paid ahead that is not used yet."),
    "deposits": mark("Money of theirs that we hold as security."),
    "credit_notes": mark("Credit notes that settle nothing yet."),
}
DOCUMENTS: Final = {
    "instalment": mark("Receivable"), "payment": mark("Payment"), "receivable": mark("Credit note"), "bill": mark("Draft"),
    "shipment": mark("Shipment"), "deal": mark("Deal"), "deposit_move": mark("Cash deposit"),
}  # fmt: skip
WHOLE: Final = 10_000


def line_name(code: str) -> str:
    return _(LINES[code])


def line_hint(code: str) -> str:
    return _(HINTS[code])


def shown(sheet: ExposureSheet) -> tuple[ExposureLine, ...]:
    """The lines that have documents."""
    return tuple(each for each in sheet.lines if each.documents)


def line_documents(line: ExposureLine) -> str:
    """How many documents a line has."""
    count = len(line.documents)
    return ngettext("{count} document", "{count} documents", count).format(count=count)


def amount_text(minor: int, sheet: ExposureSheet) -> str:
    return money(minor, sheet.currency)


def total_text(sheet: ExposureSheet) -> str:
    """The whole in one sentence: "Credit in use: ¥420,000.00 of ¥400,000.00 · ¥20,000.00 over the limit"."""
    used = money(sheet.total, sheet.currency)
    if sheet.limit is None or sheet.headroom is None:
        return _("Credit in use: {amount}").format(amount=used)
    said = _("Credit in use: {amount} of {limit}").format(amount=used, limit=money(sheet.limit, sheet.currency))
    return f"{said} · {left_text(sheet.headroom, sheet.currency)}"


def beside(sheet: ExposureSheet) -> list[tuple[str, str]]:
    """Names and amounts below the total: the limit, what it leaves, what stands behind the debt, what nothing does."""
    left = NOTHING if sheet.headroom is None else money(sheet.headroom, sheet.currency)
    rows = [(_("Credit limit"), in_force_text(sheet.in_force, sheet.currency)), (_("Available credit"), left)]
    if sheet.insured:
        rows.append((_("Paid by the credit insurer at most"), money(sheet.insured, sheet.currency)))
    if sheet.secured:
        rows.append((_("Value of securities that counts"), money(sheet.secured, sheet.currency)))
    return [*rows, (_("Nothing stands behind"), money(sheet.uncovered, sheet.currency))]


def notes(sheet: ExposureSheet) -> list[str]:
    """What to know about the figures: rates that are missing, the group."""
    said = rate_notes(sheet.own_rates, sheet.unconverted)
    return said if sheet.group is None else [*said, group_text(sheet.group)]


def rate_notes(own_rates: Collection[str], unconverted: Collection[str]) -> list[str]:
    """Which currencies were counted at the rates of documents, which could not be counted at all."""
    said = []
    if own_rates:
        words = _("No exchange rate of the day is known for {currencies}: counted at the rates of the documents.")
        said.append(words.format(currencies=joined(own_rates)))
    if unconverted:
        words = _("Documents in {currencies} are left out: no exchange rate is known. Enter one, then ask again.")
        said.append(words.format(currencies=joined(unconverted)))
    return said


def document_name(document: ExposureDocument) -> str:
    """What it is and its number."""
    kind = _(DOCUMENTS[document.table])
    return _("{kind} {number}").format(kind=kind, number=document.label) if document.label else kind


def document_open(document: ExposureDocument) -> str:
    """What is open of it, in its own currency."""
    return money(document.open, document.currency)


def document_share(document: ExposureDocument) -> str:
    """How much of it counts, where that is not all."""
    return percent(Decimal(document.weight_bp) / WHOLE, 0)


def document_remark(document: ExposureDocument) -> str:
    if document.disputed:
        return _("{amount} in dispute").format(amount=money(document.disputed, document.currency))
    return ""


def document_row(document: ExposureDocument, sheet: ExposureSheet) -> tuple[str, ...]:
    """Document, day, due day, remark, open, share that counts, counted."""
    return (
        document_name(document),
        day(document.on),
        day(document.due_on),
        document_remark(document),
        document_open(document),
        document_share(document),
        money(document.counted, sheet.currency),
    )


def document_head() -> tuple[str, ...]:
    """The headings of `document_row`."""
    return _("Document"), _("Date"), _("Due date"), _("Note"), _("Open"), _("Counts"), _("In use")
