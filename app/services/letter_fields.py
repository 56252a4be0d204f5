"""The named fields and blocks that a text may hold, with their words for whoever edits it."""

from __future__ import annotations

from typing import Final

from app.i18n import mark
from app.services.rules import merging

# Every text.
PARTIES: Final = {
    "customer": mark("Full name of the customer"),
    "customer_short": mark("Short name of the customer"),
    "customer_code": mark("Customer no."),
    "customer_reg_no": mark("Registration number of the customer"),
    "customer_address": mark("Address of the customer"),
    "contact": mark("Contact person, else the customer's name"),
    "company": mark("Our company"),
    "company_reg_no": mark("Our registration number"),
    "company_address": mark("Our address"),
    "company_phone": mark("Our phone"),
    "sender": mark("Who looks after the customer"),
    "number": mark("Number of the letter"),
    "date": mark("Day of the letter"),
    "deadline": mark("Last day to pay"),
    "currency": mark("Currency"),
    "amount": mark("Amount asked for"),
    "amount_full": mark("Amount asked for, in words too where it is yuan in Chinese"),
    "chinese_law": mark("Chinese law; nothing where it does not govern"),
}
# Texts about reminding.
REMINDER: Final = {
    "count": mark("How many receivables it is about"),
    "first_due": mark("The earliest due date"),
    "days": mark("Days overdue, the longest"),
    "contracts": mark("Contract numbers"),
    "credits": mark("Money received that is not applied yet"),
    "disputed": mark("Amount in dispute, not asked for"),
    "interest": mark("Late interest to the day of the letter"),
    "per_day": mark("Late interest of each further day"),
    "interest_basis": mark("What the interest stands on"),
    "fees": mark("Fees"),
    "compensation": mark("Fixed sum by law"),
    "total": mark("All together, where interest or fees come on top"),
    "total_full": mark("All together, in words too where it is yuan in Chinese"),
    "last_on": mark("Day of the last reminder"),
    "promise_on": mark("Day of a promise that was not kept"),
    "promise_amount": mark("Amount of a promise that was not kept"),
    "insurer": mark("The insurer of this debt"),
    "limitation_law": mark("Chinese law, while no limitation period has ended"),
    "account": mark("Our bank account in one line"),
}
KINDS: Final = {"letter": {**PARTIES, **REMINDER}, "message": {**PARTIES, **REMINDER}, "notice": PARTIES}
BLOCKS: Final = {
    "table": mark("Table of what is asked for"),
    "sums": mark("What it comes to: debt, interest, fees"),
    "disputed": mark("Table of what is in dispute"),
    "list": mark("List of what is asked for"),
    "account": mark("Our bank accounts"),
    "enclosures": mark("List of enclosures"),
    "reply_slip": mark("Cut here: what follows is sent back"),
    "plan": mark("Empty lines: when how much will be paid"),
    "reply_seal": mark("Seal of the customer"),
    "service": mark("Proof of delivery"),
    "seal": mark("Our signature and seal"),
    "signatures": mark("Signatures of all sides"),
}
ON_PAPER: Final = tuple(name for name in BLOCKS if name != "list")
PLACES: Final = {"letter": ON_PAPER, "notice": ON_PAPER, "message": ("list",)}


def kind_of(code: str) -> str:
    """ "letter" of "letter_2"."""
    return code.partition("_")[0]


def unknown(code: str, body: str, shipped: str) -> tuple[str, ...]:
    """What stands in braces or brackets in a text and is no field or block of its kind or of the shipped text, as written."""
    kind = kind_of(code)
    fields = {*KINDS[kind], *merging.fields(shipped)}
    blocks = {*PLACES[kind], *merging.blocks(shipped)}
    lost = [f"{{{name}}}" for name in merging.fields(body) if name not in fields]
    return (*lost, *(f"[{name}]" for name in merging.blocks(body) if name not in blocks))
