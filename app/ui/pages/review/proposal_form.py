"""The form of a proposal: grade moved by hand, limit, terms, prepayment, conditions, what speaks for and against."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.i18n import _, ngettext
from app.models.customers import Customer, Terms
from app.models.dates import add_days
from app.services import review_wording
from app.services.formats import day, percent
from app.services.review_desk import ReviewDesk
from app.services.review_desk_wording import NOTCHES
from app.services.review_proposals import Proposal
from app.services.review_sheet import Position
from app.ui.dialogs.terms import TermsFields
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Percent, Text
from app.ui.widgets.form import Form, Row
from app.ui.widgets.pair_field import Pairs
from app.ui.widgets.radio_field import Radios

LINES: Final = ("conditions", "strengths", "weaknesses")  # one a line
PLAIN: Final = (
    "limit_state", "limit", "temporary", "temporary_until", "prepay_bp", "security", "notches", "override_reason", "override_until",
    "next_on", "risks",
)  # fmt: skip


class ProposalForm(Form):
    """Made anew for each review; `proposal()` is what stands in it."""

    def __init__(self, found: ReviewDesk, today: date) -> None:
        self._today, self._customer = today, found.customer
        self.terms = TermsFields(found.customer, today)
        super().__init__(_rows(found, today, self.terms))
        for name in ("limit_state", "notches"):
            self[name].changed.connect(self.follow)
        self.fill(found.proposed.proposal or found.usual)

    def fill(self, proposal: Proposal) -> None:
        values = {name: getattr(proposal, name) for name in PLAIN}
        for name in ("limit", "temporary"):
            values[name] = values[name] or None
        if proposal.limit_state == "set" and not proposal.limit:
            values["limit_state"] = "zero"
        values |= {name: "\n".join(getattr(proposal, name)) for name in LINES}
        values["override_until"] = proposal.override_until or add_days(self._today, 90)
        self.set(values)
        self._fill_terms(proposal.terms)
        self.follow()

    def proposal(self) -> Proposal:
        """Call after `check` said True. Terms as they are agreed are left as they are."""
        draft = self.draft()
        self.terms.take_from(draft)
        kept: dict[str, Any] = {name: draft[name] for name in PLAIN if draft.get(name) is not None}
        kept |= {name: tuple(draft[name].splitlines()) for name in LINES}
        if kept["limit_state"] == "zero":
            kept |= {"limit_state": "set", "limit": 0}
        if not kept.get("temporary"):
            kept.pop("temporary_until", None)
        if not kept["notches"]:
            kept |= {"override_reason": None, "override_until": None}
        return Proposal(**kept, terms=draft.get("terms"))

    def follow(self) -> None:
        """Only the fields that the choice needs."""
        state, moved = self["limit_state"].value(), bool(self["notches"].value())
        self["limit"].setVisible(state == "set")
        self["limit"].required = state == "set"
        for name in ("temporary", "temporary_until"):
            self[name].setVisible(state in ("set", "zero"))
        for name in ("override_until", "override_reason"):
            self[name].setVisible(moved)

    def _fill_terms(self, terms: Terms | None) -> None:
        if terms is None:
            terms = _agreed(self._customer)
        if terms is None:
            return
        fields, counted = self.terms, terms.basis in ("net", "eom")
        fields.basis.set_value(terms.basis)
        fields.days.set_value(terms.days if counted else None)
        fields.day.set_value(terms.day_of_month)
        fields.off.set_value(terms.early_discount_bp)
        fields.early.set_value(terms.early_days)
        fields.follow()


def _agreed(customer: Customer) -> Terms | None:
    if customer.terms_basis is None:
        return None
    found = customer.terms_days or 0, customer.terms_day_of_month, customer.early_discount_bp, customer.early_days
    return Terms(customer.terms_basis, *found)


def _rows(found: ReviewDesk, today: date, terms: TermsFields) -> list[Row]:
    now, currency = found.sheet.current, found.sheet.head.currency
    longest = ngettext("{count} day", "{count} days", found.policy.override_days).format(
        count=found.policy.override_days
    )
    per_line = _("One a line.")
    return [
        _("Limit and terms"),
        Radios("limit_state", _("Credit limit"), _states(), hint=_now(review_wording.limit_text(now))),
        (
            Amount("limit", _("&Limit amount"), currency=currency),
            Amount("temporary", _("Temporary limit on top"), currency=currency),
            Day("temporary_until", _("Temporary limit until"), today=today),
        ),
        *terms.rows(),
        (
            Percent("prepay_bp", _("&Prepayment %"), hint=_least(found)),
            Text("security", _("&Security wanted"), hint=_security(now)),
            Day("next_on", _("Next review"), today=today, hint=_latest(found)),
        ),
        Note("conditions", _("&Conditions"), hint=per_line, lines=2),
        _("Grade"),
        (
            Choice("notches", _("Change the grade by han&d"), [(each, _(words)) for each, words in NOTCHES.items()]),
            Day("override_until", _("Holds until"), today=today, hint=_("At most {days} from today.").format(days=longest)),
        ),
        Text("override_reason", _("Why the grade is changed"), longest=500),
        _("For and against"),
        (
            Note("strengths", _("Stren&gths"), hint=per_line),
            Note("weaknesses", _("&Weaknesses"), hint=per_line),
        ),
        Pairs("risks", _("Main ris&ks"), (_("Risk"), _("What is done about it"))),
    ]  # fmt: skip


def _states() -> list[tuple[str, str]]:
    return [
        ("set", _("A&mount")),
        ("zero", _("&0: cash before shipping")),
        ("unlimited", _("Unl&imited")),
        ("not_set", _("&Not set")),
    ]


def _now(text: str) -> str:
    return _("Now: {what}").format(what=text)


def _least(found: ReviewDesk) -> str:
    """What holds, and what the grade asks for at least: an order may need more (domain C1)."""
    now, share = found.sheet.current, found.usual.prepay_bp
    if share is None:
        return _now(review_wording.prepay_text(now))
    words = {"what": review_wording.prepay_text(now), "least": percent(Decimal(share) / 10_000, 0)}
    return _("Now: {what}. Least for the grade: {least}; an order beyond the limit needs more.").format(**words)


def _security(now: Position) -> str:
    return _now(now.security) if now.security else _("Such as a guarantee of the owner, or a deposit.")


def _latest(found: ReviewDesk) -> str:
    on = found.now.proposed.next_on
    return _("Empty: by the grade, {day}.").format(day=day(on)) if on else _("Empty: by the grade.")
