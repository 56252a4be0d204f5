"""MT940, the SWIFT statement: tags, days and amounts by the library `mt-940`, the free field :86: by the habits of banks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from app.services.imports import decoding
from app.services.imports.bank.statement import BankRow, BankStatement, minor, spanned, words
from app.services.imports.limits import Stop

_MESSAGE: Final = re.compile(r"^(?=:20:)", re.M)
_END: Final = re.compile(r"^-(?:\}.*)?$.*", re.M | re.S)
_TAG: Final = re.compile(r"^(?=:\d{2}[A-Z]?:)", re.M)
_FORWARD: Final = (":64:", ":65:", ":64F:", ":65F:")  # balances to come: some banks write nonsense there
# The library takes the digits it finds; a booking of another form must not become another amount.
_BOOKING: Final = re.compile(r":61:\d{6}(?:\d{4})?R?[CD][A-Z]?\d{1,14}(?:,\d{0,3})?(?=\s*[A-Z])")
_STRUCTURED: Final = re.compile(r"^\d{3}([?>+])\d")
_CODED: Final = re.compile(r"(?:^|/)(NAME|NAAM|IBAN|REK|REMI|EREF|ACCOUNT)(?:/|:\s*)([^/]*)")
_NOTHING: Final = re.compile(r"|.*(?:NONREF|NOTPROVIDED|NONE|[A-Z]{4}\+)")
_OUT: Final = frozenset(("D", "RC"))


def read(data: bytes) -> list[BankStatement]:
    """Every message of the file as a statement. Raises Stop for what is not MT940 or has a broken line."""
    text, _encoding = decoding.decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return [_statement(message) for message in _MESSAGE.split(lines) if message.startswith(":20:")]


def _statement(message: str) -> BankStatement:
    import mt940

    body = _body(message)
    if ":25:" not in body or ":60" not in body:
        raise Stop("no_statement")
    _check(body)
    try:
        found = mt940.parse(body, processors={"post_transaction_details": []})
    except (RuntimeError, ValueError, ArithmeticError) as problem:
        raise Stop("broken_statement", value=body.split("\n", 1)[0][:60]) from problem
    told = found.data
    opening = told.get("final_opening_balance") or told.get("intermediate_opening_balance")
    closing = told.get("final_closing_balance") or told.get("intermediate_closing_balance")
    if opening is None:
        raise Stop("no_statement")
    currency = str(opening.amount.currency)
    rows = [_row(one.data, currency) for one in found]
    if len(rows) != len(re.findall(r"^:61:", body, re.M)):
        raise Stop("broken_statement", value=body.split("\n", 1)[0][:60])
    # Without a closing tag the library takes nothing for it: the sum is not checked then.
    return spanned(
        str(told.get("account_identification") or ""), currency, rows, _balance(opening), _balance(closing),
        days=(_plain(opening.date), _plain(closing.date) if closing else None),
    )  # fmt: skip


def _body(message: str) -> str:
    """The tags up to the closing balance: what follows is about the whole account or about days to come."""
    kept = []
    for tag in _TAG.split(_END.sub("", message)):
        if not tag.startswith(_FORWARD):
            kept.append(tag)
        if tag.startswith(":62"):
            break
    return "".join(kept)


def _check(body: str) -> None:
    for line in body.split("\n"):
        if line.startswith(":61:") and not _BOOKING.match(line):
            raise Stop("broken_statement", value=line[:60])


def _plain(on: Any) -> date:
    return date(on.year, on.month, on.day)


def _balance(told: Any) -> int | None:
    return None if told is None else minor(str(told.amount.amount), str(told.amount.currency))


def _row(told: dict[str, Any], currency: str) -> BankRow:
    """Amount without the library's sign: a reversed credit (RC) is money out, a reversed debit (RD) money in."""
    size = abs(minor(str(told["amount"].amount), currency))
    name, account, text, reference = _details(told.get("transaction_details") or "")
    named = (told.get("customer_reference"), told.get("bank_reference"))
    known = reference or next((each.strip() for each in named if each and not _NOTHING.fullmatch(each.strip())), None)
    beside = told.get("extra_details")
    on = told.get("guessed_entry_date") or told["date"]
    amount = -size if told["status"] in _OUT else size
    return BankRow(_plain(on), amount, currency, name, account, words(text, beside), known)


def _details(field: str) -> tuple[str | None, str | None, str | None, str | None]:
    """(name, account, text, reference) of the field :86: in its three forms: ?20 or >20, /NAME/, plain words."""
    mark = _STRUCTURED.match(field)
    if mark:
        return _numbered(field.replace("\n", ""), mark[1])
    joined = field.replace("\n", "") if field.startswith("/") else field
    coded = {key: value.strip() for key, value in _CODED.findall(joined.replace("\n", "/"))}
    name, account = coded.get("NAME") or coded.get("NAAM"), coded.get("IBAN") or coded.get("REK")
    reference = coded.get("EREF", "")
    return words(name), words(account), words(field), None if _NOTHING.fullmatch(reference) else reference


def _numbered(field: str, mark: str) -> tuple[str | None, str | None, str | None, str | None]:
    """The German form: ?20-29 and ?60-63 purpose, ?31 account, ?32-33 name; EREF+ within the purpose."""
    parts = dict(_pieces(field, mark))
    purpose = "".join(parts.get(code, "") for code in (*range(20, 30), *range(60, 64)))
    said = re.split(r"(?:^|\s*)(EREF|KREF|MREF|CRED|SVWZ|ABWA|OAMT|COAM|PURP)\+", purpose)
    tagged = dict(zip(said[1::2], (each.strip() for each in said[2::2]), strict=True))
    text = words(said[0], tagged.get("SVWZ"))
    reference = tagged.get("EREF", "")
    name = words(parts.get(32, "") + parts.get(33, ""))
    return name, words(parts.get(31)), text or words(parts.get(0)), None if _NOTHING.fullmatch(reference) else reference


def _pieces(field: str, mark: str) -> Iterator[tuple[int, str]]:
    found = re.split(rf"{re.escape(mark)}(\d\d)", field)
    yield from zip(map(int, found[1::2]), found[2::2], strict=True)
