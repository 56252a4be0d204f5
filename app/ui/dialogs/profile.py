"""The firm itself, as its credit file tells it: age, owner, capital, sector, and what it will buy from us.

navigation.dialog("profile", customer=12, first="sector")
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.credit_profile import Profile
from app.services import credit_wording as words
from app.services.credit_view import CreditFileView
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Percent, Text, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


class ProfileDialog(FormDialog):
    """Enter saves; `first` = the field that was missed."""

    name: ClassVar[str] = "profile"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int, first: str = "founded") -> None:
        form = _form(desk)
        super().__init__(desk, _("The firm itself"), form, _("Save particulars"), parent, width=640)
        self.customer, self.draft_name = customer, f"{self.name} {customer}"
        self.work = self._write
        desk.jobs.read(self, lambda s: s.credit_file.file(customer), self._fill)
        form[first].focus_editor.setFocus()

    @fills
    def _fill(self, file: CreditFileView) -> None:
        for name in ("capital_subscribed", "capital_paid", "expected_sales", "stop_line", "max_order"):
            field = self.form[name]
            if isinstance(field, Amount):
                field.set_currency(file.currency)
        self.form.set(asdict(file.profile))

    def _write(self, services: Any) -> None:
        draft = self.form.draft()
        services.credit_file.save_profile(self.customer, Profile(**{name: value or None for name, value in draft.items() if name != "sole_trader"}, sole_trader=draft["sole_trader"]))  # fmt: skip


def _form(desk: Desk) -> Form:
    sectors = [(None, _("Not known")), *((code, words.sector_name(code)) for code in words.SECTORS)]
    season = _("The strongest month over an average one: 100% = no season.")
    return Form(
        [
            (
                Day("founded", _("&Founded on"), today=desk.today),
                Text("legal_rep", _("&Legal representative"), longest=80),
                Choice("sector", _("&Sector"), sectors),
            ),
            (
                Amount("capital_paid", _("Capital &paid in")),
                Amount("capital_subscribed", _("Capital s&ubscribed")),
            ),
            Tick("sole_trader", _("One person's business"), hint=_("Its owner is liable with everything.")),
            _("With us"),
            (
                Day("since", _("Customer since"), today=desk.today),
                Amount("expected_sales", _("Will buy in a &year"), hint=_("With tax.")),
            ),
            (
                Percent("margin_bp", _("Our gross &margin on it")),
                Percent("peak_bp", _("Season &peak"), hint=season, most=1200),
            ),
            _("Where we stop"),
            (
                Amount(
                    "stop_line",
                    _("S&top line"),
                    hint=_("No new credit once their credit in use is that much. Empty = none."),
                ),
                Amount(
                    "max_order", _("Lar&gest single order"), hint=_("More needs an exception approval. Empty = none.")
                ),
            ),
        ]
    )
