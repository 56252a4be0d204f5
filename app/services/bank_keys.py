"""A line of a bank's statement made comparable: what it is known by when it comes again, what matching sees of it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from app.models import payers
from app.models.bank import BankLine
from app.services.customers import plain_name
from app.services.imports.bank.statement import BankRow, BankStatement
from app.services.rules.bank_lines import Line, telling


def natural_key(statement: BankStatement, row: BankRow, seen: Counter[str]) -> str:
    """What a line is known by when it comes again: account, day, amount, words, and the how-many-th of its kind in the file."""
    told = "|".join(part or "" for part in (row.payer_name, row.payer_account, row.text, row.reference))
    own = (
        f"{statement.account}|{row.on.isoformat()}|{row.amount}|{row.currency}|{sha256(told.encode()).hexdigest()[:16]}"
    )
    seen[own] += 1
    return f"{own}|{seen[own]}"


def said(row: BankRow) -> str | None:
    """The words of the line and the reference, which often is the number of an invoice."""
    parts = [row.text, row.reference if row.reference and row.reference not in (row.text or "") else None]
    return " · ".join(part for part in parts if part)[:1000] or None


def digits(account: str) -> str:
    return "".join(sign for sign in account.upper() if sign.isalnum())


def numbers(*given: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number.strip().upper() for number in given if number and number.strip()))


def comparable(line: BankLine) -> Line:
    """The end of the account tells only where no name does: four signs are soon somebody else's too."""
    name = line.payer_name if telling(line.payer_name) else None
    tail = "" if name or "*" in (line.payer_account or "") else payers.tail(line.payer_account) or ""
    words = plain_name(line.text or "")
    return Line(line.id, line.amount, line.currency, plain_name(name or ""), tail, (line.text or "").upper(), words)
