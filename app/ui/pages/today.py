"""Today: whom to call first. One row per customer, a sentence what to do, and the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent

from app.i18n import _, mark, ngettext
from app.models.topics import Topic
from app.services import wording
from app.services.dashboard import Tiles
from app.services.formats import NOTHING, day, money, phone
from app.services.monitoring import Worklist, WorkRow
from app.services.search_key import squeeze
from app.ui.theme import Theme, icon
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.book_tiles import BookTiles
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.table_model import RIGHT, Column, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView

LIST_HEIGHT: Final = 290  # filter, four rows and the bar of actions
FIGURES_HEIGHT: Final = 105


class TodayPage(Page):
    """The worklist; opens at start."""

    name, title, icon = "today", mark("Today"), "calendar-check"
    topics = frozenset(Topic)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.work: Worklist | None = None
        self._rows: dict[Key, WorkRow] = {}
        self._told = 0
        self.tiles = BookTiles(desk.navigation)
        chips = [Chip(code, _(name)) for code, name in wording.REASONS.items()]
        self.filters = FilterBar(_("Search today's list: name, pinyin, phone"), chips)
        model = TableModel(_columns(), lambda keys: [self._rows[key] for key in keys], key_of=lambda r: r.customer_id)
        self.view = TableView(model, desk.preferences.table("today"))
        self.panel = TablePanel(self.view)
        self.actions_bar = ActionBar()
        for part in (self.tiles, self.filters):
            self.body.addWidget(part)
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(self.actions_bar)
        self._make_actions()
        self._connect()

    def load(self) -> None:
        self.read(lambda s: (s.monitoring.today(), s.dashboard.tiles()), self.show_today)

    def show_today(self, found: tuple[Worklist, Tiles]) -> None:
        self.work, tiles = found
        self._rows = {row.customer_id: row for row in self.work.rows}
        self.tiles.show_tiles(tiles)
        self.filters.show_counts(_counts(self.work))
        for part in (self.filters, self.actions_bar):
            part.setVisible(bool(self.work.rows))
        self._say_what_is_missing(self.work.missing_terms)
        self.show_rows()

    def show_rows(self) -> None:
        """The rows under the filter; without one selected, the first is."""
        if self.work is None:
            return
        chosen, text = set(self.filters.chosen()), squeeze(self.filters.text())
        rows = [row for row in self.work.rows if chosen <= {each.code for each in row.reasons} and _holds(row, text)]
        self.panel.when_empty = self._nothing(self.work)
        active = self.filters.is_active() and bool(self.work.rows)
        self.panel.show_keys([row.customer_id for row in rows], _footer(rows, self.work.currency), filtered=active)
        self.filters.show_result(_shown(len(rows), len(self.work.rows)) if active else "")
        if rows and not self.view.selected_keys():
            self.view.select_keys([rows[0].customer_id])
        self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list comes first: on a low window with large type the figures make room for it."""
        super().resizeEvent(event)
        self.tiles.setVisible(self.height() >= Theme.current().px(LIST_HEIGHT + FIGURES_HEIGHT))

    # --- actions

    def selection(self) -> Mapping[str, Any]:
        row = self._chosen()
        return {"customer": row.customer_id} if row else {}

    def _make_actions(self) -> None:
        """The table itself answers Enter; the bar only shows it."""
        self.pay = QAction(icon("money", "on_accent"), _("Log a payment"), self)
        self.pay.setShortcut(QKeySequence("Ctrl+R"))
        self.pay.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.pay.triggered.connect(lambda: self.desk.navigation.dialog("payment", **self.selection()))
        self.open = QAction(icon("user"), _("Open customer"), self)
        self.open.setProperty("keys", "Enter")
        self.open.triggered.connect(lambda: self._open(self.selection()["customer"]))
        self.addAction(self.pay)
        self.ship = new_action(self, "truck", _("May I ship?"), self._may_i_ship, "Ctrl+T")
        self.view.set_actions([self.pay, self.ship, self.open])
        self.actions_bar.set_actions([self.pay, self.ship, self.open])

    def _may_i_ship(self) -> None:
        self.desk.navigation.dialog("may_i_ship", **self.selection())

    def _connect(self) -> None:
        self.filters.changed.connect(self.show_rows)
        self.filters.left.connect(self.view.setFocus)
        self.view.opened.connect(self._open)
        self.view.opened_aside.connect(lambda key: self.desk.navigation.open_aside("customer", key))
        self.view.chosen_changed.connect(self._show_chosen)
        self.panel.when_filtered = Nothing(
            _("Nothing to do under this filter."), ((_("Show all"), self.filters.clear),)
        )
        self.setFocusProxy(self.view)

    def _open(self, key: Any) -> None:
        """The customer; where a legal deadline is what it is about, with the deadlines in front; a review that is due."""
        row = self._rows.get(key)
        code = row.reasons[0].code if row else ""
        wishes = {"tab": "legal"} if code in ("clock", "insurance") else {}
        self.desk.navigation.open("review" if code == "review" else "customer", key, **wishes)

    def minimumSizeHint(self) -> QSize:
        """As if the figures were not there: they go before anything is cut off."""
        whole = super().minimumSizeHint()
        return QSize(whole.width(), min(whole.height(), Theme.current().px(LIST_HEIGHT)))

    def _chosen(self) -> WorkRow | None:
        keys = self.view.selected_keys()
        return self._rows.get(keys[0]) if keys else None

    def _show_chosen(self) -> None:
        row = self._chosen()
        self.actions_bar.set_text(_("Selected: {name}").format(name=row.full_name) if row else "")
        for action in (self.pay, self.ship, self.open):
            action.setEnabled(row is not None)

    # --- nothing, or something missing

    def _nothing(self, work: Worklist) -> Nothing:
        if work.started:
            return Nothing(wording.all_done(work.next_due, work.currency))
        ways = (
            (_("Import Excel"), lambda: self.desk.navigation.dialog("import")),
            (_("New receivable"), lambda: self.desk.navigation.dialog("new_receivable")),
        )
        return Nothing(_("No receivables yet. Import them from Excel, or add the first one."), ways)

    def _say_what_is_missing(self, count: int) -> None:
        """Said once for each number of customers: a line that was closed stays closed."""
        if count == self._told:
            return
        self._told = count
        if not count:
            self.message_bar.clear()
            return
        text = ngettext(
            "{count} customer has receivables without a due date, so they cannot become overdue.",
            "{count} customers have receivables without a due date, so they cannot become overdue.",
            count,
        )
        way = (_("Fill them in"), lambda: self.desk.navigation.open("receivables", chip="no_date"))
        self.message_bar.say(text, "caution", (way,))


def _columns() -> list[Column]:
    why, order = (lambda row: wording.why(row.reasons)), wording.order_text()
    first = _("The money of the first reason.")
    return [
        Column(
            "to_do",
            _("What to do"),
            lambda r: wording.to_do(r.reasons),
            width=250,
            stretch=True,
            tooltip=why,
            hint=order,
        ),
        Column("customer", _("Customer"), lambda r: r.name, width=150, tooltip=lambda r: r.full_name),
        Column(
            "amount", _("Amount"), lambda r: money(r.amount, r.reasons[0].currency, dash=True), RIGHT, 115, hint=first
        ),
        Column(
            "days",
            _("Days overdue"),
            lambda r: f"{r.overdue_days:,}" if r.overdue_days else NOTHING,
            RIGHT,
            90,
            role=lambda r: "overdue" if r.overdue_days else "",
            icon=lambda r: "warning" if r.overdue_days else "",
        ),
        Column("contact", _("Contact person · phone"), _contact, width=205),
        Column("last_paid", _("Last payment"), lambda r: day(r.last_paid), width=95),
    ]


def _contact(row: WorkRow) -> str:
    return " · ".join(part for part in (row.contact, phone(row.phone)) if part) or NOTHING


def _counts(work: Worklist) -> dict[str, int]:
    return {code: sum(any(r.code == code for r in row.reasons) for row in work.rows) for code in wording.REASONS}


def _holds(row: WorkRow, text: str) -> bool:
    """Whether the row is found by what was typed: name, pinyin, code, contact, phone."""
    return not text or any(text in squeeze(part) for part in (row.search_key, row.contact, row.phone))


def _footer(rows: list[WorkRow], currency: str) -> str:
    amount = money(sum(row.amount for row in rows), currency)
    customers = ngettext("{count} customer", "{count} customers", len(rows))
    return _("{customers} · total {amount}").format(customers=customers, amount=amount)


def _shown(shown: int, of_all: int) -> str:
    return _("{shown} of {all} shown").format(shown=shown, all=of_all)
