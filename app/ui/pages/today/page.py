"""Today: whom to call first. One row per customer, a sentence what to do, and the telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import _, mark, ngettext
from app.models.topics import Changes, Topic
from app.services import today_pane, today_wording
from app.services.dashboard import Tiles
from app.services.formats import money
from app.services.monitoring import Worklist, WorkRow
from app.services.search_key import squeeze
from app.ui.pages.today import paper
from app.ui.pages.today.columns import columns
from app.ui.pages.today.moving import Moving
from app.ui.pages.today.pane import SidePane
from app.ui.pages.today.putting_off import Later
from app.ui.theme import Theme
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.book_tiles import BookTiles
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.table_model import Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView

LIST_HEIGHT: Final = 320  # filter on two lines, three rows and the bar of actions
FIGURES_HEIGHT: Final = 105
ALL_COLUMNS_FROM: Final = 1130  # width of the page from which the list shows when somebody was in touch
WIDE: Final = 1520  # and from which also beside the pane
PANE_FROM: Final = 1200  # width of the page from which there is room beside the list
WAITING: Final = "waiting"


class TodayPage(Page):
    """The worklist; opens at start."""

    name, title, icon = "today", mark("Today"), "calendar-check"
    topics = frozenset(Topic)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.work: Worklist | None = None
        self._rows: dict[Key, WorkRow] = {}
        self._told = 0
        self._moving = Moving()
        self.tiles = BookTiles(desk.navigation)
        chips = [
            Chip(code, _(name)) for code, name in {**today_wording.REASONS, WAITING: today_wording.WAITING}.items()
        ]
        self.filters = FilterBar(_("Search today's list: name, pinyin, phone"), chips, whole=_("All"))
        model = TableModel(
            columns(self.desk.today), lambda keys: [self._rows[key] for key in keys], key_of=lambda r: r.customer_id
        )
        self.view = TableView(model, desk.preferences.table("today"))
        self.panel, self.pane, self.later = TablePanel(self.view), SidePane(), Later(desk, self)
        self.actions_bar = ActionBar()
        self._make_actions()
        self._lay_out()
        self._connect()

    def load(self) -> None:
        self.read(lambda s: (s.monitoring.today(), s.dashboard.tiles()), self.show_today)

    def show_today(self, found: tuple[Worklist, Tiles]) -> None:
        self.work, tiles = found
        self._rows = {row.customer_id: row for row in (*self.work.rows, *self.work.waiting)}
        self.tiles.show_tiles(tiles)
        self.filters.show_counts(_counts(self.work))
        for part in (self.filters, self.actions_bar):
            part.setVisible(bool(self._rows))
        self._say_what_is_missing(self.work.missing_terms)
        self.show_rows()
        self.counted.emit(len(self.work.rows))

    def show_rows(self) -> None:
        """The rows under the filter; without one selected, the first is."""
        if self.work is None:
            return
        chosen, text = set(self.filters.chosen()), squeeze(self.filters.text())
        listed = self.work.waiting if WAITING in chosen else self.work.rows
        wanted = chosen - {WAITING}
        rows = [row for row in listed if wanted <= {each.code for each in row.reasons} and _holds(row, text)]
        self.panel.when_empty = self._nothing(self.work)
        active = self.filters.is_active() and bool(self._rows)
        self.panel.show_keys([row.customer_id for row in rows], _footer(rows, self.work.currency), filtered=active)
        self.filters.show_result(_shown(len(rows), len(listed)) if active else "")
        if rows and not self.view.selected_keys():
            self.view.select_keys([rows[0].customer_id])
        self._show_chosen()

    def hear(self, changes: Changes) -> None:
        """What was done about a customer leads on to the next one, at once: the list follows when it was read."""
        following = self._moving.next_after(changes.customers)
        if following is not None:
            self.view.select_keys([following])
        super().hear(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list comes first: on a low window with large type the figures make room for it."""
        super().resizeEvent(event)
        around = self.parentWidget()  # a page that is taller than its window scrolls in it
        height = min(self.height(), around.height()) if around is not None else self.height()
        self.tiles.setVisible(height >= Theme.current().px(LIST_HEIGHT + FIGURES_HEIGHT))
        self.arrange()

    def arrange(self) -> None:
        """The pane stands beside the list where there is room and somebody wants it: the telephone and the contacts are there,
        and the sentence of what to do has the room."""
        width, px = self.width(), Theme.current().px
        shown = width >= px(PANE_FROM) and self.desk.preferences.side_pane
        narrow = ("last_contact", "next_on") if width < px(ALL_COLUMNS_FROM) else ()
        beside = ("contact", *(() if width >= px(WIDE) else ("last_contact", "next_on"))) if shown else ()
        self.view.columns.leave_out(frozenset((*narrow, *beside)))
        if shown != self.pane.isVisibleTo(self):
            self.pane.setVisible(shown)
            self._show_pane()

    # --- actions

    def selection(self) -> Mapping[str, Any]:
        row = self._chosen()
        return {"customer": row.customer_id} if row else {}

    def print_shown(self) -> bool:
        """The list of calls as a paper."""
        paper.print_calls(self)
        return True

    def _make_actions(self) -> None:
        """The table itself answers Enter; the bar only shows it."""

        def dialog(name: str) -> Callable[[], None]:
            return lambda: self._act(lambda row: self.desk.navigation.dialog(name, customer=row.customer_id))

        self.pay = new_action(self, "money", _("Log a payment"), dialog("payment"), "Ctrl+R")
        self.remind = new_action(self, "bell", _("Remind"), dialog("remind"), "Ctrl+E")
        self.contact = new_action(self, "phone", _("Log a contact"), dialog("contact"), "Ctrl+L")
        self.ship = new_action(self, "truck", _("May I ship?"), dialog("may_i_ship"), "Ctrl+T")
        self.put_off = new_action(self, "clock", _("Put off"), lambda: self._act(self._put_off), "Ctrl+D")
        self.open = new_action(
            self, "user", _("Open customer"), lambda: self._act(lambda row: self._open(row.customer_id))
        )
        self.open.setProperty("keys", "Enter")
        self.acts: tuple[QAction, ...] = (self.pay, self.remind, self.contact, self.ship, self.put_off, self.open)
        self.view.set_actions(self.acts)
        self.actions_bar.set_actions(self.acts)

    def _act(self, deed: Callable[[WorkRow], object]) -> None:
        """Something about the row that is chosen; once it is done the next one is."""
        row = self._chosen()
        if row is not None:
            self._begin(row.customer_id)
            deed(row)

    def _begin(self, customer: Any) -> None:
        self._moving.begin(customer, self.view.rows.keys)

    def _asked(self, _dialog: str, wishes: Mapping[str, Any]) -> None:
        """Also what the menus of the window do about the row that is chosen leads on."""
        row = self._chosen()
        if self.isVisible() and row is not None and wishes.get("customer") == row.customer_id:
            self._begin(row.customer_id)

    def _put_off(self, row: WorkRow) -> None:
        place = self.view.visualRect(self.view.currentIndex())
        self.later.ask(row, self.view.viewport().mapToGlobal(QPoint(place.left() + 40, place.bottom())))

    def _open(self, key: Any) -> None:
        """The customer; where a legal deadline is what it is about, with the deadlines in front; a review that is due."""
        row = self._rows.get(key)
        place, wishes = _place(row.reasons[0].code if row else "")
        self.desk.navigation.open(place, key, **wishes)

    def _chosen(self) -> WorkRow | None:
        keys = self.view.selected_keys()
        return self._rows.get(keys[0]) if keys else None

    def _show_chosen(self) -> None:
        row = self._chosen()
        if row is not None:
            self._moving.at(row.customer_id)
        self.actions_bar.set_text(_("Selected: {name}").format(name=row.full_name) if row else "")
        for action in self.acts:
            action.setEnabled(row is not None)
        self._show_pane()

    def _show_pane(self) -> None:
        row = self._chosen()
        if not self.pane.isVisibleTo(self):
            return
        if row is None:
            self.pane.show_pane(None)
        else:
            self.read(lambda s: today_pane.pane(s, row.customer_id), self.pane.show_pane, "pane")

    # --- how it is laid out

    def _lay_out(self) -> None:
        listed = QVBoxLayout()
        listed.setSpacing(12)
        listed.addWidget(self.panel, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(listed, 1)
        row.addWidget(self.pane)
        for part in (self.tiles, self.filters):
            self.body.addWidget(part)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.actions_bar)
        self.pane.hide()

    def _connect(self) -> None:
        self.filters.changed.connect(self.show_rows)
        self.filters.left.connect(self.view.setFocus)
        self.desk.navigation.asked.connect(self._asked)
        self.view.opened.connect(self._open)
        self.view.opened_aside.connect(lambda key: self.desk.navigation.open_aside("customer", key))
        self.view.chosen_changed.connect(self._show_chosen)
        self.panel.when_filtered = Nothing(
            _("Nothing to do under this filter."), ((_("Show all"), self.filters.clear),)
        )
        self.setFocusProxy(self.view)

    def minimumSizeHint(self) -> QSize:
        """As if the figures were not there: they go before anything is cut off."""
        whole = super().minimumSizeHint()
        return QSize(whole.width(), min(whole.height(), Theme.current().px(LIST_HEIGHT)))

    # --- nothing, or something missing

    def _nothing(self, work: Worklist) -> Nothing:
        if work.started:
            return Nothing(today_wording.all_done(work.next_due, work.currency))
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


def _place(code: str) -> tuple[str, dict[str, str]]:
    """Where the strongest reason is dealt with."""
    if code == "review":
        return "review", {}
    if code in ("clock", "insurance"):
        return "customer", {"tab": "legal"}
    if code == "papers":
        return "customer", {"tab": "file"}
    if code == "legal_date":
        return "customer", {"tab": "collection", "part": "matters"}
    if code == "letter_back":
        return "customer", {"tab": "collection", "part": "reminders"}
    return "customer", {}


def _counts(work: Worklist) -> dict[str, int]:
    counts = {
        code: sum(any(r.code == code for r in row.reasons) for row in work.rows) for code in today_wording.REASONS
    }
    return {**counts, WAITING: len(work.waiting), "": len(work.rows)}


def _holds(row: WorkRow, text: str) -> bool:
    """Whether the row is found by what was typed: name, pinyin, code, contact, phone."""
    return not text or any(text in squeeze(part) for part in (row.search_key, row.contact, row.phone))


def _footer(rows: list[WorkRow], currency: str) -> str:
    amount = money(sum(row.amount for row in rows), currency)
    customers = ngettext("{count} customer", "{count} customers", len(rows))
    return _("{customers} · total {amount}").format(customers=customers, amount=amount)


def _shown(shown: int, of_all: int) -> str:
    return _("{shown} of {all} shown").format(shown=shown, all=of_all)
