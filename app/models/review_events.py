"""What happened to a customer since a review: the events that may call for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.credit_facts import MANY_SIGNS
from app.models.dates import maybe_day
from app.models.store import Store

# The newest day of each, after a review and up to a day. The group is of today only: the journal knows when it became another.
EVENTS: Final = """select
  (select max(received_on) from financial_statement where customer_id=:c and voided_on is null and received_on>:after and received_on<=:d),
  (select max(valid_from) from terms where customer_id=:c and valid_from>:after and valid_from<=:d and coalesce(review_id,0)<>:r),
  (select max(substr(h.at,1,10)) from journal j join change h on h.id=j.change_id where j.customer_id=:c and j.tbl='customer' and j.op='update'
    and coalesce(json_extract(j.before,'$.group_id'),0)<>coalesce(json_extract(j.after,'$.group_id'),0)
    and substr(h.at,1,10)>:after and substr(h.at,1,10)<=:d),
  (select max(from_on) from hold where customer_id=:c and kind='credit' and from_on>:after and from_on<=:d and (lifted_on is null or lifted_on>:d)),
  (select max(e.on_day) from bill_event e join bill b on b.id=e.bill_id where b.customer_id=:c and b.voided_on is null and e.status='refused'
    and e.on_day>:after and e.on_day<=:d),
  (select max(until_on) from grade_override where customer_id=:c and (revoked_on is null or revoked_on>until_on) and until_on<=:d),
  (select max(checked_on) from credit_fact where customer_id=:c and kind in('court','registry','tax') and code not in('clean','grade')
    and voided_on is null and checked_on>:after and checked_on<=:d and (ended_on is null or ended_on>:d)),
  (select max(expires_on) from security where customer_id=:c and expires_on<=:d and (released_on is null or released_on>expires_on)),
  (select max(checked_on) from credit_fact where customer_id=:c and kind='visit' and json_array_length(data,'$.signs')>=:many
    and voided_on is null and checked_on>:after and checked_on<=:d and (ended_on is null or ended_on>:d))"""
# Two sales with the longest time without one between them, the second after the review.
QUIET: Final = """select before, issued_on from (select issued_on, lag(issued_on) over (order by issued_on) before from receivable
    where customer_id=:c and kind<>'credit_note' and voided_on is null and issued_on<=:d)
  where before is not null and issued_on>:after order by julianday(issued_on)-julianday(before) desc, issued_on desc limit 1"""


@dataclass(frozen=True, slots=True)
class Events:
    """The newest day of each event, None where there was none."""

    statement_on: date | None
    terms_on: date | None
    group_on: date | None
    hold_on: date | None
    bounced_on: date | None
    override_until: date | None
    record_on: date | None
    security_on: date | None
    distress_on: date | None
    quiet_from: date | None
    quiet_to: date | None


def events(store: Store, customer_id: int, review_id: int, after: date, on: date) -> Events:
    """After the day of a review and up to the end of a day; terms that the review itself brought are none."""
    params: dict[str, Any] = {
        "c": customer_id,
        "r": review_id,
        "after": after.isoformat(),
        "d": on.isoformat(),
        "many": MANY_SIGNS,
    }
    found = store.rows(lambda *row: tuple(map(maybe_day, row)), EVENTS, params)[0]
    quiet = store.one(lambda *row: tuple(map(maybe_day, row)), QUIET, params) or (None, None)
    return Events(*found, *quiet)
