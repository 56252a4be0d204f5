"""What can be done with a document of the running list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.ledger_lines import Document
from app.services.customer_wording import document_title
from app.services.formats import money
from app.ui.dialogs.reason import ask_reason
from app.ui.widgets.page import Desk


def void_document(desk: Desk, document: Document, window: QWidget) -> None:
    """Asks why, then voids a payment or receivable."""
    name = f"{document_title(document)}, {money(document.amount, document.currency)}"
    if document.table == "payment":
        title, act = _("Void a payment: {what}"), _("Void this payment")
    else:
        title, act = _("Void a receivable: {what}"), _("Void this receivable")
    service = "payments" if document.table == "payment" else "receivables"
    about = f"void {document.table} {document.id}"
    ask_reason(
        desk,
        title.format(what=name),
        act,
        lambda s, why: getattr(s, service).void(document.id, why),
        window,
        about=about,
    )
