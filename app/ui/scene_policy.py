"""Pictures of the credit rules: a group, a change and whom it moves, what cannot hold, adopting, the versions."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.i18n import _
from app.models.dates import add_days
from app.ui.pages.policy.page import PolicyPage
from app.ui.scene_ground import Act, Stage


def rules(group: str, *, change: str = "", to: str = "", look: bool = False) -> Act:
    """A group of rules; one number of it typed anew; a look at whom that moves, or at what is in the way."""

    def act(stage: Stage) -> None:
        page = _page(stage, group)
        if page is None:
            return
        page.take_defaults()
        page.message_bar.clear()
        if change:
            _type(page, change, to)
            stage.settle()
        if look:
            page.look()

    return act


def adopt(stage: Stage) -> None:
    rules("score", change="prior_pd", to="9")(stage)
    page = _page(stage, "score")
    if page is not None:
        page.ask_and_adopt()


def versions(stage: Stage) -> None:
    """Two versions more: one in force, one to come."""
    today = stage.window.desk.today

    def work(services: Any) -> None:
        services.policies.adopt(
            {"prior_pd": 0.08, "grace_days": 5}, today, _("Payments of the trade have become slower")
        )
        services.policies.adopt({"grace_days": 5}, add_days(today, 40), _("The trade has recovered"))

    stage.window.desk.jobs.write(stage.window, work, lambda _done: None)
    stage.settle()
    _page(stage, "versions")


def _page(stage: Stage, group: str) -> PolicyPage | None:
    stage.window.desk.navigation.open("policy", group=group)
    stage.settle()
    return stage.window.page if isinstance(stage.window.page, PolicyPage) else None


def _type(page: PolicyPage, cell: str, text: str) -> None:
    name, *path = cell.split(".")
    row = next(each for each in page.panels[page.group].rules if each.name == name)
    editor = row.editors[tuple(map(int, path))]
    if isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.typed.emit()
