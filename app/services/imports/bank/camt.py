"""ISO 20022: account report (camt.052), statement (camt.053) and notification (camt.054), versions 1 to 8 and later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from app.services.imports.bank.statement import BankRow, BankStatement, day, minor, spanned, words
from app.services.imports.limits import Stop

_STATEMENTS: Final = ("Stmt", "Rpt", "Ntfctn")
_OPENING: Final = ("OPBD", "PRCD", "ITBD")
_CLOSING: Final = ("CLBD",)
_NOTHING: Final = frozenset(("", "NOTPROVIDED", "NONREF"))


def read(data: bytes) -> list[BankStatement]:
    """Every statement of the file. Raises Stop for what is no such file, is cut off or declares entities."""
    root = _tree(data)
    return [_statement(each) for name in _STATEMENTS for each in root.iter(name)]


def _tree(data: bytes) -> Element:
    """Elements by their plain names. A document type is refused before anything of it is expanded."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, given: builder.start(name.rpartition(" ")[2], given)
    parser.EndElementHandler = lambda name: builder.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise Stop("broken_statement", value=f"{problem.lineno}:{problem.offset}") from problem
    except LookupError as problem:  # an encoding that nobody knows
        raise Stop("broken_statement", value="encoding") from problem
    return builder.close()


def _refuse(*_declared: object) -> None:
    raise Stop("entities")


def _statement(told: Element) -> BankStatement:
    entries = list(told.findall("Ntry"))
    booked = [each for each in entries if _said(each, "Sts/Cd", "Sts") in ("BOOK", "")]
    made = _said(told, "CreDtTm")  # an entry that bears no day was known on the day of the report
    rows = [row for each in booked for row in _rows(each, made)]
    currency = _currency(told, rows)
    account = _said(told, "Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN")
    opening, closing = _balance(told, _OPENING, currency), _balance(told, _CLOSING, currency)
    return spanned(account, currency, rows, opening, closing, len(entries) - len(booked), _days(told))


def _said(told: Element, *paths: str) -> str:
    """The first text found at one of the paths, or ""."""
    return next((text for path in paths if (text := (told.findtext(path) or "").strip())), "")


def _currency(told: Element, rows: list[BankRow]) -> str:
    named = _said(told, "Acct/Ccy") or next((each.get("Ccy", "") for each in told.findall("Bal/Amt")), "")
    currency = named or (rows[0].currency if rows else "")
    if not currency:
        raise Stop("no_statement")
    return currency


def _days(told: Element) -> tuple[date | None, date | None]:
    first, last = _said(told, "FrToDt/FrDtTm", "FrToDt/FrDt"), _said(told, "FrToDt/ToDtTm", "FrToDt/ToDt")
    return day(first) if first else None, day(last) if last else None


def _balance(told: Element, codes: tuple[str, ...], currency: str) -> int | None:
    """The balance of the first code there is, in the account's own currency."""
    for code in codes:
        for each in told.findall("Bal"):
            amount = each.find("Amt")
            if _said(each, "Tp/CdOrPrtry/Cd", "Tp/Cd") == code and amount is not None and amount.get("Ccy") == currency:
                return _signed(each, amount)
    return None


def _signed(told: Element, amount: Element) -> int:
    """CdtDbtInd tells the direction of this very entry, of a reversal too."""
    size = abs(minor(amount.text or "", amount.get("Ccy", "")))
    return -size if _said(told, "CdtDbtInd") == "DBIT" else size


def _rows(entry: Element, made: str) -> Iterator[BankRow]:
    """The payments of an entry, when it says each one's amount and they add up to it; else the entry as one line."""
    amount = entry.find("Amt")
    if amount is None:
        raise Stop("odd_amount", value="")
    whole, currency = _signed(entry, amount), amount.get("Ccy", "")
    if not whole:
        return
    on = day(_said(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm") or made)
    details = [*entry.findall("NtryDtls/TxDtls"), *entry.findall("TxDtls")]
    parts = [_part(each, currency) for each in details]
    if len(details) > 1 and None not in parts and sum(part or 0 for part in parts) == abs(whole):
        sign = 1 if whole > 0 else -1
        for each, part in zip(details, parts, strict=True):
            yield _row(entry, each, on, sign * (part or 0), currency)
    else:
        yield _row(entry, details[0] if len(details) == 1 else None, on, whole, currency)


def _part(details: Element, currency: str) -> int | None:
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        found = details.find(path)
        if found is not None and found.get("Ccy") == currency:
            return abs(minor(found.text or "", currency))
    return None


def _row(entry: Element, details: Element | None, on: date, amount: int, currency: str) -> BankRow:
    """The other side is the debtor of money in and the creditor of money out."""
    side = "Dbtr" if amount > 0 else "Cdtr"
    told = entry if details is None else details
    parties = "RltdPties/"
    name = _said(told, *(f"{parties}{who}{side}{end}" for who in ("Ultmt", "") for end in ("/Nm", "/Pty/Nm")))
    account = _said(told, *(f"{parties}{side}Acct/Id/{kind}" for kind in ("IBAN", "Othr/Id", "PrtryAcct/Id", "BBAN")))
    texts = [each.text for path in ("Ustrd", "Strd/AddtlRmtInf") for each in told.findall(f"RmtInf/{path}")]
    refs = [each.text or "" for each in told.findall("RmtInf/Strd/CdtrRefInf/Ref")]
    refs += [_said(told, "Refs/EndToEndId"), _said(entry, "AcctSvcrRef"), _said(entry, "NtryRef")]
    reference = next((ref.strip() for ref in refs if ref.strip() not in _NOTHING), None)
    text = words(*texts, _said(told, "AddtlTxInf"), _said(entry, "AddtlNtryInf"))
    return BankRow(on, amount, currency, words(name), account or None, text, reference)
