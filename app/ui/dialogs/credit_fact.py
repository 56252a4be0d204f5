"""One dialog for every kind of fact in a credit file: what is asked comes from `services/fact_fields.py`.

navigation.dialog("credit_fact", customer=12, kind="bank_report")
navigation.dialog("credit_fact", customer=12, fact=7)                 # to correct it
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.credit_facts import CODES, CreditFact
from app.services import credit_wording as words
from app.services import fact_fields
from app.ui.dialogs.fact_inputs import COMMON, input_of
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk

WIDE: Final = ("text", "several", "flag")  # of these one stands in a line


class FactDialog(FormDialog):
    """Only what its code needs is asked; Enter saves."""

    name: ClassVar[str] = "credit_fact"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int, kind: str = "", code: str = "",
        fact: CreditFact | None = None, currency: str = "CNY",
    ) -> None:  # fmt: skip
        self.customer, self.kind, self.known = customer, fact.kind if fact else kind, fact
        self.inputs = _inputs(self.kind, fact.currency or currency if fact else currency)
        form = Form(_rows(desk, self.kind, self.inputs))
        title = _("Correct: {what}") if fact else _("New entry: {what}")
        act = _("Save the correction") if fact else _("Save entry")
        super().__init__(desk, title.format(what=words.kind_name(self.kind)), form, act, parent, width=640)
        self.currency = currency
        self.draft_name = f"{self.name} {customer} {self.kind} {fact.id if fact else 0}"
        self.work = self._write
        self._begin(fact, code)
        form["code"].changed.connect(self._follow)
        self._follow()
        first = form["code"] if len(CODES[self.kind]) > 1 else next(iter(self._asked()), form["on_day"])
        first.focus_editor.setFocus()

    @property
    def code(self) -> str:
        return str(self.form["code"].value())

    def _begin(self, fact: CreditFact | None, code: str) -> None:
        form = self.form
        if fact is None:
            if code:
                form["code"].set_value(code)
            return
        form.set({name: getattr(fact, name) for name in ("code", *COMMON)})
        values = {**fact.data, "amount": fact.amount}
        form.set({name: values[name] for name in self.inputs if values.get(name) is not None})
        form["file"].hide()

    def _asked(self) -> list[Field]:
        return [self.inputs[each.name] for each in fact_fields.fields_of(self.kind, self.code)]

    def _follow(self) -> None:
        """The fields of the code chosen."""
        asked = {each.name: each for each in fact_fields.fields_of(self.kind, self.code)}
        for name, field in self.inputs.items():
            field.setVisible(name in asked)
            field.required = name in asked and asked[name].required
        months = fact_fields.usual_months(self.kind, self.code)
        until = _("Empty = {months} months from the day it was looked up.").format(months=months)
        self.form["valid_to"].say(until if months else _("Empty = until it ends."))

    def _write(self, services: Any) -> int:
        draft = self.form.draft()
        data = {name: draft[name] for name in self.inputs if draft.get(name) not in (None, "", [])}
        amount = data.pop("amount", None)
        common = {name: draft[name] for name in COMMON} | {"code": self.code}
        if self.known is not None:
            services.credit_file.correct_fact(self.known.id, replace(self.known, data=data, amount=amount, **common))
            return self.known.id
        fact = CreditFact(
            customer_id=self.customer, kind=self.kind, amount=amount, currency=self.currency, data=data, **common
        )
        saved: int = services.credit_file.add_fact(fact, draft["file"])
        return saved


def _inputs(kind: str, currency: str) -> dict[str, Field]:
    """Every field of every code of a kind, each once and the note last; marked as required where every code needs it."""
    asked = [(code, each) for code in CODES[kind] for each in fact_fields.fields_of(kind, code)]
    needed = [{each.name for of, each in asked if of == code and each.required} for code in CODES[kind]]
    first = {each.name: (code, each) for code, each in reversed(asked)}
    names = sorted(dict.fromkeys(each.name for _code, each in asked), key=lambda name: name == "note")
    return {
        name: input_of(
            first[name][1],
            words.field_name(kind, first[name][0], name),
            currency,
            required=name in set.intersection(*needed),
        )
        for name in names
    }


def _rows(desk: Desk, kind: str, inputs: dict[str, Field]) -> list[Row]:
    grades = [(None, _("Not said")), *((each, words.source_grade_name(each)) for each in fact_fields.SOURCE_GRADES)]
    code = Choice("code", _("&What was found"), [(each, words.code_name(kind, each)) for each in CODES[kind]])
    code.setVisible(len(CODES[kind]) > 1)
    pairs = _in_pairs([field for name, field in inputs.items() if name != "note"])
    return [
        code,
        (
            Day("on_day", _("&Day of it"), today=desk.today, required=True, value=desk.today, hint=_("When it happened, or the paper's date.")),
            Day("checked_on", _("Loo&ked up on"), today=desk.today, required=True, value=desk.today),
            Day("valid_to", _("Valid &until"), today=desk.today),
        ),
        *pairs,
        (Text("source", _("&Source"), required=True, longest=200), Choice("source_grade", _("How &reliable"), grades)),
        *([inputs["note"]] if "note" in inputs else []),
        FilePick("file", _("Its &paper"), hint=_("A scan or a screenshot, at most 20 MB. It is copied into the book.")),
    ]  # fmt: skip


def _in_pairs(fields: list[Field]) -> list[Row]:
    return [
        tuple(fields[place : place + 2]) if place + 1 < len(fields) else fields[place]
        for place in range(0, len(fields), 2)
    ]
