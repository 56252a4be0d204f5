"""From a missing piece of a credit file to the dialog that brings it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from app.models.credit_facts import CODES
from app.services import credit_wording as words
from app.services.credit_view import CreditFileView
from app.services.legal_file import LegalFile
from app.ui.dialogs import legal
from app.ui.dialogs.contact_person import add_contact
from app.ui.widgets.page import Desk

PROFILE: Final = ("legal_rep", "founded", "capital_paid", "sector")
KIND_OF: Final = {
    "bank_report": "bank_report", "rating": "rating", "references": "trade_reference", "visit": "visit", "ownership": "ownership",
}  # fmt: skip
REGISTERS: Final = ("court", "registry")


def bring(desk: Desk, code: str, file: CreditFileView, papers: LegalFile, over: QWidget) -> None:
    """Opens what fills a missing piece of `rules.completeness.WEIGHTS`."""
    who = file.customer_id
    if code in PROFILE:
        desk.navigation.dialog("profile", customer=who, first=code)
    elif code in KIND_OF:
        add_fact(desk, file, KIND_OF[code])
    elif code == "public_record":
        add_fact(desk, file, _older_register(file))
    elif code == "statement":
        desk.navigation.dialog("financials", customer=who)
    elif code == "questionnaire":
        desk.navigation.dialog("questionnaire", customer=who)
    elif code == "licence":
        legal.attach_file(desk, papers, over, role="licence")
    elif code == "receiver":
        add_contact(desk, who, over, receives=True)
    elif code == "payer":
        desk.navigation.open("receivables", view="bank")
    else:
        desk.navigation.open("contract", customer=who)


def add_fact(desk: Desk, file: CreditFileView, kind: str) -> None:
    desk.navigation.dialog("credit_fact", customer=file.customer_id, kind=kind, currency=file.currency)


def ask_kind(desk: Desk, file: CreditFileView, over: QWidget, kinds: tuple[str, ...] = tuple(CODES)) -> QMenu | None:
    """The kinds of entry in a menu; one alone is opened at once."""
    if len(kinds) == 1:
        add_fact(desk, file, kinds[0])
        return None
    menu = QMenu(over)
    menu.setObjectName("kinds")
    for kind in kinds:
        text = words.kind_name(kind).replace("&", "&&")
        menu.addAction(text).triggered.connect(lambda _on=False, kind=kind: add_fact(desk, file, kind))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(over.mapToGlobal(over.rect().bottomLeft()))
    return menu


def _older_register(file: CreditFileView) -> str:
    """The one that was not looked into, or longest ago."""
    looked = {kind: max((each.fact.checked_on for each in file.facts_of(kind)), default=None) for kind in REGISTERS}
    return min(REGISTERS, key=lambda kind: (looked[kind] is not None, looked[kind] or file.on))
