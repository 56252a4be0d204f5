"""What customers promised to pay: due today, broken, still to come, kept.

navigation.open("receivables", view="promises", chip="broken")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _, ngettext
from app.services import contact_wording as words
from app.services import promise_list
from app.services.formats import money
from app.services.promise_list import Line
from app.services.review_wording import joined
from app.ui.navigation import Place
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Page
from app.ui.widgets.promise_columns import promise_columns
from app.ui.widgets.table_model import TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView
from app.ui.widgets.views import View

CHIPS: Final = ("today", "broken", "partly", "pending", "kept", "withdrawn")
SORTS: Final[Mapping[str, Callable[[Line], Any]]] = {
    "customer": lambda line: line.customer,
    "due_on": lambda line: line.promise.due_on,
    "amount": lambda line: line.promise.amount,
    "state": lambda line: CHIPS.index(line.code),
    "made_on": lambda line: line.promise.made_on,
}
FIRST: Final[Sort] = (("due_on", True),)


class PromisesView(View):
    """Each promise is a row; what became of it is computed from receipts."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.lines: dict[int, Line] = {}
        chips = [Chip(code, _(words.STATES[code][0])) for code in CHIPS]
        self.filters = FilterBar(_("Customer, number, person"), chips, one_at_a_time=True)
        model = TableModel(promise_columns(customer=True), lambda keys: [self.lines[int(key)] for key in keys])
        self.view = TableView(model, page.desk.preferences.table("promises"))
        self.view.set_sort(FIRST)
        self.panel = TablePanel(self.view)
        self.actions_bar = ActionBar()
        self._lay_out()
        self._make_actions()
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.view.setFocus)
        self.view.sort_changed.connect(lambda _sort: self._show())
        self.view.opened.connect(lambda _key: self._open())
        self.view.chosen_changed.connect(self._show_chosen)

    def load(self) -> None:
        today = self.page.desk.today
        self.page.read(lambda s: promise_list.lines(s.store, today), self.show_lines, slot="promises")

    def show_lines(self, found: list[Line]) -> None:
        self.lines = {line.id: line for line in found}
        self.filters.show_counts({code: sum(line.code == code for line in found) for code in CHIPS})
        for part in (self.filters, self.actions_bar):
            part.setVisible(bool(found))
        self._show()

    def go(self, place: Place) -> None:
        """Wishes: `chip` to filter by, `search` to look for."""
        chip = place.wishes.get("chip", "")
        self.filters.choose([chip] if chip else [], place.wishes.get("search", ""))

    def selection(self) -> Mapping[str, Any]:
        line = self._chosen()
        return {"customer": line.customer_id} if line else {}

    def _show(self) -> None:
        """The lines that fit, in order."""
        shown = [line for line in self.lines.values() if self._fits(line)]
        for key, down in reversed(self.view.sort):
            shown.sort(key=SORTS[key], reverse=down)
        active = bool(self.lines) and self.filters.is_active()
        self.panel.show_keys([line.id for line in shown], footer(shown), filtered=active)
        if shown and not self.view.selected_keys():
            self.view.select_keys([shown[0].id])
        self._show_chosen()

    def _fits(self, line: Line) -> bool:
        """Withdrawn ones only where they are asked for or looked for."""
        chips, text = self.filters.chosen(), self.filters.text().casefold().replace(" ", "")
        if any(chip != line.code for chip in chips):
            return False
        if not text:
            return line.code != "withdrawn" or "withdrawn" in chips
        told = (line.customer, line.promise.by_whom, line.promise.note, *line.numbers)
        return any(text in each.casefold().replace(" ", "") for each in told if each)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.actions_bar)
        says = _("What customers promise to pay stands here: log a contact, and choose that they promise.")
        self.panel.when_empty = Nothing(says, ((_("Log a contact…"), self._log),))
        self.panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self.filters.clear),))
        self.setFocusProxy(self.view)

    def _make_actions(self) -> None:
        self.log = new_action(self, "phone-call", _("Log a contact…"), self._log)
        self.pay = self.add_action("money", _("Log a payment"), "Ctrl+R", self._pay)
        self.withdraw = new_action(self, "arrow-u-up-left", _("Withdraw"), lambda: self._do("withdraw"))
        self.void = new_action(self, "x-circle", _("Void"), lambda: self._do("void"), "Del")
        self.customer = new_action(self, "user", _("Open customer"), self._open)
        actions = [self.log, self.pay, self.withdraw, self.void, self.customer]
        self.view.set_actions(actions)
        self.actions_bar.set_actions(actions)

    # --- what can be done

    def _chosen(self) -> Line | None:
        keys = self.view.selected_keys()
        return self.lines.get(int(keys[0])) if len(keys) == 1 else None

    def _log(self) -> None:
        self.page.desk.navigation.dialog("contact", **self.selection())

    def _pay(self) -> None:
        self.page.desk.navigation.dialog("payment", **self.selection())

    def _do(self, deed: str) -> None:
        line = self._chosen()
        if line is not None:
            self.page.write(lambda s: getattr(s.promises, deed)(line.id), lambda _none: None)

    def _open(self) -> None:
        line = self._chosen()
        if line is not None:
            self.page.desk.navigation.open("customer", line.customer_id, tab="collection", part="promises")

    def _show_chosen(self) -> None:
        line = self._chosen()
        self.withdraw.setEnabled(line is not None and line.code in ("pending", "today"))
        for action in (self.void, self.customer):
            action.setEnabled(line is not None)
        self.actions_bar.set_text(_("Selected: {name}").format(name=line.customer) if line else "")


def footer(shown: list[Line]) -> str:
    """How many, and what is still missing of them in each currency."""
    missing: dict[str, int] = {}
    for line in shown:
        if line.code not in ("kept", "withdrawn"):
            missing[line.promise.currency] = missing.get(line.promise.currency, 0) + line.found.missing
    count = ngettext("{count} promise", "{count} promises", len(shown)).format(count=len(shown))
    told = joined(money(amount, currency) for currency, amount in missing.items())
    return _("{promises} · still missing {amounts}").format(promises=count, amounts=told) if told else count
