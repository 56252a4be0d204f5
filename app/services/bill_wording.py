"""Words of drafts: their kinds, what became of them, the last days of their rights, remarks on their term."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark, ngettext
from app.models.listing import Summary
from app.services.bill_rows import BillRow
from app.services.formats import day, money

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
# What a person chooses, with what it means.
DEEDS: Final = {
    "presented": mark("Presented for payment"),
    "honoured": mark("Honoured: the money is here"),
    "endorsed": mark("Endorsed to a supplier"),
    "discounted": mark("Discounted without recourse"),
    "discounted_recourse": mark("Discounted with recourse"),
    "refused": mark("Refused: what it settled is owed again"),
    "recourse": mark("Recourse taken against who gave it"),
}
BASES: Final = {
    "present_10_days": mark("Present it within 10 days of maturity, or recourse against endorsers is lost (Law of Negotiable Instruments, art. 53)"),
    "certificate": mark("Paid through its platform on maturity; no recourse under the Law of Negotiable Instruments"),
    "notice_3_days": mark("Written notice to who gave it, within 3 days of the proof of refusal (Law of Negotiable Instruments, art. 66)"),
    "recourse_6_months": mark("Recourse against who passed it on, 6 months from refusal (Law of Negotiable Instruments, art. 17)"),
    "re_recourse_3_months": mark("Recourse after paying for it, 3 months (Law of Negotiable Instruments, art. 17)"),
    "rights_2_years": mark("Rights against acceptor and drawer, 2 years from maturity (Law of Negotiable Instruments, art. 17)"),
    "cheque_6_months": mark("Rights against the drawer of a cheque, 6 months from its date (Law of Negotiable Instruments, art. 17)"),
}  # fmt: skip
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


def basis_text(basis: str) -> str:
    """The rule behind a last day."""
    return _(BASES[basis])


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
