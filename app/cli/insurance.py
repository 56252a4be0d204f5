"""Commands of credit insurance: insurance."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final, cast

import click

from app import i18n
from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table, today
from app.cli.papers import ends_as_pdf
from app.i18n import _, mark
from app.models.errors import UserError
from app.models.money import plain
from app.services import documents
from app.services.formats import day, figure, read_amount
from app.services.insurance_cover import Cover
from app.services.insurance_papers import KINDS, Kind
from app.services.insurance_wording import kind_text, problem_text, why_text
from app.services.services import Services


@click.command(
    cls=Command, help=mark("The credit insurance of a customer: invoices covered, last days, papers for the insurer")
)
@book_argument
@click.argument("customer")
@click.argument("paper", metavar="[PAPER]", type=click.Choice(KINDS), required=False)
@day_option
@option("--amount", metavar="AMOUNT", help=mark("Of a limit request: how much is asked for"))
@option("--paper-lang", type=click.Choice(i18n.LANGUAGES), help=mark("Language of the paper"))
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the paper"))
@json_option
def insurance(
    book: Path, customer: str, paper: str | None, on: date | None, pdf_file: Path | None, as_json: bool, **asked: Any
) -> None:
    if (paper is None) != (pdf_file is None):
        raise UserError(_("A paper needs its name and a file: name one of the papers and give --pdf FILE."))
    if pdf_file is not None:
        ends_as_pdf(pdf_file)
    with opened(book) as found:
        who = found.services.customers.by_code(customer).id
        if pdf_file is not None:
            sheet = _paper(found.services, who, cast("Kind", paper), asked)
        else:
            cover = found.services.insurance.cover(who, on)
    if pdf_file is not None:
        documents.render(sheet, pdf_file, today())
        click.echo(_("Written: {path}").format(path=pdf_file), err=as_json)
    elif as_json:
        emit(as_document(cover, customer))
    else:
        _show(cover)


def _paper(services: Services, customer_id: int, kind: Kind, asked: dict[str, Any]) -> Any:
    currency = services.customers.get(customer_id).currency
    amount = read_amount(asked["amount"], currency) if asked["amount"] else None
    return services.insurance_papers.paper(customer_id, kind, asked["paper_lang"], amount=amount)


def as_document(cover: Cover | None, code: str) -> dict[str, Any]:
    """The shape of `insurance --json`; `cover` is null for who was never insured."""
    if cover is None:
        return {"customer": code, "cover": None}

    def text(minor: int | None) -> str | None:
        return None if minor is None else plain(minor, cover.currency)

    return {
        "customer": code,
        "cover": {
            "as_of": cover.on.isoformat(), "currency": cover.currency, "policy": cover.policy.number, "in_force": cover.in_force,
            "cover_bp": cover.cover_bp, "limit": text(cover.limit), "eligible": text(cover.eligible),
            "insured": text(cover.insured), "covered": text(cover.covered), "indemnity": text(cover.indemnity.amount),
        },
        "invoices": [
            {"number": each.item.number, "open": text(each.item.open), "insured": text(each.insured), "why": each.why or None}
            for each in cover.invoices
        ],
        "deadlines": [
            {
                "kind": each.kind, "document": each.item.number, "date": each.on.isoformat(),
                "done_on": each.done_on.isoformat() if each.done_on else None,
            }
            for each in cover.deadlines
        ],
        "problems": [{"code": each.code, "text": problem_text(each, cover.currency)} for each in cover.problems],
    }  # fmt: skip


def _show(cover: Cover | None) -> None:
    """What is insured of each invoice, then the last days, then what is wrong."""
    if cover is None:
        click.echo(_("No insurer has given a limit for this customer."))
        return
    click.echo(f"{cover.policy.insurer} {cover.policy.number} · {cover.currency}")
    rows = [
        (
            each.item.number,
            day(each.item.due_on),
            figure(each.item.open or 0, cover.currency),
            figure(each.insured, cover.currency, dash=True),
            why_text(each.why),
        )
        for each in cover.invoices
    ]
    if rows:
        table((_("Invoice"), _("Due date"), _("Open"), _("Insured"), _("Why")), rows, right=(2, 3))
    for each in cover.deadlines:
        done = _("Done on {day}").format(day=day(each.done_on)) if each.done_on else ""
        click.echo(f"{day(each.on)}  {kind_text(each.kind)}  {each.item.number}  {done}".rstrip())
    for problem in cover.problems:
        click.echo(f"! {problem_text(problem, cover.currency)}")


INSURANCE_COMMANDS: Final = (insurance,)
