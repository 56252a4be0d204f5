"""Entering financial statements as a table: the texts of up to three periods read, summed and balanced while one types.

checked = statement_grid.check([{"period_end": "2025-12-31", "cash": "80"}], unit=10000, currency="CNY", on=today)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.i18n import _
from app.models.errors import Invalid, UserError
from app.models.financials import LINES, FinancialStatement
from app.models.money import exponent
from app.services import credit_wording as words
from app.services import formats, statement_checks
from app.services.imports.headings import plain
from app.services.rules import ratios, statements

if TYPE_CHECKING:
    from app.services.services import Services

Texts = Mapping[str, str]  # of one period, by line
Spot = tuple[str, int]  # line, column

HEAD: Final = ("period_end", "months", "quality", "received_on", "opinion")
OTHER: Final = "other_assets"  # current assets without the parts that are asked for
BALANCE: Final = "balance"
UNITS: Final = statement_checks.UNITS
QUALITIES: Final = statement_checks.QUALITIES
FIRST_FIGURE: Final = len(HEAD)  # place of the first line with a figure


@dataclass(slots=True)
class Checked:
    """`statements` by column, those that can be kept; `problems` at their cells; `shown` = cells as understood; `balance` =
    assets less liabilities and equity of each column, in minor units, where it is known; `ends` = its last day."""

    statements: dict[int, FinancialStatement] = field(default_factory=dict)
    problems: dict[Spot, str] = field(default_factory=dict)
    shown: dict[Spot, str] = field(default_factory=dict)
    balance: dict[int, int] = field(default_factory=dict)
    ends: dict[int, date] = field(default_factory=dict)


def check(columns: Sequence[Texts], *, unit: int, currency: str, on: date) -> Checked:
    """Columns without a figure are passed over."""
    checked = Checked()
    for place, texts in enumerate(columns):
        if any(texts.get(line, "").strip() for line in LINES):
            _read(checked, place, texts, (unit, currency, on))
    _refuse_doubles(checked)
    return checked


def texts_of(statement: FinancialStatement) -> dict[str, str]:
    """A statement as it was typed, in its own unit."""
    head = {
        "period_end": statement.period_end.isoformat(),
        "months": str(statement.months),
        "quality": words.quality_name(statement.quality),
        "received_on": statement.received_on.isoformat(),
        "opinion": statement.opinion or "",
    }
    return head | {line: in_unit(getattr(statement, line), statement) for line in LINES}


def in_unit(minor: int | None, statement: FinancialStatement) -> str:
    """In the unit of the statement, without decimals that say nothing: "1,234.5"; "" for None."""
    if minor is None:
        return ""
    figure = Decimal(minor).scaleb(-exponent(statement.currency)) / statement.unit
    whole = figure == figure.to_integral_value()
    text = f"{abs(figure.to_integral_value() if whole else figure.normalize()):,f}"
    return f"{formats.MINUS}{text}" if minor < 0 else text


def read_figure(text: str, currency: str, unit: int) -> int | None:
    """Minor units; a minus or brackets make it negative, a dash is nothing. Raises UserError."""
    bare = text.strip()
    if bare in ("", formats.NOTHING, "-", "/"):
        return None
    inner = bare.strip("()（） ")
    below = inner != bare or inner[:1] in _MINUSES
    minor = formats.read_amount(inner.lstrip(f"{_MINUSES} "), currency, unit=unit)
    return -minor if below else minor


_MINUSES: Final = f"-{formats.MINUS}－–"


def _read(checked: Checked, place: int, texts: Texts, how: tuple[int, str, date]) -> None:
    unit, currency, on = how
    found: dict[str, Any] = {"unit": unit, "currency": currency, "opinion": texts.get("opinion") or None}
    readers: dict[str, Callable[[str], Any]] = {
        "period_end": lambda text: _day(text, on),
        "received_on": lambda text: _day(text, on),
        "months": _months,
        "quality": _quality,
        **dict.fromkeys(LINES, lambda text: read_figure(text, currency, unit)),
    }
    for line, reader in readers.items():
        try:
            found[line] = reader(texts.get(line, "").strip())
        except UserError as refused:
            checked.problems[line, place] = refused.text
    if any(column == place for _line, column in checked.problems):
        return
    statement = FinancialStatement(**found)
    checked.ends[place] = statement.period_end
    shown = texts_of(statement)
    checked.shown |= {(line, place): text for line, text in shown.items() if text != texts.get(line, "")}
    _sum(checked, place, statement)
    try:
        checked.statements[place] = statement_checks.checked(statement, on)
    except Invalid as refused:
        checked.problems[refused.field or "total_assets", place] = refused.text


def _sum(checked: Checked, place: int, statement: FinancialStatement) -> None:
    """What is worked out of a column."""
    off = statements.imbalance(statement)
    if off is not None:
        checked.balance[place] = off
        checked.shown[BALANCE, place] = in_unit(off, statement)
    parts = [getattr(statement, part) for part in statements.PARTS[0][1]]
    if statement.current_assets is not None and any(part is not None for part in parts):
        rest = statement.current_assets - sum(part or 0 for part in parts)
        checked.shown[OTHER, place] = in_unit(rest, statement)


def _refuse_doubles(checked: Checked) -> None:
    """A period stands in one column only."""
    seen: dict[tuple[date, int], int] = {}
    for place, statement in sorted(checked.statements.items()):
        if seen.setdefault((statement.period_end, statement.months), place) != place:
            checked.problems["period_end", place] = _(
                "Another column is of this period already. Change one of the two."
            )
    for _line, place in checked.problems:
        checked.statements.pop(place, None)


def beginning(period_end: date, on: date) -> dict[str, str]:
    """What stands in a column before a figure does."""
    head = (period_end.isoformat(), "12", words.quality_name("unaudited"), on.isoformat())
    return dict(zip(HEAD, head, strict=False))


def save(
    services: Services, statements: Mapping[int, FinancialStatement], *, customer_id: int, file: Path | None
) -> None:
    """Statements by column: those with an id are corrected, the others are new and one change. Raises Invalid as
    `statement_checks`, its field led by the column: "1.equity"."""
    new = [place for place, each in statements.items() if not each.id]
    for place, each in statements.items():
        if each.id:
            try:
                services.credit_file.correct_statement(each.id, each)
            except Invalid as refused:
                raise Invalid(f"{place}.{refused.field}", refused.text) from refused
    try:
        services.credit_file.add_statements(
            [replace(statements[place], customer_id=customer_id) for place in new], file
        )
    except Invalid as refused:
        at, point, line = (refused.field or "").partition(".")
        raise Invalid(f"{new[int(at)]}.{line}" if point else at, refused.text) from refused


def spot_of(field: str | None) -> Spot | None:
    """Line and column of a refused field; None where it is about something else."""
    place, _point, line = (field or "").rpartition(".")
    return (line, int(place)) if place.isdecimal() else None


def foot(found: Checked) -> str:
    """Each period in words: what is refused, else whether it balances."""
    refused = {
        place: _("{period}: {why}").format(
            period=found.ends.get(place) or _("Column {number}").format(number=place + 1), why=why
        )
        for (_line, place), why in sorted(found.problems.items(), key=lambda each: each[0][1])
    }
    good = " · ".join(_period(found, place) for place in sorted(found.statements))
    return "\n".join(filter(None, (*refused.values(), good, *_odd(found))))


def _odd(found: Checked) -> list[str]:
    """What is worth a second look in those that can be saved."""
    newest_first = sorted(found.statements.values(), key=lambda each: each.period_end, reverse=True)
    return [
        _("{period}: {why}").format(period=each.period_end, why=words.remark_text(remark, each.currency))
        for place, each in enumerate(newest_first)
        for remark in statements.remarks(each, ratios.year_before(newest_first[place:]))
        if remark.code != "equity_differs"
    ]


def _period(found: Checked, place: int) -> str:
    statement, off = found.statements[place], found.balance.get(place)
    if off is not None:
        return balance_text(statement, off)
    return _("{period}: can be saved; equity or another total is not stated").format(period=statement.period_end)


def balance_text(statement: FinancialStatement, off: int) -> str:
    """Whether assets are what liabilities and equity are: "2025-12-31 balances"."""
    if off == 0:
        return _("{period}: balances").format(period=statement.period_end)
    text = _("{period}: assets are {amount} more than liabilities and equity")
    if off < 0:
        text = _("{period}: assets are {amount} less than liabilities and equity")
    return text.format(period=statement.period_end, amount=formats.money(abs(off), statement.currency))


def _day(text: str, on: date) -> date:
    if not text:
        raise UserError(_("Please fill this in."))
    return formats.read_day(text, on)


def _months(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= statement_checks.LONGEST_PERIOD:
        return int(text)
    raise UserError(
        _("A whole number from {least} to {most}, please.").format(least=1, most=statement_checks.LONGEST_PERIOD)
    )


def _quality(text: str) -> str:
    """The code of what was chosen, or of a pasted word that begins like it."""
    for code in statement_checks.QUALITIES:
        if text and plain(text) in (code, plain(words.quality_name(code))):
            return code
    raise UserError(_("Choose one of the listed ones."))
