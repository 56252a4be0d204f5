"""Whose money a line is: each way of knowing, in its order, and never more than is open."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.bank_lines import Known, Line, Match, OpenRow, telling
from app.services.rules.matching import match_all

HONGDA, ACME, LI = 1, 2, 3


def row(number: int, customer: int, amount: int, name: str = "", currency: str = "CNY", tax: str = "") -> OpenRow:
    name = name or f"YS-{number:04}"
    return OpenRow(number, customer, name, tuple(filter(None, (name, tax))), currency, amount)


def line(amount: int, payer: str = "", text: str = "", number: int = 1, tail: str = "", currency: str = "CNY") -> Line:
    return Line(number, amount, currency, payer, tail, text.upper(), text)


ROWS = [
    row(1, HONGDA, 10_000), row(2, HONGDA, 25_000), row(3, HONGDA, 5_050), row(4, HONGDA, 7_000), row(5, HONGDA, 90_000),
    row(6, ACME, 25_000), row(7, ACME, 33_333, tax="25312000000123456789"),
]  # fmt: skip
KNOWN = Known(
    [("宏达建材", HONGDA), ("acmetrading", ACME), ("李氏贸易", LI)],
    {"李军": frozenset({HONGDA})},
    {"7788": frozenset({ACME})},
)


def match(one: Line, rows: list[OpenRow] = ROWS, known: Known = KNOWN) -> Match:
    return match_all([one], rows, known)[0]


def told(found: Match) -> list[tuple[int, str, list[str], dict[int, int]]]:
    return [
        (each.customer_id, each.strength, [reason.code for reason in each.reasons], dict(each.parts))
        for each in found.suggestions
    ]


def test_a_learnt_payer_and_the_amount_of_one_row() -> None:
    assert told(match(line(5_050, "李军"))) == [(HONGDA, "likely", ["payer", "exact"], {3: 5_050})]


def test_the_customers_own_name_and_the_sum_of_the_oldest_rows() -> None:
    assert told(match(line(40_050, "宏达建材"))) == [
        (HONGDA, "likely", ["name", "sum"], {1: 10_000, 2: 25_000, 3: 5_050})
    ]


def test_a_sum_of_four_at_most_and_not_only_of_the_first() -> None:
    assert told(match(line(97_000, "宏达建材")))[0][3] == {4: 7_000, 5: 90_000}
    four = told(match(line(47_050, "宏达建材")))
    assert four == [(HONGDA, "likely", ["name", "sum"], {1: 10_000, 2: 25_000, 3: 5_050, 4: 7_000})]
    five = match(line(137_050, "宏达建材"))
    assert told(five)[0][1:3] == ("possible", ["name", "part"])


def test_the_account_tells_where_the_name_is_missing() -> None:
    assert told(match(line(33_333, tail="7788"))) == [(ACME, "likely", ["account", "exact"], {7: 33_333})]


def test_a_number_in_the_text_makes_it_likely_only_when_the_amount_fits() -> None:
    assert told(match(line(33_333, text="货款YS-0007")))[0] == (ACME, "likely", ["number", "exact"], {7: 33_333})
    assert told(match(line(33_333, text="发票25312000000123456789款")))[0][:2] == (ACME, "likely")
    assert told(match(line(30_000, text="YS-0007 部分")))[0] == (ACME, "possible", ["number", "part"], {7: 30_000})
    both = match(line(30_050, text="YS-0002, YS-0003"))
    assert told(both)[0] == (HONGDA, "likely", ["number", "exact"], {2: 25_000, 3: 5_050})


def test_a_piece_of_a_longer_number_is_no_number() -> None:
    assert told(match(line(1, text="XYS-00071"))) == []


def test_an_amount_alone_is_possible_and_offers_every_customer_that_has_it() -> None:
    assert told(match(line(25_000))) == [
        (HONGDA, "possible", ["exact"], {2: 25_000}), (ACME, "possible", ["exact"], {6: 25_000}),
    ]  # fmt: skip


def test_a_name_that_is_alike() -> None:
    assert told(match(line(33_333, "acmetradingltd")))[0] == (ACME, "likely", ["alike", "exact"], {7: 33_333})
    assert told(match(line(1_000, "acmetradingltd")))[0] == (ACME, "possible", ["alike", "part"], {6: 1_000})
    assert told(match(line(1_000, "全无关系公司"))) == []


def test_a_name_in_the_text_where_the_bank_tells_no_payer() -> None:
    assert told(match(line(5_050, text="来账 宏达建材 货款")))[0][:3] == (HONGDA, "likely", ["alike", "exact"])


def test_a_bank_fee_is_possible_and_no_more_than_a_hundredth() -> None:
    rows = [row(1, ACME, 500_000, currency="USD")]
    found = match(line(498_000, "acmetrading", currency="USD"), rows)
    assert told(found) == [(ACME, "possible", ["name", "fee"], {1: 498_000})]
    assert found.suggestions[0].fee == 2_000
    assert match(line(490_000, "acmetrading", currency="USD"), rows).suggestions[0].fee == 0


def test_money_of_a_known_customer_that_owes_nothing_is_an_advance() -> None:
    found = match(line(100, "李氏贸易"))
    assert told(found) == [(LI, "possible", ["name", "advance"], {})]
    assert found.suggestions[0].rest == 100


def test_two_customers_of_one_name_are_never_very_likely() -> None:
    known = Known([("宏达建材", HONGDA), ("宏达建材", ACME)], {}, {})
    assert [each[1] for each in told(match(line(25_000, "宏达建材"), known=known))] == ["possible", "possible"]


def test_another_currency_is_another_debt() -> None:
    assert told(match(line(5_050, "宏达建材", currency="USD"))) == [(HONGDA, "possible", ["name", "advance"], {})]


def test_what_one_line_very_likely_settles_is_not_offered_to_the_next() -> None:
    lines = [line(5_050, "李军", number=number) for number in (1, 2)]
    first, second = match_all(lines, ROWS, KNOWN)
    assert told(first)[0][3] == {3: 5_050}
    assert told(second)[0][1:] == ("possible", ["payer", "part"], {1: 5_050})


def test_payment_companies_and_blotted_names_tell_nothing() -> None:
    assert [telling(name) for name in ("财付通支付科技有限公司", "中***司", "", None, "宏达建材")] == [
        False,
        False,
        False,
        False,
        True,
    ]


AMOUNTS = st.integers(1, 60)


@given(
    opens=st.lists(st.tuples(st.integers(1, 4), AMOUNTS), max_size=14),
    moneys=st.lists(st.tuples(AMOUNTS, st.sampled_from(["宏达建材", "acmetrading", "李军", "宏达", ""])), max_size=14),
)
def test_likely_lines_together_never_settle_more_than_is_open(
    opens: list[tuple[int, int]], moneys: list[tuple[int, str]]
) -> None:
    rows = [row(number, customer, amount * 100) for number, (customer, amount) in enumerate(opens, 1)]
    lines = [line(amount * 100, payer, number=number) for number, (amount, payer) in enumerate(moneys, 1)]
    settled: Counter[int] = Counter()
    for one, found in zip(lines, match_all(lines, rows, KNOWN), strict=True):
        for each in found.suggestions:
            assert sum(part for _row, part in each.parts) + each.rest == one.amount
            assert all(part > 0 for _row, part in each.parts)
        if found.strength == "likely":
            settled.update(dict(found.suggestions[0].parts))
            assert found.suggestions[0].rest == 0
    assert all(amount <= rows[number - 1].open for number, amount in settled.items())
