"""What one customer told us: complaints, praise, wishes; who sees to each, by when, how it ended."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.feedback import Feedback
from app.services import feedback_wording as words
from app.services import relationship
from app.services.formats import NOTHING, day
from app.services.relationship import Said
from app.services.rules.relationship import Relationship
from app.ui.dialogs.feedback import edit_feedback, settle_feedback
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Column
from app.ui.widgets.table_panel import Nothing

Found = tuple[list[Feedback], Said, Relationship | None]


class FeedbackPart(ListPart[Feedback]):
    """The newest first; above, how content they are."""

    NAME = "customer_feedback"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns(page), struck=lambda row: row.voided_on is not None)
        self.said = label("", "muted", wrap=True)
        self.stack.insertWidget(0, self.said)
        self.add = new_action(self, "plus", _("Note feedback…"), self._add)
        self.settle = new_action(self, "check-circle", _("Settle…"), self.open_chosen)
        self.edit = new_action(self, "pencil-simple", _("Change…"), self._edit, "F2")
        self.void = new_action(self, "x-circle", _("Void"), self._void, "Del")
        self.view.set_actions(self.actions_now())
        self.panel.when_empty = Nothing(_("This customer has told us nothing yet."), ((self.add.text(), self._add),))

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: _known(s, who), self.show_found, slot=self.NAME)

    def show_found(self, found: Found) -> None:
        rows, said, standing = found
        told = (words.relationship_text(standing), words.said_text(said))
        self.said.setText(" · ".join(filter(None, told)))
        self.said.setVisible(bool(self.said.text()))
        self.show_rows(rows)

    def actions_now(self) -> list[QAction]:
        return [self.add, self.settle, self.edit, self.void]

    def chosen_changed(self) -> None:
        found = self.chosen()
        live = found is not None and found.voided_on is None
        open_ = live and found is not None and found.closed_on is None
        for action in (self.settle, self.edit):
            action.setEnabled(open_)
        self.void.setEnabled(live)
        self.changed.emit()

    def open_chosen(self) -> None:
        found = self.chosen()
        if found is not None and self.settle.isEnabled():
            settle_feedback(self.page.desk, found, self.window())

    def _add(self) -> None:
        self.page.desk.navigation.dialog("feedback", customer=self.customer_id)

    def _edit(self) -> None:
        found = self.chosen()
        if found is not None:
            edit_feedback(self.page.desk, found, self.window())

    def _void(self) -> None:
        found = self.chosen()
        if found is not None:
            which = found.id
            self.page.desk.jobs.write(self, lambda s: s.feedback.void(which), lambda _done: None)


def _known(services: Any, customer_id: int) -> Found:
    on, store = services.today, services.store
    cycle = services.visits.cycle(customer_id)
    return (
        services.feedback.of_customer(customer_id),
        relationship.said(store, customer_id, on),
        relationship.of_customer(store, customer_id, on, cycle),
    )


def _columns(page: Page) -> list[Column]:
    def state(row: Feedback) -> str:
        return words.state_name(row, page.desk.today)

    def late(row: Feedback) -> str:
        return "overdue" if row.is_late(page.desk.today) else ""

    return [
        Column("on", _("Date"), lambda r: day(r.on_day), width=105),
        Column("kind", _("Kind"), lambda r: words.kind_name(r.kind), width=110, icon=lambda r: words.KINDS[r.kind][1]),
        Column("text", _("What was told"), lambda r: r.text or words.points_name(r.score), width=260, stretch=True),
        Column("owner", _("Who sees to it"), lambda r: r.owner or NOTHING, width=110),
        Column("due", _("To be settled by"), lambda r: day(r.due_on), width=120),
        Column("state", _("State"), state, width=150, role=late),
        Column("result", _("How it was settled"), lambda r: r.result or NOTHING, width=180),
        Column("satisfied", _("Satisfied with it"), lambda r: words.points_name(r.satisfied), width=120),
        Column("document", _("Receivable in dispute"), lambda r: r.document or NOTHING, width=140),
    ]
