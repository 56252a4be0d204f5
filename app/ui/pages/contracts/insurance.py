"""Credit insurance: who is covered up to what, what has to be told to the insurer until when, the policies.

navigation.open("contracts", view="insurance", list="deadlines")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _, mark, ngettext
from app.services.insurance_rows import BuyerRow, DeadlineRow, PolicyRow
from app.services.insurance_wording import SETTLED_BY
from app.ui.dialogs.insurance_policy import cancel_policy
from app.ui.navigation import Place
from app.ui.pages.contracts import insurance_columns as columns
from app.ui.widgets.acting import new_action
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.page import Page
from app.ui.widgets.table_panel import Nothing
from app.ui.widgets.table_stack import TableStack
from app.ui.widgets.views import View

TITLES: Final = {"buyers": mark("Buyers"), "deadlines": mark("Last days"), "policies": mark("Policies")}


@dataclass(frozen=True, slots=True)
class Found:
    """What one read brings."""

    buyers: list[BuyerRow]
    deadlines: list[DeadlineRow]
    policies: list[PolicyRow]
    currency: str


def find(services: Any) -> Found:
    insurance, own = services.insurance, services.receivables.currency_of_book()
    buyers, deadlines = insurance.rows()
    return Found(buyers, deadlines, insurance.policy_rows(), own)


class InsuranceView(View):
    """Three lists under a switch."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found: Found | None = None
        self.tables, self.actions_bar = self._made_tables(), ActionBar()
        self._make_actions()
        self._lay_out()
        self.tables.opened.connect(self._open)
        self.tables.turned.connect(self._turned)
        self.tables.chosen_changed.connect(self._show_chosen)
        self.tables.show_table("buyers")

    def load(self) -> None:
        self.page.read(find, self.show_found, slot="insurance")

    def show_found(self, found: Found) -> None:
        self.found = found
        for name in TITLES:
            rows: Sequence[Any] = getattr(found, name)
            self.tables.put(name, rows, _count(name, len(rows)))
        urgent = sum(0 <= row.days_left <= 10 and row.deadline.open() for row in found.deadlines)
        days = TITLES["deadlines"]
        self.tables.chips["deadlines"].setText(f"{_(days)} {urgent}" if urgent else _(days))
        self._show_chosen()

    def go(self, place: Place) -> None:
        """Wishes: `list` = buyers, deadlines or policies."""
        wanted = place.wishes.get("list", "")
        if wanted in TITLES:
            self.tables.show_table(wanted)

    def selection(self) -> Mapping[str, Any]:
        row = self.tables.chosen()
        return {"customer": row.customer_id} if isinstance(row, (BuyerRow, DeadlineRow)) else {}

    # --- building

    def _made_tables(self) -> TableStack:
        today = self.page.desk.today

        def own() -> str:
            return self.found.currency if self.found else "CNY"

        kinds = {
            "buyers": columns.buyers(own, today),
            "deadlines": columns.deadlines(own),
            "policies": columns.policies(),
        }
        titles = {name: _(title) for name, title in TITLES.items()}
        return TableStack(titles, kinds, self.page.desk.preferences, "insurance")

    def _make_actions(self) -> None:
        dialog = self.page.desk.navigation.dialog
        make = partial(new_action, self)
        policy = make("plus", _("New insurance policy…"), lambda: dialog("insurance_policy"))
        limit = make("shield-plus", _("Buyer limit…"), lambda: dialog("buyer_limit", **self.selection()), "Ctrl+N")
        record = make("pencil-simple", _("Record for the insurer…"), self._record)
        paper = make("file-text", _("Paper for the insurer…"), self._paper, "F9")
        self.cover = make("shield-check", _("Show the cover"), self._open)
        self.change = make("pencil-simple", _("Change…"), self._open, "F2")
        self.worth = make("scales", _("Is it worth it?"), self._worth)
        self.cancel = make("x-circle", _("Cancelled…"), self._cancel)
        self._actions: dict[str, list[QAction]] = {
            "buyers": [limit, record, paper, self.cover, policy],
            "deadlines": [record, paper, self.cover],
            "policies": [policy, self.change, self.worth, self.cancel],
        }
        empty = {
            "buyers": (_("Enter the policy, then the limit of the insurer for each buyer: you see at once what is not insured."), policy),
            "deadlines": (_("Nothing to tell the insurer. The last days follow from the policy by themselves."), limit),
            "policies": (_("No insurance policy yet."), policy),
        }  # fmt: skip
        for name, (text, way) in empty.items():
            panel = self.tables.panels[name]
            panel.view.set_actions(self._actions[name])
            panel.when_empty = Nothing(text, ((way.text(), way.trigger),))

    def _lay_out(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for chip in self.tables.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        self.lay_out(head, self.tables, self.actions_bar)
        self.setFocusProxy(self.tables)

    # --- what can be done

    def _with(self, act: Callable[[Any], object]) -> None:
        row = self.tables.chosen()
        if row is not None:
            act(row)

    def _open(self) -> None:
        def show(row: Any) -> None:
            dialog = self.page.desk.navigation.dialog
            if isinstance(row, PolicyRow):
                dialog("insurance_policy", policy=row.policy.id)
            else:
                dialog("insurance", customer=row.customer_id)

        self._with(show)

    def _record(self) -> None:
        """From a last day with what settles it already chosen."""
        row, wishes = self.tables.chosen(), dict(self.selection())
        if isinstance(row, DeadlineRow):
            kind = SETTLED_BY.get(row.deadline.kind, "")
            wishes |= {"receivable": row.deadline.item.receivable_id, "kind": kind}
        self.page.desk.navigation.dialog("insurance_event", **wishes)

    def _paper(self) -> None:
        row, wishes = self.tables.chosen(), dict(self.selection())
        if isinstance(row, DeadlineRow):
            wishes["paper"] = {"stop": "extension", "waiting": "claim"}.get(
                row.deadline.kind, SETTLED_BY.get(row.deadline.kind, "limit_request")
            )
        self.page.desk.navigation.dialog("insurance_paper", **wishes)

    def _worth(self) -> None:
        self._with(lambda row: self.page.desk.navigation.dialog("insurance_worth", policy=row.policy.id))

    def _cancel(self) -> None:
        self._with(lambda row: cancel_policy(self.page.desk, row.policy, self.window()))

    def _turned(self) -> None:
        self.actions_bar.set_actions(self._actions[self.tables.shown])

    def _show_chosen(self) -> None:
        row = self.tables.chosen()
        self.cover.setEnabled(row is not None)
        for action in (self.change, self.worth):
            action.setEnabled(row is not None)
        self.cancel.setEnabled(isinstance(row, PolicyRow) and row.state == "in_force")
        name = row.name if isinstance(row, (BuyerRow, DeadlineRow)) else row.policy.number if row else ""
        self.actions_bar.set_text(_("Selected: {name}").format(name=name) if name else "")


def _count(name: str, rows: int) -> str:
    return ngettext("{count} row", "{count} rows", rows) if rows and name != "policies" else ""
