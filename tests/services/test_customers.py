"""Customers: what may be entered, how they are found, terms and limits that count from a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.models.errors import Invalid, UserError
from app.models.listing import Query
from app.models.money import ABSURD
from app.services.customers import Customers, LimitDraft
from tests.book import TODAY, Book


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("code", "A"),
        ("currency", "yuan"),
        ("terms_days", -1),
        ("terms_days", 3651),
        ("limit", LimitDraft("set", -1)),
        ("limit", LimitDraft("set", ABSURD)),
        ("since", date(1066, 10, 14)),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(book: Book, field: str, value: Any) -> None:
    book.ledger("customer A")
    with pytest.raises(Invalid) as refused:
        book.services.customers.add({"name": "Hongda", field: value})
    assert refused.value.field == field
    assert book.store.rows(str, "select name from customer") == ["A Company"]


def test_codes_follow_each_other_and_the_currency_is_the_books(book: Book) -> None:
    customers = book.services.customers
    made = [customers.get(customers.add({"name": name})) for name in ("Hongda", "Yongchang")]
    assert [(each.code, each.currency) for each in made] == [("C0001", "CNY"), ("C0002", "CNY")]
    customers.add({"name": "Old", "code": "C0041"})
    assert customers.get(customers.add({"name": "Next", "currency": "usd"})).code == "C0042"
    assert customers.by_code("Next").currency == "USD"


def test_found_by_code_or_by_the_only_name(book: Book) -> None:
    book.ledger("customer A\ncustomer B")
    customers = book.services.customers
    assert customers.by_code("A").code == customers.by_code("A Company").code == "A"
    customers.update(book.ids["B"], {"name": "A Company"})
    with pytest.raises(UserError, match="There is no customer"):
        customers.by_code("A Company")


def test_spellings_of_one_firm_are_alike(book: Book) -> None:
    customers = book.services.customers
    known = customers.add({"name": "宏达（上海）有限公司"})
    assert [each.id for each in customers.similar("宏达(上海) 有限责任公司")] == [known]
    assert customers.similar("宏达（上海）有限公司", but=known) == []
    assert customers.similar("宏达（北京）有限公司") == []


def test_terms_and_limit_count_from_their_day(book: Book) -> None:
    earlier = Customers(book.store, date(2026, 3, 1))
    made = earlier.add({"name": "Hongda", "terms_days": 30, "limit": LimitDraft("set", 50000)})
    book.services.customers.update(made, {"terms_days": 60, "limit": LimitDraft("set", 0)})
    now, then = book.services.customers.get(made), earlier.get(made)
    assert (now.terms_days, now.limit_state, now.limit_amount) == (60, "set", 0)
    assert (then.terms_days, then.limit_state, then.limit_amount) == (30, "set", 50000)
    first = Customers(book.store, date(2026, 2, 28)).get(made)
    assert (first.terms_days, first.limit_state) == (30, "not_set")  # the first terms hold for older documents too
    assert book.services.receivables.due_by_terms(made, TODAY) == date(2027, 1, 20)


def test_a_group_is_made_when_it_is_new_shared_and_left_again(book: Book) -> None:
    customers = book.services.customers
    first, second = (customers.add({"name": name, "group": "Hongda Group"}) for name in ("Hongda", "Hongda Two"))
    assert [customers.get(each).group for each in (first, second)] == ["Hongda Group", "Hongda Group"]
    assert book.store.rows(str, "select name from party_group") == ["Hongda Group"]
    customers.update(first, {"group": "", "currency": "usd"})
    assert (customers.get(first).group, customers.get(first).currency) == (None, "USD")


def test_deputy_is_another_person_and_the_list_finds_both(book: Book) -> None:
    book.ledger("customer A net 30\ncustomer B net 30")
    with book.store.change("person.add") as change:
        chen, li = (change.insert("person", {"name": name, "role": "sales", "active": 1}) for name in ("Chen", "Li"))
    customers = book.services.customers
    customers.update(book.ids["A"], {"owner_id": chen, "deputy_id": li})
    customers.update(book.ids["B"], {"owner_id": li})
    assert (customers.get(book.ids["A"]).owner, customers.get(book.ids["A"]).deputy) == ("Chen", "Li")
    found = book.services.lists.keys("customers", Query(("owner",), params={"owner": "Li"}))
    assert sorted(found) == sorted([book.ids["A"], book.ids["B"]])
    with pytest.raises(Invalid) as refused:
        customers.update(book.ids["B"], {"owner_id": li, "deputy_id": li})
    assert refused.value.field == "deputy_id"
