"""The command for credit limits: limit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from app import i18n
from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, table, today
from app.cli.papers import ends_as_pdf
from app.i18n import _, mark
from app.models.money import plain
from app.services import documents, headroom_wording, limit_notice
from app.services import limit_wording as words
from app.services.group_wording import group_text
from app.services.limit_in_force import InForce
from app.services.limit_sheet import LimitSheet


@click.command(cls=Command, help=mark("All candidates for a credit limit, which one decides, what is in force"))
@book_argument
@click.argument("customer", metavar="CUSTOMER")
@day_option
@json_option
@option(
    "--paper-lang", type=click.Choice(i18n.LANGUAGES), help=mark("Language of the paper; the customer's when left out")
)
@option(
    "--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("The notice of limit and terms for the customer as a PDF")
)
def limit(
    book: Path, customer: str, on: date | None, as_json: bool, paper_lang: str | None, pdf_file: Path | None
) -> None:
    if pdf_file is not None:
        ends_as_pdf(pdf_file)
    with opened(book) as found:
        services = found.services
        known = services.customers.by_code(customer)
        sheet = services.limits.sheet(known.id, on)
        notice = limit_notice.drawn(services.store, known.id, sheet.on, paper_lang) if pdf_file else None
    if pdf_file is not None:
        documents.render(notice, pdf_file, today())
        click.echo(_("Written: {path}").format(path=pdf_file), err=as_json)
    if as_json:
        emit(_document(sheet))
    elif pdf_file is None:
        _tell(sheet)


def _tell(sheet: LimitSheet) -> None:
    click.echo(f"{sheet.code} {sheet.name} · " + _("As of {date}").format(date=sheet.on))
    rows = [(e.code, e.name, e.amount, words.role_name(e.role), e.arithmetic) for e in words.lines(sheet)]
    table((_("#"), _("Candidate"), _("Amount"), _("Counts as"), _("How it comes about")), rows, right=(2,))
    for line in _sentences(sheet):
        click.echo(line)


def _sentences(sheet: LimitSheet) -> list[str]:
    said = [words.proposal_text(sheet), words.terms_text(sheet)]
    said.append(_("In force: {limit}").format(limit=words.in_force_text(sheet.in_force, sheet.currency)))
    said.append(f"{headroom_wording.used_text(sheet)} · {headroom_wording.headroom_text(sheet)}")
    return [*said, *([group_text(sheet.group)] if sheet.group else [])]


def _document(sheet: LimitSheet) -> dict[str, Any]:
    """The shape of `limit --json`."""

    def text(minor: int | None) -> str | None:
        return None if minor is None else plain(minor, sheet.currency)

    return {
        "customer": sheet.code,
        "as_of": sheet.on.isoformat(),
        "currency": sheet.currency,
        "grade": sheet.score.grade,
        "candidates": [
            {"code": each.code, "amount": text(each.amount), "available": each.amount is not None}
            for each in sheet.candidates
        ],
        "binding": sheet.found.binding,
        "uncovered_max": text(sheet.found.uncovered_max),
        "factor": sheet.found.factor,
        "proposal": text(sheet.proposal),
        "terms_days": sheet.found.terms_days,
        "in_force": in_force_json(sheet.in_force, sheet.currency),
        "headroom": text(sheet.headroom),
        "stand_in": text(sheet.stand_in),
    }


def in_force_json(found: InForce, currency: str) -> dict[str, Any]:
    """State set, zero, unlimited or not_set; what has run out is zero. `valid_to` = the first day without it."""
    expired = found.state == "expired"
    state = "zero" if expired or (found.state == "set" and not found.amount) else found.state
    amount = None if found.amount is None else plain(found.amount, found.currency or currency)
    until = found.until.isoformat() if found.until else None
    return {
        "state": state,
        "amount": amount,
        "currency": found.currency or currency,
        "valid_to": until,
        "expired": expired,
    }


LIMIT_COMMANDS: Final = (limit,)
