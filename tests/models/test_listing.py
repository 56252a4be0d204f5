"""Lists sort, filter, search, sum and page as asked, and take no word from outside as SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.models import listing
from app.models.contract_list import CONTRACTS
from app.models.deal_list import DEALS
from app.models.listing import Listing, Query
from app.models.lists import CUSTOMERS, PAYMENTS, days_of
from app.models.receivable_list import RECEIVABLES
from app.models.store import Store
from tests.book import TODAY, Book

DAYS = days_of(TODAY)
MONEY = {**DAYS, "book": "CNY", "rates": '{"USD": 7.0}'}

LEDGER = """
    customer A net 30 limit 5000
    customer B net 30
    customer C limit 0
    invoice  A-1 A 2026-07-01 due 2026-07-31 100.00
    invoice  A-2 A 2026-10-20 due 2026-11-20:60 2026-12-20:40 100.00
    invoice  B-1 B 2026-09-01 due 2026-10-01 7000.00
    invoice  B-2 B 2026-11-01 due 2026-11-21 50.00
    invoice  C-1 C 2026-08-20 due 2026-09-01 30.00
    invoice  C-2 C 2026-08-21 due - 5.00
    payment  P-1 A 2026-08-10 40.00 -> A-1:30 A-2:10
    payment  P-2 C 2026-09-05 90.00 -> C-1
    payment  P-3 B 2026-09-06 5.00 -> B-1
    void     P-3
    dispute  B-1 2026-10-02 25.00
"""


@pytest.fixture
def ledger(book: Book) -> Book:
    return book.ledger(LEDGER)


def ask(store: Store, of: Listing, *filters: str, search: str = "", sort: str = "", **params: str | int) -> list[int]:
    days: Mapping[str, Any] = MONEY if of is CUSTOMERS else DAYS
    by = ((sort.lstrip("-"), sort.startswith("-")),) if sort else ()
    return listing.keys(store, of, Query(filters, search, by, {**days, **params}))


def column(store: Store, of: Listing, keys: list[int], name: str) -> list[Any]:
    place = list(of.columns).index(name)
    return [row[place] for row in listing.page(store, of, keys, MONEY if of is CUSTOMERS else DAYS)]


def receivables(book: Book, *filters: str, **how: Any) -> list[tuple[str, int]]:
    """(number, open in whole yuan) of what a query gives, in its order."""
    keys = ask(book.store, RECEIVABLES, *filters, **how)
    numbers, opens = (column(book.store, RECEIVABLES, keys, name) for name in ("number", "open"))
    return [(number, open_ // 100) for number, open_ in zip(numbers, opens, strict=True)]


def customers(book: Book, *filters: str, **how: Any) -> list[str]:
    keys = ask(book.store, CUSTOMERS, *filters, **how)
    return column(book.store, CUSTOMERS, keys, "code")


def payments(book: Book, *filters: str, **how: Any) -> list[str]:
    return column(book.store, PAYMENTS, ask(book.store, PAYMENTS, *filters, **how), "number")


def test_open_receivables_come_by_due_day_and_without_one_last(ledger: Book) -> None:
    by_due = [("A-1", 70), ("B-1", 7000), ("A-2", 50), ("B-2", 50), ("A-2", 40), ("C-2", 5)]
    assert receivables(ledger, "open", sort="due_on") == by_due
    assert receivables(ledger, "open", sort="-due_on") == [*reversed(by_due[:5]), by_due[5]]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("not_due", ["B-2", "A-2"]),
        ("due_soon", ["B-2"]),
        ("overdue", ["A-1", "B-1", "A-2"]),
        ("1-30", ["A-2"]),
        ("31-60", ["B-1"]),
        ("61-90", []),
        ("91+", ["A-1"]),
        ("no_date", ["C-2"]),
        ("settled", ["C-1"]),
        ("disputed", ["B-1"]),
        ("voided", []),
    ],
)
def test_each_filter_of_receivables(ledger: Book, name: str, numbers: list[str]) -> None:
    assert [number for number, _open in receivables(ledger, name, sort="due_on")] == numbers


def test_filters_all_hold_and_take_parameters(ledger: Book) -> None:
    customer = ledger.ids["A"]
    assert receivables(ledger, "open", "customer", customer=customer, sort="due_on") == [
        ("A-1", 70),
        ("A-2", 50),
        ("A-2", 40),
    ]
    since = {"since": "2026-09-01", "until": "2026-10-31"}
    assert receivables(ledger, "issued", "overdue", sort="number", **since) == [("A-2", 50), ("B-1", 7000)]


def test_the_longest_overdue_first(ledger: Book) -> None:
    found = receivables(ledger, "live", sort="-overdue_days")
    assert found[:3] == [("A-1", 70), ("B-1", 7000), ("A-2", 50)]


def test_sums_are_of_every_row_that_fits(ledger: Book) -> None:
    every = listing.summary(ledger.store, RECEIVABLES, Query(("live",), params=DAYS))
    assert (every.count, every.sums) == (
        7,
        {"amount": 7_285_00, "received": 70_00, "given": 0, "open": 7_215_00, "disputed": 25_00},
    )
    late = listing.summary(ledger.store, RECEIVABLES, Query(("overdue",), params=DAYS))
    assert (late.count, late.sums["open"]) == (3, 7_120_00)


def test_counts_of_the_chips_in_one_pass(ledger: Book) -> None:
    found = listing.counts(ledger.store, RECEIVABLES, ["open", "overdue", "91+", "voided"], DAYS)
    assert found == {"open": 6, "overdue": 3, "91+": 1, "voided": 0}


def test_customers_by_what_they_owe(ledger: Book) -> None:
    assert customers(ledger, "all", sort="-owes") == ["B", "A", "C"]
    assert customers(ledger, "owing", sort="owes") == ["A", "B"]
    assert customers(ledger, "overdue", sort="-overdue_days") == ["A", "B"]
    assert customers(ledger, "over_limit") == []
    assert customers(ledger, "no_limit") == ["B"]
    assert customers(ledger, "top5") == ["A", "B"]
    assert customers(ledger, "advance") == ["C"]


def test_over_the_limit_and_how_much_of_it_is_used(book: Book) -> None:
    book.ledger("""
        customer A limit 100
        customer B limit 100
        customer C limit 0
        customer D limit unlimited
        customer E USD limit 100
        invoice  A-1 A 2026-11-01 101.00
        invoice  B-1 B 2026-11-01 50.00
        invoice  C-1 C 2026-11-01 1.00
        invoice  D-1 D 2026-11-01 9000.00
        invoice  E-1 E 2026-11-01 99.00 USD @7.5
    """)
    assert customers(book, "over_limit", sort="-used") == [
        "C",
        "A",
    ]  # $99 of $100 is not over it, whatever a dollar is worth
    assert customers(book, "all", sort="-used") == ["C", "A", "E", "B", "D"]
    assert customers(book, "all", sort="-available") == [
        "B",
        "E",
        "A",
        "C",
        "D",
    ]  # ¥50, $1 at 7 is ¥7, -¥1, -¥1, no end


def test_chinese_names_come_in_the_order_of_their_pinyin(book: Book) -> None:
    for code, name, short in [
        ("1", "永昌贸易有限公司", None),
        ("2", "Alpha Trading", None),
        ("3", "上海宏达建材有限公司", "宏达建材"),
        ("4", "安泰五金", None),
        ("5", "zeta", None),
        ("6", "鑫盛装饰", None),
    ]:
        book.services.customers.add({"code": code, "name": name, "short_name": short})
    # alpha, antai, hongda (its short name, not Shanghai), xinsheng, yongchang, zeta
    assert customers(book, "all", sort="name") == ["2", "4", "3", "6", "1", "5"]


def test_search_finds_pinyin_initials_phone_and_contact(book: Book) -> None:
    hongda = book.services.customers.add({"code": "H", "name": "宏达建材有限公司", "phone": "138 0013 8000"})
    book.services.customers.add({"code": "Y", "name": "永昌贸易"})
    book.services.customers.add_contact(hongda, {"name": "王会计", "phone": "13911112222"})
    for words in ("hdjc", "宏达", "hong'da", "H D J C", "138001", "王会计", "wkj", "1391111"):
        assert customers(book, search=words) == ["H"], words
    assert customers(book, search="没有") == []
    assert customers(book, search="%") == []
    assert len(customers(book, search="  ")) == 2


def test_search_of_receivables_looks_at_the_customer_too(ledger: Book) -> None:
    assert [number for number, _open in receivables(ledger, search="b comp")] == ["B-1", "B-2"]
    assert [number for number, _open in receivables(ledger, search="a-1")] == ["A-1"]
    assert receivables(ledger, search="_-1") == []


def test_payments_say_what_they_settled_and_what_is_left(ledger: Book) -> None:
    keys = ask(ledger.store, PAYMENTS, sort="paid_on")
    assert column(ledger.store, PAYMENTS, keys, "number") == ["P-1", "P-2", "P-3"]
    assert column(ledger.store, PAYMENTS, keys, "applied_to") == ["A-1, A-2", "C-1", None]
    assert column(ledger.store, PAYMENTS, keys, "unapplied") == [0, 60_00, 0]
    assert payments(ledger, "unapplied") == ["P-2"]
    assert payments(ledger, "voided") == ["P-3"]
    assert payments(ledger, "paid", "live", since="2026-09-01", until="2026-09-30") == ["P-2"]
    assert listing.summary(ledger.store, PAYMENTS, Query()).sums == {"amount": 130_00, "unapplied": 60_00}


def test_money_moved_away_is_not_named(book: Book) -> None:
    book.ledger("""
        customer A net 30
        invoice  A-1 A 2026-01-10 10.00
        invoice  A-2 A 2026-01-11 10.00
        payment  P-1 A 2026-02-20 10.00 -> A-1
        move     P-1 2026-03-05 A-1 -> A-2:10
    """)
    assert column(book.store, PAYMENTS, ask(book.store, PAYMENTS), "applied_to") == ["A-2"]


def test_rows_come_in_the_order_of_the_keys_and_gone_ones_are_left_out(ledger: Book) -> None:
    keys = ask(ledger.store, RECEIVABLES, sort="number")
    wanted = [keys[3], 999_999, keys[0]]
    assert [row[0] for row in listing.page(ledger.store, RECEIVABLES, wanted, DAYS)] == [keys[3], keys[0]]


HOSTILE = ["id; drop table customer", "owes) or (1=1", "", "name desc", "c.id", "__class__"]


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("of", [CUSTOMERS, RECEIVABLES, PAYMENTS])
def test_a_name_that_is_not_in_the_listing_is_refused(book: Book, of: Listing, word: str) -> None:
    tries: list[Callable[[], object]] = [
        lambda: listing.keys(book.store, of, Query(sort=((word, False),), params=DAYS)),
        lambda: listing.keys(book.store, of, Query(filters=(word,), params=DAYS)),
        lambda: listing.keys(book.store, of, Query(params={**DAYS, word: 1})),
        lambda: listing.summary(book.store, of, Query(filters=(word,), params=DAYS)),
        lambda: listing.counts(book.store, of, [word], DAYS),
        lambda: listing.page(book.store, of, [1], {word: 1}),
    ]
    for attempt in tries:
        with pytest.raises(LookupError):
            attempt()


def test_a_filter_without_its_parameter_is_refused(book: Book) -> None:
    with pytest.raises(LookupError, match="customer"):
        listing.keys(book.store, RECEIVABLES, Query(("customer",), params=DAYS))


@pytest.mark.parametrize("word", ["'; drop table customer; --", "%' or '1'='1", "a\\", "it's"])
def test_hostile_words_are_only_searched_for(ledger: Book, word: str) -> None:
    assert customers(ledger, search=word) == []
    assert len(customers(ledger)) == 3


def plan(store: Store, sql: str, params: Mapping[str, Any]) -> str:
    steps: list[str] = store.rows(lambda *row: str(row[-1]), f"explain query plan {sql}", params)
    return "\n".join(steps)


def test_the_open_list_reads_only_what_is_open(ledger: Book) -> None:
    """No scan of all receivables: the partial indexes on open items, then the rows by their primary key."""
    for name in ("open", "overdue", "1-30", "91+"):
        steps = plan(
            ledger.store, *listing.keys_sql(RECEIVABLES, Query((name,), sort=(("due_on", False),), params=DAYS))
        )
        assert "open_item_live" in steps or "open_item_due" in steps, steps
        assert "SEARCH i USING INTEGER PRIMARY KEY" in steps, steps


def test_a_page_finds_its_rows_by_primary_key(ledger: Book) -> None:
    for of, alias in ((CUSTOMERS, "c"), (RECEIVABLES, "i"), (PAYMENTS, "p")):
        params = MONEY if of is CUSTOMERS else DAYS
        steps = plan(ledger.store, listing.page_sql(of, [1, 2, 3]), params)
        assert f"SEARCH {alias} USING INTEGER PRIMARY KEY" in steps, steps
        whole = ("SCAN t", "SCAN r", "SCAN c", "SCAN s", "SCAN exposure_line")
        assert not [step for step in steps.splitlines() if step.startswith(whole)], steps


def test_a_page_of_contracts_and_deals_reads_no_table_whole(ledger: Book) -> None:
    """Plans, milestones, receivables and money of a contract are found by indexes; a search without one reads a table whole."""
    for of, alias in ((CONTRACTS, "k"), (DEALS, "d")):
        steps = plan(ledger.store, listing.page_sql(of, [1, 2, 3]), MONEY)
        assert f"SEARCH {alias} USING INTEGER PRIMARY KEY" in steps, steps
        assert not re.findall(r"^(?:SCAN (?!CONSTANT|\(subquery|u$).*|SEARCH \w+)$", steps, re.MULTILINE), steps


def test_page_of_receivables_reads_no_table_whole_but_the_small_ones(book: Book) -> None:
    """What was given up is found from the adjustments: the allocations, many, are looked up."""
    plan = book.store.db.execute(
        "explain query plan " + listing.page_sql(RECEIVABLES, [1, 2]), {"on": "2026-11-21"}
    ).fetchall()
    assert not [step for *_ids, step in plan if step.startswith("SCAN") and " ay" in step]
