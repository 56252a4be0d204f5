"""The sample company: its size, its stories, and that its figures add up on any day it is made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.models.store import Store
from app.services import demo, prepayments
from tests.book import Book, assert_sound


@pytest.fixture(params=[date(2026, 11, 21), date(2027, 3, 1), date(2028, 2, 29)])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    i18n.use("zh_CN")
    made = Book(tmp_path, today=request.param)
    demo.fill(made.services)
    return made


def test_sample_has_its_size_and_ties_to_the_ledger(sample: Book) -> None:
    counted = {
        table: sample.store.scalar(f"select count(*) from {table}") for table in ("customer", "receivable", "payment")
    }
    assert counted["customer"] == 24
    assert 380 <= counted["receivable"] <= 450
    assert 330 <= counted["payment"] <= 400
    assert sample.services.reports.ageing().difference == 0
    assert_sound(sample.store, sample.today)


def test_stories_show(sample: Book) -> None:
    rows = {row.name: row for row in sample.services.reports.ageing().rows}
    slipping, broken, export = rows["宏达建材样例有限公司"], rows["瑞丰装饰样例工程公司"], rows["北方海样例贸易公司"]
    assert 30 < slipping.overdue_days_max < 120
    assert broken.overdue_days_max > 90
    assert export.buckets[0] > export.total // 2  # long terms: mostly not due
    assert rows["启程文旅样例工作室"].unallocated < 0  # an advance
    store = sample.store
    assert store.scalar("select count(*) from receivable where currency='USD' and rate='7.12'") > 10
    assert store.scalar("select count(*) from dispute") > 0


def test_nothing_of_the_sample_lies_in_the_future(sample: Book) -> None:
    today = sample.today.isoformat()
    assert sample.store.scalar("select count(*) from receivable where issued_on>?", (today,)) == 0
    assert sample.store.scalar("select count(*) from payment where paid_on>?", (today,)) == 0


def test_papers_of_the_sample(sample: Book) -> None:
    """A draft in hand and a refused one, a reply with a seal, a demand, a guarantee that ends soon, a contract."""
    store = sample.store
    last = "select status from bill_event e where bill_id=b.id order by on_day desc, id desc limit 1"
    states = store.rows(str, f"select ({last}) from bill b order by 1")
    assert states == ["held", "refused"]
    assert store.scalar("select count(*) from payment where kind='return'") == 1
    assert store.scalar("select count(*) from confirmation where reply='agrees' and sealed=1") == 1
    assert store.scalar("select count(*) from confirmation where sent_on is null") == 1
    kinds = {row.clock.kind for row in sample.services.clocks.pressing()}
    assert any(kind.startswith("guarantee") for kind in kinds), kinds
    assert store.scalar("select penalty_ppm_day from contract") == 300
    assert store.scalar("select count(*) from dispute where reason='quality' and due_on is not null") == 1


def test_contracts_and_deals_of_the_sample(sample: Book) -> None:
    """One contract lacks its 30 % of 160,000; of the other half has left, and its share of what came first is used up."""
    services, store, today = sample.services, sample.store, sample.today
    waiting, running = (services.contracts.by_number(number) for number in _numbers(store))
    assert prepayments.required(store, today, contract_id=waiting.id).missing == 4_800_000
    sheet = services.exposure.sheet(running.customer_id)
    assert sheet.line("prepayments").amount == -1_350_000  # 27,000 paid ahead, half of it for the batch that left
    assert store.scalar("select amount from shipment") == 4_500_000
    assert store.rows(str, "select stage from deal where custom_goods=1") == ["ordered"]
    assert services.deposits.held()[0].amount == 3_000_000
    cover = services.insurance.cover(services.customers.by_code("K009").id)
    assert cover is not None and cover.cover_bp == 9_000
    assert store.rows(str, "select verdict from decision order by id") == ["prepay", "ok"]


def _numbers(store: Store) -> list[str]:
    return store.rows(str, "select number from contract where amount in(16000000,9000000) order by amount desc")
