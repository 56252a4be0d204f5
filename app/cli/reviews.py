"""Commands about decisions on credit: review."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from app import i18n
from app.cli.base import BOOK, Command, book_argument, day_option, emit, json_option, opened, option, today
from app.i18n import _, mark
from app.models.errors import UserError
from app.models.money import Money
from app.services import documents, formats, frozen, review_wording
from app.services.formats import NOTHING
from app.services.review_paper import Form, ReviewPaper
from app.services.review_sheet import FORMS, Position, ReviewSheet
from app.services.services import Services


@click.command(cls=Command, help=mark("The review sheet of a customer: what is known, what it comes to, who decided"))
@book_argument
@click.argument("customer")
@day_option
@option("--number", metavar="NUMBER", help=mark("The review with this number, as it was decided"))
@option("--form", type=click.Choice(FORMS), help=mark("One page or the whole file; by the amount when left out"))
@option(
    "--paper-lang",
    type=click.Choice(i18n.LANGUAGES),
    help=mark("Language of the paper; that of the command when left out"),
)
@option("--pdf", "pdf_file", type=BOOK, metavar="FILE", help=mark("Write the paper"))
@json_option
def review(
    book: Path, customer: str, on: date | None, number: str | None, pdf_file: Path | None, as_json: bool, **paper: Any
) -> None:  # fmt: skip
    if pdf_file is not None and pdf_file.suffix.lower() != ".pdf":
        words = _("“{name}” must end in {ending}. Choose another name.")
        raise UserError(words.format(name=pdf_file.name, ending=".pdf"))
    with opened(book) as found:
        sheet = _sheet(found.services, customer, on, number)
    if as_json:
        emit(document(sheet))
    if pdf_file is not None:
        documents.render(_paper(sheet, **paper), pdf_file, today())
        click.echo(_("Written: {path}").format(path=pdf_file), err=as_json)
    elif not as_json:
        _show(sheet)


def _paper(sheet: ReviewSheet, form: Form | None, paper_lang: str | None) -> ReviewPaper:
    """One page is enough where the owner's signature is not needed."""
    usual: Form = "full" if "owner" in sheet.signatures else "short"
    return ReviewPaper(sheet, form or usual, paper_lang or i18n.language())


def _sheet(services: Services, customer: str, on: date | None, number: str | None) -> ReviewSheet:
    """The one with the number; of a day the decided one of that very day; else what the day comes to."""
    known = services.customers.by_code(customer)
    held = services.reviews.history(known.id)
    if number is not None:
        named = next((each for each in held if each.number == number), None)
        if named is None:
            text = _("There is no review “{number}” of this customer. Check the number.")
            raise UserError(text.format(number=number))
        return services.reviews.sheet(named.id)
    current = services.reviews.unfinished(known.id) if on is None else None
    return services.reviews.sheet(current.id) if current else services.reviews.preview(known.id, on)


def document(sheet: ReviewSheet) -> dict[str, Any]:
    """The shape of `review --json`: the sheet with money in major units."""
    plain: dict[str, Any] = _major(frozen.to_plain(sheet))
    return {**plain, "mark": sheet.mark}


def _major(value: Any) -> Any:
    """Amounts as decimal text beside their currency, everything else as it is."""
    if isinstance(value, dict) and value.keys() == {"minor", "currency"}:
        return {"amount": Money(value["minor"], value["currency"]).plain(), "currency": value["currency"]}
    if isinstance(value, dict):
        return {key: _major(each) for key, each in value.items()}
    return [_major(each) for each in value] if isinstance(value, list) else value


def _show(sheet: ReviewSheet) -> None:
    """The decision on the terminal."""
    head, score = sheet.head, sheet.scoring.score
    status = _(review_wording.STATUSES[head.status]) if head.number else ""
    click.echo(" ".join(filter(None, (sheet.subject.code, sheet.subject.name, head.number, status))))
    points = NOTHING if score is None or score.points_x100 is None else f"{score.points_x100 / 100:.2f}"
    grade = score.grade if score else NOTHING
    click.echo(_("As of {day}: grade {grade}, {points} points").format(day=head.data_on, grade=grade, points=points))
    said = {_("Now"): sheet.current, _("Proposed"): sheet.proposed, _("Approved"): sheet.approved}
    lines = {name: _position(each) for name, each in said.items() if each}
    lines[review_wording.treatment_name(sheet.treatment)] = review_wording.treatment_text(sheet.treatment)
    for name, text in lines.items():
        click.echo(_("{what}: {value}").format(what=name, value=text))


def _position(each: Position) -> str:
    parts = [review_wording.limit_text(each), review_wording.terms_text(each)]
    if each.prepay_bp:
        parts.append(_("Prepayment {share}").format(share=review_wording.prepay_text(each)))
    if each.next_on:
        parts.append(_("next review {day}").format(day=formats.day(each.next_on)))
    return " · ".join(parts)


REVIEW_COMMANDS: Final = (review,)
