"""Formal notices to one customer, or to a guarantor about it: made, served, come back; and what was written off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtGui import QAction

from app.i18n import _
from app.models.notices import Notice
from app.models.recovery import WrittenOff
from app.services import notice_wording as words
from app.services.formats import day, money
from app.ui.dialogs import notice_deeds as deeds
from app.ui.pages.customer.dealt_list import ListPart
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_panel import Nothing

OURS = ("repayment", "suspension", "guarantor", "refused_bill", "assignment", "set_off")


@dataclass(frozen=True, slots=True)
class Found:
    """What one read brings; `joint` of the guarantees that notices are about."""

    made: list[Notice]
    joint: dict[int, bool | None]
    off: list[WrittenOff]


class NoticesPart(ListPart[Notice]):
    """The newest first; Enter shows the paper."""

    NAME = "customer_notices"

    def __init__(self, page: Page) -> None:
        super().__init__(page, _columns(), struck=lambda r: r.voided_on is not None)
        self.joint: dict[int, bool | None] = {}
        self.off = label("", "caption", wrap=True)
        self.stack.addWidget(self.off)
        dialog = page.desk.navigation.dialog
        self.new = new_action(
            self, "plus", _("New notice…"), lambda: dialog("notice", customer=self.customer_id), "Ctrl+N"
        )
        self.serve = new_action(self, "check-circle", _("How it arrived…"), self._serve, "F2")
        self.paper = new_action(self, "file-pdf", _("Print again"), self.open_chosen)
        self.rest = new_action(self, "warning", _("Call the rest due"), lambda: self._with(deeds.accelerate))
        self.give_up = new_action(
            self, "minus-circle", _("Write off…"), lambda: dialog("write_off", customer=self.customer_id)
        )
        self.came = new_action(
            self, "arrow-counter-clockwise", _("Money for a debt written off…"),
            lambda: dialog("recovery", customer=self.customer_id),
        )  # fmt: skip
        self.void = new_action(self, "prohibit", _("Void"), lambda: self._with(deeds.void), "Del")
        self._actions = [self.new, self.serve, self.paper, self.rest, self.give_up, self.came, self.void]
        self.view.set_actions(self._actions)
        text = _("No notice yet: repayment agreement, stop of performance, demand on a guarantor, refused draft …")
        self.panel.when_empty = Nothing(text, ((_("New notice…"), self.new.trigger),))

    def load(self) -> None:
        who = self.customer_id
        self.page.read(lambda s: _found(s, who), self.show_found, slot=self.NAME)

    def show_found(self, found: Found) -> None:
        self.joint = found.joint
        self.came.setVisible(any(each.amount > each.recovered for each in found.off))
        text = _("Written off {day}: {number} {amount}, {back} of it recovered.")
        lines = [
            text.format(
                day=day(each.on), number=each.number, amount=money(each.amount, each.currency), back=money(each.recovered, each.currency)
            )
            for each in found.off[:3]
        ]  # fmt: skip
        self.off.setText("\n".join(lines))
        self.off.setVisible(bool(lines))
        self.show_rows(found.made)

    def actions_now(self) -> list[QAction]:
        return self._actions

    def chosen_changed(self) -> None:
        row = self.chosen()
        live = row is not None and row.voided_on is None and row.kind in OURS
        for action in (self.serve, self.paper, self.void):
            action.setEnabled(live)
        self.rest.setVisible(live and row is not None and _has_begun(row, self.page.desk.today))

    def open_chosen(self) -> None:
        self._with(deeds.show_paper)

    def _serve(self) -> None:
        row = self.chosen()
        if row is not None and self.serve.isEnabled():
            deeds.serve(self.page, row, joint=self.joint.get(row.security_id or 0))

    def _with(self, deed: Any) -> None:
        row = self.chosen()
        if row is not None and self.paper.isEnabled():
            deed(self.page, row)


def _has_begun(notice: Notice, today: date) -> bool:
    """A signed agreement of which the first part has come due: before that nothing was missed."""
    due = [date.fromisoformat(each) for each, _amount in notice.data.get("schedule", ())]
    return notice.kind == "repayment" and notice.served == "signed" and min(due, default=today) < today


def _found(services: Any, customer_id: int) -> Found:
    held = services.securities.register(customer_id).rows
    made = services.notices.of_customer(customer_id)
    return Found(
        made, {row.security.id: row.security.joint for row in held}, services.write_offs.of_customer(customer_id)
    )


def _columns() -> list[Column]:
    return [
        Column("number", _("Number"), lambda r: r.number, width=120),
        Column("kind", _("Kind"), lambda r: words.kind_name(r.kind), width=190, bold=lambda r: True),
        Column("made_on", _("Date"), lambda r: day(r.made_on), width=100),
        Column("amount", _("Amount"), words.amount_text, RIGHT, 120),
        Column("deadline", _("Deadline"), lambda r: day(r.deadline_on), width=100),
        Column(
            "state", _("How it arrived"), words.served_text, width=210, stretch=True, icon=lambda r: words.STATES[r.state][1],
            role=lambda r: words.STATES[r.state][2],
        ),
    ]  # fmt: skip
