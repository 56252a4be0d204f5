"""预付款通知 / prepayment notice: how much, by when, to which account, and that the goods wait for it (documents.md D3)."""

from __future__ import annotations

import functools
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.i18n import _, mark, speaking
from app.services.documents import blocks, letterhead, style
from app.services.documents.blocks import Table
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import letter_day, money
from app.services.prepayment_notice import NoticeSheet
from app.services.prepayment_wording import NATURES, NODES, share_text

LATER: Final = {
    "delivery": mark("On delivery"),
    "acceptance": mark("On acceptance"),
    "fixed": mark("On a fixed date"),
    "retention": mark("Retention"),
}
SIZE: Final = 9.0


def write_paper(sheet: NoticeSheet, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the sheet. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        frame = Frame(
            _("Prepayment notice"), sheet.company.name, sheet.made_on, printed, letter=True, number=sheet.number
        )
        story = functools.partial(_story, sheet)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: NoticeSheet, pen: Pen) -> list[Any]:
    facts = [
        (_("Date"), letter_day(sheet.made_on)),
        (_("Customer no."), sheet.code),
        (_("Contract no."), sheet.number or _("not yet signed")),
        (_("Pay by"), letter_day(sheet.pay_by)),
    ]
    return [
        *letterhead.head(pen, sheet, _("Prepayment notice")),
        letterhead.addressee(pen, sheet, facts),
        pen.gap(10),
        pen.text(_opening(sheet), size=SIZE, after=4),
        blocks.table(pen, _asked(sheet), size=SIZE, pad=3),
        pen.gap(5),
        pen.text(_to_pay(sheet), size=11, bold=True, after=4),
        *(pen.text(words, size=SIZE, after=3) for words in _conditions(sheet)),
        pen.gap(4),
        *_later(pen, sheet),
        *letterhead.account_table(pen, _accounts(sheet), sheet.company.name),
        pen.gap(6),
        blocks.signatures(pen, (_("Handled by"), _("Seal of the company"))),
    ]


def _opening(sheet: NoticeSheet) -> str:
    value = letterhead.both(sheet.value, sheet.currency)
    if not sheet.number:
        return _("For your order of {value} the following is to be paid before the goods leave:").format(value=value)
    words = {"number": sheet.number, "title": sheet.title, "value": value}
    if not sheet.title:
        return _("Contract {number}, in all {value}. The following is to be paid before the goods leave:").format(
            **words
        )
    text = _("Contract {number} ({title}), in all {value}. The following is to be paid before the goods leave:")
    return text.format(**words)


def _asked(sheet: NoticeSheet) -> Table:
    """Each receipt; the sum last."""
    shown = functools.partial(letterhead.plain_figure, currency=sheet.currency)
    rows = [
        (
            _(NODES[each.node]),
            _(NATURES[each.nature]),
            letter_day(each.due_on) if each.due_on else letter_day(sheet.pay_by),
            share_text(Decimal(each.amount) / sheet.value),
            shown(each.amount),
            shown(each.received),
            shown(each.missing),
        )
        for each in sheet.lines
    ]
    whole = share_text(Decimal(sheet.required) / sheet.value)
    received = sheet.required - sheet.missing
    rows.append((_("Total"), "", "", whole, shown(sheet.required), shown(received), shown(sheet.missing)))
    unit = _("Amount ({currency})").format(currency=sheet.currency)
    head = (_("When"), _("Kind"), _("Due"), _("Share"), unit, _("Received"), _("Still to pay"))
    shares = (0.15, 0.17, 0.15, 0.09, 0.16, 0.13, 0.15)
    return Table(head, tuple(rows), shares, figures=3, strong=frozenset({len(rows) - 1}))


def _to_pay(sheet: NoticeSheet) -> str:
    if not sheet.missing:
        return _("All of it has been received. Thank you.")
    words = {"amount": letterhead.both(sheet.missing, sheet.currency), "day": letter_day(sheet.pay_by)}
    return _("Please pay {amount} by {day}.").format(**words)


def _conditions(sheet: NoticeSheet) -> list[str]:
    """What waits for the money, and what kind of money it is."""
    said = [
        _("Production and shipping begin when the money is in our account.")
        if sheet.starts
        else _("The goods leave when the money is in our account.")
    ]
    if sheet.earnest:
        said.append(
            _(
                "{amount} of it is earnest money (Civil Code arts. 586, 587): the party that breaks the contract loses it, or returns it double. The rest is prepayment, a part of the price paid in advance."
            ).format(amount=money(sheet.earnest, sheet.currency))
        )
    else:
        said.append(_("This is a prepayment: a part of the price paid in advance, not earnest money."))
    if sheet.number:
        said.append(_("Please name contract {number} with the payment.").format(number=sheet.number))
    return said


def _later(pen: Pen, sheet: NoticeSheet) -> list[Any]:
    """What follows the goods."""
    if not sheet.later:
        return []
    rows = tuple(
        (_(LATER[node]), _days(days), letterhead.plain_figure(amount, sheet.currency))
        for node, days, amount in sheet.later
    )
    unit = _("Amount ({currency})").format(currency=sheet.currency)
    table = Table((_("When"), _("Payment terms"), unit), rows, (0.3, 0.5, 0.2), figures=2)
    return [
        pen.together(
            [letterhead.heading(pen, _("The balance")), blocks.table(pen, table, size=SIZE, pad=3), pen.gap(8)]
        )
    ]


def _days(days: int | None) -> str:
    if days is None:
        return _("By the payment terms agreed")
    return _("{count} days after it").format(count=days) if days else _("The same day")


def _accounts(sheet: NoticeSheet) -> list[Any]:
    own = [each for each in sheet.accounts if each.currency == sheet.currency]
    return own or list(sheet.accounts)
