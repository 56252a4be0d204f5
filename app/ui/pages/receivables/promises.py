"""What customers promised to pay: due today, broken, still to come, kept.

navigation.open("receivables", view="promises", chip="broken")
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final

from app.i18n import _, mark, ngettext
from app.services import contact_wording as words
from app.services import promise_list
from app.services.formats import joined, money
from app.services.promise_list import Line
from app.ui.widgets.acting import new_action
from app.ui.widgets.promise_columns import promise_columns
from app.ui.widgets.table_model import Column
from app.ui.widgets.table_view import Sort
from app.ui.widgets.whole_list import Chips, Sorts, WholeList

STATES: Final = ("today", "broken", "partly", "pending", "kept", "withdrawn")


def _is(code: str) -> Callable[[Line, date], bool]:
    return lambda line, _on: line.code == code


CHIPS: Final[Chips[Line]] = {code: (words.STATES[code][0], _is(code)) for code in STATES}
SORTS: Final[Sorts[Line]] = {
    "customer": lambda line: line.customer,
    "due_on": lambda line: line.promise.due_on,
    "amount": lambda line: line.promise.amount,
    "state": lambda line: STATES.index(line.code),
    "made_on": lambda line: line.promise.made_on,
}


class PromisesView(WholeList[Line]):
    """Each promise is a row; what became of it is computed from receipts. Withdrawn ones only where they are asked for."""

    table, hint = "promises", mark("Customer, number, person")
    chips, shows_over = CHIPS, "withdrawn"
    sorts = SORTS
    first: ClassVar[Sort] = (("due_on", True),)

    def load(self) -> None:
        today = self.page.desk.today
        self.page.read(lambda s: promise_list.lines(s.store, today), self.set_rows, slot="promises")

    def columns(self) -> list[Column]:
        return promise_columns(customer=True)

    def is_over(self, row: Line) -> bool:
        return row.code == "withdrawn"

    def told(self, row: Line) -> tuple[str | None, ...]:
        return (row.customer, row.promise.by_whom, row.promise.note, *row.numbers)

    def title(self, row: Line) -> str:
        return row.customer

    def footer(self, shown: list[Line]) -> str:
        return footer(shown)

    def make_actions(self) -> None:
        self.log = new_action(self, "phone-call", _("Log a contact…"), self._log)
        self.pay = self.add_action("money", _("Log a payment"), "Ctrl+R", self._pay)
        self.withdraw = new_action(self, "arrow-u-up-left", _("Withdraw"), lambda: self._do("withdraw"))
        self.void = new_action(self, "x-circle", _("Void"), lambda: self._do("void"), "Del")
        self.customer = new_action(self, "user", _("Open customer"), self.open)
        self.set_actions([self.log, self.pay, self.withdraw, self.void, self.customer])
        says = _("What customers promise to pay stands here: log a contact, and choose that they promise.")
        self.set_empty(says, (_("Log a contact…"), self._log))

    def show_actions(self, row: Line | None) -> None:
        self.withdraw.setEnabled(row is not None and row.code in ("pending", "today"))
        for action in (self.void, self.customer):
            action.setEnabled(row is not None)

    # --- what can be done

    def open(self) -> None:
        """The customer's promises."""
        navigation = self.page.desk.navigation
        self.with_chosen(lambda row: navigation.open("customer", row.customer_id, tab="collection", part="promises"))

    def _log(self) -> None:
        self.page.desk.navigation.dialog("contact", **self.selection())

    def _pay(self) -> None:
        self.page.desk.navigation.dialog("payment", **self.selection())

    def _do(self, deed: str) -> None:
        self.with_chosen(lambda row: self.page.write(lambda s: getattr(s.promises, deed)(row.id), lambda _none: None))


def footer(shown: list[Line]) -> str:
    """How many, and what is still missing of them in each currency."""
    missing: dict[str, int] = {}
    for line in shown:
        if line.code not in ("kept", "withdrawn"):
            missing[line.promise.currency] = missing.get(line.promise.currency, 0) + line.found.missing
    count = ngettext("{count} promise", "{count} promises", len(shown)).format(count=len(shown))
    told = joined(money(amount, currency) for currency, amount in missing.items())
    return _("{promises} · still missing {amounts}").format(promises=count, amounts=told) if told else count
