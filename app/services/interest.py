"""Late interest of a receivable: which rule, at which rates, segment by segment. Rules: `rules/interest.py`, `late_rules.py`."""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.models import accruals
from app.models.errors import Invalid, UserError
from app.models.store import Store
from app.services.debt_facts import DebtFacts
from app.services.interest_making import Making
from app.services.interest_sheet import InterestOptions, InterestSheet
from app.services.rules import late_rules
from app.services.rules.late_rules import OWN_RATE


class Interest:
    """Computes; it writes nothing. Claims are written by `services.charges`."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def of_invoice(
        self, which: str | int, on: date | None = None, options: InterestOptions | None = None
    ) -> InterestSheet:
        """Interest to the end of `on`. `which` = number, CUSTOMER:NUMBER, or the receivable's id.

        Raises UserError: no such receivable, several, a credit note, no rate known; Invalid: an option that cannot be.
        """
        chosen, day = _checked(options or InterestOptions()), on or self._today
        receivable_id = which if isinstance(which, int) else self._find(which)
        given = DebtFacts(self._store, self._today, day, (receivable_id,))
        debt = given.debts.get(receivable_id)
        if debt is None:
            raise UserError(_("This receivable is voided or gone, so it bears no interest."))
        if debt.kind == "credit_note":
            words = _("“{number}” is a credit note: it bears no interest. Name an invoice.")
            raise UserError(words.format(number=debt.number))
        if receivable_id in given.of_claims:
            words = _("“{number}” was made of interest or costs: it bears no interest itself.")
            raise UserError(words.format(number=debt.number))
        return Making(given, debt, chosen).made()

    def _find(self, text: str) -> int:
        """The id of a receivable by its number, or by its customer's code and its number."""
        found = accruals.numbered(self._store, text)
        for place in (i for i, sign in enumerate(text) if sign in ":：" and not found):
            named = accruals.numbered(self._store, text[place + 1 :])
            found = [row for row in named if row[1] == text[:place]]
        if not found:
            raise UserError(_("There is no receivable “{number}”. Check the number.").format(number=text))
        if len(found) > 1:
            words = _("{count} customers have a receivable “{number}”: {codes}. Say whose, such as {example}.")
            codes = ", ".join(code for _id, code, _name in found)
            example = f"{found[0][1]}:{text}"
            raise UserError(words.format(count=len(found), number=text, codes=codes, example=example))
        return found[0][0]


def _checked(options: InterestOptions) -> InterestOptions:
    """Raises Invalid where the law or the sense of an option does not allow its value."""
    least, most = late_rules.UPLIFTS
    if not least <= options.uplift <= most:
        words = _("The uplift is from {least} to {most} times LPR: the law adds 30 to 50 %.")
        raise Invalid("uplift", words.format(least=least, most=most))
    if options.year not in (365, 360):
        raise Invalid("year", _("A year has 365 or 360 days here."))
    if options.rate is not None and options.regime not in ("auto", *OWN_RATE):
        raise Invalid(
            "rate", _("This rule takes its rate from the law. A rate of your own goes with an agreed or a flat rate.")
        )
    if options.rate is not None and not 0 < options.rate.annual < 100:
        raise Invalid("rate", _("Enter a rate above zero, such as 6%, 0.05%/day or 1.5%/month."))
    return options
