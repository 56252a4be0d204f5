"""A review sheet made by hand, with something in every section: what the papers are tested with.

sheet = whole()                                # approved, number PS-2026-0047
sheet = empty()                                # a new customer of whom nothing is known
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.models.money import Money
from app.services.review_sections import (
    ContactLine,
    ContractLine,
    EvidenceLine,
    Finances,
    Month,
    Owed,
    PaymentHabit,
    RatioLine,
    SecurityLine,
    Subject,
    Trade,
)
from app.services.review_sheet import (
    Analysis,
    Candidate,
    Earlier,
    Head,
    Limits,
    Loss,
    OpinionLine,
    Position,
    ReviewSheet,
    RiskLine,
    Rules,
    Scoring,
    Waiting,
)
from app.services.rules import ratios, reasons
from app.services.rules.parameters import Policy
from app.services.rules.scoring import score
from app.services.statement_sheets import Party
from tests.facts import DAY, customer, fact, nobody, statement

POLICY: Final = Policy()
OWN: Final = Party("示例公司", "91330100MA2XXXXX0X", "杭州市文一西路 998 号", "0571-0000 0000")


def yuan(amount: float) -> Money:
    return Money(round(amount * 100), "CNY")


def _records() -> dict[str, Any]:
    """What was looked up, by section."""
    return {
        "ownership": (
            fact("ownership", "owner", name="王宏", share_bp=6000),
            fact("ownership", "controller", name="李明", share_bp=4000),
        ),
        "visits": (fact("visit", "visit", signs=["idle_plant"]),),
        "records": (fact("court", "clean"), fact("registry", "penalty", amount=20_000, by="市场监管局")),
        "references": (
            fact("bank_report", "report", balance=1_200_000_00, overdue=0, clean_months=24),
            fact("trade_reference", "reference", amount=200_000, supplier="钱塘钢材", terms_days=30, late_days=4, good=True),
            fact("bank_reference", "reference", bank="杭州银行城西支行", limit=2_000_000_00, used=1_200_000_00),
        ),
        "ratings": (fact("rating", "rating", agency="某评级公司", grade="BBB", pd_ppm=28_000),),
        "market": (fact("industry_opinion", "industry", grade=3),),
    }  # fmt: skip


def _owed() -> Owed:
    return Owed(
        bands=(("not_due", yuan(240_000)), ("1-30", yuan(50_000)), ("31-60", yuan(30_000)), ("61-90", yuan(0)), ("91+", yuan(0))),
        balance=yuan(320_000), overdue=yuan(80_000), overdue_days=41, headroom=yuan(30_000), use_bp=9143,
        retention=yuan(12_000), disputed=yuan(5_000), bills=yuan(40_000), unapplied=yuan(0),
    )  # fmt: skip


def _written() -> dict[str, Any]:
    """What people wrote and enclosed, by section."""
    return {
        "risks": (
            RiskLine(type="credit", what="逾期增加", likelihood=3, severity=4, likelihood_after=2, severity_after=3, measure="先收回逾期款再发货", owner="李会计"),
            RiskLine(type="market", what="建材价格下跌", likelihood=3, severity=2),
        ),
        "analysis": Analysis(strengths=("合作满 4 年",), weaknesses=("付款变慢",), risks=(("单一大客户占比高", "每季核对前五大客户"),)),
        "conditions": ("先收回逾期款 ¥80,000.00 再发货", "补齐授权签收人"),
        "opinions": (
            OpinionLine(part="sales", stand="for", person="陈业务", text="客户订单稳定。", on_day=DAY),
            OpinionLine(part="finance", stand="for", person="李会计", text="同意，须先收回逾期款。", on_day=DAY),
        ),
        "evidence": (
            EvidenceLine(number=1, name="营业执照.pdf", role="licence", of="customer 1", on_day=DAY, size=120_000, sha256="ab" * 32),
            EvidenceLine(number=2, name="2025 年报表.xlsx", role="financials", of="financial_statement 1", on_day=DAY, size=45_000, sha256="cd" * 32),
        ),
    }  # fmt: skip


def whole(**changed: Any) -> ReviewSheet:
    """An approved review of a customer about whom everything is known; `changed` replaces sections."""
    facts = customer()
    found = score(facts, POLICY)
    made = ReviewSheet(
        head=_head(),
        subject=_subject(),
        **_records(),
        **_written(),
        finances=_finances(),
        trade=_trade(),
        payment=PaymentHabit(
            index=68.88, average_days=12.56, on_time=0.1220, worst=30, trend=16.1, invoices=6, broken_promises=1, open_disputes=0,
            last_paid_on=date(2026, 6, 10), promises=3, kept_rate=9 / 13,
        ),
        owed=_owed(),
        securities=(SecurityLine(kind="guarantee_person", giver="王宏", value=yuan(300_000), joint=True, expires_on=date(2027, 12, 31)),),
        contracts=(ContractLine(number="HT-2026-031", title="年度供货合同", amount=yuan(1_500_000), signed_on=date(2026, 1, 5), status="running"),),
        scoring=Scoring(
            score=found, bars=tuple(reasons.bars(found)), best=tuple(reasons.best(found)), worst=tuple(reasons.worst(found)),
            completeness=0.7, missing=("receiver", "rating"),
            earlier=Earlier(number="PS-2026-0012", on=date(2026, 1, 20), points_x100=640_00, grade="BBB", limit=yuan(300_000)),
        ),
        limits=_limits(),
        loss=Loss(
            pd=found.pd, lgd=0.5, exposure=yuan(350_000), expected=yuan(6_467), earn_back=yuan(7_000_000),
            waiting=(Waiting(days=0, share=0.949, amount=yuan(303_680)), Waiting(days=90, share=0.696, amount=yuan(222_720)), Waiting(days=360, share=0.228, amount=yuan(72_960))),
        ),
        current=Position(grade="BBB", limit_state="set", limit=yuan(300_000), terms_basis="net", terms_days=30, prepay_bp=0, next_on=date(2026, 7, 20)),
        proposed=_position(),
        approved=_position(),
        treatment="accompany",
        value_class="A",
        signatures=("bookkeeper", "manager", "owner"),
        rules=Rules(policy_id=3, policy_from=date(2026, 3, 1), program="0.4", log={"code": "C0001", "on": "2026-06-30"}),
    )  # fmt: skip
    return replace(made, **changed)


def empty() -> ReviewSheet:
    """A preview of a new customer: no number, no ledger, no file."""
    found = score(nobody(), POLICY)
    return ReviewSheet(
        head=Head(type="new", data_on=DAY, company=OWN, currency="CNY", base="CNY"),
        subject=Subject(code="K9", name="新客户有限公司"),
        scoring=Scoring(score=found, is_new=True, completeness=0.0, missing=("licence", "statement")),
    )


def _head() -> Head:
    return Head(
        number="PS-2026-0047", type="periodic", status="approved", opened_on=date(2026, 6, 28), data_on=DAY, company=OWN, currency="CNY",
        base="CNY", proposed_by="李会计", approved_by="周老板", decided_on=date(2026, 7, 1), decision_reason="付款略慢，额度小幅提高",
    )  # fmt: skip


def _subject() -> Subject:
    return Subject(
        code="K003", name="宏达建材有限公司", registration_no="91330100MA2XXXXX0X", legal_rep="王宏", capital_subscribed=yuan(5_000_000),
        capital_paid=yuan(3_000_000), founded=date(2015, 3, 1), country="CN", region="浙江", address="宁波市中山东路 18 号", industry="建材",
        sector="wholesale", size_class="small", phone="138 0013 8000", group="宏达集团", members=(("宏达物流", yuan(20_000)),),
        contacts=(ContactLine(name="王会计", role="财务", phone="138 0013 8000"), ContactLine(name="赵采购", role="采购", phone="139 0000 0001")),
        expected_sales=yuan(1_500_000), margin_bp=1800, peak_bp=13000,
    )  # fmt: skip


def _finances() -> Finances:
    periods = (statement(), statement(period_end=date(2024, 12, 31), revenue=1_300_000_000, net_income=40_000_000))
    values = [ratios.ratios(each) for each in periods]
    bands = ratios.bands(None, POLICY)
    lines = tuple(
        RatioLine(code=code, values=tuple(each[code].value for each in values), points=ratios.ratio_points(values[0][code], band))
        for code, band in bands.items()
    )  # fmt: skip
    return Finances(periods=periods, ratios=lines, net_worth=yuan(4_500_000), tangible_net_worth=yuan(4_500_000), z1=2.42, z2=3.36, zmijewski=0.0735)  # fmt: skip


def _trade() -> Trade:
    months = tuple(
        Month(
            first=date(2025 + (6 + place) // 12, (6 + place) % 12 + 1, 1), sold=yuan(100_000 + 5_000 * place), paid=yuan(90_000 + 6_000 * place),
            paid_late=yuan(20_000), days_late=5.0 + place, balance=yuan(200_000 + 10_000 * place),
        )
        for place in range(12)
    )  # fmt: skip
    return Trade(
        since=date(2022, 5, 10), sales=yuan(1_530_000), invoices=17, best_month=date(2026, 6, 1), best_month_sales=yuan(155_000),
        high_credit=yuan(410_000), high_credit_on=date(2026, 4, 18), credited_bp=120, months=months,
    )  # fmt: skip


def _limits() -> Limits:
    return Limits(
        candidates=(
            Candidate(code="L1", amount=yuan(337_500), counted=True, data={"share": 0.075, "base": 450_000_000}),
            Candidate(code="L2", amount=yuan(300_000), counted=True, data={"share": 0.15, "base": 200_000_000}),
            Candidate(code="L3", amount=yuan(400_000), data={"sales": 150_000_000, "terms": 30, "grace": 15, "peak": 1.3}),
            Candidate(code="L8", amount=yuan(350_000), counted=True, binding=True, data={"of": "equity", "base": 700_000_000, "share": 0.05}),
            Candidate(code="L10"),
        ),
        binding="L8", uncovered_max=yuan(350_000), factor=1.0, proposal=yuan(350_000), terms_days=45,
    )  # fmt: skip


def _position() -> Position:
    return Position(
        grade="BBB", limit_state="set", limit=yuan(350_000), limit_until=date(2027, 1, 30), terms_basis="net", terms_days=30, prepay_bp=3000,
        security="法定代表人连带责任保证", next_on=date(2026, 12, 31),
    )  # fmt: skip
