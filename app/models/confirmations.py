"""Statements and balance confirmations that were made: when sent, and what came back. One row for each currency of a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.listing import Filter, Listing
from app.models.lists import DAYS, OWN_NAME, PLACE_JOIN
from app.models.store import Store

OF_CURRENCY: Final = "/"  # stands between the number of a paper and the currency of its second row


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One paper in one currency; `amount` = the closing balance when it was made, minor units.

    `demands`: a letter that also asks for payment. `reply` agrees or differs; `sealed`: it bears the customer's seal.
    """

    id: int
    customer_id: int
    kind: str
    number: str
    from_on: date | None
    cutoff_on: date
    currency: str
    amount: int
    made_on: date
    sent_on: date | None
    service: str | None
    reply_by: date | None
    replied_on: date | None
    reply: str | None
    sealed: bool
    note: str | None
    demands: bool
    lang: str
    voided_on: date | None

    @property
    def paper(self) -> str:
        """The number of the paper, without the currency."""
        return self.number.partition(OF_CURRENCY)[0]


FIELDS: Final = """id,customer_id,kind,number,from_on,cutoff_on,currency,amount,made_on,sent_on,service,reply_by,replied_on,reply,sealed,note,
  demands,lang,voided_on"""
DAY_FIELDS: Final = ("from_on", "cutoff_on", "made_on", "sent_on", "reply_by", "replied_on", "voided_on")

_NOT_SENT: Final = "f.voided_on is null and f.sent_on is null and f.replied_on is null"
_WAITS: Final = "f.voided_on is null and f.sent_on is not null and f.replied_on is null"
_LATE: Final = f"{_WAITS} and f.reply_by<:on"

STATEMENTS: Final = Listing(
    source="confirmation f",
    key="f.id",
    joins={"c": "join customer c on c.id=f.customer_id", "n": PLACE_JOIN},
    columns={
        "id": "f.id",
        "customer_id": "f.customer_id",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "kind": "f.kind",
        "demands": "f.demands",
        "number": "f.number",
        "cutoff_on": "f.cutoff_on",
        "currency": "f.currency",
        "amount": "f.amount",
        "made_on": "f.made_on",
        "sent_on": "f.sent_on",
        "service": "f.service",
        "reply_on": "f.reply_by",
        "replied_on": "f.replied_on",
        "reply": "f.reply",
        "sealed": "f.sealed",
        "late": f"coalesce({_LATE},0)",
        "note": "f.note",
        "voided_on": "f.voided_on",
    },
    sorts={
        "number": "f.number",
        "customer": "n.place",
        "kind": "f.kind",
        "cutoff_on": "f.cutoff_on",
        "amount": "f.amount",
        "made_on": "f.made_on",
        "sent_on": "f.sent_on",
        "reply_by": "f.reply_by",
        "replied_on": "f.replied_on",
    },
    filters={
        "live": Filter("f.voided_on is null"),
        "not_sent": Filter(_NOT_SENT),
        "sent": Filter(_WAITS),
        "late": Filter(_LATE, ("on",)),
        "agrees": Filter("f.voided_on is null and f.reply='agrees'"),
        "differs": Filter("f.voided_on is null and f.reply='differs'"),
        "voided": Filter("f.voided_on is not null"),
        "cutoff": Filter("f.cutoff_on between :since and :until", ("since", "until")),
        "customer": Filter("f.customer_id=:customer", ("customer",)),
    },
    # Balances of other currencies are told row by row; of these there is no sum.
    sums={
        "amount": "case when f.voided_on is null and f.currency=(select currency from company) then f.amount end",
        "not_sent": _NOT_SENT,
        "waiting": _WAITS,
    },
    search=("f.number", "f.note"),
    found=(OWN_NAME.replace("c.id", "f.customer_id"),),
    known=DAYS,
)


def _confirmation(*row: Any) -> Confirmation:
    values = dict(zip((name.strip() for name in FIELDS.split(",")), row, strict=True))
    for name in DAY_FIELDS:
        values[name] = maybe_day(values[name])
    return Confirmation(**{**values, "sealed": bool(values["sealed"]), "demands": bool(values["demands"])})


def confirmation(store: Store, confirmation_id: int) -> Confirmation | None:
    return store.one(_confirmation, f"select {FIELDS} from confirmation where id=?", (confirmation_id,))


def of_paper(store: Store, number: str) -> list[Confirmation]:
    """The rows of one paper, a row for each currency; `number` as `Confirmation.paper` gives it."""
    sql = f"select {FIELDS} from confirmation where number=:paper or number glob :more order by id"
    return store.rows(_confirmation, sql, {"paper": number, "more": f"{number}{OF_CURRENCY}*"})


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("confirmation", dict(values))


def update(change: Change, confirmation_id: int, values: Mapping[str, Any]) -> None:
    change.update("confirmation", confirmation_id, dict(values))


def insert_event(change: Change, values: Mapping[str, Any]) -> int:
    """What a paper means for the limitation of the debt (`claim_event`)."""
    return change.insert("claim_event", dict(values))


def void_events(change: Change, confirmation_ids: Sequence[int], on: str) -> None:
    """A paper that never happened interrupted nothing."""
    sql = f"select id from claim_event where voided_on is null {among('confirmation_id', list(confirmation_ids))}"
    for event_id in change.store.rows(int, sql):
        change.update("claim_event", event_id, {"voided_on": on})


def insert_dispute(change: Change, row: Confirmation, instalment_id: int, amount: int, on: date, note: str) -> int:
    """What the reply does not accept of an instalment."""
    values = {
        "customer_id": row.customer_id,
        "instalment_id": instalment_id,
        "amount": amount,
        "opened_on": on.isoformat(),
    }
    return change.insert("dispute", {**values, "reason": "other", "note": note, "confirmation_id": row.id})


def end_disputes(change: Change, confirmation_ids: Sequence[int], on: str) -> None:
    """Those that came back with a paper and are not ended."""
    sql = f"select id from dispute where closed_on is null {among('confirmation_id', list(confirmation_ids))}"
    for dispute_id in change.store.rows(int, sql):
        change.update("dispute", dispute_id, {"closed_on": on, "result": "withdrawn"})


def last_agreed(store: Store) -> dict[int, date]:
    """By customer, the newest day up to which a balance was confirmed."""
    sql = """select customer_id, max(cutoff_on) from confirmation where voided_on is null and reply='agrees' group by customer_id"""
    return dict(store.rows(lambda customer, on: (customer, date.fromisoformat(on)), sql))


def oldest_open(store: Store) -> dict[int, date]:
    """By customer, the day of issue of the oldest thing still owed."""
    sql = "select customer_id, min(issued_on) from open_item where open<>0 and side='debit' group by customer_id"
    return dict(store.rows(lambda customer, on: (customer, date.fromisoformat(on)), sql))


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A paper that went out and did not come back; `amount` in minor units of `currency`."""

    customer_id: int
    number: str
    sent_on: date
    currency: str
    amount: int


def unanswered(store: Store, on: date, sent_by: date) -> list[Unanswered]:
    """Papers sent by a day that have no answer at the end of `on`, the oldest first; one row a paper, of its first currency."""
    sql = """select customer_id,number,sent_on,currency,amount from confirmation
      where voided_on is null and sent_on<=:by and (replied_on is null or replied_on>:on) and number not like '%/%' order by sent_on,id"""
    days = {"by": sent_by.isoformat(), "on": on.isoformat()}
    return store.rows(
        lambda who, number, sent, *rest: Unanswered(who, number, date.fromisoformat(sent), *rest), sql, days
    )
