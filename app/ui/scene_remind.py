"""Pictures of reminders: the window, letters for many, the lists, how one arrived, exceptions, texts."""

from __future__ import annotations

from typing import Any

from app.models.listing import Query
from app.services.reminders import draft_of
from app.ui.dialogs.letters import LettersDialog
from app.ui.dialogs.remind import RemindDialog
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.scene_ground import Act, Stage, asked, open_over, written

NOON = 12  # pictures are the same by day and by night


def remind(channel: str = "", *, level: int | None = None, anyway: bool = False) -> Act:
    """Somebody who is due; `anyway` = reminded a moment ago."""

    def act(stage: Stage) -> None:
        customer = written(stage, _reminded) if anyway else asked(stage, _due)
        wishes: dict[str, Any] = {"customer": customer, "channel": channel, "level": level}
        RemindDialog.hour = staticmethod(lambda: NOON)  # type: ignore[assignment,method-assign]
        open_over(stage, "remind", **wishes)
        stage.settle()

    return act


def lists(chip: str, action: str = "") -> Act:
    """One of the lists of the view; the first row's action."""

    def act(stage: Stage) -> None:
        written(stage, _reminded)
        stage.window.desk.navigation.open("receivables", view="reminders", chip=chip)
        stage.settle()
        page = stage.window.page
        if action and isinstance(page, ReceivablesPage):
            getattr(page.shown, action).trigger()
            stage.settle()

    return act


def of_customer(stage: Stage) -> None:
    stage.window.desk.navigation.open("customer", written(stage, _reminded), tab="collection", part="reminders")
    stage.settle()


def exception(stage: Stage) -> None:
    open_over(stage, "reminder_override", customer=asked(stage, _due))


def one_of_many(stage: Stage) -> None:
    """The words of the first of the letters for all."""
    open_over(stage, "letters")
    stage.settle()
    for each in stage.window.findChildren(LettersDialog):
        each.change_words()
    stage.settle()


def texts(stage: Stage) -> None:
    open_over(stage, "letter_texts", code="message_2")


def _due(services: Any) -> int:
    """With the most debts to name; in a small book anybody."""
    found = max(services.reminders.due(interest=False), key=lambda each: (len(each.items), each.amount), default=None)
    return int(found.customer_id) if found else int(services.lists.keys("customers", Query())[0])


def _reminded(services: Any) -> int:
    """The first who is due got a letter a moment ago, unless somebody did already."""
    made = services.reminders.made()
    if not any(each.made_on == services.today for each in made):
        found = next((each for each in services.reminders.due() if each.level), None)
        if found is None:
            return _due(services)
        services.reminders.record(draft_of(found, "wechat"))
        return int(found.customer_id)
    return int(made[0].customer_id)
