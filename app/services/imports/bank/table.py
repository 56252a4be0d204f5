"""A bank's statement as a table: CSV and Excel of banks, Alipay, WeChat, by their headings or a remembered mapping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.i18n import _
from app.models.errors import UserError
from app.models.money import to_minor
from app.services.imports import kinds, mapping
from app.services.imports.bank.statement import BankRow, BankStatement, spanned, words
from app.services.imports.mapping import Proposal, Remembered
from app.services.imports.typed import Problem, Typed, TypedRow, typed_rows
from app.services.imports.workbook import Workbook

KIND: Final = "bank"
_ACCOUNT: Final = re.compile(
    r"(?:卡号|账号|帐号|账户|帐户|户口|微信昵称|account(?:no\.?|number)?|iban|konto(?:nummer)?)[::]\s*[\[(]?([^\])]*)",
    re.I,
)
_CARD: Final = re.compile(r"信用卡|贷记卡|credit\s*card|kreditkarte", re.I)
_BANKING: Final = re.compile(r"银行|流水|账单|回单|支付宝|微信|对账|bank|statement|umsatz|konto", re.I)
# Of money that is not there: an order that was closed, a payment that was sent back.
_NOT_DONE: Final = (
    "关闭",
    "失败",
    "等待",
    "退还",
    "已全额退款",
    "处理中",
    "撤销",
    "冲正",
    "pending",
    "failed",
    "cancel",
)
_NOTHING: Final = frozenset(("", "/", "-", "--", "—", "无", "null", "none"))


@dataclass(frozen=True, slots=True)
class TableStatement:
    """The one statement of a table, how it was read, and the rows that could not be taken."""

    statement: BankStatement
    proposal: Proposal
    problems: tuple[Problem, ...]


def recognise(workbook: Workbook, remembered: Remembered | None = None) -> Proposal | None:
    """The columns, when the table is surely a bank's: a day, money in and out, and the other side or a bank's name."""
    try:
        found = mapping.draft(workbook, KIND, remembered=remembered)
    except UserError:
        return None
    names = set(found.indexes)
    if remembered and found.signature in remembered:
        return found
    telling = names & {"payer", "payer_account"} or _BANKING.search(workbook.path.stem + _titles(workbook, found))
    return found if "date" in names and telling and _moves(names) else None


def _moves(names: set[str]) -> bool:
    """Whether the columns tell money in from money out."""
    return {"amount_in", "amount_out"} <= names or {"amount", "flow"} <= names or {"amount", "balance"} <= names


def read(workbook: Workbook, proposal: Proposal, own: str, *, date_order: str | None = None) -> TableStatement:
    """The statement; `own` is the currency where neither headings nor cells tell one. Raises UserError with the reason."""
    names = set(proposal.indexes)
    if _CARD.search(_titles(workbook, proposal)) and not names & {"amount_in", "flow"}:
        raise UserError(
            _(
                "{name} is a statement of a credit card: what comes in there is what you paid back, not what customers "
                "paid. Export the account that customers pay to."
            ).format(name=workbook.path.name)
        )
    typed = typed_rows(proposal, workbook, date_order=date_order)
    problems = tuple(each for each in typed.problems if not _is_note(each))
    if problems and not typed.rows:
        raise UserError(
            _("No row of {name} can be taken. Row {row}: {reason}: “{value}”.").format(
                name=workbook.path.name, row=problems[0].row, reason=problems[0].reason, value=problems[0].value
            )
        )
    return TableStatement(_statement(workbook, proposal, typed, own), proposal, problems)


def origin(workbook: Workbook, proposal: Proposal) -> str:
    """ "alipay" or "wechat" where the lines above the table name it, else the format of the file."""
    titles = _titles(workbook, proposal)
    named = ((key, word) for key, word in (("alipay", "支付宝"), ("wechat", "微信")) if word in titles)
    return next((key for key, _word in named), workbook.format)


def _is_note(problem: Problem) -> bool:
    """Totals and remarks below the bookings: no figure stands where the day should."""
    return problem.column == "date" and not any(char.isdigit() for char in problem.value)


def _above(workbook: Workbook, proposal: Proposal) -> Iterator[list[str]]:
    for row in workbook.sheet(proposal.sheet).rows[: proposal.header]:
        yield [unicodedata.normalize("NFKC", cell).strip() for cell in row if isinstance(cell, str) and cell.strip()]


def _titles(workbook: Workbook, proposal: Proposal) -> str:
    return " ".join(" ".join(cells) for cells in _above(workbook, proposal))


def _account(workbook: Workbook, proposal: Proposal) -> str:
    """Number or name of the account, from the lines above the headings: "" when they do not tell."""
    for cells in _above(workbook, proposal):
        first, second = ("".join(cell.split()) for cell in [*cells, "", ""][:2])
        found = _ACCOUNT.search(first)
        if found and (found[1] or second):
            return re.split(r",|卡别名", found[1] or second)[0][:60]
    return ""


def _statement(workbook: Workbook, proposal: Proposal, typed: Typed, own: str) -> BankStatement:
    own = proposal.currency or own
    negative_outs = _all_negative([row.values.get("amount_out") for row in typed.rows])
    found = [_row(row, own, negative_outs) for row in typed.rows]
    lines = [line for line in found if line is not None]
    currency = max({line.currency for line in lines}, key=[line.currency for line in lines].count, default=own)
    balances = [(line.amount, row.values.get("balance")) for line, row in zip(found, typed.rows, strict=True) if line]
    one_currency = all(line.currency == currency for line in lines)
    opening, closing = _ends(balances, currency) if one_currency else (None, None)
    beside = len(found) - len(lines)
    return spanned(_account(workbook, proposal), currency, lines, opening, closing, beside)


def _all_negative(outs: Sequence[Decimal | None]) -> bool:
    """Some banks write money out with a minus although the column says so already."""
    given = [out for out in outs if out]
    return bool(given) and all(out < 0 for out in given)


def _row(row: TypedRow, own: str, negative_outs: bool) -> BankRow | None:
    values = row.values
    amount = _amount(values, negative_outs)
    state = str(values.get("state") or "").casefold()
    if not amount or any(word in state for word in _NOT_DONE):
        return None
    currency = values.get("currency") or own
    on: date = values["date"]
    text = words(*(_known(values.get(name)) for name in ("text", "detail")))
    return BankRow(
        on, to_minor(amount, currency), currency, _known(values.get("payer")), _known(values.get("payer_account")),
        text, _known(values.get("reference")),
    )  # fmt: skip


def _amount(values: dict[str, Any], negative_outs: bool) -> Decimal | None:
    """Major units, money out below zero; None for what is neither."""
    if "amount_in" in values:
        out = values.get("amount_out") or Decimal(0)
        return (values["amount_in"] or Decimal(0)) - (-out if negative_outs else out)
    amount: Decimal | None = values.get("amount")
    if amount is None or "flow" not in values:
        return amount
    return {"in": abs(amount), "out": -abs(amount)}.get(values["flow"])


def _known(value: Any) -> str | None:
    text = str(value or "").strip()
    return None if text.casefold() in _NOTHING else text


def _ends(moved: list[tuple[int, Decimal | None]], currency: str) -> tuple[int | None, int | None]:
    """Opening and closing balance of rows that each tell the balance after them, whether the oldest or the newest is first."""
    rows = [(amount, to_minor(after, currency)) for amount, after in moved if after is not None]
    if not rows or len(rows) != len(moved):
        return None, None
    total = sum(amount for amount, _after in rows)
    ways = [(rows[0][1] - rows[0][0], rows[-1][1]), (rows[-1][1] - rows[-1][0], rows[0][1])]
    return min(ways, key=lambda ends: abs(ends[1] - ends[0] - total))


def label(column: str) -> str:
    """The word for a column in a list of problems."""
    return kinds.label(KIND, column) if column in kinds.LABELS else column
