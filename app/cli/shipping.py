"""May goods leave on credit: check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, today
from app.cli.papers import ends_as_pdf
from app.i18n import _, mark
from app.models.errors import UserError
from app.models.money import plain
from app.services import checks, documents
from app.services import shipping_wording as words
from app.services.exposure_wording import rate_notes
from app.services.formats import money, read_amount
from app.services.services import Services
from app.services.shipping_sheet import Answer, Way


@click.command(cls=Command, help=mark("May I ship on credit? The verdict, why, and what would make it a plain yes"))
@book_argument
@click.argument("customer", metavar="CUSTOMER")
@click.argument("amount", metavar="AMOUNT", required=False)
@option("--currency", metavar="CODE", help=mark("Currency of the amount; the customer's when left out"))
@option("--deal", metavar="NUMBER", help=mark("The deal it is for; what is left of it where no amount is given"))
@option(
    "--contract", metavar="NUMBER", help=mark("The contract it is for; what is left of it where no amount is given")
)
@day_option
@json_option
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the paper"))
def check(
    book: Path,
    customer: str,
    amount: str | None,
    on: date | None,
    as_json: bool,
    pdf_file: Path | None,
    **asked: str | None,
) -> None:
    if pdf_file is not None:
        ends_as_pdf(pdf_file)
    with opened(book) as found:
        answer = _ask(found.services, customer, amount, on, asked)
        paper = found.services.shipping_papers.answer_paper(answer) if pdf_file else None
    if as_json:
        emit(document(answer))
    if pdf_file is not None:
        documents.render(paper, pdf_file, today())
        click.echo(_("Written: {path}").format(path=pdf_file), err=as_json)
    elif not as_json:
        for line in _lines(answer):
            click.echo(line)


def _ask(services: Services, code: str, amount: str | None, on: date | None, asked: dict[str, str | None]) -> Answer:
    known, currency = services.customers.by_code(code), asked["currency"]
    deal = services.deals.by_number(asked["deal"]) if asked["deal"] else None
    contract = services.contracts.by_number(asked["contract"]) if asked["contract"] else None
    about = deal or contract
    if amount is None and about is None:
        raise UserError(_("Say how much: an amount, or --deal or --contract."))
    named = checks.currency("currency", currency) if currency else (about or known).currency
    minor = None if amount is None else read_amount(amount, named)
    ids = {"deal_id": deal.id if deal else None, "contract_id": contract.id if contract else None}
    return services.shipping.ask(known.id, minor, named, on=on, **ids)


def _lines(answer: Answer) -> Iterator[str]:
    """What the window shows, as lines."""
    order = money(answer.order, answer.order_currency)
    yield f"{answer.code} {answer.name} · {order} · " + _("As of {date}").format(date=answer.on)
    yield words.verdict_text(answer)
    for each in answer.reasons:
        yield "- " + words.reason_text(each, answer)
    for text in (words.more_text(answer), words.good_text(answer)):
        if text:
            yield "- " + text
    if answer.ways:
        yield _("How it could leave at once")
        for text in words.ways_texts(answer):
            yield "- " + text
    before, after = money(answer.before, answer.currency), money(answer.after, answer.currency)
    yield (
        _("Credit in use {before}, after shipping {after}").format(before=before, after=after)
        + f" · {words.limit_text(answer)}"
    )
    yield from rate_notes(answer.own_rates, answer.unconverted)


def document(answer: Answer) -> dict[str, Any]:
    """The shape of `check --json`; amounts in the customer's currency, `order` as asked."""

    def text(minor: int | None) -> str | None:
        return None if minor is None else plain(minor, answer.currency)

    return {
        "verdict": answer.verdict,
        "customer": answer.code,
        "as_of": answer.on.isoformat(),
        "currency": answer.currency,
        "amount": text(answer.asked),
        "order": _order(answer),
        "collect": text(answer.collect),
        "reasons": [
            {"code": each.code, "verdict": each.verdict, "text": words.reason_text(each, answer)}
            for each in answer.reasons
        ],
        "rules": list(answer.broken),
        "released": list(answer.released),
        "ways": [_way(each, answer) for each in answer.ways],
        "exposure_before": text(answer.before),
        "exposure_after": text(answer.after),
        "credit": text(answer.credit),
        "prepayment": {
            "required": text(answer.required),
            "received": text(answer.received),
            "missing": text(answer.missing),
        },
        "limit": {
            "state": _state(answer),
            "amount": text(answer.limit.amount),
            "proposal": text(answer.limit.proposal),
        },
        "own_rates": list(answer.own_rates),
        "unconverted": list(answer.unconverted),
    }


def _order(answer: Answer) -> dict[str, Any]:
    """As it was asked; `about` = the deal or contract."""
    amount = plain(answer.order, answer.order_currency)
    return {"amount": amount, "currency": answer.order_currency, "about": answer.about}


def _way(way: Way, answer: Answer) -> dict[str, Any]:
    """`amount` = what is to come in, else of the order or the limit."""
    amount = None if way.amount is None else plain(way.amount, answer.currency)
    return {"code": way.code, "amount": amount, "text": words.way_text(way, answer)}


def _state(answer: Answer) -> str:
    """As `limit --json`: what has run out is zero."""
    zero = answer.limit.state == "expired" or (answer.limit.state == "set" and not answer.limit.amount)
    return "zero" if zero else answer.limit.state


SHIPPING_COMMANDS: Final = (check,)
