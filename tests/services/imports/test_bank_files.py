"""Files of banks: their formats taken apart, their tables recognised, spoilt ones never half taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import UserError
from app.services.imports.bank import formats, reading
from app.services.imports.bank.reading import BankFile
from app.services.imports.limits import Stop
from app.services.imports.workbook import read_workbook


def read(path: Path) -> BankFile:
    return reading.read(path, "CNY")


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


CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><CreDtTm>2026-02-03T08:00:00</CreDtTm>
<Acct><Id><IBAN>NL26VAYB8060476890</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">31.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-02</Dt></BookgDt><NtryDtls>
<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">10.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>A</Nm></Dbtr></RltdPties></TxDtls>
<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">20.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>B</Nm></Dbtr></RltdPties></TxDtls>
</NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-02-02</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""


def test_a_batch_is_taken_apart_and_what_is_not_booked_yet_is_left(tmp_path: Path) -> None:
    statement = read(saved(tmp_path, "a.xml", CAMT)).statements[0]
    assert [(line.amount, line.payer_name) for line in statement.lines] == [(1000, "A"), (2000, "B")]
    assert (statement.difference, statement.beside) == (0, 1)
    uneven = CAMT.replace(">20.00<", ">19.00<")
    assert [line.amount for line in read(saved(tmp_path, "b.xml", uneven)).statements[0].lines] == [3000]


@given(
    whole=st.sampled_from([MT940, OFX_HEAD + OFX, CAMT]),
    cuts=st.lists(
        st.tuples(st.integers(0, 1500), st.integers(0, 25), st.text("0123456789:,<>/&;ABCD\n\x00é", max_size=6)),
        min_size=1,
        max_size=5,
    ),
)
def test_spoilt_bytes_are_read_or_refused_and_nothing_else(whole: str, cuts: list[tuple[int, int, str]]) -> None:
    text = whole
    for at, length, more in cuts:
        text = text[:at] + more + text[at + length :]
    data = text.encode()
    kind = formats.sniff(data[:4096])
    if kind:
        try:
            found = formats.read(kind, data)
        except Stop:
            return
        assert all(isinstance(line.amount, int) for each in found for line in each.lines)


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
