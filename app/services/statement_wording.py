"""Words of statements and confirmations: what each line is, how a paper stands, how it went out."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark, ngettext
from app.models.listing import Summary
from app.services.formats import figure, money
from app.services.method_wording import method_name
from app.services.statement_rows import StatementRow
from app.services.statement_sheets import Line, Section, StatementSheet

# For the customer's eyes: what was forgiven or fell short is an adjustment, whatever we call it ourselves.
LINES: Final = {
    "invoice": mark("Invoice"),
    "opening": mark("Brought forward"),
    "credit_note": mark("Credit note"),
    "receipt": mark("Payment received"),
    "refund": mark("Refund"),
    "return": mark("Payment returned"),
    "exchange": mark("Used for another currency"),
    "early_discount": mark("Early payment discount"),
}
ADJUSTMENT: Final = mark("Adjustment")
PAPERS: Final = {
    "statement": mark("Statement"),
    "confirmation": mark("Confirmation letter"),
    "demand": mark("Confirmation letter that also demands payment"),
}
SERVICES: Final = {
    "hand": mark("Handed over"),
    "ems": mark("EMS or courier"),
    "email": mark("E-mail"),
    "wechat": mark("WeChat"),
    "other": mark("Another way"),
}
# state -> word, icon, colour
STATES: Final = {
    "not_sent": (mark("Not sent"), "clock", ""),
    "sent": (mark("Sent"), "paper-plane-tilt", ""),
    "late": (mark("No reply in time"), "warning", "overdue"),
    "agrees": (mark("Returned, agrees"), "check-circle", "good"),
    "differs": (mark("Returned, differs"), "scales", "caution"),
    "voided": (mark("Voided"), "prohibit", "text2"),
}


def line_title(line: Line) -> str:
    """ "Invoice", "Payment received", "Adjustment"."""
    title = LINES.get(line.kind, ADJUSTMENT)
    return _(title)


def line_text(line: Line) -> str:
    """What was sold, or how money came. Notes about payments are ours and stay here."""
    return method_name(line.method) if line.method else line.text or ""


def due_text(line: Line) -> str:
    """The due day, or how many there are."""
    if line.parts > 1:
        return ngettext("{count} instalment", "{count} instalments", line.parts)
    return line.due_on.isoformat() if line.due_on else ""


def paper_name(kind: str, *, demands: bool) -> str:
    return _(PAPERS["demand" if demands else kind])


def service_name(code: str | None) -> str:
    return _(SERVICES[code]) if code in SERVICES else ""


def state_text(row: StatementRow) -> str:
    """How it stands; a reply without a seal says so."""
    text = _(STATES[row.state][0])
    return _("{state}, without a seal").format(state=text) if row.state == "agrees" and not row.sealed else text


def state_icon(row: StatementRow) -> str:
    return STATES[row.state][1]


def state_role(row: StatementRow) -> str:
    return STATES[row.state][2]


def statements_footer(found: Summary, _currency: str) -> str:
    """ "24 papers · 3 not sent · 5 without a reply yet"."""
    told = [ngettext("{count} paper", "{count} papers", found.count)]
    if unsent := found.sums["not_sent"]:
        told.append(ngettext("{count} not sent", "{count} not sent", unsent))
    if waiting := found.sums["waiting"]:
        told.append(ngettext("{count} without a reply yet", "{count} without a reply yet", waiting))
    return " · ".join(told)


def preview_rows(sheet: StatementSheet) -> list[tuple[str, ...]]:
    """The figures of each currency for the dialog: opening, invoiced, received, credits, closing."""
    return [
        (each.currency, *(figure(minor, each.currency, dash=True) for minor in figures(each)))
        for each in sheet.sections
    ]


def figures(section: Section) -> tuple[int, int, int, int, int]:
    return section.opening, section.invoiced, section.received, section.credits, section.closing


def cautions(sheet: StatementSheet, kind: str) -> list[str]:
    """What to know before it goes out."""
    told = []
    if kind == "confirmation":
        told.append(
            _(
                "A letter that only confirms is no demand. Once it arrives, one that demands restarts the limitation too."
            )
        )
    for each in sheet.sections:
        if each.written_off:
            words = _("{amount} was written off and is in no figure here. A sealed balance without it may waive it.")
            told.append(words.format(amount=money(each.written_off, each.currency)))
        if each.charges:
            words = _(
                "{amount} of it is interest and costs invoiced. The paper says that more accrues, so that this does not fix them."
            )
            told.append(words.format(amount=money(each.charges, each.currency)))
        if each.disputed:
            told.append(_("{amount} is in dispute and shown apart.").format(amount=money(each.disputed, each.currency)))
    if not sheet.accounts:
        told.append(_("No bank account is entered under Settings, so the paper names none."))
    return told


def preview_head() -> tuple[str, ...]:
    return (
        _("Currency"),
        _("Opening balance"),
        _("New receivables"),
        _("Money received"),
        _("Credits and adjustments"),
        _("Closing balance"),
    )
