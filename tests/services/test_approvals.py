"""Exceptions approved: who may give them, what they release, and how they end."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.errors import Invalid, UserError
from app.services.approvals import Approvals
from app.services.shipping import Shipping
from tests.book import TODAY, Book
from tests.reviewing import at_the_desk, staff

YESTERDAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 22)
LEDGER = "customer A limit 1000\ninvoice A-1 A 2026-11-01 due 2026-12-01 900.00"


def ordered(book: Book, amount: int, day: date = TODAY) -> int:
    """A decision about an order, recorded on a day; major units."""
    shipping = Shipping(book.store, day)
    return shipping.record(shipping.ask(book.ids["A"], amount * 100))


def test_a_manager_releases_a_tenth_over_the_limit_and_the_owner_more(book: Book) -> None:
    """900 owed, limit 1,000: 200 more are 10 % over it, 201 more than that."""
    people = staff(book.ledger(LEDGER), anna="sales", mia="manager", max="manager")
    with at_the_desk(book, people["anna"]):
        small, large = ordered(book, 200), ordered(book, 201)
    approvals = book.services.approvals
    with at_the_desk(book, people["mia"]):
        assert (approvals.authority(small, reason="x").level, approvals.authority(small, reason="x").refusals) == (
            "manager",
            (),
        )
        found = approvals.authority(large, reason="x")
        assert (found.level, [code for code, _text in found.refusals]) == ("manager_owner", ["second"])
        approvals.approve(small, reason="pays on Friday")
    with at_the_desk(book, people["max"]):
        second = ordered(book, 250)
    with at_the_desk(book, people["mia"]):
        assert approvals.authority(second, reason="x").refusals == ()  # two managers, up to a fifth over it
        assert approvals.authority(ordered(book, 301), reason="x").level == "owner"
    assert approvals.authority(large, reason="x").refusals == ()  # the owner any


def test_nobody_approves_their_own_decision_where_others_could(book: Book) -> None:
    people = staff(book.ledger(LEDGER), mia="manager")
    with at_the_desk(book, people["mia"]):
        decision = ordered(book, 200)
        with pytest.raises(UserError, match="does not approve it"):
            book.services.approvals.approve(decision, reason="pays on Friday")
    approval = book.services.approvals.approve(decision, reason="pays on Friday")
    found = book.services.approvals.get(approval)
    assert (found.proposer, found.approver, found.alone) == ("mia", "Owner", False)


def test_who_is_alone_sleeps_on_more_than_the_limit(book: Book) -> None:
    decision = ordered(book.ledger(LEDGER), 200)
    with pytest.raises(UserError, match="2026-11-22"):
        book.services.approvals.approve(decision, reason="pays on Friday")
    approval = Approvals(book.store, TOMORROW).approve(decision, reason="pays on Friday")
    assert book.services.approvals.get(approval).alone


def test_who_is_alone_needs_no_night_where_the_limit_is_not_passed(book: Book) -> None:
    book.ledger("customer A limit 1000\ninvoice A-1 A 2026-10-01 due 2026-10-20 100.00")
    approval = book.services.approvals.approve(ordered(book, 200), reason="pays on Friday")
    assert book.services.approvals.get(approval).covers == ("oldest_overdue", "overdue_share")


def test_a_reason_is_typed(book: Book) -> None:
    decision = ordered(book.ledger(LEDGER), 200)
    with pytest.raises(Invalid) as caught:
        Approvals(book.store, TOMORROW).approve(decision, reason=" ")
    assert caught.value.field == "reason"


def test_an_approval_releases_one_order_up_to_its_amount_until_its_day(book: Book) -> None:
    decision = ordered(book.ledger(LEDGER), 200)
    tomorrow = Approvals(book.store, TOMORROW)
    approval = tomorrow.approve(
        decision, reason="pays on Friday", conditions="cash on delivery of the rest", last_day=date(2026, 11, 30)
    )
    found = tomorrow.get(approval)
    assert (found.number, found.subject, found.covers) == ("TP-2026-001", "over_limit", ("limit",))
    assert (found.exposure_before, found.exposure_after) == (900_00, 1_100_00)
    assert (found.valid_from, found.last_day) == (TOMORROW, date(2026, 11, 30))

    def verdict(amount: int, on: date) -> str:
        return book.services.shipping.ask(book.ids["A"], amount * 100, on=on).verdict

    assert [verdict(200, day) for day in (TODAY, TOMORROW, date(2026, 11, 30), date(2026, 12, 1))] == [
        "prepay", "ok", "ok", "prepay",
    ]  # fmt: skip
    assert verdict(201, TOMORROW) == "prepay"
    answer = book.services.shipping.ask(book.ids["A"], 200_00, on=TOMORROW)
    assert (answer.released, answer.approvals) == (("limit",), ("TP-2026-001",))


def test_an_approval_releases_nothing_that_came_after_it(book: Book) -> None:
    decision = ordered(book.ledger(LEDGER), 200)
    Approvals(book.store, TOMORROW).approve(decision, reason="pays on Friday")
    book.services.claims.add_hold(book.ids["A"], "credit", "owner said so")
    assert book.services.shipping.ask(book.ids["A"], 200_00, on=TOMORROW).verdict == "stop"


def test_an_approval_is_taken_back_with_a_reason_and_not_undone(book: Book) -> None:
    decision = ordered(book.ledger(LEDGER), 200)
    tomorrow = Approvals(book.store, TOMORROW)
    approval = tomorrow.approve(decision, reason="pays on Friday")
    with pytest.raises(UserError, match="Take back an approved exception"):
        book.services.history.undo()
    tomorrow.revoke(approval, "order cancelled")
    assert (tomorrow.get(approval).state(TOMORROW), tomorrow.get(approval).revoke_reason) == (
        "revoked",
        "order cancelled",
    )
    assert book.services.shipping.ask(book.ids["A"], 200_00, on=TOMORROW).verdict == "prepay"
    with pytest.raises(UserError, match="holds no longer"):
        tomorrow.revoke(approval, "again")


def test_what_holds_nothing_back_needs_no_approval(book: Book) -> None:
    decision = ordered(book.ledger(LEDGER), 100)
    with pytest.raises(UserError, match="without an approval"):
        book.services.approvals.approve(decision, reason="to be sure")


@pytest.mark.parametrize("last_day", [date(2026, 11, 21), date(2026, 12, 23)])
def test_an_approval_holds_a_month_at_most(book: Book, last_day: date) -> None:
    decision = ordered(book.ledger(LEDGER), 200)
    with pytest.raises(Invalid) as caught:
        Approvals(book.store, TOMORROW).approve(decision, reason="pays on Friday", last_day=last_day)
    assert caught.value.field == "last_day"


def test_an_approval_used_by_a_shipment_answers_for_no_other(book: Book) -> None:
    book.ledger("customer A limit 1000\ncontract K-1 A 2026-11-02 1200\nplan K-1 100%:delivery+30")
    shipping = Shipping(book.store, YESTERDAY)
    decision = shipping.record(shipping.ask(book.ids["A"], contract_id=book.ids["K-1"]))
    approval = book.services.approvals.approve(decision, reason="pays on Friday", amount=1_200_00)
    assert book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"]).verdict == "ok"
    assert book.services.shipping.ask(book.ids["A"], 1_100_00).verdict == "prepay"  # for that contract alone
    assert book.services.approvals.get(approval).state(TODAY) == "live"
    made = book.services.shipments.deliver(TODAY, contract_id=book.ids["K-1"], decision_id=decision)
    found = book.services.approvals.get(approval)
    assert (found.state(TODAY), found.used_by) == ("used", made)
    with pytest.raises(UserError, match="have left"):
        book.services.approvals.revoke(approval, "too late")
    assert book.services.history.undo().label == "shipment.deliver"
    assert book.services.approvals.get(approval).state(TODAY) == "live"


def test_goods_that_never_left_did_not_use_it_up(book: Book) -> None:
    book.ledger("customer A limit 1000\ncontract K-1 A 2026-11-02 1200\nplan K-1 100%:delivery+30")
    shipping = Shipping(book.store, YESTERDAY)
    decision = shipping.record(shipping.ask(book.ids["A"], contract_id=book.ids["K-1"]))
    approval = book.services.approvals.approve(decision, reason="pays on Friday", amount=1_200_00)
    made = book.services.shipments.deliver(TODAY, contract_id=book.ids["K-1"], decision_id=decision)
    book.services.shipments.void(made, "the truck came back")
    assert book.services.approvals.get(approval).state(TODAY) == "live"
    assert book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"]).verdict == "ok"
