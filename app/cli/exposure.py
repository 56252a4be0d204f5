"""The command for the credit in use of a customer: exposure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table, today
from app.cli.limits import in_force_json
from app.cli.papers import ends_as_pdf
from app.i18n import _, mark
from app.models.money import plain
from app.services import documents, exposure_paper
from app.services import exposure_wording as words
from app.services.exposure import ExposureDocument, ExposureLine, ExposureSheet


@click.command(
    cls=Command, help=mark("Credit in use of a customer, line by line, beside the limit and what stands behind it")
)
@book_argument
@click.argument("customer", metavar="CUSTOMER")
@day_option
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the paper"))
@json_option
def exposure(book: Path, customer: str, on: date | None, pdf_file: Path | None, as_json: bool) -> None:
    if pdf_file is not None:
        ends_as_pdf(pdf_file)
    with opened(book) as found:
        services = found.services
        sheet = services.exposure.sheet(services.customers.by_code(customer).id, on)
        paper = exposure_paper.drawn(services.store, sheet)
    if as_json:
        emit(document(sheet))
    if pdf_file is not None:
        documents.render(paper, pdf_file, today())
        click.echo(_("Written: {path}").format(path=pdf_file), err=as_json)
    elif not as_json:
        _show(sheet)


def _show(sheet: ExposureSheet) -> None:
    click.echo(f"{sheet.code} {sheet.name} · " + _("As of {date}").format(date=sheet.on))
    rows = [
        (words.line_name(each.code), words.line_documents(each), words.amount_text(each.amount, sheet))
        for each in words.shown(sheet)
    ]
    rows.append((_("Credit in use"), "", words.amount_text(sheet.total, sheet)))
    rows += [(name, "", amount) for name, amount in words.beside(sheet)]
    table((_("Line"), _("Made of"), _("Amount")), rows, right=(2,))
    for line in words.notes(sheet):
        click.echo(line)


def document(sheet: ExposureSheet) -> dict[str, Any]:
    """The shape of `exposure --json`: money as decimal text in the customer's currency."""

    def text(minor: int | None) -> str | None:
        return None if minor is None else plain(minor, sheet.currency)

    return {
        "customer": sheet.code,
        "as_of": sheet.on.isoformat(),
        "currency": sheet.currency,
        "lines": [_line(each, sheet.currency) for each in sheet.lines],
        "total": text(sheet.total),
        "limit": in_force_json(sheet.in_force, sheet.currency),
        "headroom": text(sheet.headroom),
        "eligible": text(sheet.eligible),
        "insured": text(sheet.insured),
        "secured": text(sheet.secured),
        "uncovered": text(sheet.uncovered),
        "own_rates": list(sheet.own_rates),
        "unconverted": list(sheet.unconverted),
    }


def _line(line: ExposureLine, currency: str) -> dict[str, Any]:
    return {
        "code": line.code,
        "amount": plain(line.amount, currency),
        "documents": [_one(each, currency) for each in line.documents],
    }


def _one(each: ExposureDocument, currency: str) -> dict[str, Any]:
    return {
        "kind": each.table,
        "number": each.label,
        "date": each.on.isoformat(),
        "due_date": each.due_on.isoformat() if each.due_on else None,
        "currency": each.currency,
        "open": plain(each.open, each.currency),
        "share": each.weight_bp / words.WHOLE,
        "amount": plain(each.counted, currency),
        "disputed": plain(each.disputed, each.currency),
    }


EXPOSURE_COMMANDS: Final = (exposure,)
