"""Visits to one customer: what was seen and said, the paper of each, the form to take along, when the next is due."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.credit_facts import MANY_SIGNS
from app.models.interactions import Interaction
from app.services import feedback_wording, visit_wording
from app.services.formats import NOTHING, day
from app.services.services import Services
from app.services.visits import VisitRow
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.papers import say_saved
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Column
from app.ui.widgets.table_panel import Nothing

Found = tuple[list[Interaction], VisitRow | None]


class VisitsPart(ListPart[Interaction]):
    """The newest first; above, how often one goes and when next; below, what the signs that were seen mean."""

    NAME = "customer_visits"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns(), struck=lambda row: row.voided_on is not None)
        self.cycle, self.call = label("", "muted", wrap=True), label("", "caption", wrap=True)
        self.stack.insertWidget(0, self.cycle)
        self.stack.addWidget(self.call)
        self.add = new_action(self, "plus", _("Log a visit…"), self._add)
        self.form = new_action(self, "file-text", _("Form to take along (PDF)"), lambda: self._paper(None))
        self.record = new_action(self, "printer", _("Save as PDF…"), self.open_chosen)
        self.void = new_action(self, "x-circle", _("Void"), self._void, "Del")
        self.view.set_actions(self.actions_now())
        self.panel.when_empty = Nothing(
            _("Nobody has visited this customer yet."),
            ((self.add.text(), self._add), (self.form.text(), self.form.trigger)),
        )

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: (s.visits.of_customer(who), s.visits.cycle(who)), self.show_found, slot=self.NAME)

    def show_found(self, found: Found) -> None:
        rows, cycle = found
        self.cycle.setText(visit_wording.cycle_text(cycle))
        self.show_rows(rows)

    def actions_now(self) -> list[QAction]:
        return [self.add, self.form, self.record, self.void]

    def chosen_changed(self) -> None:
        found = self.chosen()
        self.record.setEnabled(found is not None)
        self.void.setEnabled(found is not None and found.voided_on is None)
        signs = found.signs if found is not None and not found.voided_on else ()
        self.call.setText(visit_wording.call_text(signs))
        set_role(self.call, "overdue" if len(signs) >= MANY_SIGNS else "caution")
        self.call.setVisible(bool(self.call.text()))
        self.changed.emit()

    def open_chosen(self) -> None:
        found = self.chosen()
        if found is not None:
            self._paper(found.id)

    def _add(self) -> None:
        self.page.desk.navigation.dialog("visit", customer=self.customer_id)

    def _paper(self, visit_id: int | None) -> None:
        who = self.customer_id
        self.page.read(lambda s: _written(s, who, visit_id), self._show_paper, slot="customer_visit_paper")

    def _show_paper(self, path: Path) -> None:
        say_saved(path, self.page.message_bar, opened=True)

    def _void(self) -> None:
        found = self.chosen()
        if found is not None:
            which = found.id
            self.page.desk.jobs.write(self, lambda s: s.visits.void(which), lambda _done: None)


def _written(services: Services, customer_id: int, visit_id: int | None) -> Path:
    made: Path = services.visit_papers.make(customer_id, services.store.path.parent / _("Visits"), visit_id)
    return made


def _columns() -> list[Column]:
    def signs(row: Any) -> str:
        return visit_wording.signs_text(row.signs)

    return [
        Column("on", _("Date"), lambda r: day(r.on_day), width=105),
        Column("person", _("Who went"), lambda r: r.person, width=100),
        Column("met", _("People met"), lambda r: r.met or r.contact or NOTHING, width=140),
        Column("signs", _("Signs of distress"), signs, width=190, role=lambda r: "overdue" if r.signs else ""),
        Column("satisfaction", _("How satisfied"), lambda r: feedback_wording.points_name(r.satisfaction), width=130),
        Column("needs", _("Their needs"), lambda r: r.needs or NOTHING, width=160),
        Column("note", _("Seen and said"), lambda r: r.note or NOTHING, width=200, stretch=True),
        Column("next", _("Next follow-up"), lambda r: day(r.next_on), width=120),
    ]
