"""May I ship, asked of small ledgers; every figure can be followed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.credit_profile import Profile
from app.models.customers import Terms
from app.models.errors import Invalid, UserError
from app.services import company
from app.services.deals import DealDraft
from app.services.insurance_drafts import BuyerLimitDraft, PolicyDraft
from app.services.limits import Level
from app.services.payments import PaymentDraft
from app.services.review_proposals import Proposal
from app.services.securities import SecurityDraft
from app.services.shipping import Shipping
from tests.book import TODAY, Book
from tests.reviewing import at_the_desk, filled, ready, staff
from tests.shipping import MOCK, ask, told


def test_the_story_of_the_design(book: Book) -> None:
    """320,000 owed, 80,000 of it overdue by 41 days at most, limit 350,000: an order of 80,000."""
    found = ask(book.ledger(MOCK), "80000")
    assert told(found) == ("prepay", ["oldest_overdue", "limit"])
    late, over = found.reasons
    assert late.figures == {"amount": 80_000_00, "days": 41, "most": 15}
    assert [(each.label, each.amount, each.days) for each in late.documents] == [
        ("A-1", 30_000_00, 41),
        ("A-2", 50_000_00, 15),
    ]
    assert (over.figures["after"], over.figures["over"], over.figures["share"]) == (400_000_00, 50_000_00, 1429)
    assert (found.before, found.after, found.collect) == (320_000_00, 400_000_00, 50_000_00)
    assert [(each.code, each.amount, each.after) for each in found.ways] == [
        ("collect", 50_000_00, 350_000_00), ("receive", 80_000_00, 320_000_00), ("approval", 80_000_00, 400_000_00),
    ]  # fmt: skip


def test_a_part_payment_that_cures_the_delay_turns_the_answer_at_once(book: Book) -> None:
    book.ledger(MOCK)
    assert told(ask(book, "20000")) == ("prepay", ["oldest_overdue"])
    book.ledger("payment P-1 A 2026-11-21 30000.00 -> A-1")
    assert told(ask(book, "20000")) == ("ok", [])


def test_the_states_of_a_limit(book: Book) -> None:
    book.ledger("customer N\ncustomer Z limit 0\ncustomer U limit unlimited\ncustomer S limit 1000")
    assert told(ask(book, "1000", "S")) == ("ok", [])
    assert told(ask(book, "1001", "S")) == ("prepay", ["limit"])
    assert told(ask(book, "1", "Z")) == ("stop", ["limit_zero"])
    assert told(ask(book, "999999", "U")) == ("ok", [])
    unknown = ask(book, "1", "N")
    assert (told(unknown), unknown.is_unrated) == (("approval", ["limit_proposal"]), True)


def test_a_limit_that_ran_out_is_zero_for_new_orders(book: Book) -> None:
    book.ledger("customer A")
    limits = book.services.limits
    limits.set_standing(book.ids["A"], Level("set", 5_000_00), valid_from=date(2026, 1, 1), last_day=date(2026, 11, 20))
    assert told(ask(book, "1")) == ("stop", ["limit_expired"])
    assert told(ask(book, "1", on=date(2026, 11, 20))) == ("ok", [])
    limits.set_temporary(book.ids["A"], 1_000_00, last_day=date(2026, 11, 30))
    assert told(ask(book, "1000")) == ("ok", [])


def test_a_limit_cut_below_what_is_owed_takes_effect_at_once(book: Book) -> None:
    book.ledger("customer A limit 5000\ninvoice A-1 A 2026-11-01 due 2026-12-01 3000.00")
    assert told(ask(book, "2000")) == ("ok", [])
    book.services.limits.set_standing(book.ids["A"], Level("set", 2_000_00))
    found = ask(book, "1")
    assert told(found) == ("prepay", ["limit"])
    assert found.reasons[0].figures["over"] == 1_001_00
    assert [each.code for each in found.ways] == ["receive", "approval"]


def test_money_paid_ahead_is_not_counted_twice(book: Book) -> None:
    """Limit 1,000, order 1,000, half of it paid ahead."""
    book.ledger("customer A limit 1000\ncontract K-1 A 2026-11-02 1000")
    book.ledger("plan K-1 50%:before_shipment 50%:delivery+30")
    waiting = book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"])
    assert (told(waiting), waiting.collect) == (("prepay", ["prepayment"]), 500_00)
    assert (waiting.asked, waiting.after, waiting.credit) == (1_000_00, 500_00, 500_00)
    book.ledger("prepay P-1 A 2026-11-20 500.00 K-1")
    paid = book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"])
    assert (told(paid), paid.before, paid.after, paid.credit) == (("ok", []), -500_00, 500_00, 500_00)


def test_work_of_a_deal_at_risk_already_is_not_counted_twice(book: Book) -> None:
    book.ledger("customer A limit 1000")
    draft = DealDraft(
        book.ids["A"], 1_000_00, stage="ordered", number="D-1", custom_goods=True, cost_incurred=600_00, resale_bp=0,
        opened_on=date(2026, 11, 2), ordered_on=date(2026, 11, 2),
    )  # fmt: skip
    deal = book.services.deals.add(draft)
    found = book.services.shipping.ask(book.ids["A"], deal_id=deal)
    assert (found.about, found.before, found.after, found.verdict) == ("D-1", 600_00, 1_000_00, "ok")
    part = book.services.shipping.ask(book.ids["A"], 500_00, deal_id=deal)
    assert part.after == 800_00
    assert told(ask(book, "401")) == ("prepay", ["limit"])


def test_a_foreign_order_is_held_against_the_limit_in_our_currency(book: Book) -> None:
    book.services.rates.add_exchange("USD", date(2026, 11, 1), "7.1")
    book.ledger("customer A limit 710")
    found = book.services.shipping.ask(book.ids["A"], 100_00, "usd")
    assert (told(found), found.asked, found.order, found.order_currency) == (("ok", []), 710_00, 100_00, "USD")
    assert told(book.services.shipping.ask(book.ids["A"], 100_01, "USD"))[0] == "prepay"
    with pytest.raises(Invalid, match="EUR"):
        book.services.shipping.ask(book.ids["A"], 100_00, "EUR")


def test_without_a_rate_of_the_day_the_newest_document_says_one(book: Book) -> None:
    book.ledger("customer A limit 1710\ninvoice A-1 A 2026-11-01 due 2026-12-06 100 USD @7.1\nvoid A-1")
    with pytest.raises(Invalid, match="USD and CNY"):
        book.services.shipping.ask(book.ids["A"], 100_00, "USD")
    book.ledger("invoice A-2 A 2026-11-01 due 2026-12-06 100 USD @7.1")
    found = book.services.shipping.ask(book.ids["A"], 100_00, "USD")
    assert (told(found), found.before, found.asked, found.own_rates) == (("ok", []), 710_00, 710_00, ("USD",))
    assert told(book.services.shipping.ask(book.ids["A"], 141_00, "USD"))[0] == "prepay"


def test_what_is_to_come_in_another_currency_is_never_a_cent_too_little(book: Book) -> None:
    """500.03 yuan at 6.91 are 72.363 dollars: 72.36 would leave two fen."""
    book.services.rates.add_exchange("USD", date(2026, 11, 1), "6.91")
    book.ledger(
        "customer A USD limit 500\ncontract K-1 A 2026-11-02 1000.06 CNY\nplan K-1 50%:before_shipment 0:delivery"
    )
    assert book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"]).missing == 72_37
    book.ledger("prepay P-1 A 2026-11-21 72.37 USD K-1")
    assert told(book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"])) == ("ok", [])


def test_a_limit_is_not_passed_by_debts_that_nobody_can_convert(book: Book) -> None:
    book.ledger("customer A USD limit 1000\ninvoice A-1 A 2026-11-01 due 2026-12-06 90000 CNY")
    found = ask(book, "100")
    assert (told(found), found.unconverted) == (("approval", ["limit_unknown"]), ("CNY",))


def test_a_hold_stops_whatever_was_paid(book: Book) -> None:
    book.ledger("customer A limit 1000")
    hold = book.services.claims.add_hold(book.ids["A"], "credit", "owner said so")
    assert told(ask(book, "10")) == ("stop", ["hold"])
    book.services.claims.lift_hold(hold)
    assert told(ask(book, "10")) == ("ok", [])


def test_what_is_in_dispute_is_not_overdue(book: Book) -> None:
    book.ledger("customer A limit 1000\ninvoice A-1 A 2026-08-01 due 2026-09-01 100.00\ndispute A-1 2026-09-02 100.00")
    found = ask(book, "10")
    assert (found.before, told(found)) == (100_00, ("ok", []))


def test_a_group_shares_one_limit_and_one_late_member_stops_the_others(book: Book) -> None:
    book.ledger("customer A limit 1000\ncustomer B limit 1000\ninvoice B-1 B 2026-11-01 due 2026-12-01 600.00")
    for code in ("A", "B"):
        book.services.customers.update(book.ids[code], {"group": "North"})
    group = book.services.limits.group(book.ids["A"])
    assert group is not None
    book.services.limits.set_group(group.group.id, Level("set", 1_000_00))
    assert told(ask(book, "400")) == ("ok", [])
    found = ask(book, "401")
    assert (told(found), found.collect) == (("prepay", ["group"]), 1_00)
    assert found.group is not None
    assert (found.group.before, found.group.after, found.group.limit) == (600_00, 1_001_00, 1_000_00)
    book.ledger("invoice B-2 B 2026-07-01 due 2026-09-21 10.00")  # 61 days overdue
    stopped = ask(book, "1")
    assert told(stopped) == ("stop", ["group_late"])
    assert stopped.group is not None
    assert stopped.group.late == ("B Company",)


def test_orders_split_within_a_week_are_one(book: Book) -> None:
    """We sell 1,000,000 a year: 3 % of that are large, 30,000."""
    company.update(book.store, {"annual_sales": 1_000_000_00})
    book.ledger("customer A limit unlimited\ninvoice A-1 A 2026-11-14 due 2026-12-01 20000.00")
    assert told(ask(book, "29999")) == ("ok", [])  # a week ago and longer
    assert told(ask(book, "30000")) == ("approval", ["large_deal"])
    book.ledger("invoice A-2 A 2026-11-15 due 2026-12-01 20000.00")
    found = ask(book, "10000")
    assert (told(found), found.split) == (("approval", ["large_deal"]), 20_000_00)
    assert [each.label for each in found.reasons[0].documents] == ["A-2"]
    assert told(ask(book, "9999")) == ("ok", [])


def test_more_than_three_times_the_usual_is_a_large_deal_once_something_is_usual(book: Book) -> None:
    book.ledger("customer A limit unlimited")
    book.ledger("\n".join(f"invoice A-{n} A 2026-0{n}-05 due 2026-12-01 100.00" for n in range(1, 3)))
    assert told(ask(book, "301")) == ("ok", [])
    book.ledger("invoice A-3 A 2026-03-05 due 2026-12-01 100.00")
    assert told(ask(book, "300")) == ("ok", [])
    assert told(ask(book, "301")) == ("approval", ["large_usual"])


def test_the_share_of_the_approved_review_must_come_first(book: Book) -> None:
    """A tenth. Free money paid ahead counts towards it, money for a contract does not."""
    people = staff(filled(book), mary="manager")
    reviews = book.services.reviews
    review = reviews.open(book.ids["A"], "new")
    reviews.propose(review, Proposal(limit=100_000_00, terms=Terms("net", 45, None), prepay_bp=1000))
    ready(reviews, review)
    with at_the_desk(book, people["mary"]) as theirs:
        theirs.approve(review)
    book.ledger("contract K-1 A 2026-11-02 900\nprepay P-9 A 2026-11-03 500.00 K-1")
    found = ask(book, "4000")
    assert (told(found), found.required, found.missing) == (("prepay", ["prepayment"]), 400_00, 400_00)
    draft = PaymentDraft(book.ids["A"], 400_00, TODAY, purpose="prepayment", parts={})
    book.services.payments.record(draft)
    assert told(ask(book, "4000")) == ("ok", [])
    assert told(ask(book, "4001")) == ("prepay", ["prepayment"])


def test_the_stop_line_and_the_largest_order_of_a_customer(book: Book) -> None:
    book.ledger("customer A limit unlimited\ninvoice A-1 A 2026-11-01 due 2026-12-01 900.00")
    book.services.credit_file.save_profile(book.ids["A"], Profile(stop_line=1_000_00, max_order=150_00))
    assert told(ask(book, "100")) == ("ok", [])
    assert told(ask(book, "101")) == ("stop", ["stop_line"])
    assert told(ask(book, "151")) == ("stop", ["max_order", "stop_line"])


def test_a_security_that_ran_out_is_told(book: Book) -> None:
    book.ledger("customer A limit 1000")
    draft = SecurityDraft(
        book.ids["A"], "bank_guarantee", date(2026, 1, 1), 100_00, giver="Some Bank", expires_on=date(2026, 11, 25)
    )
    book.services.securities.add(draft)
    assert told(ask(book, "10", on=date(2026, 11, 25))) == ("ok", [])
    found = ask(book, "10", on=date(2026, 11, 26))
    assert told(found) == ("conditions", ["papers"])
    assert [(each.table, each.label) for each in found.reasons[0].documents] == [("security", "bank_guarantee")]


def test_what_goes_beyond_the_limit_of_the_insurer_is_told(book: Book) -> None:
    """Cover up to 500 until the end of November; from then on nothing that leaves is insured."""
    book.ledger("customer A limit 5000\ninvoice A-1 A 2026-11-01 due 2026-12-01 400.00")
    insurance = book.services.insurance
    policy = insurance.add_policy(
        PolicyDraft(insurer="Safe", number="P-1", from_on=date(2026, 1, 1), to_on=date(2026, 12, 31))
    )
    draft = BuyerLimitDraft(policy, book.ids["A"], 500_00, date(2026, 1, 1), last_day=date(2026, 11, 30))
    insurance.set_limit(draft)
    assert told(ask(book, "100")) == ("ok", [])
    beyond = ask(book, "101")
    assert told(beyond) == ("conditions", ["insurance"])
    assert beyond.reasons[0].figures == {"limit": 500_00, "beyond": 1_00}
    assert told(ask(book, "1", on=date(2026, 12, 1))) == ("conditions", ["insurance_stopped"])


@pytest.mark.parametrize(
    ("amount", "currency", "field"),
    [(0, None, "amount"), (-1, None, "amount"), (None, None, "amount"), (1, "¥", "currency")],
)
def test_what_is_no_order_is_refused(book: Book, amount: int | None, currency: str | None, field: str) -> None:
    book.ledger("customer A")
    with pytest.raises(Invalid) as caught:
        book.services.shipping.ask(book.ids["A"], amount, currency)
    assert caught.value.field == field


def test_another_customers_contract_is_refused(book: Book) -> None:
    book.ledger("customer A\ncustomer B\ncontract K-1 B 2026-11-02 1000")
    with pytest.raises(UserError, match="no longer"):
        book.services.shipping.ask(book.ids["A"], contract_id=book.ids["K-1"])


def test_a_past_day_is_answered_as_it_was_then(book: Book) -> None:
    book.ledger(MOCK)
    assert told(ask(book, "20000", on=date(2026, 10, 26))) == (
        "conditions", ["overdue_share"],  # 30,000 of 80,000, for 15 days
    )  # fmt: skip
    assert told(ask(book, "20000", on=date(2026, 10, 27)))[0] == "prepay"
    assert Shipping(book.store, TODAY).ask(book.ids["A"], 1_00).on == TODAY
