"""What an order asks for before the goods leave: prepayment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import Command, Place, book_argument, day_option, emit, json_option, opened, option, table
from app.cli.schedule import number
from app.i18n import _, mark
from app.models.contracts import Contract
from app.models.deals import Deal
from app.models.errors import Invalid
from app.models.money import plain, to_minor
from app.services import documents
from app.services import prepayment_wording as words
from app.services.prepayment_sheet import PrepaymentSheet, Terms
from app.services.services import Services


@click.command(cls=Command, help=mark("What share of an order a customer pays before the goods leave, and why"))
@book_argument
@click.argument("customer", metavar="CUSTOMER")
@click.argument("amount", metavar="AMOUNT", type=Decimal, required=False)
@option("--contract", metavar="NUMBER", help=mark("The contract it is for; its amount where none is given"))
@option("--deal", metavar="NUMBER", help=mark("The deal it is for; its amount where none is given"))
@option("--currency", metavar="CODE", help=mark("Currency of the amount; the customer's when left out"))
@option("--margin", type=Decimal, metavar="R", help=mark("Gross margin as share of the price, 0 to 1"))
@option("--months", type=number, metavar="N", help=mark("How long the money is at risk, in months"))
@option("--q", "at_delivery", type=Decimal, metavar="R", help=mark("Share payable before or at delivery, 0 to 1"))
@option("--resale", type=Decimal, metavar="R", help=mark("Share of the cost that somebody else would pay, 0 to 1"))
@option("--custom", is_flag=True, help=mark("The goods are made for this customer alone"))
@day_option
@json_option
@option("--pdf", type=Place(path_type=Path), metavar="FILE", help=mark("The prepayment notice as a PDF"))
def prepayment(
    book: Path,
    customer: str,
    amount: Decimal | None,
    contract: str | None,
    deal: str | None,
    currency: str | None,
    margin: Decimal | None,
    months: Decimal | None,
    at_delivery: Decimal | None,
    resale: Decimal | None,
    custom: bool,
    on: date | None,
    as_json: bool,
    pdf: Path | None,
) -> None:
    terms = Terms(
        margin=margin,
        months=None if months is None else float(months),
        at_delivery=at_delivery,
        resale=resale,
        custom=custom or None,
    )
    with opened(book) as found:
        services = found.services
        sheet = _sheet(services, customer, amount, currency, (contract, deal), terms, on)
        if pdf is not None:
            documents.render(services.prepayments.notice(sheet), pdf, services.today)
    if as_json:
        emit(_document(sheet))
        return
    _tell(sheet)


def _sheet(
    services: Services,
    code: str,
    amount: Decimal | None,
    currency: str | None,
    about: tuple[str | None, str | None],
    terms: Terms,
    on: date | None,
) -> PrepaymentSheet:
    """`about` = numbers of a contract and of a deal, at most one of them."""
    known = services.customers.by_code(code)
    contract, deal = about
    if contract and deal:
        raise Invalid("deal", _("Name a deal or a contract, not both: the answer is about one of them."))
    if contract is None and deal is None:
        if amount is None:
            raise Invalid(
                "amount", _("Give the amount of the order, or its contract or deal with --contract or --deal.")
            )
        minor = _minor(amount, currency or known.currency)
        return services.prepayments.ask(known.id, minor, currency, terms, on)
    agreed = _agreed(services, known.id, contract, deal)
    value = None if amount is None else _minor(amount, agreed.currency)
    if isinstance(agreed, Deal):
        return services.prepayments.of(deal_id=agreed.id, value=value, terms=terms, on=on)
    return services.prepayments.of(contract_id=agreed.id, value=value, terms=terms, on=on)


def _agreed(services: Services, customer_id: int, contract: str | None, deal: str | None) -> Contract | Deal:
    """What the number names, of this customer. Raises Invalid, UserError."""
    if contract is not None:
        found = services.contracts.by_number(contract)
        if found.customer_id != customer_id:
            raise Invalid("contract", _("This contract is another customer's. Choose one of this customer."))
        return found
    made = services.deals.by_number(deal or "")
    if made.customer_id != customer_id:
        raise Invalid("deal", _("This deal is another customer's. Choose one of this customer."))
    return made


def _minor(amount: Decimal, currency: str) -> int:
    if not amount.is_finite():
        raise Invalid("amount", _("Enter an amount above zero."))
    return to_minor(amount, currency)


def _tell(sheet: PrepaymentSheet) -> None:
    click.echo(f"{sheet.code} {sheet.name} · " + _("As of {date}").format(date=sheet.on))
    rows = [(each.name, each.share, "*" if each.binds else "", each.text) for each in words.conditions(sheet)]
    table((_("Condition"), _("Share"), "", _("How it comes about")), rows, right=(1,))
    for line in (words.headline(sheet), words.decides(sheet), words.split_text(sheet), words.loss_sentence(sheet)):
        if line:
            click.echo(line)
    for name, amount, share in words.plan_lines(sheet):
        figure = _("{figure} ({words})").format(figure=amount, words=share)
        click.echo("  " + _("{name}: {why}").format(name=name, why=figure))
    click.echo(words.basis_text(sheet))


def _document(sheet: PrepaymentSheet) -> dict[str, Any]:
    """The shape of `prepayment --json`."""
    found, plan = sheet.found, sheet.plan
    return {
        "customer": sheet.code,
        "as_of": sheet.on.isoformat(),
        "currency": sheet.currency,
        "order": plain(sheet.value, sheet.currency),
        **{
            name: sheet.agreed.number if sheet.agreed and sheet.agreed.table == name else None
            for name in ("contract", "deal")
        },
        "share": float(sheet.share),
        "amount": plain(sheet.amount, sheet.currency),
        "binding": found.binding,
        "p_credit": _ratio(found.by_credit),
        "p_limit": _ratio(found.by_limit),
        "p_expected_loss": _ratio(found.by_loss),
        "p_custom": _ratio(found.by_custom),
        "floor": _ratio(found.floor),
        "deposit": plain(sheet.earnest, sheet.currency),
        "prepayment": plain(sheet.prepayment, sheet.currency),
        "open": plain(found.open, sheet.own),
        "uncovered": plain(found.uncovered, sheet.own),
        "expected_loss": plain(found.loss, sheet.own),
        "expected_loss_share_of_margin": _ratio(found.loss_share),
        "grade": sheet.order.grade,
        "pd_over": found.pd_over,
        "months": sheet.order.months,
        "plan": plan and [plain(each, sheet.currency) for each in (plan.signing, plan.shipping, plan.later)],
    }


def _ratio(share: Decimal | None) -> float | None:
    return None if share is None else round(float(share), 6)


PREPAYMENT_COMMANDS: Final = (prepayment,)
