"""What stands behind the debts of all customers, and the deposits that lie with us: what counts, what ends, what is missing.

navigation.open("contracts", view="security", chip="soon")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _, mark, ngettext
from app.services import security_wording as words
from app.services.formats import NOTHING, day, figure, money, percent
from app.services.ledger_wording import amount_text
from app.services.rules import securities as rules
from app.services.rules.backing import COUNTS
from app.services.security_list import Line, lines
from app.ui.dialogs import deposits
from app.ui.dialogs.security import security_day
from app.ui.navigation import Place
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.filter_bar import Chip, FilterBar
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import Sort, TableView
from app.ui.widgets.views import View

# Chips, each with what it keeps of the lines on a day.
CHIPS: Final[Mapping[str, tuple[str, Callable[[Line, date], bool]]]] = {
    "counts": (mark("Count now"), lambda line, _on: line.standing in (COUNTS, "held")),
    "soon": (mark("End soon or ended"), lambda line, on: line.ends_soon(on)),
    "original": (mark("Original missing"), lambda line, _on: line.security is not None and words.original_missing(line.security)),
    "credit": (mark("Letters of credit"), lambda line, _on: line.kind == "letter_of_credit"),
    "deposit": (mark("Cash deposits"), lambda line, _on: line.held is not None),
    "released": (mark("Released"), lambda line, _on: line.released_on is not None),
}  # fmt: skip
SORTS: Final[Mapping[str, Callable[[Line], Any]]] = {
    "customer": lambda line: line.customer,
    "kind": lambda line: line.kind,
    "counts": lambda line: line.counts,
    "ends_on": lambda line: line.ends_on,
    "original": lambda line: line.original_at,
}
FIRST: Final[Sort] = (("ends_on", False),)
CLAIMED: Final = (*rules.GUARANTEES, *rules.ENDING)


@dataclass(frozen=True, slots=True)
class Found:
    lines: list[Line]
    currency: str


class SecuritiesView(View):
    """Each security and each deposit is a row."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found = Found([], "CNY")
        chips = [Chip(key, _(title)) for key, (title, _keeps) in CHIPS.items()]
        self.filters = FilterBar(_("Customer, guarantor, bank, number"), chips, one_at_a_time=True)
        self.rows: dict[str, Line] = {}
        model = TableModel(
            self._columns(), lambda keys: [self.rows[key] for key in keys if key in self.rows],
            struck=lambda line: line.released_on is not None,
        )  # fmt: skip
        self.view = TableView(model, page.desk.preferences.table("securities"))
        self.view.set_sort(FIRST)
        self.panel = TablePanel(self.view)
        self.actions_bar = ActionBar()
        self._lay_out()
        self._make_actions()
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.view.setFocus)
        self.view.sort_changed.connect(lambda _sort: self._show())
        self.view.opened.connect(lambda _key: self._change())
        self.view.chosen_changed.connect(self._show_chosen)

    def load(self) -> None:
        today = self.page.desk.today

        def find(services: Any) -> Found:
            return Found(lines(services.store, today), services.receivables.currency_of_book())

        self.page.read(find, self.show_found, slot="securities")

    def show_found(self, found: Found) -> None:
        self.found = found
        self.rows = {line.id: line for line in found.lines}
        on = self.page.desk.today
        counts = {key: sum(keeps(line, on) for line in found.lines) for key, (_title, keeps) in CHIPS.items()}
        self.filters.show_counts(counts)
        for part in (self.filters, self.actions_bar):
            part.setVisible(bool(found.lines))
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
        shown = in_order([line for line in self.found.lines if self._fits(line)], self.view.sort)
        active = bool(self.found.lines) and self.filters.is_active()
        self.panel.show_keys([line.id for line in shown], footer(shown, self.found.currency), filtered=active)
        if shown and not self.view.selected_keys():
            self.view.select_keys([shown[0].id])
        self._show_chosen()

    def _fits(self, line: Line) -> bool:
        """Released ones only where they are asked for or looked for."""
        chips, text = self.filters.chosen(), self.filters.text().casefold().replace(" ", "")
        if any(not CHIPS[chip][1](line, self.page.desk.today) for chip in chips):
            return False
        if not text:
            return line.released_on is None or "released" in chips
        number = line.security.number if line.security else None
        told = (line.customer, line.giver, line.document, number, line.original_at, words.kind_name(line.kind))
        return any(text in each.casefold().replace(" ", "") for each in told if each)

    def _columns(self) -> list[Column]:
        today = self.page.desk.today

        def own() -> str:
            return self.found.currency

        return [
            Column("customer", _("Customer"), lambda r: r.customer, width=120, sort_key="customer"),
            Column("kind", _("Kind"), lambda r: words.kind_name(r.kind), width=160, sort_key="kind"),
            Column("giver", _("By whom"), lambda r: r.giver or NOTHING, width=115),
            Column("value", _("Amount"), lambda r: amount_text(r.value, r.currency, own()) if r.value else NOTHING, RIGHT, 115),
            Column("share", _("Share"), lambda r: percent(Decimal(r.share_bp) / 10_000, 0), RIGHT, 70, shown=False, hint=_("Of the value so much counts.")),
            Column("counts", _("Counts for"), lambda r: figure(r.counts, own(), dash=True), RIGHT, 110, "counts", bold=lambda r: True),
            Column("ends_on", _("Last day"), lambda r: day(r.ends_on), width=115, sort_key="ends_on",
                   icon=lambda r: "warning" if r.ends_soon(today) else "", role=lambda r: r.urgency(today)),
            Column("standing", _("Standing"), lambda r: words.standing_text(r.standing), width=130,
                   icon=lambda r: words.STANDINGS[r.standing][1], role=lambda r: words.STANDINGS[r.standing][2]),
            Column("behind", _("Behind"), words.behind_text, width=140),
            Column("original", _("Original kept where"), lambda r: r.original_at or NOTHING, width=135, sort_key="original"),
            Column("remarks", _("Remarks"), lambda r: _("; ").join(r.remarks) or NOTHING, width=130, stretch=True,
                   tooltip=lambda r: _("; ").join(r.remarks)),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.actions_bar)
        says = _(
            "Guarantees, letters of credit, mortgages, retained titles and cash deposits of all customers stand here."
        )
        ways = ((_("Add a security…"), self._add), (_("Take a cash deposit…"), self._take))
        self.panel.when_empty = Nothing(says, ways)
        self.panel.when_filtered = Nothing(_("Nothing matches."), ((_("Clear filter"), self.filters.clear),))
        self.setFocusProxy(self.view)

    def _make_actions(self) -> None:
        navigation = self.page.desk.navigation
        add = new_action(self, "shield-plus", _("Add a security…"), self._add, "Ctrl+N")
        take = new_action(self, "arrow-down-left", _("Take a cash deposit…"), self._take)
        self.change = new_action(self, "pencil-simple", _("Change…"), self._change, "F2")
        self.claim = new_action(self, "scales", _("Claimed…"), lambda: self._day("claimed"))
        self.register = new_action(self, "file-text", _("Registered…"), lambda: self._day("registered"))
        self.release = new_action(self, "export", _("Release…"), lambda: self._day("release"))
        self.use = new_action(self, "arrows-left-right", _("Use for what they owe…"), lambda: self._out("offset"))
        self.back = new_action(self, "arrow-up-right", _("Give back…"), lambda: self._out("refund"))
        self.legal = new_action(
            self, "user", _("Open customer"), lambda: self._with(lambda r: navigation.open("customer", r.customer_id))
        )
        papers = [self.claim, self.register, self.release]
        self.actions_bar.set_actions([add, take, self.change, *papers, self.use, self.back, self.legal])
        self.view.set_actions([self.change, *papers, self.use, self.back, self.legal, add, take])

    # --- what can be done

    def _chosen(self) -> Line | None:
        keys = self.view.selected_keys()
        return self.rows.get(str(keys[0])) if len(keys) == 1 else None

    def _with(self, act: Callable[[Line], object]) -> None:
        line = self._chosen()
        if line is not None:
            act(line)

    def _add(self) -> None:
        self.page.desk.navigation.dialog("security")

    def _take(self) -> None:
        self.page.desk.navigation.dialog("deposit")

    def _change(self) -> None:
        line = self._chosen()
        if line is None:
            return
        if line.held is not None:
            deposits.moves_of(self.page.desk, line.held, self.window())
        elif line.security is not None and line.released_on is None:
            self.page.desk.navigation.dialog("security", security=line.security.id)

    def _day(self, deed: str) -> None:
        line = self._chosen()
        if line is not None and line.security is not None:
            security_day(self.page.desk, line.security, deed, self.window())

    def _out(self, deed: str) -> None:
        line = self._chosen()
        if line is not None and line.held is not None:
            deposits.take_out(self.page.desk, line.held, deed, self.window())

    def _show_chosen(self) -> None:
        line = self._chosen()
        live = line.security if line is not None and line.released_on is None else None
        held = line is not None and line.held is not None
        self.change.setEnabled(live is not None or held)
        self.claim.setEnabled(live is not None and live.kind in CLAIMED and not live.acted_on)
        self.register.setEnabled(live is not None and live.kind not in CLAIMED and not live.registered_on)
        self.release.setEnabled(live is not None)
        for action in (self.use, self.back):
            action.setVisible(held)
        for action in (self.claim, self.register, self.release):
            action.setVisible(not held)
        self.legal.setEnabled(line is not None)
        self.actions_bar.set_text(_("Selected: {name}").format(name=line.customer) if line else "")


def in_order(found: list[Line], sort: Sort) -> list[Line]:
    """Empty values last whichever way."""
    ordered = found
    for key, down in reversed(sort):
        value = SORTS[key]
        full = [line for line in ordered if value(line) is not None]
        ordered = [*sorted(full, key=value, reverse=down), *(line for line in ordered if value(line) is None)]
    return ordered


def footer(shown: list[Line], currency: str) -> str:
    """How many, what papers count for, what lies with us."""
    papers = sum(line.counts for line in shown if line.held is None)
    held = sum(line.counts for line in shown if line.held is not None)
    count = ngettext("{count} row", "{count} rows", len(shown))
    text = _("{rows} · securities count for {papers} · cash deposits {held}")
    return text.format(rows=count, papers=money(papers, currency), held=money(held, currency))
