"""Banks' own files: every real one is read to the cent or refused with its reason, and spoilt ones are never half taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models.errors import UserError
from app.services.imports.bank import reading
from app.services.imports.bank.reading import BankFile
from app.services.imports.workbook import read_workbook

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "bank"
real = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real bank files are not beside the repository (../shared/data/bank)"
)

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


MT940 = """:20:STARTUMS
:25:20070000/0123456601
:28C:00001/001
:60F:C260201EUR100,00
:61:2602020202C50,25NTRFNONREF//7
:86:166?00GUTSCHRIFT?20EREF+RE-12?21SVWZ+Rechnung RE-2026-0?22012?31DE02120300000000202051?32Hongda ?33GmbH
:62F:C260202EUR150,25
-
"""


def saved(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_structured_field_of_mt940_is_taken_apart(tmp_path: Path) -> None:
    statement = read(saved(tmp_path, "a.sta", MT940)).statements[0]
    line = statement.lines[0]
    assert (line.amount, line.payer_name, line.payer_account) == (5025, "Hongda GmbH", "DE02120300000000202051")
    assert (line.text, line.reference) == ("Rechnung RE-2026-0012", "RE-12")
    assert statement.difference == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("C50,25NTRF", "C5x,25NTRF"),
        ("C50,25NTRF", "50,25"),
        ("C260201EUR100,00", "C26XX01EUR100,00"),
        (":61:2602020202", ":61:"),
    ],
)
def test_a_broken_line_of_mt940_stops_the_whole_file(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(UserError, match="cut off or damaged"):
        read(saved(tmp_path, "a.sta", MT940.replace(old, new)))


OFX_HEAD = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
OFX = """<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>1<ACCTID>998<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260201<DTEND>20260228
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260203120000[-5:EST]<TRNAMT>1250.50<FITID>A1<NAME>ACME &amp; CO<MEMO>INV 2026-07</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260204<TRNAMT>-9.00<FITID>A2<NAME>BANK FEE</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>5000.00<DTASOF>20260228</LEDGERBAL><AVAILBAL><BALAMT>1.00</AVAILBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""


def test_ofx_of_both_generations_reads_alike(tmp_path: Path) -> None:
    first = read(saved(tmp_path, "a.ofx", OFX_HEAD + OFX)).statements[0]
    closed = OFX.replace("<CURDEF>USD", "<CURDEF>USD</CURDEF>").replace("<FITID>A1", "<FITID>A1</FITID>")
    second = read(saved(tmp_path, "b.ofx", '<?xml version="1.0"?><?OFX OFXHEADER="200"?>' + closed)).statements[0]
    assert first == second
    assert (first.account, first.currency, first.closing, first.opening) == ("998", "USD", 500000, None)
    assert [line.amount for line in first.lines] == [125050, -900]
    assert (first.lines[0].on, first.lines[0].payer_name, first.lines[0].text) == (
        date(2026, 2, 3),
        "ACME & CO",
        "INV 2026-07",
    )


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.ofx", OFX_HEAD + OFX[:400], "cut off or damaged"),
        ("a.ofx", OFX_HEAD + OFX.replace("1250.50", "12,5O"), "amount that cannot be read"),
        ("a.ofx", OFX_HEAD + OFX.replace("20260204", "20261304"), "day that cannot be read"),
        ("a.ofx", "<!DOCTYPE x [<!ENTITY a 'b'>]>" + OFX, "abbreviations of its own"),
        ("a.xml", "<Document xmlns='camt.053.001.02'><BkToCstmrStmt><Stmt>", "cut off or damaged"),
        (
            "a.xml",
            "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><Document><BkToCstmrStmt>&b;</BkToCstmrStmt></Document>",
            "abbreviations of its own",
        ),
        ("a.html", "<html><body><p>Session expired</p></body></html>", "does not hold a table"),
        ("a.csv", "", "is empty"),
        ("a.csv", "Item,Colour\nChair,red\nTable,blue\n", "does not look like a bank statement"),
        ("a.csv", "交易日期,支出,余额\n2026-01-02,5.00,7.00\n", "does not look like a bank statement"),
    ],
)
def test_spoilt_and_foreign_files_are_refused_with_a_reason(tmp_path: Path, name: str, text: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read(saved(tmp_path, name, text))


BANK_CSV = """某某银行账户明细
账号：6222 0000 1111 2222,币种：人民币
交易日期,摘要,借方发生额,贷方发生额,余额,对方户名,对方账号
2026-02-03,货款YS-0112,,"20,000.00","30,000.00",宏达建材有限公司,4000111122223333
2026-02-02,手续费,10.00,,"10,000.00",,
2026-13-32,货款,,5.00,,某公司,1
合计,,10.00,"20,000.00",,,
"""


def test_a_banks_table_by_its_headings_and_a_row_with_an_unreadable_day(tmp_path: Path) -> None:
    found = read(saved(tmp_path, "明细.csv", BANK_CSV, "gb18030"))
    statement = found.statements[0]
    assert (statement.account, statement.currency, statement.opening, statement.closing) == (
        "6222000011112222",
        "CNY",
        1001000,
        3000000,
    )
    assert [(line.amount, line.payer_name, line.text) for line in statement.lines] == [
        (2000000, "宏达建材有限公司", "货款YS-0112"), (-1000, None, "手续费"),
    ]  # fmt: skip
    assert statement.difference == 0
    assert [(problem.row, problem.column, problem.value) for problem in found.problems] == [(6, "date", "2026-13-32")]


@pytest.mark.parametrize(
    "table",
    [
        "单据编号,客户名称,业务日期,到期日,金额\nYS-1,甲,2026-01-01,2026-02-01,5\n",
        "收款日期,客户,收款金额,收款方式\n2026-01-01,甲,5,转账\n",
        "日期,凭证号,客户,摘要,借方金额,贷方金额,余额\n2026-01-01,记1,甲,货款,5,,5\n",
    ],
)
def test_other_tables_are_not_taken_for_a_banks(tmp_path: Path, table: str) -> None:
    assert not reading.is_bank(read_workbook(saved(tmp_path, "表.csv", table)))
