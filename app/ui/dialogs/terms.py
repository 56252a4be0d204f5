"""The payment terms of a customer in a form: how receivables fall due, the discount for early payment, told in words."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from app.i18n import _, mark
from app.models.customers import Customer, Terms
from app.models.errors import UserError
from app.services.customer_wording import terms_sentence
from app.ui.widgets.fields import Choice, Percent, Whole
from app.ui.widgets.form import Row

BASES: Final = (
    (None, mark("Not agreed")),
    ("net", mark("Days after the transaction")),
    ("eom", mark("Month end + days")),
    ("eom_day", mark("A day of the next month")),
    ("cash", mark("Cash before shipping")),
)
KEYS: Final = ("terms_basis", "terms_days", "terms_day", "early_discount_bp", "early_days")


class TermsFields:
    """Fields that follow each other: only those that the chosen way needs are shown."""

    def __init__(self, customer: Customer, today: date) -> None:
        self._known, self._today = customer, today
        entries = [(key, _(words)) for key, words in BASES if key or customer.terms_basis is None]
        self.basis = Choice("terms_basis", _("Payment &terms"), entries)
        self.days = Whole("terms_days", _("Da&ys"), most=3650)
        self.day = Whole("terms_day", _("Day of the month"), least=1, most=31)
        self.off = Percent("early_discount_bp", _("Discount for early payment"), most=50)
        self.early = Whole("early_days", _("If paid within (days)"), most=3650)
        self.basis.set_value(customer.terms_basis)
        self.days.set_value(customer.terms_days if customer.terms_basis in ("net", "eom") else None)
        self.day.set_value(customer.terms_day_of_month)
        self.off.set_value(customer.early_discount_bp)
        self.early.set_value(customer.early_days)
        for field in (self.basis, self.days, self.day, self.off, self.early):
            field.changed.connect(self.follow)
        self.follow()

    def rows(self) -> list[Row]:
        return [(self.basis, self.days, self.day), (self.off, self.early)]

    def follow(self) -> None:
        """Show what is needed and say what it means."""
        basis = self.basis.value()
        self.days.setVisible(basis in ("net", "eom"))
        self.day.setVisible(basis == "eom_day")
        for field in (self.off, self.early):
            field.setVisible(basis not in (None, "cash"))
        terms = self.terms()
        self.basis.say(terms_sentence(terms, self._today) if terms else _("Without terms nothing is ever overdue."))

    def terms(self) -> Terms | None:
        """What is chosen, None while it is none or cannot be read."""
        basis = self.basis.value()
        try:
            days, day, off, early = (field.value() for field in (self.days, self.day, self.off, self.early))
        except UserError:
            return None
        if basis is None or (basis == "eom_day" and not day):
            return None
        counted = basis in ("net", "eom")
        off = off if basis != "cash" else None
        return Terms(
            basis,
            (days or 0) if counted else 0,
            day if basis == "eom_day" else None,
            off or None,
            early if off else None,
        )

    def take_from(self, draft: dict[str, Any]) -> None:
        """The terms' part of a draft: left out where nothing is other than before."""
        for key in KEYS:
            draft.pop(key, None)
        terms, known = self.terms(), self._known
        before = (
            known.terms_basis,
            known.terms_days,
            known.terms_day_of_month,
            known.early_discount_bp,
            known.early_days,
        )
        if terms is not None and before != (
            terms.basis,
            terms.days,
            terms.day_of_month,
            terms.early_discount_bp,
            terms.early_days,
        ):
            draft["terms"] = terms
