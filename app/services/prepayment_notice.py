"""预付款通知 / prepayment notice as a sheet: which receipts are asked for, by when, on which account, and what follows them (paper D3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.i18n import _
from app.models import book, prepaid
from app.models.book import Account
from app.models.errors import UserError
from app.models.store import Store
from app.services import checks, prepayments
from app.services.company import party
from app.services.prepayment_sheet import PrepaymentSheet
from app.services.prepayments import Line
from app.services.statement_drawing import language_of
from app.services.statement_sheets import Party

PAY_DAYS: Final = 7  # how long a quotation holds, and so until when the money is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSheet:
    """Minor units of `currency`. `lines` = the receipts asked for with what came, `later` = (node, days after it, amount) of what
    follows. `number` "" = an order without a contract. `starts` = production waits for the money, not the shipping alone."""

    company: Party
    customer: Party
    code: str
    language: str
    made_on: date
    pay_by: date
    number: str
    title: str
    currency: str
    value: int
    lines: tuple[Line, ...]
    later: tuple[tuple[str, int | None, int], ...]
    starts: bool
    accounts: tuple[Account, ...]

    @property
    def required(self) -> int:
        return sum(each.amount for each in self.lines)

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.lines)

    @property
    def earnest(self) -> int:
        return sum(each.amount for each in self.lines if each.nature == "earnest")


def draw(
    store: Store,
    sheet: PrepaymentSheet,
    on: date,
    *,
    pay_by: date | None = None,
    earnest: bool = False,
    language: str | None = None,
) -> NoticeSheet:
    """Of what the contract or deal asks for where it says so, else of what the sheet found; `earnest` = its part as earnest
    money where there is a contract. Raises UserError where nothing is asked for."""
    customer, company = checks.customer(store, sheet.customer_id, on), book.company(store)
    lines, later = _agreed(store, sheet, on)
    if not lines:
        lines, later = _found(sheet, earnest=earnest and sheet.agreed is not None)
    if not lines:
        raise UserError(_("Nothing has to be paid before the goods leave, so there is nothing to ask for."))
    days = [each.due_on for each in lines if each.missing and each.due_on and each.due_on >= on]
    return NoticeSheet(
        company=party(company, language or language_of(customer, company.country)),
        customer=Party(customer.name, customer.registration_no, customer.address, customer.phone),
        code=customer.code,
        language=language or language_of(customer, company.country),
        made_on=on,
        pay_by=pay_by or min(days, default=on + timedelta(days=PAY_DAYS)),
        number=sheet.agreed.number if sheet.agreed else "",
        title=(sheet.agreed.title or "") if sheet.agreed else "",
        currency=sheet.currency,
        value=sheet.value,
        lines=lines,
        later=later,
        starts=sheet.order.custom or any(each.node != "before_shipment" for each in lines),
        accounts=tuple(book.accounts(store)),
    )


def _agreed(
    store: Store, sheet: PrepaymentSheet, on: date
) -> tuple[tuple[Line, ...], tuple[tuple[str, int | None, int], ...]]:
    """What was agreed, when it is about the whole contract or deal."""
    agreed = sheet.agreed
    if agreed is None or sheet.value != agreed.amount:
        return (), ()
    found = prepayments.required_of(store, agreed, on)
    if not found.lines:
        return (), ()
    if found.source == "plan":
        return found.lines, tuple(prepaid.later(store, agreed.id))
    return found.lines, _rest(agreed.amount - found.required)


def _found(
    sheet: PrepaymentSheet, *, earnest: bool
) -> tuple[tuple[Line, ...], tuple[tuple[str, int | None, int], ...]]:
    """The share of the sheet: what the plan wants at signing and before shipping, else all of it before shipping."""
    plan, amount = sheet.plan, sheet.amount
    signing = min(amount, plan.signing) if plan else 0
    first = sheet.earnest if earnest else 0
    parts = (
        ("signing", "earnest", first),
        ("signing", "prepayment", max(0, signing - first)),
        ("before_shipment", "prepayment", amount - max(signing, first)),
    )
    lines = tuple(Line(node, nature, part, None, 0) for node, nature, part in parts if part)
    return lines, _rest(sheet.value - amount) if lines else ()


def _rest(amount: int) -> tuple[tuple[str, int | None, int], ...]:
    return (("delivery", None, amount),) if amount > 0 else ()
