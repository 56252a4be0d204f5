"""What protects us: money that comes first, a penalty, security, title, and what the law gives a small firm."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.models.contracts import Contract
from app.services import contract_desk
from app.services import contract_desk_wording as words
from app.services.contract_desk import ContractDesk, Ground
from app.services.contract_wording import SIZES
from app.services.rules.late_rules import Excess
from app.ui.pages.contract.penalty import Penalty
from app.ui.widgets.acting import new_link
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Percent, Text, Tick, Whole
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import fill, panel, remark

PLAIN: Final = (
    "penalty_ppm_day", "penalty_cap_bp", "buyer_size", "sme_notice_on", "pay_when_paid", "retention_of_title", "rot_registered_on",
    "custom_goods", "margin_bp", "resale_bp", "lead_days", "inspection_days", "guarantee_ends_on", "bill_months", "service_address",
    "governing", "note",
)  # fmt: skip
LONGEST_DAYS: Final = 730  # art. 621: two years to object


class ProtectionPart(QWidget):
    """`opened` names what a link leads to: "securities" or "insurance"."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._ground: Ground | None = None
        self._agreed: int | None = None
        self.advice, self.behind = QVBoxLayout(), QVBoxLayout()
        self.why = Text("prepay_reason", _("Why &less than the rules ask"), longest=300)
        hint = _("For example 0.03%, 0.5‰ or 10.95% a year.")
        self.penalty = Penalty("penalty_ppm_day", _("Late-payment &penalty"), hint=hint)
        self.penalty.against = self._against
        self.form = Form(_rows(desk, self.why, self.penalty))
        self.form["custom_goods"].changed.connect(self._follow)
        self.form["retention_of_title"].changed.connect(self._follow)
        for box in (self.advice, self.behind):
            box.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(panel(_("Money that comes first"), self.advice))
        layout.addWidget(self.form)
        layout.addWidget(panel(_("What stands behind it"), self.behind))
        layout.addStretch(1)
        self._follow()

    def begin(self) -> None:
        """A new contract."""
        self.form.set(dict.fromkeys((*PLAIN, "prepay_reason")))
        self._follow()

    def show_desk(self, found: ContractDesk) -> None:
        contract: Contract = found.contract
        self._ground = found.ground
        self.form.set({name: getattr(contract, name) for name in (*PLAIN, "prepay_reason")})
        self._follow()

    def show_ground(
        self, ground: Ground | None, found: ContractDesk | None, agreed_bp: int | None, earnest: int
    ) -> None:
        """What the rules ask for against what the plan brings; securities and insurance as they are."""
        self._ground, self._agreed = ground, agreed_bp
        lines = words.first_lines(ground, agreed_bp, earnest, found.check.checks if found else None)
        fill(self.advice, [remark(text, role, under) for text, role, under in lines])
        behind = words.behind_lines(ground, found)
        fill(self.behind, [remark(text, role) for text, role in behind] or [label(_("Nothing yet."), "muted")])
        self.behind.addWidget(self._link(_("Open the register of securities"), "securities"))
        self.behind.addWidget(self._link(_("Open the insurance"), "insurance"))
        self.penalty.mark(self.penalty.reason)
        self._follow()

    def is_lower(self) -> bool:
        """Whether less than the rules ask comes first."""
        return self._ground is not None and self._agreed is not None and self._agreed < self._ground.advised_bp

    def _against(self, ppm_day: int) -> Excess | None:
        return contract_desk.excess_of(self._ground, ppm_day) if self._ground else None

    def _follow(self) -> None:
        """Only what the facts call for."""
        self.why.setVisible(self.is_lower())
        self.why.required = self.is_lower()
        self.form["resale_bp"].setVisible(bool(self.form["custom_goods"].value()))
        self.form["rot_registered_on"].setVisible(bool(self.form["retention_of_title"].value()))

    def _link(self, text: str, name: str) -> QPushButton:
        return new_link(text, lambda: self.opened.emit(name))


def _rows(desk: Desk, why: Text, penalty: Penalty) -> list[Row]:
    today = desk.today
    return [
        why,
        _("When it is paid late"),
        (
            penalty,
            Percent("penalty_cap_bp", _("At &most, of the amount")),
        ),
        (
            Choice("buyer_size", _("Si&ze of the buyer at signing"), [(key, _(words)) for key, words in SIZES.items()]),
            Day("sme_notice_on", _("Told them we are a small &firm"), today=today),
        ),
        Tick("pay_when_paid", _("We are paid only when they are paid"), hint=_("A large buyer may not ask this of a small firm.")),
        _("Goods and delivery"),
        (Tick("retention_of_title", _("Goods stay ours until paid")), Day("rot_registered_on", _("Title registered on"), today=today)),
        (
            Tick("custom_goods", _("Made to order")),
            Percent("resale_bp", _("Others would pay, of our cost")),
            Percent("margin_bp", _("Our gross mar&gin")),
            Whole("lead_days", _("Days from signing to delivery"), most=3650),
        ),
        (
            Whole("inspection_days", _("Days to object"), most=LONGEST_DAYS),
            Day("guarantee_ends_on", _("Guarantee ends"), today=today),
            Whole("bill_months", _("Drafts of at most (months)"), most=12),
        ),
        _("Law"),
        (Text("service_address", _("Address for letters of la&w"), longest=300), Text("governing", _("Court or arbitration"), longest=200)),
        Note("note", _("N&ote"), lines=2),
    ]  # fmt: skip
