"""The fields of a notice: all of them, and which each kind asks for; which debts it names, and a schedule written as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

from app.i18n import _
from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.services import notice_wording as words
from app.services.formats import NOTHING, day, figure, money, read_amount, read_day
from app.services.notice_facts import Due
from app.services.remind_desk_wording import LANGUAGES
from app.services.rules.notices import GROUNDS, KINDS, MOST_PARTS, Instalment
from app.ui.theme import Theme
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, Note, Percent, Text, Whole
from app.ui.widgets.form import Row

# What each kind asks for.
ASKED: Final = {
    "repayment": ("instalments", "count", "first", "schedule", "rate_bp", "grace_days", "guarantor"),
    "suspension": ("contract_id", "ground", "stopped", "facts", "evidence", "deadline_on"),
    "guarantor": ("security_id", "deadline_on"),
    "refused_bill": ("bill_id", "proof_on", "refused_because", "deadline_on"),
    "assignment": ("instalments", "assignee", "assignee_account", "agreed_on"),
    "set_off": ("instalments", "own_debt", "own_for"),
}
OPTIONAL: Final = tuple(dict.fromkeys(name for names in ASKED.values() for name in names))
LINES: Final = 5


class DebtPick(Field):
    """Which debts it is about: all of the currency unless a tick is taken away. Value: instalment ids. Space ticks."""

    def __init__(self, key: str, title: str) -> None:
        self.box = QListWidget()
        super().__init__(key, title, self.box)
        self.box.setFixedHeight(Theme.current().px(22 * LINES + 12))
        self.box.itemChanged.connect(lambda _item: self._edited())

    def show_items(self, debts: Sequence[Due] | Sequence[OpenItem]) -> None:
        """Every one ticked."""
        self.box.blockSignals(True)
        self.box.clear()
        for each in debts:
            due = day(each.due_on) if each.due_on else NOTHING
            text = _("{number} · {amount} · due {day}")
            item = QListWidgetItem(text.format(number=each.number, amount=money(each.open, each.currency), day=due))
            item.setData(Qt.ItemDataRole.UserRole, each.instalment_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.box.addItem(item)
        if debts:
            self.box.setCurrentRow(0)
        self.box.blockSignals(False)

    def value(self) -> tuple[int, ...]:
        items = (self.box.item(place) for place in range(self.box.count()))
        return tuple(
            int(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def set_value(self, value: Sequence[int] | None) -> None:
        for place in range(self.box.count()):
            item = self.box.item(place)
            ticked = value is None or item.data(Qt.ItemDataRole.UserRole) in value
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def is_blank(self) -> bool:
        return not self.value()


class ScheduleField(Field):
    """A day and an amount on each line. Value: the instalments; raises UserError for a line that cannot be read."""

    def __init__(self, key: str, title: str, today: date) -> None:
        self._today, self.currency, self._made = today, "CNY", ""
        self.box = QPlainTextEdit(tabChangesFocus=True)
        hint = _("A line each: the day, then the amount, such as 2026-12-01 5000.")
        super().__init__(key, title, self.box, hint=hint)
        self.box.setFixedHeight(Theme.current().px(22 * LINES + 12))
        self.box.textChanged.connect(self._edited)

    def propose(self, parts: Sequence[Instalment]) -> None:
        """Writes these, unless a person wrote something else."""
        if self.box.toPlainText().strip() == self._made:
            self._made = "\n".join(f"{each.due_on.isoformat()}  {figure(each.amount, self.currency)}" for each in parts)
            self.box.setPlainText(self._made)

    def value(self) -> tuple[Instalment, ...]:
        lines = (line.split(maxsplit=1) for line in self.box.toPlainText().splitlines() if line.strip())
        return tuple(self._part(words_) for words_ in lines)

    def state(self) -> str:
        return self.box.toPlainText()

    def set_value(self, value: Any) -> None:
        self.box.setPlainText(value if isinstance(value, str) else "")

    def _part(self, words_: list[str]) -> Instalment:
        if len(words_) < 2:
            raise UserError(_("Write a day and an amount on each line."))
        return Instalment(read_day(words_[0], self._today), read_amount(words_[1], self.currency))


def rows(today: date) -> list[Row]:
    """Every field of every kind, in the order of the form."""
    on = partial(Day, today=today)
    return [
        (
            Choice("kind", _("&Kind"), [(code, words.kind_name(code)) for code in KINDS]),
            Choice("lang", _("La&nguage"), LANGUAGES),
            Choice("currency", _("Cu&rrency"), []),
        ),
        Choice("security_id", _("&Guarantee"), []),
        (Choice("bill_id", _("&Draft"), []), on("proof_on", _("Day of the &proof of refusal"))),
        Text("refused_because", _("&Reason of the refusal"), longest=200),
        DebtPick("instalments", _("Receivables it is a&bout")),
        (
            Whole("count", _("How many &instalments"), least=1, most=MOST_PARTS),
            on("first", _("&First day")),
        ),
        ScheduleField("schedule", _("&Schedule"), today),
        (
            Percent("rate_bp", _("Interest per &year"), hint=_("Empty = none is agreed.")),
            Whole("grace_days", _("All is due after da&ys late"), least=0, most=365),
        ),
        Text("guarantor", _("&Guarantor who signs too"), longest=120, hint=_("Empty = none.")),
        (
            Choice("contract_id", _("C&ontract"), []),
            Choice("ground", _("What the evidence &shows"), [(code, _(words.GROUND_NAMES[code])) for code in GROUNDS]),
        ),
        Text("stopped", _("&What we stop"), longest=200),
        Note("facts", _("What &happened, with days and figures"), lines=2),
        Note("evidence", _("&Evidence, one paper a line"), lines=4),
        (Text("assignee", _("Whose claim it is &now"), longest=120), on("agreed_on", _("Day of the &agreement"))),
        Text("assignee_account", _("&Account they pay to"), longest=200),
        (Amount("own_debt", _("&What we owe them")), Text("own_for", _("&For what"), longest=200)),
        on("deadline_on", _("&Last day we give them")),
    ]
