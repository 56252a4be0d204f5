"""Under the fields of a payment: how it is split, what is offered beside it, and the line that is always true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.models.receivables import OpenItem
from app.services.entry import Account, rest_text
from app.services.formats import money
from app.services.paying import CrossText, line_text
from app.ui.dialogs.entry import mode_button
from app.ui.dialogs.payment_across import AcrossModel
from app.ui.dialogs.payment_offers import Offers
from app.ui.dialogs.payment_table import SplitModel
from app.ui.dialogs.payment_view import SplitView
from app.ui.theme import Theme
from app.ui.widgets.labels import label, set_role

NOTHING, PLAIN, ACROSS = range(3)
LEAST_HEIGHT: Final = 150


class SplitPanel(QWidget):
    """`rows` while money settles debts of its own currency, `across` when they are of another.

    `foot` is the line and the remark: its dialog puts it where nothing scrolls it away.
    """

    edited = Signal()  # ticked, unticked or typed by hand
    changed = Signal()  # another way to split, an offer taken
    refused = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.rows, self.across, self.offers = SplitModel(today, self), AcrossModel(today, self), Offers()
        self.view, self.across_view = SplitView(self.rows), SplitView(self.across)
        self.crosses = False
        self._amount = 0
        self._lay_out()
        for model in (self.rows, self.across):
            model.edited.connect(self.edited)
            model.refused.connect(self.refused)
        self.offers.changed.connect(self.changed)

    @property
    def table(self) -> SplitView:
        return self.across_view if self.crosses else self.view

    @property
    def unplaced(self) -> int:
        """The part of the bank's fee that no receivable bears."""
        return 0 if self.crosses else self.rows.outcome.unplaced

    def refusal(self) -> str:
        """Why it cannot be saved so, or ""."""
        over = self.across.applied - self._amount if self.crosses else -self.rows.outcome.rest
        if over <= 0:
            return ""
        currency = self.across.pays if self.crosses else self.rows.currency
        return _("{amount} more is applied than was received.").format(amount=money(over, currency))

    def clear(self) -> None:
        self.offers.withdraw()
        self.show_items((), self.rows.currency, None, across=False)

    def show_items(
        self, items: Sequence[OpenItem], currency: str, ticked: frozenset[int] | None, *, across: bool
    ) -> None:
        self.crosses = across
        (self.across if across else self.rows).show(items, currency, ticked)
        (self.rows if across else self.across).show((), currency)
        self._pro_rata.setVisible(not across)
        self._oldest.setText(_("At the rate") if across else _("Oldest due first"))

    def use(self, way: str) -> None:
        """oldest, pro_rata, hand."""
        if way == "hand":
            (self.across if self.crosses else self.rows).by_hand()
            self.table.setFocus()
        elif self.crosses:
            self.across.by_rate()
        else:
            self.rows.oldest_first(pro_rata=way == "pro_rata")
        self.changed.emit()

    def show_split(self, amount: int, fee: int, found: Account | None, *, plain: bool) -> None:
        """`plain`: nothing but money comes, so a shortfall may be let go."""
        self._amount = amount
        if self.crosses:
            self.across.set_amount(amount)
        else:
            claims = sum(each.amount for each in self.offers.claimed)
            self.rows.amount = amount
            self.rows.set_besides(fee=fee, claims=claims, off=self.offers.off, rounding=self.offers.rounding.taken)
            self.offers.offer_rounding(self.rows.outcome.short if plain else 0, self.rows.currency)
        items = (self.across if self.crosses else self.rows).items
        self._stack.setCurrentIndex((ACROSS if self.crosses else PLAIN) if items else NOTHING)
        self._nothing.setText(_why_nothing(found))
        self._show_way()
        self._say(found, fee)

    def _say(self, found: Account | None, fee: int) -> None:
        refusal = self.refusal()
        set_role(self.remark, "overdue" if refusal else "caution")
        if found is None:
            self.line.setText("")
            self.remark.setText("")
            return
        if self.crosses:
            told = self._crossing(found)
            self.line.setText(told.line())
            self.remark.setText(refusal or told.difference())
            return
        rows, done = self.rows, self.rows.outcome
        left = rows.open_sum() - done.applied - done.forgone()
        self.line.setText(line_text(rows.amount, fee, done, rows.open_sum(), rows.currency))
        self.remark.setText(refusal or rest_text(done.rest, left, rows.currency) or _earlier(found, rows.currency))

    def _crossing(self, found: Account) -> CrossText:
        rows = self.across
        return CrossText(
            self._amount, rows.applied, rows.settled, rows.open_sum() - rows.settled, rows.pays, rows.currency,
            rows.gain(), found.own,
        )  # fmt: skip

    def _show_way(self) -> None:
        hand = self.across.is_by_hand if self.crosses else self.rows.choice.by_hand is not None
        pro_rata = self.rows.choice.pro_rata and not self.crosses
        (self._hand if hand else self._pro_rata if pro_rata else self._oldest).setChecked(True)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self._nothing, self.view, self.across_view):
            self._stack.addWidget(page)
        self._stack.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
        self.line, self.remark = label("", "strong", wrap=True), label("", "caution", wrap=True)
        self.foot = QWidget()
        below = QVBoxLayout(self.foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.line)
        below.addWidget(self.remark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Theme.current().px(8))
        layout.addLayout(self._head())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.offers)

    def _head(self) -> QHBoxLayout:
        self._oldest, self._pro_rata = mode_button(_("Oldest due first")), mode_button(_("Pro rata"))
        self._hand = mode_button(_("By hand"))
        self._ways = QButtonGroup(self)
        head = QHBoxLayout()
        head.addWidget(label(_("Open receivables"), "section"))
        head.addStretch(1)
        for way, button in (("oldest", self._oldest), ("pro_rata", self._pro_rata), ("hand", self._hand)):
            self._ways.addButton(button)
            button.clicked.connect(lambda _on=False, way=way: self.use(way))
            head.addWidget(button)
        return head


def _why_nothing(found: Account | None) -> str:
    if found is None:
        return _("Choose a customer to see what is open.")
    return _("Nothing is open. The payment will be kept as an advance.")


def _earlier(found: Account, currency: str) -> str:
    before = found.advances.get(currency, 0)
    return _("{amount} received earlier is not applied yet.").format(amount=money(before, currency)) if before else ""
