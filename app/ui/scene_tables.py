"""Pictures of what tables can do: entry as a table, a correction, the history."""

from __future__ import annotations

from app.ui.dialogs.entry_grid import EntryGridDialog
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.scene_ground import Stage, open_over, someone

PASTED = (
    ("hdjc", "", "1105", "+30", "6万", "", ""),
    ("K002", "N-102", "2026-11-05", "2026-12-05", "9,450.50", "", ""),
    ("K003", "N-103", "2026/11/9", "", "待定", "", ""),
    ("K004", "N-104", "11-12", "月底", "3000+2500", "", ""),
)


def entry_grid(stage: Stage) -> None:
    """Rows as they come from Excel, one of them with an amount that is none."""
    open_over(stage, "entry_grid")
    dialog = stage.dialog()
    if isinstance(dialog, EntryGridDialog):
        dialog.grid.paste_rows(PASTED)
        dialog.check()
        stage.settle()
        dialog.grid.go_to(2, 4)


def correct(stage: Stage) -> None:
    """The first receivable of the list."""
    stage.window.desk.navigation.open("receivables")
    stage.settle()
    page = stage.window.page
    if isinstance(page, ReceivablesPage):
        page.ledger.correct.trigger()


def columns(stage: Stage) -> None:
    stage.window.desk.navigation.open("customers")
    stage.settle()
    stage.window.do("columns")


def customer_history(stage: Stage) -> None:
    """A phone number that was changed."""
    who = someone(stage)
    draft = {"phone": "13900139000"}
    stage.window.desk.jobs.write(stage.window, lambda s: s.customers.update(who, draft), lambda _none: None)
    stage.settle()
    stage.window.desk.navigation.open("customer", who, tab="history")
