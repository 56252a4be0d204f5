"""Words of what stands behind debts: kinds of security, whether each counts and why not, what to mind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark
from app.services.formats import NOTHING, day, joined

if TYPE_CHECKING:
    from app.models.securities import Security
    from app.services.security_list import Line

KINDS: Final = {
    "guarantee_person": mark("Guarantee of a person"),
    "guarantee_company": mark("Guarantee of a company"),
    "guarantee_parent": mark("Guarantee of the parent company"),
    "guarantee_agency": mark("Guarantee of a guarantee agency"),
    "bank_guarantee": mark("Bank guarantee"),
    "letter_of_credit": mark("Letter of credit"),
    "mortgage": mark("Mortgage"),
    "pledge": mark("Pledge"),
    "retention_of_title": mark("Retention of title"),
}
DEPOSIT: Final = mark("Cash deposit")
COMPANIES: Final = ("guarantee_company", "guarantee_parent")
# Whether it counts: words, picture, colour token.
STANDINGS: Final = {
    "counts": (mark("Counts"), "shield-check", "good"),
    "held": (mark("Lies with us"), "coin", "good"),
    "not_given": (mark("Not given yet"), "clock", "text2"),
    "released": (mark("Released"), "export", "text2"),
    "late_shipment": (mark("Shipped too late"), "warning", "overdue"),
    "not_shipped": (mark("Latest shipment has passed"), "warning", "overdue"),
    "expired": (mark("Ended"), "x-circle", "overdue"),
    "no_rate": (mark("No exchange rate"), "warning-circle", "caution"),
}
# What a letter of credit usually asks for: offered in its dialog.
PAPERS: Final = (
    mark("Commercial invoice"), mark("Packing list"), mark("Bill of lading"), mark("Insurance policy of the cargo"),
    mark("Certificate of origin"), mark("Inspection certificate"), mark("Beneficiary's certificate"),
)  # fmt: skip
DEEDS: Final = {
    "received": (mark("Taken"), "arrow-down-left"),
    "offset": (mark("Used for what they owe"), "arrows-left-right"),
    "refunded": (mark("Given back"), "arrow-up-right"),
}
NO_EFFECT: Final = {
    "retention_of_title": mark("not registered: no effect against a buyer in good faith (Civil Code 641)"),
    "mortgage": mark("not registered: of a house it does not exist yet, of goods it does not hold against others"),
    "pledge": mark("not registered: of receivables and shares it does not exist yet (Civil Code 443, 445)"),
}


def kind_name(kind: str) -> str:
    """Of a security, or "deposit"."""
    name = DEPOSIT if kind == "deposit" else KINDS[kind]
    return _(name)


def full_name(security: Security) -> str:
    """Its kind and who gave it."""
    return " · ".join(filter(None, (kind_name(security.kind), security.giver)))


def behind_text(line: Line) -> str:
    """What it stands behind."""
    return line.document or (NOTHING if line.held else _("All that they owe"))


def standing_text(standing: str) -> str:
    return _(STANDINGS[standing][0])


def deed_name(kind: str) -> str:
    """What a move of a cash deposit is."""
    return _(DEEDS[kind][0])


def remarks(security: Security, *, barred: bool = False) -> list[str]:
    """What to mind about it."""
    missing = [name for name, there in security.papers if not there]
    checks: list[tuple[bool, Callable[[], str]]] = [
        (security.acted_on is not None, lambda: _acted(security)),
        (
            security.kind in COMPANIES and security.resolution_on is None,
            lambda: _("no shareholders' or board resolution on file"),
        ),
        (security.kind in NO_EFFECT and security.registered_on is None, lambda: _(NO_EFFECT[security.kind])),
        (security.registered_on is not None, lambda: _("registered on {day}").format(day=day(security.registered_on))),
        (security.original_missing, lambda: _("the original is not here")),
        (bool(missing), lambda: _("missing: {papers}").format(papers=joined(missing))),
        (barred, lambda: _("75 % paid: the goods cannot be taken back any more")),
    ]
    return [words() for holds, words in checks if holds]


def end_warning(kind: str, ends_on: date | None, today: date) -> str:
    """What to say beside an end being typed; "" when it lies ahead."""
    if ends_on is None or ends_on >= today:
        return ""
    if kind in ("bank_guarantee", "letter_of_credit"):
        return _("This paper has ended: nothing can be claimed on it any more.")
    return _("It has ended: it counts for nothing any more.")


def _acted(security: Security) -> str:
    text = _("presented on {day}") if security.kind == "letter_of_credit" else _("claimed on {day}")
    return text.format(day=day(security.acted_on))
