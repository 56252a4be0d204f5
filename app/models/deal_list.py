"""The list of deals as data (see `listing.py`). Expressions see the day as :on; sums are of the book's currency, at the newest rates."""

from __future__ import annotations

from typing import Final

from app.models.listing import Filter, Listing
from app.models.lists import DAYS, OWN_NAME, PLACE_JOIN

OPEN: Final = "d.stage in('enquiry','quoted','agreed','ordered')"
# Without a known rate there is nothing to compare or to add.
BASE: Final = "d.amount*(case when d.currency=:book then 1.0 else json_extract(:rates,'$.'||d.currency) end)"
CHANCE: Final = """coalesce(d.probability_bp,case d.stage when 'enquiry' then 2000 when 'quoted' then 4000 when 'agreed' then 8000
  when 'lost' then 0 else 10000 end)"""

DEALS: Final = Listing(
    source="deal d",
    key="d.id",
    joins={
        "c": "join customer c on c.id=d.customer_id",
        "n": PLACE_JOIN,
        "k": "left join contract k on k.id=d.contract_id",
    },
    columns={
        "id": "d.id",
        "customer_id": "d.customer_id",
        "number": "d.number",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "title": "d.title",
        "stage": "d.stage",
        "currency": "d.currency",
        "amount": "d.amount",
        "chance_bp": CHANCE,
        "expected_on": "d.expected_on",
        "ordered_on": "d.ordered_on",
        "closed_on": "d.closed_on",
        "contract": "k.number",
        "prepay_bp": "d.prepay_bp",
        "cost_incurred": "d.cost_incurred",
    },
    sorts={
        "number": "d.number",
        "customer": "n.place",
        "title": "d.title",
        "stage": """case d.stage when 'ordered' then 1 when 'agreed' then 2 when 'quoted' then 3 when 'enquiry' then 4
          when 'delivered' then 5 else 6 end""",
        "amount": BASE,
        "chance": CHANCE,
        "expected_on": "d.expected_on",
        "ordered_on": "d.ordered_on",
        "closed_on": "d.closed_on",
    },
    filters={
        "all": Filter("1=1"),
        "open": Filter(OPEN),
        "enquiry": Filter("d.stage='enquiry'"),
        "quoted": Filter("d.stage='quoted'"),
        "orders": Filter("d.stage in('agreed','ordered')"),
        "soon": Filter(f"{OPEN} and d.expected_on between :on and :ahead30", ("on", "ahead30")),
        "late": Filter(f"{OPEN} and d.expected_on<:on", ("on",)),
        "delivered": Filter("d.stage='delivered'"),
        "lost": Filter("d.stage='lost'"),
        "customer": Filter("d.customer_id=:customer", ("customer",)),
    },
    sums={
        "amount": f"cast(round({BASE}) as integer)",
        "likely": f"cast(round({BASE}*{CHANCE}/10000) as integer)",
    },
    search=("d.number", "d.title"),
    found=(OWN_NAME.replace("c.id", "d.customer_id"),),
    known=DAYS | {"book", "rates"},
)
