"""What stands behind the debts of all customers, and the deposits that lie with us: what counts, what ends, what is missing.

navigation.open("contracts", view="security", chip="soon")
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Final

from app.i18n import _, mark, ngettext
from app.services import security_wording as words
from app.services.formats import NOTHING, day, figure, money, percent
from app.services.ledger_wording import amount_text
from app.services.rules import securities as rules
from app.services.rules.backing import COUNTS
from app.services.security_list import Line, lines
from app.ui.dialogs import deposits
from app.ui.dialogs.security import security_day
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.table_model import RIGHT, Column
from app.ui.widgets.table_view import Sort
from app.ui.widgets.whole_list import Chips, Sorts, WholeList

# Chips, each with what it keeps of the lines on a day.
CHIPS: Final[Chips[Line]] = {
    "counts": (mark("Count now"), lambda line, _on: line.standing in (COUNTS, "held")),
    "soon": (mark("End soon or ended"), lambda line, on: line.ends_soon(on)),
    "original": (mark("Original missing"), lambda line, _on: line.security is not None and line.security.original_missing),
    "credit": (mark("Letters of credit"), lambda line, _on: line.kind == "letter_of_credit"),
    "deposit": (mark("Cash deposits"), lambda line, _on: line.held is not None),
    "released": (mark("Released"), lambda line, _on: line.released_on is not None),
}  # fmt: skip
SORTS: Final[Sorts[Line]] = {
    "customer": lambda line: line.customer,
    "kind": lambda line: line.kind,
    "counts": lambda line: line.counts,
    "ends_on": lambda line: line.ends_on,
    "original": lambda line: line.original_at,
}
CLAIMED: Final = (*rules.GUARANTEES, *rules.ENDING)


@dataclass(frozen=True, slots=True)
class Found:
    lines: list[Line]
    currency: str


class SecuritiesView(WholeList[Line]):
    """Each security and each deposit is a row. Released ones only where they are asked for or looked for."""

    table, hint = "securities", mark("Customer, guarantor, bank, number")
    chips, shows_over = CHIPS, "released"
    sorts = SORTS
    first: ClassVar[Sort] = (("ends_on", False),)

    def __init__(self, page: Page) -> None:
        self.found = Found([], "CNY")
        super().__init__(page)

    def load(self) -> None:
        today = self.page.desk.today

        def find(services: Any) -> Found:
            return Found(lines(services.store, today), services.receivables.currency_of_book())

        self.page.read(find, self.show_found, slot="securities")

    def show_found(self, found: Found) -> None:
        self.found = found
        self.set_rows(found.lines)

    def is_over(self, row: Line) -> bool:
        return row.released_on is not None

    def is_struck(self, row: Line) -> bool:
        return row.released_on is not None

    def told(self, row: Line) -> tuple[str | None, ...]:
        number = row.security.number if row.security else None
        return (row.customer, row.giver, row.document, number, row.original_at, words.kind_name(row.kind))

    def title(self, row: Line) -> str:
        return row.customer

    def footer(self, shown: list[Line]) -> str:
        return footer(shown, self.found.currency)

    def columns(self) -> list[Column]:
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

    def make_actions(self) -> None:
        add = new_action(self, "shield-plus", _("Add a security…"), self._add, "Ctrl+N")
        take = new_action(self, "arrow-down-left", _("Take a cash deposit…"), self._take)
        self.change = new_action(self, "pencil-simple", _("Change…"), self.open, "F2")
        self.claim = new_action(self, "scales", _("Claimed…"), lambda: self._day("claimed"))
        self.register = new_action(self, "file-text", _("Registered…"), lambda: self._day("registered"))
        self.release = new_action(self, "export", _("Release…"), lambda: self._day("release"))
        self.use = new_action(self, "arrows-left-right", _("Use for what they owe…"), lambda: self._out("offset"))
        self.back = new_action(self, "arrow-up-right", _("Give back…"), lambda: self._out("refund"))
        self.legal = new_action(self, "user", _("Open customer"), self.open_customer)
        papers = [self.claim, self.register, self.release]
        about_one = [self.change, *papers, self.use, self.back, self.legal]
        self.set_actions([add, take, *about_one], [*about_one, add, take])
        says = _(
            "Guarantees, letters of credit, mortgages, retained titles and cash deposits of all customers stand here."
        )
        ways = ((_("Add a security…"), self._add), (_("Take a cash deposit…"), self._take))
        self.set_empty(says, *ways)

    def show_actions(self, row: Line | None) -> None:
        live = row.security if row is not None and row.released_on is None else None
        held = row is not None and row.held is not None
        self.change.setEnabled(live is not None or held)
        self.claim.setEnabled(live is not None and live.kind in CLAIMED and not live.acted_on)
        self.register.setEnabled(live is not None and live.kind not in CLAIMED and not live.registered_on)
        self.release.setEnabled(live is not None)
        for action in (self.use, self.back):
            action.setVisible(held)
        for action in (self.claim, self.register, self.release):
            action.setVisible(not held)
        self.legal.setEnabled(row is not None)

    # --- what can be done

    def _add(self) -> None:
        self.page.desk.navigation.dialog("security")

    def _take(self) -> None:
        self.page.desk.navigation.dialog("deposit")

    def open(self) -> None:
        """Change it; of a deposit what was moved."""
        line = self.chosen()
        if line is None:
            return
        if line.held is not None:
            deposits.moves_of(self.page.desk, line.held, self.window())
        elif line.security is not None and line.released_on is None:
            self.page.desk.navigation.dialog("security", security=line.security.id)

    def _day(self, deed: str) -> None:
        line = self.chosen()
        if line is not None and line.security is not None:
            security_day(self.page.desk, line.security, deed, self.window())

    def _out(self, deed: str) -> None:
        line = self.chosen()
        if line is not None and line.held is not None:
            deposits.take_out(self.page.desk, line.held, deed, self.window())


def footer(shown: list[Line], currency: str) -> str:
    """How many, what papers count for, what lies with us."""
    papers = sum(line.counts for line in shown if line.held is None)
    held = sum(line.counts for line in shown if line.held is not None)
    count = ngettext("{count} row", "{count} rows", len(shown))
    text = _("{rows} · securities count for {papers} · cash deposits {held}")
    return text.format(rows=count, papers=money(papers, currency), held=money(held, currency))
