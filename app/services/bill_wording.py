"""Words of drafts: their kinds, what became of them and what follows, remarks on their term."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models.listing import Summary
from app.services.bill_rows import BillRow
from app.services.formats import day, money
from app.services.rules import bills as rules

KINDS: Final = {
    "bank": mark("Bank acceptance draft"),
    "finance_company": mark("Finance company draft"),
    "trade": mark("Trade acceptance draft"),
    "supply_chain": mark("Supply-chain certificate"),
    "cheque": mark("Cheque"),
}
CLASSES: Final = {
    "large_bank": mark("State-owned or joint-stock bank"),
    "small_bank": mark("Other bank"),
    "company": mark("Company"),
}
# status -> word, icon, colour
STATUSES: Final = {
    "held": (mark("In hand"), "clock", ""),
    "presented": (mark("Presented"), "clock", ""),
    "endorsed": (mark("Endorsed"), "arrows-left-right", ""),
    "discounted": (mark("Discounted"), "check-circle", "text2"),
    "discounted_recourse": (mark("Discounted with recourse"), "arrows-left-right", ""),
    "honoured": (mark("Honoured"), "check-circle", "good"),
    "refused": (mark("Refused"), "warning", "overdue"),
    "recourse": (mark("Recourse taken"), "scales", "caution"),
    "voided": (mark("Voided"), "prohibit", "text2"),
}
# The same as something to record.
DEEDS: Final = {
    "presented": mark("Record as presented"),
    "honoured": mark("Record as honoured"),
    "endorsed": mark("Record as endorsed"),
    "discounted": mark("Record as discounted without recourse"),
    "discounted_recourse": mark("Record as discounted with recourse"),
    "refused": mark("Record as refused"),
    "recourse": mark("Record that recourse was taken"),
}
OUTLOOKS: Final = {
    "endorsed": mark("It stays at risk until its acceptor has paid."),
    "discounted_recourse": mark("It stays at risk until its acceptor has paid."),
    "discounted": mark("It is no longer at risk."),
    "honoured": mark("It is no longer at risk. Money that came after a refusal is logged as a payment."),
}
TERM_REMARKS: Final = {
    "over_6_months": mark("Its term is longer than the 6 months allowed since 2023. Check the dates."),
    "certificate_6_months": mark("Its term is longer than 6 months, which such certificates should not have."),
    "certificate_1_year": mark("Its term is longer than 1 year, which such certificates may not have."),
}


def kind_name(kind: str) -> str:
    return _(KINDS[kind])


def status_name(status: str) -> str:
    return _(STATUSES[status][0])


def deed_name(status: str) -> str:
    """The same as something to do."""
    return _(DEEDS[status])


def term_text(remark: str) -> str:
    """A remark of `rules.term_remark`; "" for none."""
    return _(TERM_REMARKS[remark]) if remark else ""


def status_text(row: BillRow) -> str:
    return status_name(row.status)


def status_icon(row: BillRow) -> str:
    return STATUSES[row.status][1]


def status_role(row: BillRow) -> str:
    return STATUSES[row.status][2]


def status_hint(row: BillRow) -> str:
    """ "Endorsed · 2026-05-20 · to the steel works"."""
    since = row.voided_on or row.status_on
    note = row.void_reason if row.voided_on else row.status_note
    return " · ".join(filter(None, (status_name(row.status), day(since), note)))


def name_of(row: BillRow) -> str:
    """ "5313-01", or the acceptor of a draft without a number."""
    return row.number or row.acceptor


def bills_footer(found: Summary, currency: str) -> str:
    words = {name: money(found.sums[name], currency) for name in ("amount", "at_risk")}
    count = ngettext("{count} draft", "{count} drafts", found.count)
    return _("{drafts} · amount {amount} · still at risk {at_risk}").format(drafts=count, **words)


def outlook_text(row: BillRow, status: str, on: date) -> str:
    """What follows when that becomes of a draft on a day: its last days, and what else to do."""
    if status == "refused":
        return _refused_text(row, on)
    if status == "presented" and row.kind != "supply_chain" and on > row.present_by:
        words = _("That is later than {day}: recourse against endorsers is lost, acceptor and drawer stay liable.")
        return words.format(day=day(row.present_by))
    return _(OUTLOOKS[status]) if status in OUTLOOKS else ""


def _refused_text(row: BillRow, on: date) -> str:
    if row.kind == "supply_chain":
        return _("What it settled is owed again. Such a certificate gives no recourse.")
    recourse = rules.re_recourse_by(on) if row.state in rules.PASSED_ON else rules.recourse_by(on)
    words = _("What it settled is owed again. Give notice by {notice}, take recourse by {recourse}.")
    return words.format(notice=day(rules.notice_by(on)), recourse=day(recourse))


def term_line(kind: str, drawn_on: date, matures_on: date) -> str:
    """Under a draft that is being entered: when it is to be presented, and what is wrong with its term."""
    if kind == "supply_chain":
        words = _("Paid through its platform on {day}; it gives no recourse.").format(day=day(matures_on))
    else:
        words = _("To be presented from {first} to {last}.")
        words = words.format(first=day(matures_on), last=day(rules.present_by(matures_on)))
    return "\n".join(filter(None, (words, term_text(rules.term_remark(kind, drawn_on, matures_on)))))
