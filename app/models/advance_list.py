"""What customers paid ahead as data (see `listing.py`): for each customer and currency, all that is not applied yet."""

from __future__ import annotations

from typing import Final

from app.models.listing import Filter, Listing
from app.models.lists import DAYS, OWN_NAME, PLACE_JOIN

_SOURCE: Final = """(select min(t.id) as id, t.customer_id, t.currency, sum(t.open) as open, sum(t.open_base) as open_base, count(*) as documents,
  sum(case when t.payment_id is null then t.open else 0 end) as credit, min(t.issued_on) as since_on
  from open_item t where t.side='credit' and t.open<>0 group by t.customer_id, t.currency) v"""
_OWES: Final = """(select coalesce(sum(o.open),0) from open_item o where o.customer_id=v.customer_id and o.currency=v.currency
  and o.instalment_id is not null)"""

ADVANCES: Final = Listing(
    source=_SOURCE,
    key="v.id",
    joins={"c": "join customer c on c.id=v.customer_id", "n": PLACE_JOIN},
    columns={
        "id": "v.id",
        "customer_id": "v.customer_id",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "currency": "v.currency",
        "open": "v.open",
        "credit": "v.credit",
        "documents": "v.documents",
        "since_on": "v.since_on",
        "owes": _OWES,
    },
    sorts={
        "customer": "n.place",
        "currency": "v.currency",
        "open": "v.open_base",
        "credit": "nullif(v.credit,0)",
        "documents": "v.documents",
        "since_on": "v.since_on",
        "owes": f"nullif({_OWES},0)",
    },
    filters={
        "live": Filter("v.open<>0"),
        "voided": Filter("v.open is null"),
        "usable": Filter(f"{_OWES}>0"),
        "credit": Filter("v.credit<>0"),
        "since": Filter("v.since_on between :since and :until", ("since", "until")),
        "customer": Filter("v.customer_id=:customer", ("customer",)),
    },
    sums={"open": "v.open_base"},
    search=("v.currency",),
    found=(OWN_NAME.replace("c.id", "v.customer_id"),),
    known=DAYS,
)
