"""Reminders: who is due for one now, what went out, what nobody signed for, what is held back.

navigation.open("receivables", view="reminders", chip="unserved", search="hdjc")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtGui import QAction

from app.i18n import _, mark, ngettext
from app.models.claims import Hold
from app.models.reminders import Reminder
from app.services import reminder_lists
from app.services import reminder_wording as words
from app.services.formats import money
from app.services.reminder_lists import DueRow, HeldRow, ReminderLists
from app.ui.dialogs import served
from app.ui.dialogs.holds import lift_hold, set_hold
from app.ui.navigation import Place
from app.ui.widgets import reminder_columns as columns
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import FilterBar
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing
from app.ui.widgets.table_stack import TableStack
from app.ui.widgets.views import View

CHIPS: Final = {
    "due": mark("Due now"), "made": mark("Went out"), "unserved": mark("No proof of delivery"), "held": mark("Not asked for now"),
}  # fmt: skip


class RemindersView(View):
    """Four lists under chips; a search goes through all of them."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found: ReminderLists | None = None
        self.tables, self.actions_bar = self._made_tables(), ActionBar()
        self.filters = FilterBar(_("Customer, pinyin, number"), boxes=list(self.tables.chips.values()))
        self._make_actions()
        self._set_up_panels()
        self.lay_out(self.filters, self.tables, self.actions_bar)
        self.setFocusProxy(self.tables)
        self.filters.changed.connect(self.load)
        self.filters.left.connect(self.tables.setFocus)
        self.tables.opened.connect(self._open)
        self.tables.turned.connect(self._turned)
        self.tables.chosen_changed.connect(self._show_chosen)
        self.tables.show_table("due")

    def load(self) -> None:
        text = self.filters.text()
        self.page.read(lambda s: reminder_lists.read(s, text), self.show_found, slot="reminders")

    def show_found(self, found: ReminderLists) -> None:
        self.found = found
        for name in CHIPS:
            rows: Sequence[Any] = getattr(found, name)
            self.tables.put(name, rows, _footer(rows), filtered=bool(self.filters.text()))
            self.tables.chips[name].setText(f"{_(CHIPS[name])} {len(rows):,}")
        if found.freshness.stale:
            self.page.message_bar.say(words.stale_text(found.freshness), "caution", (self._bank_way(),))
        self._show_chosen()

    def go(self, place: Place) -> None:
        """Wishes: `chip` (one of `CHIPS`), `search`."""
        wanted = place.wishes.get("chip", "due")
        self.tables.show_table(wanted if wanted in CHIPS else "due")
        self.filters.choose((), place.wishes.get("search", ""))

    def selection(self) -> Mapping[str, Any]:
        row = self.tables.chosen()
        if isinstance(row, DueRow):
            return {"customer": row.found.customer_id}
        return {"customer": row.customer_id} if row is not None else {}

    def print_shown(self) -> bool:
        """Ctrl+P: the letter of the chosen row once more."""
        row = self.tables.chosen()
        if isinstance(row, Reminder):
            served.again(self.page, row)
        return isinstance(row, Reminder)

    def _bank_way(self) -> tuple[str, Callable[[], object]]:
        return _("Bank statement"), lambda: self.page.desk.navigation.open("receivables", view="bank")

    # --- building

    def _made_tables(self) -> TableStack:
        def own() -> str:
            return self.found.currency if self.found else "CNY"

        kinds = {
            "due": columns.due(own), "made": columns.made(own), "unserved": columns.made(own), "held": columns.held(own),
        }  # fmt: skip
        titles = {name: _(title) for name, title in CHIPS.items()}
        return TableStack(titles, kinds, self.page.desk.preferences, "reminders", struck=_is_void)

    def _set_up_panels(self) -> None:
        empty = {
            "due": Nothing(_("Nobody is due for a reminder today."), ((_("Reminder texts…"), self.texts.trigger),)),
            "made": Nothing(_("No reminder went out yet. What was sent stands here, with the proof that it arrived.")),
            "unserved": Nothing(_("Every formal letter has its proof of delivery.")),
            "held": Nothing(_("Nothing is held back: no dispute, no promise, no hold.")),
        }
        for name, panel in self.tables.panels.items():
            panel.view.set_actions(self._actions[name])
            panel.when_empty = empty[name]
            panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self.filters.clear),))

    def _make_actions(self) -> None:
        dialog = self.page.desk.navigation.dialog
        self.remind = self.add_action("bell", _("Remind…"), "Ctrl+E", self._remind)
        self.batch = self.add_action("files", _("Letters for all who are due…"), "", lambda: dialog("letters"))
        self.pay = self.add_action("money", _("Log a payment"), "Ctrl+R", lambda: dialog("payment", **self.selection()))
        self.serve = self.add_action("check-circle", _("How it arrived…"), "F2", self._with(served.serve))
        self.again = self.add_action("file-pdf", _("Print or copy again"), "", self._with(served.again))
        self.void = self.add_action("prohibit", _("Void…"), "Del", self._with(served.void))
        self.hold = self.add_action("hand-palm", _("Put on hold…"), "", self._hold)
        self.lift = self.add_action("play-circle", _("Lift the hold…"), "", self._lift)
        self.other = self.add_action(
            "sliders", _("Exception…"), "", lambda: dialog("reminder_override", **self.selection())
        )
        self.texts = self.add_action("file-text", _("Reminder texts…"), "", lambda: dialog("letter_texts"))
        self.open = self.add_action("user", _("Open customer"), "", self._open_customer)
        went_out = [self.serve, self.again, self.remind, self.void, self.open]
        self._actions: dict[str, list[QAction]] = {
            "due": [self.remind, self.batch, self.pay, self.hold, self.other, self.open, self.texts],
            "made": went_out,
            "unserved": went_out,
            "held": [self.open, self.lift, self.other, self.remind],
        }

    # --- what can be done

    def _with(self, deed: Callable[[Page, Reminder], object]) -> Callable[[], object]:
        def act() -> None:
            row = self.tables.chosen()
            if isinstance(row, Reminder):
                deed(self.page, row)

        return act

    def _remind(self) -> None:
        """In the currency of the row."""
        row = self.tables.chosen()
        more = {"currency": row.found.currency} if isinstance(row, DueRow) else {}
        self.page.desk.navigation.dialog("remind", **self.selection(), **more)

    def _open(self) -> None:
        row = self.tables.chosen()
        if isinstance(row, DueRow):
            self._remind()
        elif isinstance(row, Reminder):
            served.again(self.page, row)
        elif isinstance(row, HeldRow):
            self._open_customer()

    def _hold(self) -> None:
        customer = self.selection().get("customer")
        if customer is not None:
            set_hold(self.page.desk, customer, self.window(), "reminder")

    def _lift(self) -> None:
        """The hold of the row's customer; of several the one that is chosen."""
        customer = self.selection().get("customer")
        if customer is not None:
            self.page.read(lambda s: _holds(s, customer), self._lift_one, slot="holds")

    def _lift_one(self, holds: list[Hold]) -> None:
        if holds:
            lift_hold(self.page.desk, holds, self.window())

    def _open_customer(self) -> None:
        customer = self.selection().get("customer")
        if customer is not None:
            self.page.desk.navigation.open("customer", customer)

    def _turned(self) -> None:
        self.actions_bar.set_actions(self._actions[self.tables.shown])

    def _show_chosen(self) -> None:
        row = self.tables.chosen()
        for action in (self.remind, self.pay, self.hold, self.other, self.open):
            action.setEnabled(row is not None)
        live = isinstance(row, Reminder) and row.voided_on is None
        for action in (self.serve, self.again, self.void):
            action.setEnabled(live)
        self.lift.setEnabled(isinstance(row, HeldRow) and row.paused.why == "hold")
        self.batch.setEnabled(bool(self.found and self.found.due))
        name = row.found.name if isinstance(row, DueRow) else row.name if row is not None else ""
        self.actions_bar.set_text(_("Selected: {name}").format(name=name) if name else "")


def _holds(services: Any, customer_id: int) -> list[Hold]:
    """The holds on reminding a customer that are in force."""
    return [each for each in services.claims.file(customer_id).holds if each.kind == "reminder"]


def _is_void(row: Any) -> bool:
    return isinstance(row, Reminder) and row.voided_on is not None


def _footer(rows: Sequence[Any]) -> str:
    """How many, and what they come to in each currency."""
    if not rows:
        return ""
    sums: dict[str, int] = {}
    for row in rows:
        amount, currency = _amount(row)
        sums[currency] = sums.get(currency, 0) + amount
    count = ngettext("{count} row", "{count} rows", len(rows))
    return " · ".join([count, *(money(minor, currency) for currency, minor in sorted(sums.items()))])


def _amount(row: Any) -> tuple[int, str]:
    if isinstance(row, DueRow):
        return row.found.amount, row.found.currency
    if isinstance(row, HeldRow):
        return row.paused.amount, row.currency
    return (0 if row.voided_on else row.amount), row.currency
