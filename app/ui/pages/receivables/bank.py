"""The bank's statement: whose money each line is. Enter accepts, → shows the others, Del ignores, Ctrl+Enter takes all.

navigation.open("receivables", view="bank")
navigation.open("receivables", view="bank", file="statement.csv")      # looks at a file
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.models.bank import BankLine
from app.services.bank_review import Accepted, Review
from app.services.bank_wording import accepted_text, all_text, head_text, ignored_text
from app.services.rules.bank_lines import Suggestion
from app.ui.dialogs.bank_choice import choose_customer
from app.ui.navigation import Place
from app.ui.pages.receivables.bank_columns import Row, bank_columns
from app.ui.pages.receivables.bank_detail import BankDetail
from app.ui.pages.receivables.bank_menus import ask_other, ask_reason
from app.ui.pages.receivables.bank_taking import BankTaking
from app.ui.theme import Theme
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.labels import label
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView
from app.ui.widgets.views import View

STRENGTHS = ("likely", "possible", "none")
NOT_A_CUSTOMER = "not_a_customer"


@dataclass(frozen=True, slots=True)
class Found:
    """What one read brings."""

    review: Review
    ignored: list[BankLine]


class BankView(View):
    """Each open line of money in is a row."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found: Found | None = None
        self.rows: dict[Key, Row] = {}
        self.menu: QMenu | None = None  # the last one shown
        self.awaited = False  # lines were taken: the focus goes to them once they are here
        self.under_way: set[Key] = set()  # decided and not written yet: gone from the list already
        self.head, self.detail, self.actions_bar = label("", "section"), BankDetail(), ActionBar()
        chips = [Chip("likely", _("Very likely")), Chip("possible", _("Possible")), Chip("none", _("Not found"))]
        self.filters = FilterBar(
            _("Payer, description, amount"), [*chips, Chip("ignored", _("Ignored"))], one_at_a_time=True
        )
        model = TableModel(
            bank_columns(lambda: self.names), lambda keys: [self.rows[key] for key in keys if key in self.rows]
        )
        self.view = TableView(model, page.desk.preferences.table("bank"))
        self.panel = TablePanel(self.view)
        self.taking = BankTaking(page, self, self._go_to_lines)
        self._make_actions()
        self._lay_out()
        self._connect()

    @property
    def names(self) -> Mapping[int, str]:
        return self.found.review.names if self.found else {}

    # --- what is shown

    def load(self) -> None:
        self.page.read(lambda s: Found(s.bank.review(), s.bank.ignored()), self.show_found, slot="bank")

    def go(self, place: Place) -> None:
        """Wishes: `file` to look at, with `columns` where a person chose them (`time` tells one asking from another), `chip` (likely, possible, none, ignored), `search`."""
        wishes = place.wishes
        chip = wishes.get("chip", "")
        self.filters.choose([chip] if chip else [], wishes.get("search", ""))
        if wishes.get("file"):
            self.taking.read(Path(wishes["file"]), wishes.get("columns"))

    def show_found(self, found: Found) -> None:
        self.found = found
        review = found.review
        rows = [Row(line.id, line, review.matches.get(line.id)) for line in review.lines]
        rows += [Row(line.id, line, None) for line in found.ignored]
        self.rows = {row.id: row for row in rows if row.id not in self.under_way}
        self._show_rows()
        if self.awaited:
            self.awaited = False
            self.view.setFocus()

    def _go_to_lines(self) -> None:
        self.awaited = True
        self.load()

    def _show_rows(self) -> None:
        found = self.found
        if found is None:
            return
        waiting = [row for row in self.rows.values() if not row.ignored]
        counts = {name: sum(row.strength == name for row in waiting) for name in STRENGTHS}
        self.filters.show_counts({**counts, "ignored": len(self.rows) - len(waiting)})
        self.head.setText(head_text(found.review) if waiting else "")
        self.head.setVisible(bool(waiting))
        some = bool(self.rows)
        for part in (self.filters, self.actions_bar):
            part.setVisible(some)
        keys = [row.id for row in self.rows.values() if self._is_shown(row)]
        dealt_with = any(found.review.counts.values())
        self.panel.when_empty = _nothing(self.page, dealt_with=dealt_with)
        self.panel.show_keys(keys, filtered=some and self.filters.is_active())
        if keys and not self.view.selected_keys():
            self.view.select_keys(keys[:1])
        self._look_at_chosen()

    def _is_shown(self, row: Row) -> bool:
        chips, text = self.filters.chosen(), self.filters.text().casefold()
        if row.ignored != ("ignored" in chips):
            return False
        if chips and not row.ignored and row.strength not in chips:
            return False
        line = row.line
        said = " ".join(filter(None, (line.payer_name, line.text, row.amount_text(), row.customer_text(self.names))))
        return text in said.casefold() or text in said.replace(",", "").casefold()

    def chosen(self) -> list[Row]:
        return [self.rows[key] for key in self.view.selected_keys() if key in self.rows]

    def _current(self) -> Row | None:
        key = self.view.current_key()
        return self.rows.get(key) if key is not None else None

    def selection(self) -> Mapping[str, Any]:
        """The customer that the chosen line is most likely of."""
        row = self._current()
        best = row.match.suggestions[:1] if row and row.match else ()
        return {"customer": best[0].customer_id} if best else {}

    # --- deciding

    def _accept_current(self, _key: Key | None = None) -> None:
        """The best suggestion; where there is none, the customer is asked for."""
        row = self._current()
        if row is None or row.ignored:
            return
        if row.match and row.match.suggestions:
            self._accept(row, row.match.suggestions[0])
        else:
            self._choose()

    def _accept(self, row: Row, chosen: Suggestion) -> None:
        self._decide([row], lambda s: s.bank.accept(row.id, chosen), lambda made: self._show_accepted(row, made))

    def _accept_all(self) -> None:
        likely = self.found.review.likely() if self.found else []
        rows = [self.rows[line.id] for line, _best in likely if line.id in self.rows]
        chosen = [(line.id, best) for line, best in likely if line.id in self.rows]
        if chosen:
            self._decide(rows, lambda s: s.bank.accept_all(chosen), lambda _made: self.page.message_bar.clear())

    def _ignore(self, reason: str = NOT_A_CUSTOMER) -> None:
        rows = self.chosen()
        ids = [row.id for row in rows]
        if rows:
            self._decide(rows, lambda s: s.bank.ignore(ids, reason), lambda _none: self._show_ignored(ids, reason))

    def _reopen(self) -> None:
        for row in (row for row in self.chosen() if row.ignored):
            self._decide([row], partial(_reopened, row.id), lambda _none: None)

    def _choose(self) -> None:
        row = self._current()
        if row is not None and not row.ignored:
            dialog = choose_customer(self.page.desk, row.line, self)
            dialog.saved.connect(lambda made: self._show_accepted(row, made))

    def _decide(self, rows: list[Row], work: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        """The rows leave the list at once, so that the next Enter is about the next line."""
        ids = {row.id for row in rows}
        self.under_way |= ids
        self.rows = {key: row for key, row in self.rows.items() if key not in ids}
        self._show_rows()

        def done() -> None:
            self.under_way -= ids
            self.page.refresh()

        self.page.desk.jobs.run(self.page, lambda s, _job: work(s), then, done)

    def _show_accepted(self, row: Row, made: Accepted) -> None:
        """Whom the program will think of next time, and the way not to."""
        learnt = made.learnt
        if learnt is None:
            self.page.message_bar.clear()
            return
        text = accepted_text(made, row.line.amount, row.line.currency)
        forget = (_("Don't remember"), lambda: self.page.write(lambda s: s.payers.forget(learnt), self._forgotten))
        self.page.message_bar.say(text, "good", (forget,))

    def _forgotten(self, _nothing: object) -> None:
        self.page.message_bar.clear()

    def _show_ignored(self, ids: list[int], reason: str) -> None:
        """One key ignores; the reason can be made another one afterwards."""
        other = (_("Another reason…"), lambda: self._ask_reason(partial(self._ignore_again, ids)))
        self.page.message_bar.say(_("Ignored: {reason}").format(reason=ignored_text(reason)), "info", (other,))

    def _ignore_again(self, ids: list[int], reason: str) -> None:
        self.page.write(lambda s: s.bank.ignore(ids, reason), lambda _none: self._show_ignored(ids, reason))

    # --- menus

    def _show_others(self) -> None:
        row = self._current()
        if row is not None and not row.ignored:
            self.menu = ask_other(self.view, row, self.names, partial(self._accept, row), self.choose)

    def _ask_reason(self, then: Callable[[str], object]) -> None:
        self.menu = ask_reason(self.view, then)

    def _make_actions(self) -> None:
        self.accept = self.add_action("check", _("Accept"), "Enter", self._accept_current)
        self.all = self.add_action("checks", _("Accept all very likely"), "Ctrl+Return", self._accept_all)
        self.others = self.add_action("arrow-right", _("Other possibilities…"), "Right", self._show_others)
        self.ignore = self.add_action("prohibit", _("Not from a customer"), "Del", self._ignore)
        self.choose = self.add_action("user", _("Choose the customer…"), "", self._choose)
        self.because = self.add_action(
            "prohibit", _("Ignore because…"), "Shift+Del", lambda: self._ask_reason(self._ignore)
        )
        self.reopen = self.add_action("arrow-u-up-left", _("Open again"), "", self._reopen)
        self.add = self.add_action(
            "file-arrow-down", _("Import a statement…"), "", lambda: self.page.desk.navigation.dialog("import")
        )
        for action, keys in ((self.all, "Ctrl+Enter"), (self.others, "→")):
            action.setProperty("keys", keys)  # as people call them
        shown = [self.accept, self.all, self.others, self.ignore, self.choose, self.reopen, self.add]
        self.view.set_actions([*shown[:4], self.because, *shown[4:]])
        self.actions_bar.set_actions(shown)

    def _look_at_chosen(self) -> None:
        row = self._current()
        self.detail.show_row(row, self.names)
        waiting = row is not None and not row.ignored
        for action in (self.accept, self.others, self.ignore, self.choose):
            action.setEnabled(waiting)
        self.because.setEnabled(row is not None)
        self.reopen.setEnabled(row is not None and row.ignored)
        likely = [
            (line, best) for line, best in (self.found.review.likely() if self.found else []) if line.id in self.rows
        ]
        sums: dict[str, int] = {}
        for line, _best in likely:
            sums[line.currency] = sums.get(line.currency, 0) + line.amount
        self.all.setEnabled(bool(likely))
        self.all.setText(all_text(len(likely), sums) if likely else _("Accept all very likely"))

    def _lay_out(self) -> None:
        # What is told after each decision floats over the foot.
        self.lay_out(self.head, self.filters, self.detail, self.panel, self.actions_bar)
        self.panel.setMinimumHeight(Theme.current().px(110))
        self.panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self.filters.clear),))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show_rows)
        self.filters.left.connect(self.view.setFocus)
        self.view.opened.connect(self._accept_current)
        self.view.chosen_changed.connect(self._look_at_chosen)


def _reopened(line_id: int, services: Any) -> None:
    services.bank.reopen(line_id)


def _nothing(page: Page, *, dealt_with: bool) -> Nothing:
    """Nothing yet, or nothing left to do."""
    ways = ((_("Import a statement…"), lambda: page.desk.navigation.dialog("import")),)
    if dealt_with:
        return Nothing(_("Every line of the bank is dealt with."), ways)
    return Nothing(_("Drop the file exported from online banking here."), ways)
