"""Two lists with a legal side: may buyers pay like this (国令802号), and which bad debts lessen the taxable income."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import book, claims_lists
from app.models.book import Company
from app.models.claims_lists import LossRow, SaleRow
from app.models.dates import add_months
from app.models.errors import UserError
from app.models.money import Money
from app.models.store import Store
from app.services.formats import day, joined, money
from app.services.interest import Interest
from app.services.legal_wording import AS_OF, role_name
from app.services.rules import bad_debt, sme
from app.services.rules.ageing import overdue_days
from app.services.rules.sme import Finding, Sale
from app.services.sheets import Cells, Heads, ListSheet, columns

# The role of an attachment that is the special report of 公告2011年25号 arts 23-24.
REPORT: Final = "special_report"
BUYERS: Final = {"public": mark("Public body"), "large": mark("Large firm")}
GROUNDS: Final = {
    "three_years": mark("Overdue for more than 3 years (SAT Announcement 2011 No. 25, art. 23)"),
    "small_sum": mark("More than 1 year and a small sum (SAT Announcement 2011 No. 25, art. 24)"),
    "too_large": mark("More than 1 year, but above 50,000 and 0.01 % of the year's income: no ground by age yet"),
    "too_young": mark("Not yet overdue for more than 1 year: no ground by age yet"),
    "not_due": mark("Not overdue: no ground by age yet"),
}
MISSING: Final = {"book": mark("book it as a loss"), "report": mark("put the special report on file")}
PROOF: Final = {
    "has_contract": mark("contract"),
    "has_statement": mark("sealed confirmation"),
    "has_demand": mark("demand"),
}
NAMES_SHOWN: Final = 5
SALES: Final[Heads] = (
    (mark("Customer"), "text"),
    (mark("Receivable no."), "text"),
    (mark("Buyer"), "text"),
    (mark("Days agreed"), "number"),
    (mark("Outstanding"), "money"),
    (mark("Days overdue"), "number"),
    (mark("Late interest"), "money"),
    (mark("What to look at"), "text"),
)
LOSSES: Final[Heads] = (
    (mark("Customer"), "text"),
    (mark("Receivable no."), "text"),
    (mark("Due date"), "day"),
    (mark("Days overdue"), "number"),
    (mark("Outstanding"), "money"),
    (mark("Written off"), "money"),
    (mark("Ground"), "text"),
    (mark("Still to do"), "text"),
    (mark("Proof on file"), "text"),
)


def payment_terms(store: Store, on: date) -> ListSheet:
    """Open receivables against public bodies and large firms that do not keep to the regulation, with the article."""
    with store.snapshot():
        company, rows = book.company(store), claims_lists.sales(store, on)
    judged = [(row, sale, sme.findings(sale)) for row in rows for sale in (_sale(row, company, on),)]
    found = [(row, sale, _interest(store, row, on), codes) for row, sale, codes in judged if codes]
    return ListSheet(
        name="payment-terms",
        title=_("Payments to small firms: check"),
        subtitle=_("Regulation on Ensuring Payments to SMEs (State Council Order 802), in force since 2025-06-01"),
        company=company.name,
        as_of=on,
        columns=columns(SALES),
        rows=tuple(_sale_row(*each) for each in found),
        customers=tuple(row.customer_id for row, *_rest in found),
        notes=(*_who_is_who(company, rows), *_what_helps(), _hint()),
        nothing=_("No open receivable is against the regulation."),
    )


def bad_debts(store: Store, on: date) -> ListSheet:
    """Old and written-off debts with the ground by which a loss may lessen the taxable income, and what is missing."""
    with store.snapshot():
        company = book.company(store)
        rows = claims_lists.losses(store, on, add_months(on, -12))
    currency = company.currency
    total = (
        _("Total"),
        None,
        None,
        None,
        Money(sum(r.open for r in rows), currency),
        Money(sum(r.written_off for r in rows), currency),
    )
    return ListSheet(
        name="bad-debt-tax",
        title=_("Bad debts and tax: papers"),
        subtitle=_("Cai Shui 2009 No. 57, art. 4; SAT Announcement 2011 No. 25, arts. 22–24"),
        company=company.name,
        as_of=on,
        columns=columns(LOSSES),
        rows=tuple(_loss_row(row, company, on) for row in rows),
        customers=tuple(row.customer_id for row in rows),
        notes=(*_income(company), *_other_grounds(), _hint()),
        nothing=_("Nothing is overdue for more than a year, and nothing was written off."),
        total=(*total, None, None, None) if rows else None,
    )


def _sale(row: SaleRow, company: Company, on: date) -> Sale:
    return Sale(
        buyer=sme.buyer_of(public_body=row.public_body, size=row.size),
        seller_size=company.size_class,
        issued_on=row.issued_on,
        due_on=row.due_on,
        open=row.open - row.disputed,
        disputed=row.disputed,
        overdue_days=overdue_days(row.due_on, on),
        pay_when_paid=row.pay_when_paid,
        paid_by_bill=row.by_bill,
        told=row.told_on is not None or company.sme_declared,
    )


def _interest(store: Store, row: SaleRow, on: date) -> Money | None:
    """Late interest of what is not in dispute, to the end of the day, by the rule that fits this sale.

    None where nothing is late, where it bears no interest, and where no rate of its day is known.
    """
    if not overdue_days(row.due_on, on):
        return None
    try:
        parts = Interest(store, on).of_invoice(row.receivable_id, on).parts
    except UserError:
        return None
    mine = (part.interest - part.disputed_interest for part in parts if part.instalment_id == row.instalment_id)
    return Money(sum(mine), row.currency)


def _sale_row(row: SaleRow, sale: Sale, interest: Money | None, found: Sequence[Finding]) -> Cells:
    words = " ".join(_finding(each, row, sale) for each in found)
    name = _(BUYERS[sale.buyer])
    return (
        row.customer,
        row.number,
        name,
        sme.agreed_days(sale),
        Money(row.open, row.currency),
        sale.overdue_days or None,
        interest,
        words,
    )


def _finding(found: Finding, row: SaleRow, sale: Sale) -> str:
    days = sme.agreed_days(sale)
    if found.code == "terms_too_long" and sale.buyer == "public":
        return _("Art. 9: a public body may agree at most 60 days; agreed are {days}.").format(days=days)
    if found.code == "terms_too_long":
        return _(
            "Art. 9: a large firm pays within 60 days of delivery; {days} days must be reasonable in the trade."
        ).format(days=days)
    if found.code == "terms_above_30":
        return _("Art. 9: 30 days unless the contract says more, at most 60; agreed are {days}.").format(days=days)
    if found.code == "undisputed_part":
        amount = money(sale.open, row.currency)
        return _("Art. 15: the part that is not in dispute, {amount}, must be paid.").format(amount=amount)
    if found.code == "overdue" and row.penalty_ppm_day is not None:
        return _("Art. 17: the agreed rate counts, but at least the 1-year LPR of the day of the contract.")
    return _(SENTENCES[found.code])


SENTENCES: Final = {
    "pay_when_paid": mark("Art. 9: paying only when somebody else has paid cannot be agreed."),
    "overdue": mark("Art. 17: without an agreed rate, 0.05 % a day may be asked for."),
    "not_told": mark("Art. 3: no proof here that the buyer was told of our size; courts often ask for it."),
    "bill": mark("Art. 11: part was paid by bill; that must have been agreed."),
}


def _who_is_who(company: Company, rows: Sequence[SaleRow]) -> list[str]:
    """What the check could not know."""
    notes = []
    if company.size_class is None:
        notes.append(_("The size of our firm is not filled in, so nothing can be checked. Fill it in under Settings."))
    unknown = sorted(
        {row.customer for row in rows if sme.buyer_of(public_body=row.public_body, size=row.size) == "unknown"}
    )
    if unknown:
        names = joined(unknown[:NAMES_SHOWN]) + ("…" if len(unknown) > NAMES_SHOWN else "")
        notes.append(_("Not checked, because the size of the customer is not known: {names}.").format(names=names))
    return notes


def _what_helps() -> list[str]:
    return [
        _("Days are counted from the transaction date, which stands for delivery or acceptance (arts. 9, 10)."),
        _("Art. 25: a complaint is passed on within 10 working days; the result comes in 30 days, at most 90."),
        _(
            "Art. 18: large firms publish overdue amounts to small firms with their annual report. Art. 16: a receivable is confirmed within 30 days when money is raised on it."
        ),
    ]


def _loss_row(row: LossRow, company: Company, on: date) -> Cells:
    currency = company.currency
    loss = bad_debt.Loss(
        row.open + row.written_off,
        row.due_on,
        company.annual_sales,
        booked=row.written_off > 0 and not row.open,
        reported=REPORT in row.roles,
    )
    verdict = bad_debt.judge(loss, on)
    todo = joined(_(MISSING[each]) for each in verdict.missing)
    papers = [_(word) for name, word in PROOF.items() if getattr(row, name)]
    papers += sorted(role_name(role) for role in row.roles - {REPORT})
    proof = joined(dict.fromkeys(papers))
    ready = _("complete") if verdict.complete else None
    return (
        row.customer, row.number, row.due_on, overdue_days(row.due_on, on) or None, Money(row.open, currency),
        Money(row.written_off, currency), _(GROUNDS[verdict.ground]), todo or ready, proof or None,
    )  # fmt: skip


def _income(company: Company) -> list[str]:
    notes = []
    if company.currency != "CNY":
        notes.append(_("The limits are in yuan; this book is kept in {currency}.").format(currency=company.currency))
    if company.annual_sales is None:
        notes.append(
            _("The sales of a year are not filled in, so only the limit of 50,000 counts. Fill them in under Settings.")
        )
    else:
        limit = money(company.annual_sales // bad_debt.OF_INCOME, company.currency)
        notes.append(
            _("0.01 % of the year's income is {limit}; a sum within this or within 50,000 is a small one.").format(
                limit=limit
            )
        )
    return notes


def _other_grounds() -> list[str]:
    return [
        _(
            "Other grounds, each with its papers: the debtor is bankrupt, closed or struck off and its assets do not suffice; dead or missing; a court-approved plan leaves nothing; force majeure."
        ),
        _(
            "Evidence to keep: contract, invoice, proof of delivery, statements, demands, court papers, proof of booking, special report. A provision is not deductible before the loss."
        ),
    ]


def _hint() -> str:
    return _("A legal hint, not legal advice. Text of the law as of {day}.").format(day=day(AS_OF))
