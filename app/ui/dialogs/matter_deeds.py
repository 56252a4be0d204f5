"""What is done with a legal matter: another stage, its end, costs, days, voiding.

move(desk, matter, parent)
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.matters import LegalDate, Matter
from app.services import matter_wording as words
from app.services.formats import day, money
from app.services.matter_drafts import Closing
from app.services.matter_stages import GO_ON, Step
from app.services.rules import court
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk

OPEN_STAGES: Final = tuple(stage for stage in court.STAGES if stage != "closed")
BOTH: Final = frozenset({"suit", "payment_order"})


def move(desk: Desk, found: Matter, parent: QWidget) -> FormDialog:
    """Forward or back; where a procedure does not go on it is asked whether it ended or never was."""
    stage = Choice("stage", _("&Stage"), [(key, words.stage_name(key)) for key in OPEN_STAGES])
    on = Day("on", _("Since &when"), today=desk.today, required=True, value=desk.today)
    pay_by = Day(
        "pay_by", _("They are to &pay by"), today=desk.today, hint=_("The last day the judgment gives for paying.")
    )
    how = Choice(
        "mistaken",
        _("&What lay with the court"),
        [(False, _("It ended on that day")), (True, _("It was entered by mistake"))],
    )
    form = Form([(stage, on), pay_by, how])
    title = _("{number}: another stage").format(number=found.number)
    dialog = FormDialog(desk, title, form, _("Save the stage"), parent)
    dialog.draft_name = f"matter_stage {found.id}"

    def follow() -> None:
        wanted = stage.value()
        stage.explain(_(words.MEANING[wanted]))
        pay_by.setVisible(wanted == "judged")
        how.setVisible(_lay(found) and GO_ON.get(wanted, BOTH) != BOTH)

    dialog.work = lambda s: s.matters.move(found.id, Step(**form.draft()))
    stage.changed.connect(follow)
    place = OPEN_STAGES.index(found.stage) + 1 if found.stage in OPEN_STAGES else 0
    stage.set_value(OPEN_STAGES[min(place, len(OPEN_STAGES) - 1)])
    follow()
    dialog.open()
    stage.setFocus()
    return dialog


def _lay(found: Matter) -> bool:
    """Whether something of it was with a court."""
    return any(stage not in court.WITHOUT for stage, _on in found.stages)


def close(desk: Desk, found: Matter, received: int, parent: QWidget) -> FormDialog:
    """How it ended, and what came of it."""
    outcome = Choice("outcome", _("&How it ended"), [(key, words.outcome_name(key)) for key in court.OUTCOMES])
    on = Day("on", _("&Day"), today=desk.today, required=True, value=desk.today)
    hint = _("Paid on its debts since it was opened: {amount}.").format(amount=money(received, found.currency))
    got = Amount("recovered", _("&Recovered"), currency=found.currency, hint=hint)
    got.set_value(max(0, received))
    form = Form([(outcome, on), got])
    dialog = FormDialog(desk, _("Close {number}").format(number=found.number), form, _("Close the matter"), parent)
    dialog.draft_name = f"matter_close {found.id}"

    def work(services: Any) -> None:
        draft = form.draft()
        services.matters.close(found.id, Closing(draft["outcome"], draft["on"], draft["recovered"] or 0))

    dialog.work = work
    dialog.open()
    outcome.setFocus()
    return dialog


def add_cost(desk: Desk, found: Matter, parent: QWidget) -> FormDialog:
    amount = Amount("amount", _("&Amount"), currency=found.currency, required=True)
    what = Text("what", _("&What for"), required=True, longest=200, hint=_("Court fee, lawyer, preservation, notary."))
    on = Day("on", _("&Paid on"), today=desk.today, required=True, value=desk.today)
    form = Form([(amount, on), what])
    so_far = money(found.costs, found.currency, dash=True)
    title = _("Costs of {number}, so far {amount}").format(number=found.number, amount=so_far)
    dialog = FormDialog(desk, title, form, _("Add the costs"), parent)
    dialog.draft_name = f"matter_cost {found.id}"
    dialog.work = lambda s: s.matters.add_cost(found.id, **form.draft())
    dialog.open()
    amount.setFocus()
    return dialog


def add_date(desk: Desk, found: Matter, parent: QWidget) -> FormDialog:
    """A hearing, a last day; told of in Today and in the calendar."""
    kind = Choice("kind", _("&What"), [(key, words.kind_name(key)) for key in court.KINDS])
    on = Day("on_day", _("&Day"), today=desk.today, required=True)
    form = Form([(kind, on), Text("note", _("&Note"), longest=300)])
    dialog = FormDialog(desk, _("A day of {number}").format(number=found.number), form, _("Save the day"), parent)
    dialog.draft_name = f"matter_date {found.id}"
    kind.changed.connect(lambda: kind.explain(words.alarm_text(kind.value())))
    kind.explain(words.alarm_text(kind.value()))
    dialog.work = lambda s: s.matters.add_date(found.id, **form.draft())
    dialog.open()
    kind.setFocus()
    return dialog


def finish_date(desk: Desk, each: LegalDate, parent: QWidget) -> FormDialog:
    """On which day what was to be done was done."""
    on = Day("on", _("&Done on"), today=desk.today, required=True, value=desk.today)
    form = Form([on])
    title = _("{what} of {day}").format(what=words.kind_name(each.kind), day=day(each.on_day))
    dialog = FormDialog(desk, title, form, _("Tick it"), parent)
    dialog.draft_name = f"matter_date_done {each.id}"
    dialog.work = lambda s: s.matters.finish_date(each.id, form.draft()["on"])
    dialog.open()
    on.focus_editor.setFocus()
    return dialog
