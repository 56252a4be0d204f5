"""Commands that make papers: statement, form."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import click

from app import i18n
from app.cli.base import BOOK, Command, book_argument, day_of, emit, json_option, opened, option, table, today
from app.i18n import _, mark
from app.models.errors import UserError
from app.models.money import plain
from app.services import checks, documents, periods
from app.services.credit_forms import KINDS as FORMS
from app.services.credit_forms import Kind
from app.services.formats import capitals, figure
from app.services.services import Services
from app.services.statement_drawing import StatementDraft
from app.services.statement_sheets import BANDS, ConfirmationSheet, Line, Section, StatementSheet
from app.services.statement_wording import due_text, line_title


@click.command(cls=Command, help=mark("The statement of a customer, or a letter that asks to confirm the balance"))
@book_argument
@click.argument("customer")
@option("--from", "since", type=day_of, metavar="DAY", help=mark("First day; last month when nothing is said"))
@option("--to", "until", type=day_of, metavar="DAY", help=mark("Last day; of a letter the day of the balance"))
@option("--currency", metavar="CODE", help=mark("Only this currency"))
@option("--confirmation", is_flag=True, help=mark("A confirmation letter with a reply slip, in two copies"))
@option("--demand", is_flag=True, help=mark("The letter also demands what is overdue"))
@option(
    "--paper-lang", type=click.Choice(i18n.LANGUAGES), help=mark("Language of the paper; the customer's when left out")
)
@option("--record", is_flag=True, help=mark("Record the paper and give it a number"))
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the paper"))
@json_option
def statement(book: Path, customer: str, record: bool, pdf_file: Path | None, as_json: bool, **asked: Any) -> None:
    if pdf_file is not None:
        ends_as_pdf(pdf_file)
    with opened(book, write=record) as found:
        draft = _draft(found.services, customer, asked)
        sheet = _recorded(found.services, draft) if record else found.services.statements.drawn(draft)
    if as_json:
        emit(document(sheet))
    if pdf_file is not None:
        documents.render(sheet, pdf_file, today())
        click.echo(_("Written: {path}").format(path=pdf_file), err=as_json)
    elif not as_json:
        _show(sheet)


@click.command(
    cls=Command, help=mark("A form for a customer to fill: credit information, authorisation, papers asked for")
)
@book_argument
@click.argument("customer")
@click.argument("kind", metavar="KIND", type=click.Choice(FORMS))
@option(
    "--paper-lang", type=click.Choice(i18n.LANGUAGES), help=mark("Language of the paper; the customer's when left out")
)
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", required=True, help=mark("Write the paper"))
def form(book: Path, customer: str, kind: str, paper_lang: str | None, pdf_file: Path) -> None:
    ends_as_pdf(pdf_file)
    with opened(book) as found:
        customer_id = found.services.customers.by_code(customer).id
        sheet = found.services.credit_forms.form(customer_id, cast("Kind", kind), paper_lang)
    documents.render(sheet, pdf_file, today())
    click.echo(_("Written: {path}").format(path=pdf_file))


def ends_as_pdf(path: Path) -> None:
    """Raises UserError where the name of a file to write is not one of a PDF."""
    if path.suffix.lower() != ".pdf":
        words = _("“{name}” must end in {ending}. Choose another name.")
        raise UserError(words.format(name=path.name, ending=".pdf"))


def _draft(services: Services, customer: str, asked: dict[str, Any]) -> StatementDraft:
    since, until = _period(asked["since"], asked["until"], services.today)
    letter = asked["confirmation"] or asked["demand"]
    return StatementDraft(
        services.customers.by_code(customer).id,
        since,
        until,
        "confirmation" if letter else "statement",
        asked["demand"],
        asked["paper_lang"],
        checks.currency("currency", asked["currency"]) if asked["currency"] else None,
    )


def _period(since: date | None, until: date | None, on: date) -> tuple[date, date]:
    """Last month; from a day until today; the month up to a day."""
    if since is None and until is None:
        return periods.span("last_month", on)
    until = until or on
    return since or until.replace(day=1), until


def _recorded(services: Services, draft: StatementDraft) -> StatementSheet:
    return services.statements.paper(services.statements.record(draft)[0])


def document(sheet: StatementSheet) -> dict[str, Any]:
    """The shape of `statement --json`."""
    return {
        "number": sheet.number or None,
        "kind": "confirmation" if isinstance(sheet, ConfirmationSheet) else "statement",
        "customer": sheet.code,
        "name": sheet.customer.name,
        "from": sheet.since.isoformat(),
        "to": sheet.until.isoformat(),
        "made_on": sheet.made_on.isoformat(),
        "reply_by": sheet.reply_by.isoformat(),
        "language": sheet.language,
        "demands": sheet.demands,
        "sections": [_section(each) for each in sheet.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    text = partial(plain, currency=section.currency)
    names = (
        "opening",
        "invoiced",
        "received",
        "credits",
        "closing",
        "retention",
        "disputed",
        "overdue",
        "due",
        "bills",
        "written_off",
    )
    return {
        "currency": section.currency,
        **{name: text(getattr(section, name)) for name in names},
        "closing_in_words": capitals(section.closing) if section.currency == "CNY" else None,
        "unallocated": text(-section.unapplied),
        "ageing": dict(zip(BANDS.keys, map(text, section.bands), strict=True)),
        "lines": [_line(each, section.currency) for each in section.lines],
    }


def _line(line: Line, currency: str) -> dict[str, Any]:
    text = partial(plain, currency=currency)
    return {
        "date": line.on.isoformat(),
        "kind": line.kind,
        "number": line.number,
        "description": line.text,
        "due_date": line.due_on.isoformat() if line.due_on else None,
        "debit": text(line.plus),
        "credit": text(line.minus),
        "balance": text(line.balance),
    }


def _show(sheet: StatementSheet) -> None:
    """The lines of each currency on the terminal."""
    click.echo(f"{sheet.code} {sheet.customer.name} · {sheet.since} – {sheet.until}")
    head = (_("Date"), _("Kind"), _("Number"), _("Due"), _("Debit"), _("Credit"), _("Balance"))
    for section in sheet.sections:
        shown = partial(figure, currency=section.currency, dash=True)
        rows = [(sheet.since.isoformat(), _("Opening balance"), "", "", "", "", shown(section.opening))]
        rows += [
            (
                each.on.isoformat(),
                line_title(each),
                each.number or "",
                due_text(each),
                shown(each.plus),
                shown(each.minus),
                shown(each.balance),
            )
            for each in section.lines
        ]
        rows.append((sheet.until.isoformat(), _("Closing balance"), "", "", "", "", shown(section.closing)))
        click.echo(section.currency)
        table(head, rows, right=(4, 5, 6))


PAPER_COMMANDS: Final = (statement, form)
