"""The papers of the sample company: drafts, a contract, security, demands, statements and a dispute with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from app.i18n import _
from app.models import book
from app.models.receivables import OpenItem
from app.services import company
from app.services.bills import BillDraft
from app.services.claims import EventDraft
from app.services.contract_drafts import ContractDraft
from app.services.securities import SecurityDraft
from app.services.services import Services
from app.services.statement_drawing import StatementDraft
from app.services.statements import Statements

SALES: Final = 800_000_000  # of a year, minor units
PENALTY: Final = 300  # millionths a day: 0.3 ‰


def fill(services: Services) -> None:
    """Adds to the filled ledger what is on paper; each is a change of its own, as if entered by hand."""
    _company(services)
    _drafts(services)
    _contract(services)
    _demand_and_guarantee(services)
    _dispute(services)
    _statements(services)


def _company(services: Services) -> None:
    facts = {"name_en": "Sample Company Ltd.", "size_class": "small", "sme_declared": True, "annual_sales": SALES}
    account = {"bank": _("Sample Bank, Wuxi branch"), "account_no": "0000 1111 2222 3333"}
    company.update(services.store, {**facts, **account})
    foreign = "USD" if services.receivables.currency_of_book() != "USD" else "EUR"
    services.rates.add_exchange(foreign, _ago(services, 400), "7.12", _("Bank (sample)"))


def _drafts(services: Services) -> None:
    """One in hand that falls due in 40 days, one refused last week."""
    held = _oldest(services, "K006", _ago(services, 3))
    if held is not None:
        draft = _draft(services, "K006", held, "bank", _("Sample Commercial Bank"), _ago(services, 3), -40)
        services.bills.receive(draft)
    refused = _oldest(services, "K008", _ago(services, 20))
    if refused is not None:
        draft = _draft(services, "K008", refused, "trade", _("Xinlong Sample Electric"), _ago(services, 20), 8)
        bill = services.bills.receive(replace(draft, drawn_on=_ago(services, 60)))
        services.bills.event(bill, "presented", _ago(services, 8))
        services.bills.refuse(bill, _ago(services, 6), _("Account without funds"))


def _draft(
    services: Services, code: str, item: OpenItem, kind: str, acceptor: str, received: date, matured: int
) -> BillDraft:
    parts = {item.instalment_id or 0: item.open}
    number = f"5301-{received:%Y%m%d}-{code[1:]}"
    return BillDraft(
        _id(services, code), kind, acceptor, item.open, received, _ago(services, matured), number, parts=parts
    )


def _contract(services: Services) -> None:
    signed = _ago(services, 200)
    services.contracts.add(
        ContractDraft(
            _id(services, "K006"),
            48_000_000,
            title=_("Furniture for a year"),
            signed_on=signed,
            ends_on=_ago(services, -165),
            penalty_ppm_day=PENALTY,
            retention_of_title=True,
            buyer_size="medium",
        )
    )


def _demand_and_guarantee(services: Services) -> None:
    """The customer who broke off got a letter; their owner stands behind them for a while yet."""
    customer = _id(services, "K002")
    sent = _("Reminder by EMS, signed for at the counter")
    services.claims.add_event(EventDraft(customer, "demand", _ago(services, 30), text=sent))
    services.securities.add(
        SecurityDraft(
            customer,
            "guarantee_person",
            _ago(services, 300),
            value=20_000_000,
            giver=_("Zhou, owner (sample)"),
            joint=True,
            expires_on=_ago(services, -25),
        )
    )


def _dispute(services: Services) -> None:
    """What came as a mere mark gets its reason, who settles it, and by when."""
    for found in services.disputes.of_customer(_id(services, "K001"))[:1]:
        people = book.people(services.store)
        values = {"reason": "quality", "note": _("Two pallets with edges broken"), "owner_id": people[0].id}
        services.disputes.update(found.id, {**values, "due_on": _ago(services, -5)})


def _statements(services: Services) -> None:
    """One confirmed with a seal, one without an answer, one made and not sent."""
    month_end = services.today.replace(day=1) - timedelta(days=1)
    for code, age in (("K005", 18), ("K001", 16), ("K003", 2)):
        made = max(_ago(services, age), month_end + timedelta(days=1))
        papers = Statements(services.store, made)
        until = min(month_end, made)
        (row, *_rest) = papers.record(StatementDraft(_id(services, code), until, until, "confirmation"))
        if code != "K003":
            papers.mark_sent(row, made, "ems")
        if code == "K005":
            services.statements.reply(row, services.today, "agrees", sealed=True)


def _oldest(services: Services, code: str, issued_by: date) -> OpenItem | None:
    """The open instalment due first of those issued by that day."""
    items = services.receivables.open_items(_id(services, code))
    return next((item for item in items if item.instalment_id and item.issued_on <= issued_by), None)


def _id(services: Services, code: str) -> int:
    return services.customers.by_code(code).id


def _ago(services: Services, days: int) -> date:
    return services.today - timedelta(days=days)
