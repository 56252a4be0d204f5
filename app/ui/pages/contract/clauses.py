"""The check of the 24 points of a contract: one answer each, what to write beside it, the score while one answers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.models.clauses import Answer
from app.services import clause_wording as words
from app.services import contract_desk_wording
from app.services.contract_desk import ContractDesk
from app.services.contract_reviews import Clause
from app.services.rules import contract_review
from app.ui.widgets.field import Field
from app.ui.widgets.labels import Sign, label, set_role
from app.ui.widgets.radio_field import Radios
from app.ui.widgets.tab_order import order_tabs

ANSWERS: Final = (
    ("open", mark("Not looked at")),
    ("good", mark("Good")),
    ("partly", mark("Partly")),
    ("missing", mark("Lacking")),
    ("not_applicable", mark("Does not apply")),
)
VALUES: Final = {"good": 10_000, "partly": 5_000, "missing": 0}
NAMES: Final = {value: name for name, value in VALUES.items()}
PICTURES: Final = {"good": "check-circle", "text2": "info", "caution": "warning-circle", "overdue": "warning"}


class ClauseField(Radios):
    """What a good contract says stands beside it, what to write where it lacks; `red` = why it is a red flag whatever is answered."""

    def __init__(self, clause: Clause) -> None:
        self.clause, self._red = clause, ""
        self.comment = QLineEdit()
        super().__init__(f"item_{clause.item}", words.item_name(clause.item), [(key, _(text)) for key, text in ANSWERS])
        self.comment.setMaxLength(300)
        self.comment.setPlaceholderText(_("Comment"))
        self.comment.setAccessibleName(_("Comment on: {what}").format(what=self.plain_title))
        self.comment.textEdited.connect(lambda _text: self.changed.emit())
        self._put_beside()

    def show_clause(self, clause: Clause, red: str) -> None:
        """As the book has it; `red` as above."""
        self.clause, self._red = clause, red
        self.put(clause.answer)

    def put(self, answer: Answer) -> None:
        self.set_value(name_of(answer))
        self.comment.setText(answer.note or "")
        self.mark("")

    def answer(self) -> Answer:
        chosen = super().value()
        note = self.comment.text().strip() or None
        return Answer(self.clause.item, VALUES.get(chosen), chosen == "not_applicable", note)

    def mark(self, reason: str) -> None:
        Field.mark(self, reason)
        chosen = super().value()
        if reason or not hasattr(self, "clause"):
            return
        item = self.clause.item
        self.comment.setVisible(chosen in ("partly", "missing") or bool(self.comment.text()))
        if self._red:
            self.say(self._red, "overdue")
        elif chosen in ("partly", "missing"):
            red = chosen == "missing" and item in contract_review.RED
            fix = words.fix_text(item)
            said = _("Red flag. {fix}").format(fix=fix) if red else fix
            self.say(said, "overdue" if red else "caution")
        elif chosen != "not_applicable":
            self.say(words.good_text(item), "caption")
        else:
            self.say("")

    def _put_beside(self) -> None:
        """What to write, and the comment, at the right of the answers."""
        place = self.layout()
        if not isinstance(place, QVBoxLayout):
            return
        beside = QWidget()
        grid = QGridLayout(beside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.editor, 0, 0, 2, 1)
        grid.addWidget(self._under, 0, 1)
        grid.addWidget(self.comment, 1, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        place.insertWidget(1, beside)


class ClausesPart(QWidget):
    """`saved` carries the answers that are to be kept; those begun stay as they were given."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.found: ContractDesk | None = None
        self.fields: list[ClauseField] = []  # made once: their order changes with what is a red flag
        self.is_begun = False
        self._of: int | None = None
        self.sign, self.score = Sign("info"), label("", "section", wrap=True)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self.take = QPushButton(_("Take what the contract's figures say"))
        self.take.clicked.connect(lambda _on=False: self.take_proposed())
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.sign)
        head.addWidget(self.score, 1)
        head.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(
            label(_("What is missing in red flags needs the owner, whatever the score."), "caption", wrap=True)
        )
        layout.addLayout(self.rows)
        layout.addStretch(1)

    def show_desk(self, found: ContractDesk) -> None:
        """In the order of the book: red flags first. What was begun is left alone."""
        self.found = found
        if found.contract.id != self._of or not self.is_begun:
            self._of = found.contract.id
            self._make(found)
            self.is_begun = False
        self._say_score()

    def answers(self) -> tuple[Answer, ...]:
        return tuple(field.answer() for field in self.fields)

    def submit(self) -> None:
        """What was given is to be kept."""
        known = {clause.item: clause.answer for clause in self.found.check.clauses} if self.found else {}
        self.saved.emit(tuple(each for each in self.answers() if each != known.get(each.item)))

    def kept(self) -> None:
        self.is_begun = False

    def take_proposed(self) -> None:
        """Where the figures of the contract say it, in points not looked at yet."""
        for field in self.fields:
            proposed = field.clause.proposed_bp
            if proposed is not None and field.answer().is_open:
                field.put(Answer(field.clause.item, proposed))
                self._begin()

    def _make(self, found: ContractDesk) -> None:
        gap = found.check.checks.gap_bp or 0
        said = _("Red flag. {fix}").format(fix=contract_desk_wording.gap_text(gap))
        known = {field.clause.item: field for field in self.fields}
        self.fields = [known.get(each.item) or self._field(each) for each in found.check.clauses]
        for place, (field, each) in enumerate(zip(self.fields, found.check.clauses, strict=True)):
            field.show_clause(each, said if each.is_red and each.item == contract_review.PREPAYMENT else "")
            self.rows.insertWidget(place, field)
        self.take.setVisible(any(each.proposed_bp is not None and each.answer.is_open for each in found.check.clauses))
        order_tabs(self)

    def _field(self, clause: Clause) -> ClauseField:
        made = ClauseField(clause)
        made.changed.connect(self._begin)
        return made

    def _begin(self) -> None:
        self.is_begun = True
        self._say_score()

    def _say_score(self) -> None:
        if self.found is None:
            return
        result = contract_review.result(self.found.policy, self.answers(), self.found.check.checks.gap_bp)
        text, role = contract_desk_wording.check_text(result)
        self.score.setText(text)
        self.sign.show_icon(PICTURES[role], role)
        set_role(self.score, "section")


def name_of(answer: Answer) -> str:
    """The entry that shows an answer."""
    if answer.not_applicable:
        return "not_applicable"
    return NAMES.get(answer.value_bp, "open") if answer.value_bp is not None else "open"
