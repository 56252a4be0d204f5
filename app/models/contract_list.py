"""The list of contracts as data (see `listing.py`). Expressions see the day as :on; sums are of the book's currency."""

from __future__ import annotations

from typing import Final

from app.models.listing import Filter, Listing
from app.models.lists import DAYS, OWN_NAME, PLACE_JOIN

CONTRACTS: Final = Listing(
    source="contract k",
    key="k.id",
    joins={
        "c": "join customer c on c.id=k.customer_id",
        "n": PLACE_JOIN,
        "x": """left join (select r.contract_id, sum(case when r.kind='credit_note' then -r.amount_base else r.amount_base end) invoiced,
          sum((select sum(t.open_base) from open_item t where t.receivable_id=r.id and t.side='debit')) open
          from receivable r where r.contract_id is not null and r.voided_on is null group by r.contract_id) x on x.contract_id=k.id""",
    },
    columns={
        "id": "k.id",
        "customer_id": "k.customer_id",
        "number": "k.number",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "title": "k.title",
        "status": "k.status",
        "signed_on": "k.signed_on",
        "ends_on": "k.ends_on",
        "currency": "k.currency",
        "amount": "k.amount",
        "invoiced": "coalesce(x.invoiced,0)",
        "open": "coalesce(x.open,0)",
        "penalty_ppm_day": "k.penalty_ppm_day",
        "penalty_cap_bp": "k.penalty_cap_bp",
    },
    sorts={
        "number": "k.number",
        "customer": "n.place",
        "title": "k.title",
        "signed_on": "k.signed_on",
        "ends_on": "k.ends_on",
        "amount": "k.amount*cast(k.rate as real)",
        "invoiced": "nullif(x.invoiced,0)",
        "open": "nullif(x.open,0)",
        "penalty": "k.penalty_ppm_day",
    },
    filters={
        "all": Filter("1=1"),
        "in_force": Filter("k.status in('signed','running')"),
        "draft": Filter("k.status='draft'"),
        "ended": Filter("k.status in('done','terminated')"),
        "ends_soon": Filter(
            "k.status in('signed','running') and k.ends_on between :on and :ahead30", ("on", "ahead30")
        ),
        "owing": Filter("x.open>0"),
        "customer": Filter("k.customer_id=:customer", ("customer",)),
    },
    sums={"invoiced": "x.invoiced", "open": "x.open"},
    search=("k.number", "k.title"),
    found=(OWN_NAME.replace("c.id", "k.customer_id"),),
    known=DAYS,
)
