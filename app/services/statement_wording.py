"""Words of statements and confirmations: what each line is, how a paper stands, how it went out."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark, ngettext
from app.services.entry import method_name
from app.services.statement_sheets import Line

# For the customer's eyes: what was forgiven or fell short is an adjustment, whatever we call it ourselves.
LINES: Final = {
    "invoice": mark("Invoice"),
    "opening": mark("Brought forward"),
    "credit_note": mark("Credit note"),
    "receipt": mark("Payment received"),
    "refund": mark("Paid back"),
    "return": mark("Payment returned"),
    "exchange": mark("Used for another currency"),
    "early_discount": mark("Early payment discount"),
}
PAPERS: Final = {
    "statement": mark("Statement"),
    "confirmation": mark("Confirmation letter"),
    "demand": mark("Confirmation letter that also demands payment"),
}
SERVICES: Final = {
    "hand": mark("By hand"),
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
    """ "Invoice", "Payment received, bank transfer", "Adjustment"."""
    title = _(LINES.get(line.kind, mark("Adjustment")))
    if line.kind == "receipt" and line.method:
        return _("{what}, {how}").format(what=title, how=method_name(line.method))
    return title


def due_text(line: Line) -> str:
    """The due day, or how many there are."""
    if line.parts > 1:
        return ngettext("{count} instalment", "{count} instalments", line.parts)
    return line.due_on.isoformat() if line.due_on else ""


def paper_name(kind: str, *, demands: bool) -> str:
    return _(PAPERS["demand" if demands else kind])


def service_name(code: str | None) -> str:
    return _(SERVICES[code]) if code in SERVICES else ""
