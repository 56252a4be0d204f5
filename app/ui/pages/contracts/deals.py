"""The list of deals: what may be sold, to whom, when, how likely, and whether it may ship on credit.

navigation.open("contracts", view="deals", chip="orders")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Final

from app.i18n import _, mark
from app.models.errors import UserError
from app.services.deal_rows import DealRow
from app.services.deal_wording import STAGES, list_footer, stage_name
from app.services.deals import OPEN, ORDERS
from app.services.formats import NOTHING, day, percent
from app.services.ledger_wording import amount_text
from app.services.shipping_wording import look, verdict_text
from app.ui.dialogs.goods_left import deal_leaves
from app.ui.navigation import Place
from app.ui.widgets.acting import new_action
from app.ui.widgets.page import Page
from app.ui.widgets.paged_list import PagedList
from app.ui.widgets.paged_rows import Found
from app.ui.widgets.table_model import RIGHT, Column, Key
from app.ui.widgets.table_view import Sort
from app.ui.widgets.verdict_band import LOOKS

CHIPS: Final = {
    "open": mark("In progress"),
    "orders": mark("Agreed or ordered"),
    "quoted": mark("Quoted"),
    "soon": mark("Expected within 30 days"),
    "late": mark("Should have come by now"),
    "delivered": mark("Delivered"),
    "lost": mark("Lost"),
}
ASKED_AT_ONCE: Final = 20  # rows whose answer is worked out with the list; of others when they are chosen
COLOURS: Final = {"ok": "good", "conditions": "caution", "prepay": "overdue", "approval": "overdue", "stop": "overdue"}


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to "May I ship?" in a few words: `look` of a verdict band."""

    look: str
    text: str


def ask(services: Any, rows: Sequence[DealRow]) -> dict[int, Told]:
    """Whether each may ship; where it cannot be asked, why."""
    return {row.id: _told(services, row) for row in rows}


def _told(services: Any, row: DealRow) -> Told:
    try:
        answer = services.shipping.ask(row.customer_id, deal_id=row.id)
    except UserError as refused:
        return Told("", refused.text)
    return Told(look(answer), verdict_text(answer))


class DealsView(PagedList[DealRow]):
    """Each deal is a row."""

    table, hint, chips = "deals", mark("Deal no., customer, pinyin, subject"), CHIPS
    first: ClassVar[Sort] = (("expected_on", False),)
    no_match = mark("No deal matches.")

    def __init__(self, page: Page) -> None:
        self.told: dict[int, Told] = {}
        super().__init__(page)
        self.filters.choose(["open"])

    def show_found(self, found: Found) -> None:
        self.told = {}
        super().show_found(found)
        self._ask([row for row in found.rows if row.is_open][:ASKED_AT_ONCE])

    def go(self, place: Place) -> None:
        """Without a wish what is in progress."""
        chip = place.wishes.get("chip", "" if place.wishes.get("search") else "open")
        self.filters.choose([chip] if chip else [], place.wishes.get("search", ""))

    def footer(self, found: Found) -> str:
        return list_footer(found.summary, found.currency)

    def is_struck(self, row: DealRow) -> bool:
        return row.stage == "lost"

    def title(self, row: DealRow) -> str:
        return row.number

    def open_key(self, key: Key) -> None:
        self.page.desk.navigation.dialog("deal", deal=int(key))

    # --- what may ship

    def _ask(self, rows: Sequence[DealRow]) -> None:
        if rows:
            self.page.read(
                lambda s: ask(s, rows), self._take, slot=f"may_i_ship {rows[0].id if len(rows) == 1 else ''}"
            )

    def _take(self, told: dict[int, Told]) -> None:
        self.told |= told
        self.view.rows.refresh()

    def columns(self) -> list[Column]:
        today, own = self.page.desk.today, self.own
        return [
            Column("number", _("Deal no."), lambda r: r.number, width=125, sort_key="number"),
            Column("customer", _("Customer"), lambda r: r.customer, width=130, sort_key="customer", tooltip=lambda r: r.customer_full),
            Column("title", _("Subject"), lambda r: r.title or NOTHING, width=140, sort_key="title", stretch=True),
            Column("stage", _("Stage"), lambda r: stage_name(r.stage), width=100, sort_key="stage",
                   icon=lambda r: STAGES[r.stage][1], role=lambda r: STAGES[r.stage][2]),
            Column("amount", _("Amount"), lambda r: amount_text(r.amount, r.currency, own()), RIGHT, 125, "amount", bold=lambda r: True),
            Column("expected_on", _("Expected on"), lambda r: day(r.expected_on), width=110, sort_key="expected_on",
                   role=lambda r: "overdue" if r.is_late(today) else "", icon=lambda r: "warning" if r.is_late(today) else ""),
            Column("chance", _("Probability"), lambda r: percent(Decimal(r.chance_bp) / 10_000, 0), RIGHT, 95, "chance"),
            Column("verdict", _("May I ship?"), self._verdict, width=265, icon=lambda r: LOOKS[self._look(r)][1] if self._look(r) else "",
                   role=lambda r: COLOURS.get(self._look(r), "text2"), tooltip=self._verdict,
                   hint=_("The whole deal on credit, by the figures of now. Ctrl+T opens the answer.")),
            Column("contract", _("Contract no."), lambda r: r.contract or NOTHING, width=125, shown=False),
            Column("ordered_on", _("Ordered on"), lambda r: day(r.ordered_on), width=110, sort_key="ordered_on", shown=False),
            Column("cost", _("Spent so far"), lambda r: amount_text(r.cost_incurred, r.currency, own()), RIGHT, 115, shown=False),
        ]  # fmt: skip

    def _look(self, row: DealRow) -> str:
        return self.told[row.id].look if row.id in self.told else ""

    def _verdict(self, row: DealRow) -> str:
        return self.told[row.id].text if row.id in self.told else NOTHING

    # --- what can be done

    def make_actions(self) -> None:
        self.new = new_action(self, "plus", _("New deal"), self._new, "Ctrl+N")
        self.ship = new_action(self, "truck", _("May I ship?"), lambda: self.with_chosen(self._open_answer), "Ctrl+T")
        self.edit = new_action(self, "pencil-simple", _("Change…"), lambda: self.with_chosen(self._edit), "F2")
        self.on = new_action(
            self, "arrow-right", _("Next stage"), lambda: self.with_chosen(self._move_on), "Ctrl+Right"
        )
        self.sent = new_action(self, "export", _("Shipped…"), lambda: self.with_chosen(self._deliver))
        self.lose = new_action(self, "x-circle", _("Lost"), lambda: self.with_chosen(lambda r: self._move(r, "lost")))
        self.whose = new_action(self, "user", _("Open customer"), self.open_customer)
        self.ahead = new_action(self, "percent", _("Prepayment…"), lambda: self.with_chosen(self._ask_ahead))
        self.about_one = [self.ship, self.on, self.edit, self.ahead, self.sent, self.lose, self.whose]
        self.set_actions([self.new, *self.about_one], [*self.about_one, self.new])
        says = _(
            "Enquiries, quotes and orders stand here: you see whether they may ship on credit before there is a contract."
        )
        self.set_empty(says, (_("New deal"), self._new))

    def _new(self) -> None:
        self.page.desk.navigation.dialog("deal")

    def _edit(self, row: DealRow) -> None:
        self.open_key(row.id)

    def _ask_ahead(self, row: DealRow) -> None:
        self.page.desk.navigation.dialog("prepayment", deal=row.id)

    def _open_answer(self, row: DealRow) -> None:
        self.page.desk.navigation.dialog("may_i_ship", customer=row.customer_id, deal=row.id)

    def _move_on(self, row: DealRow) -> None:
        """An order is delivered by its goods: what they are worth is owed from then on."""
        if after(row.stage) == "delivered":
            self._deliver(row)
        else:
            self._move(row, after(row.stage))

    def _deliver(self, row: DealRow) -> None:
        deal_leaves(self.page.desk, row.id, self.window())

    def _move(self, row: DealRow, stage: str) -> None:
        """What becomes an order is asked about at once."""

        def then(_none: object) -> None:
            if stage in ORDERS:
                self._open_answer(row)

        self.page.write(lambda s: s.deals.move(row.id, stage), then)

    def show_actions(self, row: DealRow | None) -> None:
        for action in self.about_one:
            action.setEnabled(row is not None)
        live = row is not None and row.is_open
        for action in (self.ship, self.on, self.sent, self.lose):
            action.setEnabled(live)
        if row is not None and live:
            self.on.setText(_("Move on: {stage}").format(stage=stage_name(after(row.stage))))
            if row.id not in self.told and self.found is not None and row not in self.found.rows[:ASKED_AT_ONCE]:
                self._ask([row])


def after(stage: str) -> str:
    """The stage that follows an open one."""
    place = OPEN.index(stage) + 1
    return OPEN[place] if place < len(OPEN) else "delivered"
