"""May it ship, of a book that was made of files alone: credit in use, verdicts and shares as scripts read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.book import TODAY
from tests.commands import document, done, kedun, refused

FILES = {
    "customers": """code,name,terms_days,credit_limit,currency
N,None Co,30,,
Z,Zero Co,30,0,
T,Thousand Co,30,1000,
U,Unlimited Co,30,unlimited,
L,Late Co,30,100000,
D,Disputed Co,30,10000,
F,Foreign Co,30,5000,USD
C,Converted Co,30,71000,
""",
    "invoices": """number,customer,issue_date,due_date,amount,currency,rate,disputed
I-1,L,2026-08-01,2026-08-31,20000,,,
I-2,D,2026-08-01,2026-08-31,5000,,,1
I-3,F,2026-11-01,2026-12-01,2000,USD,7.1,
I-4,C,2026-11-01,2026-12-01,4000,USD,7.1,
I-5,T,2026-11-01,2026-12-01,-100,,,
""",
    "contracts": """number,customer,amount,signed_on,prepay_share,payment plan
K-1,T,1000,2026-11-01,,50% signing; 50% delivery
K-2,T,1000,2026-11-01,0.5,
""",
    "payments": """number,customer,date,amount,applies_to,purpose,contract
P-1,L,2026-11-02,15000,I-1:15000,,
""",
}


@pytest.fixture(name="book")
def book_fixture(tmp_path: Path) -> Path:
    made = tmp_path / "made.kedun"
    done("new", made, "--name", "Ours", "--currency", "CNY")
    for kind, text in FILES.items():
        imported(made, kind, text)
    return made


def imported(book: Path, kind: str, text: str) -> None:
    file = book.with_name(f"{kind}.csv")
    file.write_text(text, "utf-8")
    found = document("import", book, file, "--kind", kind)
    assert (found["wrong"], found["problems"], found["applied"]) == (0, [], True)


def check(book: Path, *words: object) -> Any:
    return document("check", book, *words, "--as-of", TODAY)


def told(found: Any) -> tuple[str, list[str]]:
    return found["verdict"], [each["code"] for each in found["reasons"]]


def test_the_states_of_a_limit(book: Path) -> None:
    exposure = {code: document("exposure", book, code, "--as-of", TODAY) for code in "NZTUF"}
    assert {code: (each["limit"]["state"], each["limit"]["amount"], each["headroom"]) for code, each in exposure.items()} == {
        "N": ("not_set", None, None), "Z": ("zero", "0.00", "0.00"), "T": ("set", "1000.00", "1000.00"),
        "U": ("unlimited", None, None), "F": ("set", "5000.00", "3000.00"),
    }  # fmt: skip
    assert [each["code"] for each in exposure["T"]["lines"]] == [
        "receivables", "bills", "delivered", "custom_work", "receipts", "prepayments", "deposits", "credit_notes",
    ]  # fmt: skip
    assert (exposure["T"]["total"], exposure["T"]["lines"][-1]["amount"]) == ("-100.00", "-100.00")
    assert exposure["F"]["currency"] == "USD"
    assert {code: told(check(book, code, "100")) for code in "NZTU"} == {
        "N": ("approval", ["limit_proposal"]), "Z": ("stop", ["limit_zero"]), "T": ("ok", []), "U": ("ok", []),
    }  # fmt: skip


def test_a_limit_that_came_with_the_customer_holds_for_older_days(book: Path) -> None:
    assert document("exposure", book, "L", "--as-of", "2026-09-30")["headroom"] == "80000.00"
    assert told(document("check", book, "T", "1001", "--as-of", "2026-01-31")) == ("prepay", ["limit"])
    imported(book, "customers", "code,name,credit_limit\nT,Thousand Co,900\n")
    assert told(document("check", book, "T", "1000", "--as-of", "2026-01-31")) == ("ok", [])
    assert told(document("check", book, "T", "1001")) == ("prepay", ["limit"])


def test_half_of_a_contract_comes_first(book: Path) -> None:
    """Limit 1,000, a credit note of 100: of each contract of 1,000 a half is paid before it leaves, 400 is open then."""
    for number in ("K-1", "K-2"):
        found = check(book, "T", "1000", "--contract", number)
        assert (told(found), found["exposure_before"], found["exposure_after"]) == (
            ("prepay", ["prepayment"]),
            "-100.00",
            "400.00",
        )
        assert found["prepayment"] == {"required": "500.00", "received": "0.00", "missing": "500.00"}
        assert (found["ways"][0]["code"], found["ways"][0]["amount"]) == ("receive", "500.00")
    imported(book, "payments", "number,customer,date,amount,purpose,contract\nP-2,T,2026-11-03,500,prepayment,K-1\n")
    assert told(check(book, "T", "1000", "--contract", "K-1")) == ("ok", [])
    assert told(check(book, "T", "1000", "--contract", "K-2")) == ("prepay", ["prepayment"])
    assert document("exposure", book, "T", "--as-of", TODAY)["total"] == "-600.00"


def test_a_limit_passed_by_the_order_and_one_lowered_below_what_is_open(book: Path) -> None:
    found = check(book, "T", "1100.01")
    assert (told(found), found["exposure_after"]) == (("prepay", ["limit"]), "1000.01")
    assert [(each["code"], each["amount"]) for each in found["ways"]] == [
        ("receive", "0.01"), ("smaller", "1100.00"), ("approval", "1100.01"),
    ]  # fmt: skip
    imported(book, "customers", "code,name,credit_limit\nD,Disputed Co,4000\n")
    lowered = document("check", book, "D", "100")
    assert (told(lowered), lowered["limit"]["amount"], lowered["exposure_after"]) == (
        ("prepay", ["limit"]), "4000.00", "5100.00",
    )  # fmt: skip
    assert document("exposure", book, "D")["headroom"] == "-1000.00"


def test_what_is_overdue_and_what_is_in_dispute(book: Path) -> None:
    late = check(book, "L", "1000")
    assert told(late) == ("prepay", ["oldest_overdue", "overdue_share"])
    assert ("collect", "5000.00") in [(each["code"], each["amount"]) for each in late["ways"]]
    imported(book, "payments", "number,customer,date,amount,applies_to\nP-3,L,2026-11-20,5000,auto\n")
    assert told(check(book, "L", "1000")) == ("ok", [])
    disputed = check(book, "D", "5000")
    assert (told(disputed), disputed["exposure_before"]) == (("ok", []), "5000.00")
    assert told(check(book, "D", "5000.01")) == ("prepay", ["limit"])


def test_a_foreign_order_goes_by_the_newest_rate_in_the_book(book: Path) -> None:
    """4,000 dollars at 7.1 are open of 71,000: 6,000 more fit."""
    found = check(book, "C", "6000", "--currency", "USD")
    assert (told(found), found["amount"], found["exposure_after"]) == (("ok", []), "42600.00", "71000.00")
    assert (found["order"]["amount"], found["order"]["currency"], found["own_rates"]) == ("6000.00", "USD", ["USD"])
    assert told(check(book, "C", "6000.01", "--currency", "USD")) == ("prepay", ["limit"])
    assert "USD" in kedun("check", book, "C", "6000", "--currency", "USD", "--as-of", TODAY).stdout
    assert "EUR and CNY" in refused("check", book, "C", "10", "--currency", "EUR", "--as-of", TODAY)


def test_shares_of_an_order(book: Path) -> None:
    found = {code: document("prepayment", book, code, "2000", "--as-of", TODAY) for code in "NZTU"}
    assert {code: (each["share"], each["amount"], each["binding"]) for code, each in found.items()} == {
        "N": (1.0, "2000.00", "limit"), "Z": (1.0, "2000.00", "limit"),
        "T": (0.5, "1000.00", "limit"), "U": (0.3, "600.00", "floor"),
    }  # fmt: skip
    assert (found["T"]["deposit"], found["T"]["prepayment"]) == ("400.00", "600.00")
