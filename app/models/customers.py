"""Customers: who they are, whom one calls, their terms and limits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models import limits
from app.models.change import Change
from app.models.dates import FIRST
from app.models.dialect import among, literal
from app.models.store import Store

DAYS_OF_MONTH: Final = 30
FIELDS: Final = [
    "code",
    "name",
    "short_name",
    "role",
    "registration_no",
    "country",
    "region",
    "industry",
    "size_class",
    "since",
    "owner_id",
    "deputy_id",
    "group_id",
    "currency",
    "address",
    "phone",
    "email",
    "note",
    "search_key",
]


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the file has it; `terms_*` and `limit_*` are those in force on the day asked.

    `limit_state`: not_set, set, unlimited, expired; `limit_amount` of the standing limit, None where none is set; `limit_added`
    = what temporary limits add. `role`: customer, supplier, partner.
    """

    id: int
    code: str
    name: str
    short_name: str | None
    registration_no: str | None
    country: str | None
    region: str | None
    industry: str | None
    size_class: str | None
    since: str | None
    owner: str | None
    group: str | None
    currency: str
    address: str | None
    phone: str | None
    email: str | None
    note: str | None
    archived_on: str | None
    terms_basis: str | None
    terms_days: int | None
    terms_day_of_month: int | None
    limit_state: str
    limit_amount: int | None
    early_discount_bp: int | None = None
    early_days: int | None = None
    public_body: int = 0
    limit_added: int = 0
    role: str = "customer"
    deputy: str | None = None

    @property
    def short(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who speaks for a customer; `quiet` = wants to be left in peace."""

    id: int
    customer_id: int
    name: str
    role: str | None
    phone: str | None
    email: str | None
    wechat: str | None
    receives_goods: int = 0
    quiet: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """`early_discount_bp` (hundredths of a per cent) may be taken off when paid within `early_days` of the issue day."""

    basis: str
    days: int
    day_of_month: int | None
    early_discount_bp: int | None = None
    early_days: int | None = None

    @property
    def longest(self) -> int:
        """The longest time they give, in days: a month is 30; 0 where money comes first."""
        if self.basis == "eom_day":
            return DAYS_OF_MONTH + (self.day_of_month or 0)
        return self.days + (DAYS_OF_MONTH if self.basis == "eom" else 0) if self.basis != "cash" else 0


def longest_terms(of: Customer) -> int | None:
    """The longest time its terms give, in days; None where none are agreed."""
    if of.terms_basis is None:
        return None
    return Terms(of.terms_basis, of.terms_days or 0, of.terms_day_of_month).longest


SELECT: Final = f"""select c.id,c.code,c.name,c.short_name,c.registration_no,c.country,c.region,c.industry,c.size_class,c.since,o.name,g.name,c.currency,
  c.address,c.phone,c.email,c.note,c.archived_on,t.basis,t.days,t.day_of_month,{limits.standing_state(":d")},{limits.standing_amount(":d")},
  t.early_discount_bp,t.early_days,c.public_body,{limits.added("c.id", ":d")},c.role,e.name
  from customer c left join person o on o.id=c.owner_id left join person e on e.id=c.deputy_id left join party_group g on g.id=c.group_id
  left join terms t on t.id=(select x.id from terms x where x.customer_id=c.id and x.valid_from<=:d order by x.valid_from desc limit 1)
  {limits.joined("c.id", ":d")}"""


def customer(store: Store, customer_id: int, on: date) -> Customer | None:
    return store.one(Customer, f"{SELECT} where c.id=:id", {"id": customer_id, "d": on.isoformat()})


def by_id(store: Store, customers: Collection[int], on: date) -> dict[int, Customer]:
    """Several of them; those that are gone are not among them."""
    found = store.rows(Customer, f"{SELECT} where true {among('c.id', customers)}", {"d": on.isoformat()})
    return {each.id: each for each in found}


def all_customers(store: Store, on: date) -> list[Customer]:
    return store.rows(Customer, f"{SELECT} order by c.code", {"d": on.isoformat()})


def id_of_code(store: Store, code: str) -> int | None:
    found: int | None = store.scalar("select id from customer where code=?", (code,))
    return found


def names(store: Store) -> list[tuple[int, str, str, str | None]]:
    """(id, code, name, short name) of every customer: what an import looks its customers up in."""
    return store.rows(lambda *row: row, "select id,code,name,short_name from customer")


def parties(store: Store) -> dict[int, tuple[str, str, str, bool]]:
    """(code, name, role, archived) of everybody by id."""
    sql = "select id,code,name,role,archived_on is not null from customer"
    return dict(store.rows(lambda each, code, name, role, gone: (each, (code, name, role, bool(gone))), sql))


def next_code(store: Store) -> str:
    """C0001, C0002 ...: the next after the highest of that form."""
    sql = "select coalesce(max(cast(substr(code,2) as integer)),0)+1 from customer where code glob 'C[0-9][0-9][0-9][0-9]*'"
    return f"C{store.scalar(sql):04d}"


def contacts(store: Store, customer_id: int) -> list[Contact]:
    sql = "select id,customer_id,name,role,phone,email,wechat,receives_goods,quiet from contact where customer_id=? and left_on is null order by id"
    return store.rows(Contact, sql, (customer_id,))


def terms_on(store: Store, customer_id: int, on: date) -> Terms | None:
    sql = "select basis,days,day_of_month,early_discount_bp,early_days from terms where customer_id=? and valid_from<=? order by valid_from desc limit 1"
    return store.one(Terms, sql, (customer_id, on.isoformat()))


def terms_history(store: Store, customer_id: int) -> list[tuple[date, Terms]]:
    """(first day, terms), the newest first; the very first hold since ever."""
    sql = """select valid_from,basis,days,day_of_month,early_discount_bp,early_days from terms where customer_id=?
      order by valid_from desc"""
    return store.rows(lambda since, *row: (date.fromisoformat(since), Terms(*row)), sql, (customer_id,))


def search(store: Store, text: str, limit: int = 20) -> list[tuple[int, str, str, str | None, int]]:
    """(id, code, name, phone, owes in the book's currency): names that begin with the text first, then those that hold it;
    among them who was dealt with last."""
    sql = """select c.id, c.code, coalesce(c.short_name,c.name), c.phone, coalesce(s.balance_base,0)
      from customer c left join customer_standing s on s.customer_id=c.id
      where c.archived_on is null and (c.search_key like :some escape '\\' or lower(coalesce(c.registration_no,'')) like :some escape '\\'
        or replace(replace(coalesce(c.phone,''),' ',''),'-','') like :some escape '\\')
      order by case when ' '||c.search_key like :word escape '\\' then 0 else 1 end,
        (select max(j.change_id) from journal j where j.customer_id=c.id) desc nulls last,
        coalesce(s.balance_base,0) desc, c.id limit :limit"""
    safe = literal(text)
    return store.rows(lambda *row: row, sql, {"some": f"%{safe}%", "word": f"% {safe}%", "limit": limit})


def registered(store: Store, code: str) -> list[tuple[int, str]]:
    """(id, name) of the customers with a registration code, however it is written."""
    sql = "select id, coalesce(short_name,name) from customer where replace(upper(coalesce(registration_no,'')),' ','')=? order by id"
    return store.rows(lambda *row: row, sql, (code,))


def insert(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("customer", dict(values))


def update(change: Change, customer_id: int, values: Mapping[str, Any]) -> None:
    change.update("customer", customer_id, dict(values))


def insert_contact(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("contact", dict(values))


def update_contact(change: Change, contact_id: int, values: Mapping[str, Any]) -> None:
    change.update("contact", contact_id, dict(values))


def set_terms(change: Change, customer_id: int, valid_from: str, values: Mapping[str, Any]) -> None:
    """Terms from a day on; a second entry for the same day replaces the first. The very first terms hold for older documents too."""
    if not change.store.scalar("select 1 from terms where customer_id=?", (customer_id,)):
        valid_from = FIRST.isoformat()
    sql = "select id from terms where customer_id=? and valid_from=?"
    known = change.store.scalar(sql, (customer_id, valid_from))
    if known:
        change.update("terms", known, dict(values))
    else:
        change.insert("terms", {"customer_id": customer_id, "valid_from": valid_from, **values})


def group_named(change: Change, name: str) -> int:
    """The id of a group, made when it is new."""
    known = change.store.scalar("select id from party_group where name=?", (name,))
    return int(known) if known else change.insert("party_group", {"name": name})
