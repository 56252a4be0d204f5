"""What statements and confirmation letters share: whose they are, to whom, how to pay, where to seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from app.i18n import _, language
from app.models.book import Account
from app.services.documents import style
from app.services.documents.pen import Look, Pen
from app.services.formats import capitals, figure, joined, letter_day, money
from app.services.statement_sheets import Party, Section, StatementSheet

WIDTH: Final = style.A4[0] - 2 * style.MARGIN
ALL: Final = ((0, 0), (-1, -1))
LARGE: Final = 17.0
NAME: Final = 12.0
FLUSH: Final[list[Look]] = [
    ("LEFTPADDING", *ALL, 0), ("RIGHTPADDING", *ALL, 0), ("TOPPADDING", *ALL, 0), ("BOTTOMPADDING", *ALL, 0), ("VALIGN", *ALL, "TOP"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """One of the two answers: its title and what whoever seals it says."""

    title: str
    words: Sequence[str] = ()


class Letter(Protocol):
    """Anything one firm hands to another."""

    @property
    def company(self) -> Party: ...
    @property
    def customer(self) -> Party: ...


def head(pen: Pen, sheet: Letter, title: str, tag: str = "") -> list[Any]:
    """The sender at the left, what this is at the right, a rule under both."""
    sender = [pen.text(sheet.company.name, size=NAME, bold=True, after=1), *_details(pen, sheet.company)]
    named = [pen.text(title, size=LARGE, bold=True, align="right", leading=1.2, after=1)]
    if tag:
        named.append(pen.text(tag, size=style.SMALL, colour=style.QUIET, align="right"))
    top = pen.table([[sender, named]], [WIDTH * 0.62, WIDTH * 0.38], [*FLUSH, ("VALIGN", *ALL, "BOTTOM")])
    return [top, pen.rule(1.0, before=4, after=7)]


def addressee(pen: Pen, sheet: Letter, facts: Sequence[tuple[str, str]]) -> Any:
    """To whom, at the left; number, dates and the like at the right."""
    to = [
        pen.text(_("To"), size=style.SMALL, colour=style.QUIET),
        pen.text(sheet.customer.name, size=NAME, bold=True, after=1),
        *_details(pen, sheet.customer),
    ]
    rows = [
        [pen.text(name, size=style.SMALL, colour=style.QUIET), pen.text(value, bold=not place)]
        for place, (name, value) in enumerate(facts)
    ]
    wide = WIDTH * 0.44
    look: list[Look] = [*FLUSH, ("BOTTOMPADDING", *ALL, 1.5), ("VALIGN", *ALL, "MIDDLE")]
    right = pen.table(rows, [wide * 0.28, wide * 0.72], look)
    return pen.table([[to, right]], [WIDTH - wide, wide], FLUSH)


def accounts(pen: Pen, sheet: StatementSheet) -> list[Any]:
    """Where to pay: the accounts of the currencies of the sheet, else all; nothing where none is entered."""
    used = {section.currency for section in sheet.sections}
    shown = [each for each in sheet.accounts if each.currency in used] or list(sheet.accounts)
    return account_table(pen, shown, sheet.company.name)


def account_table(pen: Pen, shown: Sequence[Account], company: str) -> list[Any]:
    """Names, banks and numbers; an account without a name of its own is the company's. Nothing where there is none."""
    if not shown:
        return []
    titles = (_("Account name"), _("Bank"), _("Account number"), _("Currency"))
    rows = [[pen.text(title, size=style.SMALL, bold=True) for title in titles]]
    for each in shown:
        cells = (each.name or company, each.bank, each.number, each.currency)
        rows.append([pen.text(cell) for cell in cells])
    widths = [WIDTH * 0.34, WIDTH * 0.28, WIDTH * 0.28, WIDTH * 0.1]
    return [pen.together([heading(pen, _("Please pay to")), pen.table(rows, widths, ruled()), pen.gap(8)])]


def boxes(pen: Pen, left: Reply, right: Reply) -> Any:
    """The two answers beside each other: a box to tick, what it says, room to write, places for seal, name and day."""
    half = (WIDTH - 10) / 2
    colon = "：" if language() == "zh_CN" else ":"
    rows = [
        [_ticked(pen, left.title, half), "", _ticked(pen, right.title, half)],
        [_said(pen, left), "", _said(pen, right)],
        [pen.gap(22), "", ""],
    ]
    for name in (_("Seal of the customer"), _("Handled by"), _("Date")):
        cell = pen.text(f"{name}{colon}", size=style.SMALL, colour=style.QUIET)
        rows.append([cell, "", cell])
    look: list[Look] = [
        ("BOX", (0, 0), (0, -1), 0.8, "#000000"), ("BOX", (2, 0), (2, -1), 0.8, "#000000"), ("LEFTPADDING", *ALL, 8),
        ("RIGHTPADDING", *ALL, 8), ("TOPPADDING", (0, 0), (-1, 0), 7), ("BOTTOMPADDING", (0, -1), (-1, -1), 8),
        ("VALIGN", (0, 0), (-1, 1), "TOP"),
    ]  # fmt: skip
    return pen.table(rows, [half, 10, half], look)


def _said(pen: Pen, answer: Reply) -> list[Any]:
    return [pen.text(each, size=style.SMALL, after=1) for each in answer.words]


def _ticked(pen: Pen, title: str, width: float) -> Any:
    square = pen.table([[""]], [9], [("BOX", *ALL, 0.9, "#000000"), *FLUSH], heights=[9])
    look: list[Look] = [*FLUSH, ("VALIGN", *ALL, "MIDDLE"), ("BOTTOMPADDING", *ALL, 2)]
    return pen.table([[square, pen.text(title, size=10, bold=True)]], [16, width - 32], look)


def heading(pen: Pen, words: str) -> Any:
    return pen.text(words, size=10, bold=True, after=3)


def ruled(*more: Look) -> list[Look]:
    """A tinted heading row and hairlines under each row."""
    return [
        ("BACKGROUND", (0, 0), (-1, 0), style.TINT), ("LINEBELOW", *ALL, 0.4, style.HAIRLINE), ("LINEABOVE", (0, 0), (-1, 0), 0.8, "#000000"),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, "#000000"), *more,
    ]  # fmt: skip


def in_words(minor: int, currency: str) -> str:
    """The amount in the characters that cannot be altered; "" where they are not used (other currencies, English)."""
    return capitals(minor) if currency == "CNY" and language() == "zh_CN" else ""


def both(minor: int, currency: str) -> str:
    """ "¥320,000.00（人民币叁拾贰万元整）", in English the figure alone."""
    words = in_words(minor, currency)
    shown = money(minor, currency)
    return _("{figure} ({words})").format(figure=shown, words=words) if words else shown


def currency_name(currency: str) -> str:
    return _("CNY (yuan)") if currency == "CNY" else currency


def period(since: date, until: date) -> str:
    return _("{since} to {until}").format(since=letter_day(since), until=letter_day(until))


def penalty(sections: Sequence[Section]) -> str:
    """What keeps the agreed penalty: 买卖合同解释 18 ¶3 takes it from a statement that fixes principal and interest."""
    kept = _(
        "This reconciliation does not change the liability for late payment agreed in the contract, nor waive it. "
        "The amounts are principal; penalties and interest not yet invoiced are not included."
    )
    charged = [money(each.charges, each.currency) for each in sections if each.charges]
    if not charged:
        return kept
    words = _(
        "Of them {amounts} is interest and costs invoiced; what accrues after the date of that document is still due."
    )
    gap = "" if language() == "zh_CN" else " "
    return f"{kept}{gap}{words.format(amounts=joined(charged))}"


def besides(section: Section) -> list[str]:
    """Retention, disputed parts and drafts, each in a sentence."""
    told = [
        (section.retention, _("Retention money in it, payable at the end of its term: {amount}.")),
        (section.disputed, _("In dispute and being looked into, the rest is not affected: {amount}.")),
        (section.bills, _("Drafts received and not yet honoured, taken as received above: {amount}.")),
    ]
    return [text.format(amount=money(minor, section.currency)) for minor, text in told if minor > 0]


def plain_figure(minor: int, currency: str) -> str:
    return figure(minor, currency, dash=True)


def _details(pen: Pen, party: Party) -> list[Any]:
    """Address, phone and registration number as far as they are known."""
    lines = [party.address or "", " · ".join(_known(party))]
    return [pen.text(line, size=style.SMALL, colour=style.QUIET) for line in lines if line]


def _known(party: Party) -> list[str]:
    known = []
    if party.phone:
        known.append(_("Phone {number}").format(number=party.phone))
    if party.registration_no:
        known.append(_("Reg. no. {number}").format(number=party.registration_no))
    return known
