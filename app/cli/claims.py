"""Commands of what is claimed beside the debt: late interest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table, today
from app.i18n import _, mark
from app.models.errors import UserError
from app.models.money import plain
from app.services import documents
from app.services.interest_sheet import InterestOptions, InterestSheet
from app.services.interest_wording import (
    REGIMES,
    days_text,
    excess_text,
    legal_hint,
    nothing_text,
    read_rate,
    risks_text,
    rule_and_why,
    segment_table,
    source_text,
    sum_lines,
)
from app.services.rules.interest import Rate


def rate_of(text: str | Rate) -> Rate:
    """The type of an option that is a rate."""
    try:
        return text if isinstance(text, Rate) else read_rate(text)
    except UserError as problem:
        raise click.BadParameter(problem.text) from None


def uplift_of(text: str | Decimal) -> Decimal:
    """1.3 to 1.5."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite():
        raise click.BadParameter(_("“{text}” is not an uplift. Write it like 1.5.").format(text=text))
    return found


@click.command(cls=Command, help=mark("Late interest on a receivable, segment by segment"))
@book_argument
@click.argument("invoice")
@day_option
@option("--regime", type=click.Choice(tuple(REGIMES)), default="auto", help=mark("The rule to compute by"))
@option("--uplift", type=uplift_of, default="1.5", metavar="N", help=mark("Times LPR, 1.3 to 1.5 (cn-lpr)"))
@option("--floating", is_flag=True, help=mark("LPR as it was published, not that of the breach (cn-lpr)"))
@option(
    "--rate", type=rate_of, metavar="R", help=mark("The agreed rate: 6%, 0.06, 0.05%/day, 1.5%/month (contract, flat)")
)
@option("--year", type=click.Choice(("365", "360")), default="365", help=mark("Days of a year"))
@option("--exclude-payment-day", is_flag=True, help=mark("The day of payment does not count"))
@json_option
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the calculation sheet"))
def interest(
    book: Path, invoice: str, on: date | None, as_json: bool, pdf_file: Path | None, year: str, **how: Any
) -> None:
    how["floating"] = how["floating"] or None
    with opened(book) as found:
        sheet = found.services.interest.of_invoice(invoice, on, InterestOptions(year=int(year), **how))
    if as_json:
        emit(_document(sheet))
    if pdf_file is not None:
        if pdf_file.suffix.lower() != ".pdf":
            words = _("“{name}” must end in {ending}. Choose another name.")
            raise UserError(words.format(name=pdf_file.name, ending=".pdf"))
        documents.render(sheet, pdf_file, today())
        click.echo(_("Written: {path}").format(path=pdf_file), err=as_json)
    elif not as_json:
        _show(sheet)


def _document(sheet: InterestSheet) -> dict[str, Any]:
    """The shape of `interest --json`; a rate is told per year whatever it is per."""
    return {
        "invoice": sheet.invoice,
        "regime": sheet.regime,
        "currency": sheet.currency,
        "principal": plain(sheet.principal, sheet.currency),
        "interest": plain(sheet.interest, sheet.currency),
        "segments": [
            {
                "from": each.start.isoformat(),
                "to": each.end.isoformat(),
                "days": each.days,
                "principal": plain(each.principal, sheet.currency),
                "rate": float(each.rate.annual),
                "interest": plain(each.interest, sheet.currency),
            }
            for part in sheet.parts
            for each in part.segments
        ],
        "fixed_fee": plain(sheet.fixed_fee, sheet.fee_currency),
        **({"fee_currency": sheet.fee_currency} if sheet.fee_currency != sheet.currency else {}),
    }


def _show(sheet: InterestSheet) -> None:
    title = (f"{sheet.customer_code} {sheet.customer}", sheet.invoice, sheet.currency)
    click.echo(" · ".join((*title, _("As of {date}").format(date=sheet.as_of))))
    click.echo(_("Rule: {rule}").format(rule=rule_and_why(sheet)))
    if not sheet.parts:
        click.echo(nothing_text(sheet))
    else:
        words = segment_table(sheet)
        table(words.head, [*words.rows, words.foot], right=(1, 2, 3, 4))
        for line in sum_lines(sheet):
            click.echo(line)
    for line in (
        days_text(sheet),
        *map(source_text, sheet.rates),
        *([excess_text(sheet.excess)] if sheet.excess else []),
    ):
        click.echo(line)
    for line in filter(None, (risks_text(sheet), legal_hint(sheet.regime))):
        click.echo(line)


CLAIM_COMMANDS: Final = (interest,)
