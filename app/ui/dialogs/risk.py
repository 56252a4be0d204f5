"""A line of the risk register: what may go wrong, how likely and how bad, what is done about it, by whom until when.

open_risk(desk, customer_id, people, parent)                # a new one
open_risk(desk, customer_id, people, parent, risk=line)     # an open one
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.book import Person
from app.models.risks import Risk
from app.services import review_wording
from app.services.risk_wording import LIKELY, SEVERE
from app.services.risks import TYPES, RiskDraft
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk

FIELDS = (
    "type",
    "what",
    "likelihood",
    "severity",
    "measure",
    "likelihood_after",
    "severity_after",
    "owner_id",
    "due_on",
)


def open_risk(
    desk: Desk, customer: int, people: Sequence[Person], parent: QWidget, *, risk: Risk | None = None
) -> FormDialog:
    """Opens the dialog; a new line begins with what the program noticed, where it did."""
    form = Form(_rows(desk, people))
    title = _("Change a risk") if risk else _("Add a risk")
    dialog = FormDialog(desk, title, form, _("Save risk"), parent, width=720)
    dialog.draft_name = f"risk {customer} {risk.id if risk else 0}"

    def work(services: Any) -> Any:
        draft = RiskDraft(customer_id=customer, **form.draft())
        return services.risks.update(risk.id, draft) if risk else services.risks.add(draft)

    dialog.work = work
    if risk is not None:
        form.set({name: getattr(risk, name) for name in FIELDS})
    else:
        form.set({"likelihood": 3, "severity": 3})
        desk.jobs.read(dialog, lambda s: s.risks.suggestion(customer), lambda found: _suggest(dialog, found))
    dialog.open()
    form["what"].setFocus()
    return dialog


@fills
def _suggest(dialog: FormDialog, found: RiskDraft | None) -> None:
    if found is not None and not dialog.form["what"].value():
        dialog.form.set({name: getattr(found, name) for name in FIELDS})
        dialog.message_bar.say(_("Filled in from what is overdue. Change what you know better."), "info")


def _rows(desk: Desk, people: Sequence[Person]) -> list[Row]:
    likely = [(step, f"{step} · {_(words)}") for step, words in LIKELY.items()]
    severe = [(step, f"{step} · {_(words)}") for step, words in SEVERE.items()]
    same = (None, _("No change"))
    return [
        (
            Choice("type", _("T&ype"), [(each, _(review_wording.RISK_TYPES[each])) for each in TYPES]),
            Text("what", _("What may go &wrong"), required=True, longest=300),
        ),
        (
            Choice("likelihood", _("How &likely"), likely),
            Choice("severity", _("How &bad"), severe),
        ),
        Text("measure", _("What is done &about it"), longest=300),
        (
            Choice("likelihood_after", _("How likely &then"), [same, *likely]),
            Choice("severity_after", _("How bad t&hen"), [same, *severe]),
        ),
        (
            Choice("owner_id", _("Who sees &to it"), [(None, _("Nobody")), *((each.id, each.name) for each in people)]),
            Day("due_on", _("To be &done by"), today=desk.today),
        ),
    ]
