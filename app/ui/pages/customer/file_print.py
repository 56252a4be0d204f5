"""The forms that a customer fills in, drawn and opened: credit information, authorisation, papers asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from app.services import documents
from app.services.credit_forms import KINDS, Kind
from app.services.documents.credit_forms import TITLES
from app.ui.papers import open_file, temporary
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk


def ask_form(desk: Desk, customer_id: int, over: QWidget, bar: MessageBar) -> QMenu:
    """Which of the forms, in a menu; it is written in the customer's own language."""
    menu = QMenu(over)
    menu.setObjectName("forms")
    for kind in KINDS:
        text = _(TITLES[kind]).replace("&", "&&")
        menu.addAction(text).triggered.connect(lambda _on=False, kind=kind: _draw(desk, customer_id, kind, bar))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(over.mapToGlobal(over.rect().bottomLeft()))
    return menu


def _draw(desk: Desk, customer_id: int, kind: Kind, bar: MessageBar) -> None:
    path, today = temporary(_(TITLES[kind]), ".pdf"), desk.today

    def work(services: Any, _job: Any) -> Path:
        documents.render(services.credit_forms.form(customer_id, kind), path, printed=today)
        return path

    desk.jobs.run(bar, work, lambda written: open_file(written, bar), read_only=True)
