"""What a payment may settle besides money for the debts: claims first, an early payment discount, a small shortfall."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.models.adjustments import Adjustment
from app.models.charges import Charge
from app.models.receivables import OpenItem
from app.services.paying import claims_offer, claims_text, discount_text, recovery_text, shortfall_text
from app.services.payments import DiscountOffer
from app.ui.dialogs.entry import mode_button
from app.ui.widgets.acting import new_link
from app.ui.widgets.fields import Tick
from app.ui.widgets.labels import label


class TwoWays(QWidget):
    """A sentence and two ways to go on; the second is taken until a person says otherwise."""

    changed = Signal()

    def __init__(self, yes: str, no: str) -> None:
        super().__init__()
        self.words = label("", "caution")
        self.yes, self.no = mode_button(yes), mode_button(no)
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words)
        for button in (self.yes, self.no):
            group.addButton(button)
            button.clicked.connect(lambda _on=False: self.changed.emit())
            row.addWidget(button)
        row.addStretch(1)
        self.no.setChecked(True)
        self.hide()

    @property
    def taken(self) -> bool:
        return not self.isHidden() and self.yes.isChecked()

    def offer(self, text: str) -> None:
        """Shown with these words; "" takes the offer away and forgets what was chosen."""
        self.words.setText(text)
        self.setVisible(bool(text))
        if not text:
            self.no.setChecked(True)


class ClaimsTick(Tick):
    """Whether what is claimed is paid first; each claim stands beneath."""

    def __init__(self) -> None:
        super().__init__("claims", "")
        self._claimed: Sequence[Charge] = ()
        self.hide()

    def offer(self, claimed: Sequence[Charge]) -> None:
        """Unticked, with these words; nothing takes it away."""
        self._claimed = claimed
        self.setVisible(bool(claimed))
        self.box.blockSignals(True)
        self.set_value(False)
        self.box.blockSignals(False)
        words = claims_offer(claimed) if claimed else ""
        self.box.setText(words)
        self.box.setAccessibleName(words)
        self.mark("")

    def taken(self) -> tuple[Charge, ...]:
        return tuple(self._claimed) if self._claimed and self.value() else ()

    def note(self) -> str:
        return claims_text(self._claimed)


class Recovery(QWidget):
    """Money that is for a debt written off is logged elsewhere: it makes that debt owed again."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "caution")
        self.go = new_link(_("Money for a debt written off…"), self._leave)
        self._open: Callable[[], object] = lambda: None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.go)
        row.addStretch(1)
        self.hide()

    def offer(self, found: Sequence[Adjustment], dialog: Callable[..., object]) -> None:
        """Nothing written off takes it away."""
        self.words.setText(recovery_text(found))
        self.setVisible(bool(found))
        self._open = partial(dialog, "recovery", customer=found[0].customer_id) if found else lambda: None

    def _leave(self) -> None:
        self.window().close()
        self._open()


class Offers(QWidget):
    """Nothing of it is seen while there is nothing to offer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.claims = ClaimsTick()
        self.discount = TwoWays(_("Take off the discount"), _("No discount"))
        self.rounding = TwoWays(_("Book as rounding difference"), _("Keep owing"))
        self.recovery = Recovery()
        self._discounts: Mapping[int, DiscountOffer] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.claims, self.discount, self.rounding):
            part.changed.connect(self.changed)
            layout.addWidget(part)
        layout.addWidget(self.recovery)

    @property
    def claimed(self) -> tuple[Charge, ...]:
        """The claims that are to be paid first."""
        return self.claims.taken()

    @property
    def off(self) -> dict[int, int]:
        """Instalment id -> discount that is to be taken off."""
        return {each: offer.amount for each, offer in self._discounts.items()} if self.discount.taken else {}

    def offer_claims(self, claimed: Sequence[Charge]) -> None:
        self.claims.offer(claimed)

    def offer_discounts(self, offers: Mapping[int, DiscountOffer], items: Sequence[OpenItem], currency: str) -> None:
        """Of those receivables that are shown."""
        shown = {item.instalment_id for item in items}
        self._discounts = {each: offer for each, offer in offers.items() if each in shown}
        self.discount.offer(discount_text(self._discounts, items, currency) if self._discounts else "")

    def offer_rounding(self, short: int, currency: str) -> None:
        """0 = nothing is short, or too much."""
        self.rounding.offer(shortfall_text(short, currency) if short else "")

    def withdraw(self) -> None:
        self.offer_claims(())
        self.offer_discounts({}, (), "")
        self.offer_rounding(0, "")
