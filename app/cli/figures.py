"""Commands that tell figures: aging, balance, today, dashboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table
from app.cli.sheets import ageing_document, write_file
from app.i18n import _, mark
from app.models.money import plain
from app.models.receivables import OpenItem
from app.services.customer_wording import kind_name
from app.services.formats import day, figure
from app.services.reports import BY, Balance
from app.services.rules.ageing import STANDARD, overdue_days
from app.services.sheets import AgeingSheet
from app.services.wording import band_text


def limits_of(text: str | tuple[int, ...]) -> tuple[int, ...]:
    """Age limits in days: 30,60,90."""
    try:
        return text if isinstance(text, tuple) else tuple(int(part) for part in text.split(","))
    except ValueError:
        raise click.BadParameter(_("Age limits are whole days with commas between, such as 30,60,90.")) from None


@click.command(cls=Command, help=mark("Who owes what, by how long it is overdue"))
@book_argument
@day_option
@option("--by", type=click.Choice(BY), default="customer", help=mark("What the rows are"))
@option(
    "--basis",
    type=click.Choice(("due", "invoice")),
    default="due",
    help=mark("Age from the due date or from the transaction date"),
)
@option(
    "--buckets",
    "limits",
    type=limits_of,
    default=STANDARD,
    metavar="DAYS",
    help=mark("Age limits in days, such as 30,60,90"),
)
@json_option
@option("--csv", "csv_file", type=BOOK, metavar="FILE", help=mark("Write a table for Excel as text"))
@option("--xlsx", "xlsx_file", type=BOOK, metavar="FILE", help=mark("Write an Excel table"))
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the printed report"))
def aging(
    book: Path, on: date | None, by: Any, basis: Any, limits: tuple[int, ...], as_json: bool, **files: Path | None
) -> None:
    with opened(book) as found:
        ask = found.services.reports.ageing
        sheet = ask(on, by=by, basis=basis, limits=limits)
        whole = ask(on, basis=basis, limits=limits) if by == "currency" else sheet
    if as_json:
        emit(ageing_document(sheet, whole))
    for ending, path in ((".csv", files["csv_file"]), (".xlsx", files["xlsx_file"]), (".pdf", files["pdf_file"])):
        if path is not None:
            write_file(sheet, path, ending)
            click.echo(_("Written: {path}").format(path=path), err=as_json)
    if not as_json and not any(files.values()):
        _show_ageing(sheet)


def _show_ageing(sheet: AgeingSheet) -> None:
    """Columns without any amount are left out; the total row ends the table where there is one currency."""
    mixed = any(row.currency != sheet.currency for row in sheet.rows)
    lines = [*sheet.rows] if mixed else [*sheet.rows, sheet.total]
    used = [i for i in range(len(sheet.keys)) if any(row.buckets[i] for row in lines)]
    head = ("", "", *(band_text(sheet.keys[i]) for i in used), _("Unapplied"), _("Total"), _("Most days overdue"))
    rows = [
        (
            row.key,
            row.name if row.name != row.key else "",
            *(figure(row.buckets[i], row.currency, dash=True) for i in used),
            figure(row.unallocated, row.currency, dash=True),
            figure(row.total, row.currency),
            str(row.overdue_days_max or ""),
        )
        for row in lines
    ]
    title = (sheet.company, _("Ageing report"), _("As of {date}").format(date=sheet.as_of), sheet.currency)
    click.echo(" · ".join(title))
    table(head, rows, right=range(2, len(head)))


@click.command(cls=Command, help=mark("What one customer owes and has paid ahead"))
@book_argument
@click.argument("customer")
@day_option
@json_option
def balance(book: Path, customer: str, on: date | None, as_json: bool) -> None:
    with opened(book) as found:
        services = found.services
        on = on or services.today
        known = services.customers.by_code(customer)
        told = services.reports.balance(known.id, on)
    if as_json:
        emit(_balance_document(told, on))
        return
    items = [*told.open, *told.unallocated]
    rows = [
        (item.number, kind_name(item.kind), day(item.issued_on), day(item.due_on), *_figures(item, on))
        for item in items
    ]
    click.echo(f"{known.code} {known.name} · " + _("As of {date}").format(date=on))
    head = (_("Number"), _("Kind"), _("Date"), _("Due"), _("Currency"), _("Amount"), _("Open"), _("Days overdue"))
    table(head, rows, right=(5, 6, 7))
    click.echo(_("Owes {amount} {currency}").format(amount=figure(told.total, told.currency), currency=told.currency))


def _figures(item: OpenItem, on: date) -> tuple[str, str, str, str]:
    sign = 1 if item.side == "debit" else -1
    amounts = (figure(sign * item.amount, item.currency), figure(sign * item.open, item.currency))
    return (item.currency, *amounts, str(overdue_days(item.due_on, on) or ""))


def _balance_document(told: Balance, on: date) -> dict[str, Any]:
    """The shape of `balance --json`: every amount in `currency`, the book's where the documents are of several."""
    return {
        "customer": told.customer,
        "currency": told.currency,
        "open": [_open_document(_in(told.currency, item), told.currency, on) for item in told.open],
        "unallocated": [
            {
                "number": item.number,
                "date": item.issued_on.isoformat(),
                "open": plain(_in(told.currency, item).open, told.currency),
            }
            for item in told.unallocated
        ],
        "total": plain(told.total, told.currency),
    }


def _in(currency: str, item: OpenItem) -> OpenItem:
    return item if item.currency == currency else item.in_base


def _open_document(item: OpenItem, currency: str, on: date) -> dict[str, Any]:
    return {
        "number": item.number,
        "kind": item.kind,
        "issue_date": item.issued_on.isoformat(),
        "due_date": item.due_on.isoformat() if item.due_on else None,
        "amount": plain(item.amount, currency),
        "open": plain(item.open, currency),
        "overdue_days": overdue_days(item.due_on, on),
        "disputed": plain(item.disputed, currency),
    }


FIGURE_COMMANDS: Final = (aging, balance)
