"""The real files of banks: every one is read to the cent, or refused with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services.imports.bank import reading
from app.services.imports.bank.reading import BankFile
from tests.banking import DATA, real

# File: statements, lines in, their sum, lines out, their sum. Added up by hand from the files' own figures.
READ = {
    "K4262927_20200905-080000-952.txt": (1, 1, "230.00", 0, "0.00"),
    "abnamro.txt": (2, 0, "0.00", 10, "345.93"),
    "bug-core-5401.txt": (1, 1, "50.00", 0, "0.00"),
    "commerzbank.txt": (1, 0, "0.00", 1, "12.35"),
    "deutschebank.txt": (1, 0, "0.00", 1, "12.35"),
    "generic.txt": (2, 0, "0.00", 2, "20.00"),
    "ing-dos.txt": (1, 2, "4.68", 5, "50.27"),
    "ing-unix.txt": (1, 2, "4.68", 5, "50.27"),
    "knab.txt": (2, 2, "1000.00", 1, "7260.00"),
    "lbbw.txt": (1, 1, "0.01", 1, "0.01"),
    "oldenburgischelandesbank.txt": (1, 1, "104.50", 0, "0.00"),
    "oldenburgischelandesbank2.txt": (1, 1, "230.00", 0, "0.00"),
    "oldenburgischelandesbankmitbindestrich.txt": (1, 1, "1727.00", 0, "0.00"),
    "postfinance.txt": (2, 3, "239.30", 1, "79.90"),
    "rabobank-iban.txt": (2, 0, "0.00", 4, "70.00"),
    "rabobank.txt": (4, 0, "0.00", 5, "1589.09"),
    "sns.txt": (2, 0, "0.00", 2, "25.00"),
    "sparkasse.txt": (2, 0, "0.00", 2, "40.00"),
    "sparkasse2.txt": (1, 1, "1027.25", 0, "0.00"),
    "sparkasse3.txt": (1, 0, "0.00", 1, "1027.25"),
    "sparkasse_interim_balance.txt": (3, 0, "0.00", 2, "40.00"),
    "triodos.txt": (1, 0, "0.00", 2, "715.70"),
    "volksbankenraiffeisenbanken.txt": (8, 12, "745.00", 0, "0.00"),
    "camt052.v1.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt052.v2.other-account.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt052.v2.with-account-name.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt052.v2.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt052.v4.xml": (1, 0, "0.00", 0, "0.00"),
    "camt052.v6.Amt-zero.xml": (1, 0, "0.00", 0, "0.00"),
    "camt052.v6.xml": (1, 0, "0.00", 0, "0.00"),
    "camt052.v8.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt053.v2.all-balance-types.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v2.five.decimals.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v2.minimal.ultimate.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v2.minimal.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v2.multi.statement.xml": (2, 1, "8.85", 1, "7.00"),
    "camt053.v2.with-account-name.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v2.with-party-ids.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v3.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v4.xml": (1, 1, "8.85", 0, "0.00"),
    "camt053.v8.xml": (1, 1, "8.85", 0, "0.00"),
    "camt054.v2.with-account-name.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt054.v2.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt054.v4.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt054.v8-with-UETR.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt054.v8-with-financial-institution.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt054.v8.xml": (1, 0, "0.00", 1, "200000.00"),
    "camt53.only-Dt-with-DtTm.xml": (1, 0, "0.00", 0, "0.00"),
    "example-alipay-records.csv": (1, 1, "222228.50", 3, "141.64"),
    "example-boc-records.csv": (1, 6, "989.84", 8, "1231.81"),
    "交易明细_xxxx_2025xxxx_2025xxxx.xls": (1, 0, "0.00", 6, "703.26"),
    "example-icbc-credit-records.csv": (1, 1, "4621.01", 8, "363.13"),
    "example-icbc-debit-v1-records.csv": (1, 5, "2841.74", 6, "4241.08"),
    "example-icbc-debit-v2-records.csv": (1, 5, "2841.74", 6, "4241.08"),
    "example-wechat-records.csv": (1, 5, "28.49", 11, "2904.53"),
    "example-wechat-records.xlsx": (1, 5, "28.49", 11, "2904.53"),
}
REFUSED = {
    "camt053.v2.wrong.xml": "holds no account statement",
    "example-cmb-records.csv": "is a statement of a credit card",
}


def files() -> list[Path]:
    return sorted(path for path in DATA.rglob("*") if path.is_file())


def read(path: Path) -> BankFile:
    return reading.read(path, "CNY")


def added_up(found: BankFile) -> tuple[int, int, str, int, str]:
    lines = [line.amount for each in found.statements for line in each.lines]
    ins, outs = [a for a in lines if a > 0], [-a for a in lines if a < 0]
    return len(found.statements), len(ins), f"{sum(ins) / 100:.2f}", len(outs), f"{sum(outs) / 100:.2f}"


@real
def test_every_real_file_is_in_one_of_the_tables() -> None:
    assert {path.name for path in files()} == READ.keys() | REFUSED.keys()


@real
@pytest.mark.parametrize("name", READ)
def test_a_real_file_adds_up(name: str) -> None:
    found = read(next(path for path in files() if path.name == name))
    assert added_up(found) == READ[name]
    assert found.wrong == 0


@real
@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_a_real_file_without_customers_money_is_refused_with_its_reason(name: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read(next(path for path in files() if path.name == name))


@real
def test_who_paid_from_which_account_and_what_for() -> None:
    found = read(DATA / "mt940/Jejik/Tests/MT940/Fixture/document/volksbankenraiffeisenbanken.txt")
    first = found.statements[0].lines[0]
    assert (first.on, first.payer_name, first.payer_account) == (
        date(2020, 2, 19),
        "Olivia Dorn",
        "DE40500105174675974588",
    )
    assert "einfach so fuer euch" in (first.text or "")
    assert [each.difference for each in found.statements] == [0] * 8
    camt = read(DATA / "camt/data/camt053.v2.minimal.xml").statements[0]
    assert (camt.account, camt.currency, camt.opening, camt.closing) == ("NL26VAYB8060476890", "EUR", 1815, None)
    assert (camt.lines[0].payer_name, camt.lines[0].payer_account) == ("NAME NAME", "NL56AGDH9619008421")


@real
def test_balances_that_do_not_add_up_are_told() -> None:
    table = read(next(path for path in files() if path.suffix == ".xls")).statements[0]
    assert (table.opening, table.closing, table.difference) == (224391, 149465, -4600)  # a row of 46.00 was cut out
    bank = read(DATA / "mt940/Jejik/Tests/MT940/Fixture/document/postfinance.txt")
    assert [each.difference for each in bank.statements] == [0, 20]
