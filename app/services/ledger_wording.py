"""Words of the lists of receivables and payments: status, age, footers, what is selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.i18n import _, mark, ngettext
from app.models.listing import Summary
from app.services.dispute_wording import reason_name
from app.services.formats import NOTHING, day, figure, money
from app.services.lists import PaymentRow, ReceivableRow
from app.services.method_wording import method_name
from app.services.wording import band_text

# status -> word, icon, colour
STATUSES: Final = {
    "not_due": (mark("Not due"), "clock", ""),
    "overdue": (mark("Overdue"), "warning", "overdue"),
    "part_paid": (mark("Part-paid"), "circle-half", ""),
    "settled": (mark("Settled"), "check-circle", "good"),
    "disputed": (mark("Disputed"), "scales", "caution"),
    "written_off": (mark("Written off"), "minus-circle", "text2"),
    "voided": (mark("Voided"), "prohibit", "text2"),
}


def status_text(row: ReceivableRow) -> str:
    return _(STATUSES[row.status][0])


def status_icon(row: ReceivableRow) -> str:
    return STATUSES[row.status][1]


def status_role(row: ReceivableRow) -> str:
    return STATUSES[row.status][2]


def number_text(row: ReceivableRow) -> str:
    """ "YS-2026-0012", "YS-2026-0012 (2/4)" for the second of four instalments, "(4/4 retention)" for what is held back."""
    if row.parts == 1 and not row.retention:
        return row.number
    part = f"{row.seq}/{row.parts}"
    kept = _("{number} ({part} retention)") if row.retention else "{number} ({part})"
    return kept.format(number=row.number, part=part)


def due_text(row: ReceivableRow) -> str:
    """The due date, or what it waits for."""
    if row.event:
        return _("after delivery") if row.event == "delivery" else _("after acceptance")
    return day(row.due_on)


def dispute_note(row: ReceivableRow) -> str:
    """Beside the status: how much of it is disputed, why, who settles it and until when; "" without a dispute."""
    if not row.disputed:
        return ""
    said = [_("{amount} in dispute").format(amount=money(row.disputed, row.currency)), reason_name(row.dispute_reason)]
    if row.dispute_owner:
        said.append(row.dispute_owner)
    if row.settle_by_on:
        said.append(_("to be settled by {day}").format(day=row.settle_by_on.isoformat()))
    return " · ".join(said)


def age_text(row: ReceivableRow) -> str:
    return band_text(row.bucket) if row.bucket else NOTHING


def amount_text(minor: int, currency: str, own: str) -> str:
    """A figure of the book's currency; another currency shows itself."""
    return figure(minor, currency, dash=True) if currency == own else money(minor, currency, dash=True)


def paid_text(row: PaymentRow, own: str) -> str:
    """What came in; money paid back stands below zero."""
    return amount_text(row.amount if row.kind == "receipt" else -row.amount, row.currency, own)


def paid_how(row: PaymentRow) -> str:
    """The method; of money that went out, why it did."""
    if row.kind == "receipt":
        return method_name(row.method)
    return _("Taken as income") if row.kept else _("Returned payment") if row.kind == "return" else _("Refund")


def applied_note(row: PaymentRow, own: str) -> str:
    """Each receivable on a line of its own, and what the rates made of it."""
    said = (row.applied_to or "").replace(", ", "\n")
    return "\n".join(filter(None, (said, gain_text(row.gain, own) if row.gain else "")))


def gain_text(gain: int, own: str) -> str:
    """ "Exchange loss ¥100.00"."""
    words = _("Exchange gain {amount}") if gain > 0 else _("Exchange loss {amount}")
    return words.format(amount=money(abs(gain), own))


def gain_role(row: PaymentRow) -> str:
    return "overdue" if row.gain < 0 else "good" if row.gain else ""


def receivables_footer(found: Summary, currency: str) -> str:
    words = {name: money(found.sums[name], currency) for name in ("amount", "received", "open")}
    count = ngettext("{count} receivable", "{count} receivables", found.count)
    said = _("{receivables} · amount {amount} · received {received} · outstanding {open}").format(
        receivables=count, **words
    )
    if found.sums["given"]:
        said = _("{sums} · given up {given}").format(sums=said, given=money(found.sums["given"], currency))
    if not found.sums["disputed"]:
        return said
    return _("{sums}, {disputed} of it in dispute").format(sums=said, disputed=money(found.sums["disputed"], currency))


def payments_footer(found: Summary, currency: str) -> str:
    words = {name: money(found.sums[name], currency) for name in ("amount", "unapplied")}
    count = ngettext("{count} payment", "{count} payments", found.count)
    return _("{payments} · received {amount} · unapplied {unapplied}").format(payments=count, **words)


def chosen_text(count: int, sums: Sequence[tuple[int, str]]) -> str:
    """ "3 selected · ¥86,800.00"; currencies are summed apart, and not at all where a row is not here yet."""
    selected = ngettext("{count} selected", "{count} selected", count)
    if len(sums) < count:
        return selected
    totals: dict[str, int] = {}
    for minor, currency in sums:
        totals[currency] = totals.get(currency, 0) + minor
    return " · ".join([selected, *(money(minor, currency) for currency, minor in sorted(totals.items()))])


def shown_text(found: Summary, of_all: int, total: int, currency: str) -> str:
    """ "14 of 83 shown · total ¥478,900.00"."""
    words = {"shown": f"{found.count:,}", "all": f"{of_all:,}", "sum": money(total, currency)}
    return _("{shown} of {all} shown · total {sum}").format(**words)
