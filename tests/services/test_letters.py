"""Letters about what is owed: figures a person can check, parties with odd names, no law that does not apply."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.i18n import speaking
from app.models.book import update_company
from app.services import company
from app.services.reminders import draft_of
from tests.book import TODAY, Book, book_fixture
from tests.insuring import grant, take_out
from tests.letters import ODD, found, letter, owe, words

__all__ = ["book_fixture"]
LANGUAGES = ("zh_CN", "en")
LEVELS = range(5)
# What a letter says when it stands on a law, in either language (new words may not be translated yet).
LAWS = {
    "cn-sme": ("State Council Order 802", "保障中小企业款项支付条例"),
    "cn-lpr": ("Judicial Interpretation on Sales Contracts", "买卖合同"),
    "contract": ("agreed in contract", "的约定（", "的约定 ("),
    "eu": ("2011/7/EU",),
    "uk": ("Late Payment of Commercial Debts", "商业债务迟延付款"),
    "china": ("Chinese law", "中国法律", "Civil Code", "民法典"),
}


# --- what a letter asks for


def test_the_sums_of_a_letter(book: Book) -> None:
    """200 and 100 overdue; 50 of the first came, 30 of the second is disputed, 20 is not applied: 200 is asked for."""
    book.ledger("""
    customer A net 30
    invoice  I-1 A 2026-08-01 due 2026-09-01 200.00
    invoice  I-2 A 2026-08-01 due 2026-10-01 100.00
    payment  P-1 A 2026-09-10 50.00 -> I-1:50
    dispute  I-2 2026-10-05 30.00
    payment  P-2 A 2026-10-10 20.00
    """)
    sheet = letter(book, 2)
    assert [(each.number, each.amount, each.paid, each.open) for each in sheet.items] == [
        ("I-1", 20000, 5000, 15000),
        ("I-2", 10000, 0, 7000),
    ]
    assert [(each.number, each.open) for each in sheet.disputed] == [("I-2", 3000)]
    assert (sheet.credits, sheet.amount) == (2000, 20000)
    text = words(book, sheet)
    assert "The overdue amount is ¥200.00." in text
    assert "I-2: ¥70.00, due 1 Oct 2026, 51 days overdue" in text
    assert "贵方应付逾期款项 ¥200.00（人民币贰佰元整）。" in words(book, letter(book, 2, "zh_CN"))


def test_what_is_disputed_whole_is_not_in_the_demand(book: Book) -> None:
    book.ledger("""
    customer A net 30
    invoice  I-1 A 2026-08-01 due 2026-09-01 200.00
    invoice  I-2 A 2026-08-01 due 2026-10-01 100.00
    dispute  I-2 2026-10-05 100.00
    """)
    sheet = letter(book, 3)
    assert ([each.number for each in sheet.items], sheet.amount) == (["I-1"], 20000)
    assert [(each.number, each.open) for each in sheet.disputed] == [("I-2", 10000)]
    message = book.services.letters.message(found(book, 3), "wechat", "en")
    assert "The disputed amount of ¥100.00 is not part of it." in message
    assert "I-2" not in message


def test_interest_day_by_day_and_what_it_stands_on(book: Book) -> None:
    """1,000.00 since 2026-09-01 at 0.03 % a day: 81 days to the 21st of November are 24.30, each further day 0.30."""
    owe(book, contract={"penalty_ppm_day": 300})
    sheet = letter(book, 3)
    assert (sheet.interest, sheet.total, sheet.deadline_on) == (2430, 102430, date(2026, 11, 28))
    text = words(book, sheet)
    assert "As agreed in contract K-1 (0.03% a day)" in text
    assert "adds ¥0.30 of interest" in text
    assert "1. to pay ¥1,024.30 by 28 Nov 2026" in text


def test_friendly_letters_say_nothing_of_interest_or_law(book: Book) -> None:
    owe(book, contract={"penalty_ppm_day": 300})
    for level in (0, 1):
        sheet = letter(book, level)
        assert (sheet.interest, sheet.total, sheet.deadline_on) == (0, 100000, None)
        assert said(words(book, sheet)) == set()


def test_a_promise_that_was_not_kept_and_the_last_reminder(book: Book) -> None:
    book.ledger("""
    customer A net 30
    invoice  I-1 A 2026-08-01 due 2026-09-01 200.00
    remind   A 2026-09-20
    promise  T-1 A 2026-10-01 2026-10-15 120.00
    """)
    text = words(book, letter(book, 2))
    assert "You had promised to pay ¥120.00 by 15 Oct 2026; it has not been paid in full." in text
    assert "We reminded you on 20 Sep 2026; the amount has not been paid in full." in text


def test_the_insurer_is_named_at_the_end_only_and_where_the_debt_is_insured(book: Book) -> None:
    book.ledger("customer A net 60\ninvoice I-1 A 2026-07-01 due 2026-08-30 200.00")
    assert "report the debt" not in words(book, letter(book, 3))
    grant(book, take_out(book, insurer="Insurer Ltd"), "A", "1000")
    assert "3. report the debt to Insurer Ltd" in words(book, letter(book, 3))
    assert "Insurer Ltd" not in words(book, letter(book, 2))


def test_fees_are_asked_for_with_the_debt(book: Book) -> None:
    book.services.policies.adopt({"remind_fee": [0.0, 10.0, 0.0, 0.0]}, TODAY, "fees are agreed")
    owe(book, contract={})
    assert "2. to pay with it the fees for reminders, ¥10.00;" in words(book, letter(book, 2))
    assert "fees for reminders" not in words(book, letter(book, 1))


def test_a_fee_of_the_first_letter_stands_in_it(book: Book) -> None:
    """It is booked with the letter, so the letter and its message say so: 1,000.00 and 10.00."""
    book.services.policies.adopt({"remind_fee": [10.0, 0.0, 0.0, 0.0]}, TODAY, "fees are agreed")
    owe(book)
    assert letter(book, 1).total == 101000
    assert "With the fees for reminders, ¥10.00: ¥1,010.00." in words(book, letter(book, 1))
    for level in (1, 2):
        message = book.services.letters.message(found(book, level), "wechat", "en")
        assert ("Fees for reminders come on top: ¥10.00." in message) == (level == 1)


@pytest.mark.parametrize(
    ("ours", "theirs", "language"),
    [("CN", None, "zh_CN"), ("CN", "US", "en"), ("US", None, "en"), ("US", "CN", "zh_CN")],
)
def test_a_customer_without_a_country_is_where_the_company_is(
    book: Book, ours: str, theirs: str | None, language: str
) -> None:
    """The letter, and what is recorded of one that went out without a paper."""
    with book.store.change("company.update") as change:
        update_company(change, {"country": ours})
    owe(book, country=theirs)
    due = found(book, 1)
    assert book.services.letters.sheet(due).language == language
    made = book.services.reminders.record(draft_of(due))
    assert book.services.reminders.get(made).lang == language


def test_the_tax_invoice_stands_beside_a_number_that_is_another(book: Book) -> None:
    owe(book)
    for tax, shown in (("26312000000123456789", "26312000000123456789"), ("I-1", ""), (None, "")):
        with book.store.change("receivable.correct") as change:
            change.update("receivable", book.ids["I-1"], {"tax_invoice_no": tax})
        assert [each.invoice for each in letter(book, 2).items] == [shown]


def test_where_to_pay(book: Book) -> None:
    """The accounts of the currency, else all; nothing is said where there is none."""
    owe(book, currency="USD", country="US")
    assert letter(book, 3).accounts == ()
    assert "account" not in words(book, letter(book, 3)) + book.services.letters.message(found(book, 3), "sms", "en")
    company.update(book.store, {"bank": "Bank", "account_no": "6222"})
    assert [each.number for each in letter(book, 3).accounts] == ["6222"]
    assert "Our account: Test & Co, Bank, 6222." in book.services.letters.message(found(book, 3), "sms", "en")


# --- which law


def said(text: str) -> set[str]:
    return {law for law, signs in LAWS.items() if any(sign in text for sign in signs)}


REGIMES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "large buyer who was told": ({"contract": {"buyer_size": "large", "sme_notice_on": date(2026, 7, 1)}}, {"cn-sme", "china"}),
    "large buyer who was not told": ({"contract": {"buyer_size": "large"}}, {"cn-lpr", "china"}),
    "small buyer": ({}, {"cn-lpr", "china"}),
    "agreed rate": ({"contract": {"penalty_ppm_day": 300}}, {"contract", "china"}),
    "German law": ({"contract": {"governing": "DE"}, "currency": "EUR", "country": "DE"}, {"eu"}),
    "British law": ({"contract": {"governing": "GB"}, "currency": "GBP", "country": "GB"}, {"uk"}),
    "American law": ({"contract": {"governing": "US"}, "currency": "USD", "country": "US"}, set()),
    "American law, agreed rate": (
        {"contract": {"governing": "US", "penalty_ppm_day": 300}, "currency": "USD", "country": "US"}, {"contract"},
    ),
    "abroad, nothing said about the law": ({"currency": "USD", "country": "US"}, set()),
    "abroad, Chinese law agreed": ({"contract": {"governing": "CN"}, "currency": "USD", "country": "US"}, {"cn-lpr", "china"}),
}  # fmt: skip


@pytest.mark.parametrize("case", REGIMES)
def test_no_letter_names_a_law_that_does_not_apply(book: Book, case: str) -> None:
    given, expected = REGIMES[case]
    company.update(book.store, {"size_class": "small"})
    owe(book, **given)
    for level in LEVELS:
        for lang in LANGUAGES:
            sheet = letter(book, level, lang)
            assert said(words(book, sheet)) == (expected if level >= 2 else set()), (level, lang)
            assert bool(sheet.interest) == (level >= 2 and bool(expected - {"china"})), (level, lang)


def test_services_are_no_sale(tmp_path: Path) -> None:
    """By analogy the rule of sales may be used; a lawyer chooses that, not a letter."""
    book = Book(tmp_path, pack="services")
    owe(book)
    sheet = letter(book, 3)
    assert (sheet.interest, said(words(book, sheet))) == (0, {"china"})
    book.close()


def test_the_british_example(book: Book) -> None:
    """domain E9: 10,000 pounds, 60 days at 11.75 %: 193.15, and the fixed 100."""
    terms: dict[str, Any] = {"contract": {"governing": "GB"}, "currency": "GBP", "country": "GB"}
    owe(book, **terms, amount=10_000_00, due=date(2026, 9, 22))
    sheet = letter(book, 3)
    assert (sheet.interest, sheet.compensation, sheet.total) == (193_15, 100_00, 10_293_15)


# --- parties with odd names


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("level", LEVELS)
def test_a_customer_with_an_odd_name(book: Book, level: int, lang: str) -> None:
    owe(book, contract={"penalty_ppm_day": 300}, name=ODD, address="<b>1 & 2</b> {date}", registration_no="91[table]X")
    contact = book.services.customers.add_contact(book.ids["A"], {"name": "{customer} & <i>"})
    letters, of = book.services.letters, found(book, level)
    sheet = letters.sheet(of, lang, contact)
    text = letters.plain(sheet)
    assert (sheet.customer.name, sheet.contact) == (ODD, "{customer} & <i>")
    assert ("{customer} & <i>" if level < 2 else ODD) in text
    for message in (letters.message(of, channel, lang, contact) for channel in ("wechat", "sms", "email")):
        assert "{customer} & <i>" in message
    assert text.replace(ODD, "").replace("{customer} & <i>", "").replace("{date}", "").count("{") == 0
    assert ODD in letters.message(of, "wechat", lang)  # nobody by name: the firm


@pytest.mark.parametrize("level", (2, 3))
def test_a_latin_name_stands_apart_from_the_chinese_words_around_it(book: Book, level: int) -> None:
    owe(book, name=ODD)
    contact = book.services.customers.add_contact(book.ids["A"], {"name": "Wang"})
    assert "致 Test & Co：" in words(book, letter(book, level, "zh_CN"))
    assert words(book, letter(book, level, "zh_CN")).splitlines()[2] == f"{ODD}："
    message = book.services.letters.message(found(book, level), "wechat", "zh_CN", contact)
    assert message.splitlines()[0] == "Wang 您好，这里是 Test & Co。"


# --- messages


def test_a_short_message_names_the_first_debts_and_sums_up_the_rest(book: Book) -> None:
    book.ledger(
        "customer A net 30\n" + "\n".join(f"invoice I-{n} A 2026-08-01 due 2026-09-0{n} 10.00" for n in range(1, 7))
    )
    lines = book.services.letters.message(found(book, 1), "sms", "en").splitlines()
    assert lines[2:5] == [
        "I-1: ¥10.00, due 1 Sep 2026, 81 days overdue",
        "I-2: ¥10.00, due 2 Sep 2026, 80 days overdue",
        "and 4 more, together ¥40.00",
    ]
    assert (
        len(
            [line for line in book.services.letters.message(found(book, 1), "email", "en").splitlines() if "I-" in line]
        )
        == 6
    )
    assert book.services.letters.subject(found(book, 1), "en") == "Payment reminder"


def test_the_language_is_the_customers_whatever_the_window_speaks(book: Book) -> None:
    owe(book, country="CN")
    with speaking("en"):
        assert "您好" in book.services.letters.message(found(book, 1))
    with speaking("zh_CN"):
        assert "Dear" in book.services.letters.message(found(book, 1), "wechat", "en")
    book.services.customers.update(book.ids["A"], {"country": "US"})
    assert book.services.letters.sheet(found(book, 1)).language == "en"
