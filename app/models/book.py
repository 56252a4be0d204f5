"""The book itself: whose it is, in which currency, the people, the rates of exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from app.models.change import Change
from app.models.dates import now_utc
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Company:
    """Whose book this is; `name_en` = its name on English papers. `sample` = the sample company; `annual_sales` and `own_equity` in minor units of the book's currency.

    `sme_declared`: buyers are told that this is a small or medium firm (款项支付条例 3).
    """

    name: str
    currency: str
    country: str
    pack: str | None
    phone: str | None
    address: str | None
    registration_no: str | None
    size_class: str | None
    sme_declared: bool
    annual_sales: int | None
    sample: bool
    own_equity: int | None = None
    name_en: str | None = None

    def called(self, language: str) -> str:
        """On papers in a language; with one name only, that one."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account of the company; printed on statements where `print` is set."""

    id: int
    bank: str
    number: str
    name: str | None
    currency: str


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    role: str


def found(
    change: Change, *, name: str, currency: str, country: str, pack: str | None, owner: str, sample: bool
) -> None:
    """The first rows of a new book: the book, its company, its owner's profile and a policy for every day."""
    change.insert("book", {"id": 1, "uuid": str(uuid4()), "sample": int(sample), "created_at": now_utc()})
    change.update("person", 1, {"name": owner})
    change.insert("company", {"id": 1, "name": name, "country": country, "currency": currency, "pack": pack})
    change.insert(
        "policy_version", {"effective_from": "0001-01-01", "params": "{}", "pack": pack, "adopted_at": now_utc()}
    )


def make_owner(store: Store) -> None:
    """The first person, before there can be a change that somebody made."""
    with store.derived_only() as change:
        change.derive("insert into person(id,name,role) values(1,'-','owner')")


def is_founded(store: Store) -> bool:
    return bool(store.scalar("select exists(select 1 from book)"))


def uuid(store: Store) -> str:
    return str(store.scalar("select uuid from book"))


def company(store: Store) -> Company:
    sql = """select c.name,c.currency,c.country,c.pack,c.phone,c.address,c.registration_no,c.size_class,c.sme_declared,
      c.annual_sales,b.sample,c.own_equity,c.name_en from company c join book b on b.id=1"""

    def into(*row: Any) -> Company:
        fields = list(row)
        fields[8], fields[10] = bool(row[8]), bool(row[10])
        return Company(*fields)

    return store.rows(into, sql)[0]


def company_name(store: Store) -> str:
    """Also of a file of an earlier version, which knows less of the company."""
    return str(store.scalar("select name from company"))


def update_company(change: Change, values: dict[str, Any]) -> None:
    change.update("company", 1, values)


def accounts(store: Store) -> list[Account]:
    """The bank accounts to be printed, the first one first."""
    return store.rows(Account, "select id,bank,number,name,currency from company_account where print=1 order by id")


def set_account(change: Change, known: Account | None, values: dict[str, Any]) -> None:
    """The first account as given; without one it is made."""
    if known is None:
        change.insert("company_account", values)
    else:
        change.update("company_account", known.id, values)


def people(store: Store) -> list[Person]:
    return store.rows(Person, "select id,name,role from person where active=1 order by id")


def person_named(store: Store, name: str) -> int | None:
    found_id: int | None = store.scalar("select id from person where name=?", (name,))
    return found_id


def add_person(change: Change, name: str, role: str) -> int:
    return change.insert("person", {"name": name, "role": role})


def rate_on(store: Store, currency: str, on: date) -> str | None:
    """The newest known rate not after the day, as decimal text (book units for 1 unit); None when there is none."""
    sql = "select rate from exchange_rate where currency=? and on_day<=? order by on_day desc limit 1"
    rate: str | None = store.scalar(sql, (currency, on.isoformat()))
    return rate


def said_rate(store: Store, currency: str, on: date) -> str | None:
    """The rate of the newest receivable or payment in a currency by a day; None when there is none."""
    sql = """select rate from (select r.issued_on day, r.id, r.rate from receivable r where r.currency=:c and r.voided_on is null and r.issued_on<=:d
      union all select p.paid_on, p.id, p.rate from payment p where p.currency=:c and p.voided_on is null and p.paid_on<=:d)
      order by day desc, id desc limit 1"""
    rate: str | None = store.scalar(sql, {"c": currency, "d": on.isoformat()})
    return rate


def add_rate(change: Change, currency: str, on: date, rate: str, source: str | None) -> int:
    return change.insert(
        "exchange_rate", {"currency": currency, "on_day": on.isoformat(), "rate": rate, "source": source}
    )
