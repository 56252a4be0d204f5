"""Receivables: when each one should come in, the payments that came, and what else belongs to them.

navigation.open("receivables", chip="overdue")
navigation.open("receivables", search="YS-2026-0012")
navigation.open("receivables", view="payments", period="month")
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from app.i18n import mark
from app.models.topics import Topic
from app.ui.widgets.views import ViewsPage

# Name, title, class of each list, in the order of the switch.
VIEWS: Final = (
    ("receivables", mark("Receivables"), "app.ui.pages.receivables.owed:OwedView"),
    ("payments", mark("Payments"), "app.ui.pages.receivables.paid:PaidView"),
    ("advances", mark("Advances"), "app.ui.pages.receivables.advances:AdvancesView"),
    ("bank", mark("Bank statement"), "app.ui.pages.receivables.bank:BankView"),
    ("bills", mark("Drafts"), "app.ui.pages.receivables.drafts:DraftsView"),
    ("promises", mark("Promises"), "app.ui.pages.receivables.promises:PromisesView"),
    ("reminders", mark("Reminders"), "app.ui.pages.receivables.reminders:RemindersView"),
    ("matters", mark("Legal matters"), "app.ui.pages.receivables.matters:MattersView"),
    ("statements", mark("Statements"), "app.ui.pages.receivables.papers:PapersView"),
)


class ReceivablesPage(ViewsPage):
    """Several lists under one switch."""

    name, title, icon = "receivables", mark("Receivables"), "receipt"
    topics = frozenset(
        {
            Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS, Topic.BILLS, Topic.BANK,
            Topic.STATEMENTS, Topic.CONTRACTS, Topic.REMINDERS, Topic.CONTACTS, Topic.LEGAL,
        }
    )  # fmt: skip
    new_dialog: ClassVar[str] = "new_receivable"
    lists = VIEWS

    @property
    def ledger(self) -> Any:
        """The list in sight."""
        return self.shown
