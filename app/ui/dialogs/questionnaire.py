"""The assessment of a customer: 20 questions in four groups, each from 0 to 5, any left open.

navigation.dialog("questionnaire", customer=12)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services import questionnaire_wording as words
from app.services.credit_view import CreditFileView
from app.services.file_wording import result_text
from app.services.rules import questionnaire
from app.services.scoring import WhatIf
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Tick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.scale import Answer
from app.ui.widgets.what_if import WhatIfLine


class QuestionnaireDialog(FormDialog):
    """Begins with the newest answers; what the file itself knows is proposed where nobody answered."""

    name: ClassVar[str] = "questionnaire"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int, on: date | None = None) -> None:
        """`on` = the day of one to correct; saving one of the same day takes its place."""
        asked = [item for items in questionnaire.GROUPS.values() for item in items]
        self.answers = {item: _answer(place, item) for place, item in enumerate(asked, 1)}
        form = Form(_rows(desk, self.answers))
        super().__init__(desk, _("Assess the customer"), form, _("Save assessment"), parent, width=860)
        self.customer, self.on = customer, on
        self.draft_name = f"{self.name} {customer} {on or ''}"
        self.told, self.outcome = label("", "section"), WhatIfLine(desk, customer)
        self._newest_on: date | None = None  # of the questionnaires on file
        self.work = self._write
        frame = self.layout()
        if isinstance(frame, QVBoxLayout):
            frame.insertWidget(2, self.told)
            frame.insertWidget(3, self.outcome)
        form.changed.connect(self._count)
        for item, answer in self.answers.items():
            answer.scale.went.connect(lambda step, item=item: self._go(item, step))
        self._count()
        desk.jobs.read(
            self,
            lambda s: (s.credit_file.file(customer), s.credit_file.proposed_answers(customer)),
            lambda two: self._fill(*two),
        )
        self.answers[1].scale.setFocus()

    def show_problem(self, problem: UserError) -> None:
        """A missing comment is said at its question."""
        head, _line, item = (problem.field or "").rpartition("_")
        if head == "comment" and item.isdecimal():
            problem = UserError(problem.text, field=f"item_{item}")
            super().show_problem(problem)
            self.answers[int(item)].comment.setFocus()
            return
        super().show_problem(problem)

    @fills
    def _fill(self, file: CreditFileView, proposed: Mapping[int, int]) -> None:
        self._newest_on = max((each.on_day for each in file.questionnaires), default=None)
        newest = next((each for each in file.questionnaires if self.on in (None, each.on_day)), None)
        for item, answer in self.answers.items():
            known = newest.answers.get(item) if newest else None
            if known is not None and newest is not None:
                answer.set_value((known, newest.comments.get(item, "")))
            elif item in proposed and answer.value() == (None, ""):
                answer.propose(proposed[item], words.answers(item).get(proposed[item], ""))
        if newest is not None and newest.on_day in (self.on, self.desk.today):
            self.form.set({"visit": newest.visit, "on": newest.on_day})
        self._count()

    def _go(self, item: int, step: int) -> None:
        """The question after or before, in the order they stand in."""
        order = list(self.answers)
        place = order.index(item) + step
        if 0 <= place < len(order):
            self.answers[order[place]].scale.setFocus(Qt.FocusReason.TabFocusReason)
            self.show_whole(self.answers[order[place]])

    def _count(self) -> None:
        given = {item: each.value()[0] for item, each in self.answers.items()}
        points = {item: each for item, each in given.items() if each is not None}
        self.told.setText(result_text(points.values()))
        typed = self.form["on"]
        on = typed.day() if isinstance(typed, Day) else None
        newest = on is not None and (self._newest_on is None or on >= self._newest_on)
        self.outcome.ask(WhatIf(answers=points, visit=self.form["visit"].value()) if points and newest else None)

    def _write(self, services: Any) -> int:
        draft = self.form.draft()
        given = {item: draft[f"item_{item}"] for item in questionnaire.ITEMS}
        answers = {item: points for item, (points, _comment) in given.items() if points is not None}
        comments = {item: comment for item, (_points, comment) in given.items() if comment}
        saved: int = services.credit_file.save_questionnaire(
            self.customer, answers, comments=comments, visit=draft["visit"], on=draft["on"]
        )
        return saved


def _answer(place: int, item: int) -> Answer:
    """Counted as they stand on the sheet."""
    title = _("{number}. {what}").format(number=place, what=words.item_text(item))
    return Answer(f"item_{item}", title, words.answers(item))


def _rows(desk: Desk, answers: Mapping[int, Answer]) -> list[Row]:
    rows: list[Row] = [
        (
            Day("on", _("&Day of the assessment"), today=desk.today, required=True, value=desk.today),
            Tick("visit", _("Seen on &site"), hint=_("Somebody of us was there for it.")),
        )
    ]
    for group, items in questionnaire.GROUPS.items():
        rows.append(words.group_name(group))
        rows += [answers[item] for item in items]
    return rows
