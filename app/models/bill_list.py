"""The list of drafts as data (see `listing.py`). Expressions see the day as :on; a draft's state is that of the day."""

from __future__ import annotations

from typing import Final

from app.models.listing import Filter, Listing
from app.models.lists import DAYS, OWN_NAME, PLACE_JOIN

BILLS: Final = Listing(
    source="bill b join payment p on p.bill_id=b.id and p.kind='receipt'",
    key="b.id",
    joins={
        "c": "join customer c on c.id=b.customer_id",
        "n": PLACE_JOIN,
        "e": """left join bill_event e on e.id=(select ex.id from bill_event ex where ex.bill_id=b.id and ex.on_day<=:on
          order by ex.on_day desc, ex.id desc limit 1)""",
    },
    columns={
        "id": "b.id",
        "payment_id": "p.id",
        "customer_id": "b.customer_id",
        "number": "b.number",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "kind": "b.kind",
        "acceptor": "b.acceptor",
        "acceptor_class": "b.acceptor_class",
        "drawer": "b.drawer",
        "currency": "b.currency",
        "amount": "b.amount",
        "drawn_on": "b.drawn_on",
        "received_on": "b.received_on",
        "matures_on": "b.matures_on",
        "transferable": "b.transferable",
        "state": "coalesce(e.status,'held')",
        "status_on": "coalesce(e.on_day,b.received_on)",
        "status_note": "e.note",
        "voided_on": "coalesce(b.voided_on,p.voided_on)",
        "void_reason": "p.void_reason",
    },
    sorts={
        "number": "b.number",
        "customer": "n.place",
        "kind": "b.kind",
        "acceptor": "b.acceptor",
        "amount": "p.amount_base",
        "received_on": "b.received_on",
        "drawn_on": "b.drawn_on",
        "matures_on": "b.matures_on",
        "status": "e.status",
        "at_risk": "case when e.status in ('held','endorsed','discounted_recourse','presented') then p.amount_base end",
    },
    filters={
        "live": Filter("b.voided_on is null and p.voided_on is null"),
        "in_hand": Filter(
            "b.voided_on is null and p.voided_on is null and b.received_on<=:on and e.status in ('held','presented')",
            ("on",),
        ),
        "due_30": Filter(
            "b.voided_on is null and p.voided_on is null and e.status in ('held','presented') and b.matures_on<=:ahead30",
            ("ahead30",),
        ),
        "endorsed": Filter("b.voided_on is null and p.voided_on is null and e.status='endorsed'"),
        "discounted": Filter(
            "b.voided_on is null and p.voided_on is null and e.status in ('discounted','discounted_recourse')"
        ),
        "refused": Filter("b.voided_on is null and p.voided_on is null and e.status in ('refused','recourse')"),
        "honoured": Filter("b.voided_on is null and p.voided_on is null and e.status='honoured'"),
        "at_risk": Filter(
            "b.voided_on is null and p.voided_on is null and e.status in ('held','endorsed','discounted_recourse','presented')"
        ),
        "voided": Filter("b.voided_on is not null or p.voided_on is not null"),
        "matures": Filter("b.matures_on between :since and :until", ("since", "until")),
        "customer": Filter("b.customer_id=:customer", ("customer",)),
    },
    sums={
        "amount": "case when b.voided_on is null and p.voided_on is null then p.amount_base end",
        "at_risk": """case when b.voided_on is null and p.voided_on is null
          and e.status in ('held','endorsed','discounted_recourse','presented') then p.amount_base end""",
    },
    search=("b.number", "b.acceptor", "b.drawer"),
    found=(OWN_NAME.replace("c.id", "b.customer_id"),),
    known=DAYS,
)
