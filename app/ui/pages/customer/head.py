"""The head of the customer page: the way back, who it is, and four figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.models.claims import Hold
from app.services.accounts import CustomerPage
from app.services.customer_wording import (
    first_note,
    insured_note,
    last_paid_note,
    late_note,
    limit_note,
    limit_text,
    overdue_note,
    terms_short,
)
from app.services.formats import NOTHING, money, phone
from app.services.hold_wording import hold_line
from app.services.rating_wording import head_points, score_line
from app.ui.pages.customer.paint import LimitBar
from app.ui.theme import icon
from app.ui.widgets.chips import RiskChip
from app.ui.widgets.labels import ElidedLabel, Sign, label, set_role, tooltip


class Figure(QWidget):
    """Caption, figure and note below each other; a widget may stand beside the note."""

    def __init__(self, caption: str, beside: QWidget | None = None) -> None:
        super().__init__()
        self._figure, self._note, self._under = label(NOTHING, "section"), label("", "caption"), QWidget()
        self._caption = label(caption, "caption")
        self.setAccessibleName(caption)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._caption)
        layout.addWidget(self._figure)
        row = QHBoxLayout(self._under)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if beside is not None:
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._note, 1)
        layout.addWidget(self._under)

    def show_figure(self, figure: str, note: str, role: str = "caption") -> None:
        self._figure.setText(figure)
        self._note.setText(note)
        set_role(self._note, role)
        self.setAccessibleDescription(f"{figure} {note}".rstrip())
        self.setToolTip(tooltip(note))

    def set_caption(self, caption: str) -> None:
        self._caption.setText(caption)
        self.setAccessibleName(caption)

    def set_low(self, low: bool) -> None:
        """Without the note: it is in the tip then."""
        self._under.setVisible(not low)

    def text(self) -> str:
        return self._figure.text()

    def note(self) -> str:
        return self._note.text()


class Head(QWidget):
    """Shows a `CustomerPage`."""

    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bar = LimitBar()
        self.owes, self.overdue = Figure(_("Owes")), Figure(_("Overdue"))
        self.limit, self.terms = Figure(_("Credit limit"), self.bar), Figure(_("Payment terms"))
        self._name, self._caption = ElidedLabel(), label("", "caption")
        self.chip, self.points = RiskChip("unrated"), label("", "section")
        self.held = HeldLine()
        set_role(self._name, "verdict")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._title())
        layout.addWidget(self.held)
        layout.addWidget(self._figures())

    def show_customer(self, found: CustomerPage) -> None:
        customer, row, own = found.customer, found.row, found.currency
        self._name.setText(customer.name)
        parts = (
            customer.code, phone(customer.phone), customer.region, first_note(found.prepay_bp),
            insured_note(found.insured_to, customer.currency), _("Archived") if customer.archived_on else None,
        )  # fmt: skip
        self._caption.setText(" · ".join(part for part in parts if part))
        self.chip.set_level(row.risk)
        self.points.setText(head_points(row))
        for part in (self.chip, self.points):
            part.setToolTip(tooltip(score_line(row)))
        self.owes.show_figure(money(row.owes, own), last_paid_note(row))
        late = "overdue" if row.overdue else "caption"
        self.overdue.show_figure(money(row.overdue, own, dash=True), overdue_note(row), late)
        self.limit.show_figure(limit_text(row), limit_note(row), "overdue" if row.over_limit else "caption")
        self.bar.show_percent(int(row.used * 100) if row.used is not None else None)
        words = terms_short(customer.terms_basis, customer.terms_days, customer.terms_day_of_month)
        self.terms.show_figure(words, late_note(row))

    def set_low(self, low: bool) -> None:
        """In a low window what is below the name and the figures gives way to the lists."""
        self._caption.setVisible(not low)
        for figure in (self.owes, self.overdue, self.limit, self.terms):
            figure.set_low(low)

    def name(self) -> str:
        return self._name.text()

    def _title(self) -> QHBoxLayout:
        back = QPushButton(icon("arrow-left", "accent"), _("Customers"))
        set_role(back, "link")
        back.setToolTip(tooltip(_("Back to the list (Alt+Left)")))
        back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        back.clicked.connect(self.went_back)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(back)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._caption)
        row.addLayout(names, 1)
        row.addWidget(self.points, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _figures(self) -> QFrame:
        return FigurePanel([self.owes, self.overdue, self.limit, self.terms])


class HeldLine(QWidget):
    """That credit or reminders are on hold, with the way to lift it; hidden while nothing is."""

    lift = Signal(object)  # the holds

    def __init__(self) -> None:
        super().__init__()
        self._holds: tuple[Hold, ...] = ()
        self._text, self.button = ElidedLabel(), QPushButton(_("Lift the hold"))
        set_role(self._text, "overdue")
        set_role(self.button, "link")
        self.button.clicked.connect(lambda _on=False: self.lift.emit(self._holds))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Sign("hand-palm", "overdue", side=16))
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.hide()

    def show_holds(self, holds: Sequence[Hold]) -> None:
        self._holds = tuple(holds)
        self._text.setText(hold_line(holds))
        self.setAccessibleName(self._text.text())
        self.setVisible(bool(self._text.text()))

    def text(self) -> str:
        return self._text.text()


class FigurePanel(QFrame):
    """Figures beside each other, in two lines where there is no room for one."""

    def __init__(self, figures: list[Figure]) -> None:
        super().__init__()
        self._figures = figures
        self._across = 0
        set_role(self, "panel")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(24)
        self._place(len(figures))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._across:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        gaps = self._grid.horizontalSpacing() * (len(self._figures) - 1) + 2 * 16
        wanted = sum(figure.sizeHint().width() for figure in self._figures) + gaps
        self._place(len(self._figures) if wanted <= self.width() else 2)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, figure in enumerate(self._figures):
            self._grid.addWidget(figure, place // across, place % across)
        for column in range(len(self._figures)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
