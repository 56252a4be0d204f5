"""Contracts and deals of the sample company, what is paid ahead for them, what stands behind the debt, what is insured.

Three stories: a contract that waits for its prepayment, one on custom goods that runs in batches, and an export customer
whose debt is insured and has to be declared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.i18n import _
from app.models import credit_profile
from app.models.clauses import Answer
from app.services.contract_drafts import ContractDraft
from app.services.contract_reviews import ContractReviews
from app.services.deals import DealDraft
from app.services.demo_reviews import by_sales
from app.services.deposits import DepositDraft
from app.services.insurance_drafts import BuyerLimitDraft, EventDraft, PolicyDraft
from app.services.payments import PaymentDraft
from app.services.securities import SecurityDraft
from app.services.services import Services
from app.services.shipments import Shipments

# The contract check: the worth of an answer, and which items get it.
GOOD, PARTLY, MISSING = 10_000, 5_000, 0
PARTLY_MET, NOT_MET, NOT_ASKED = (5, 11), (7,), (13, 22)
ITEMS = range(1, 25)


def fill(services: Services) -> None:
    """Each is a change of its own, as if entered by hand."""
    _waiting(services)
    _running(services)
    _deals(services)
    _behind(services)
    _insured(services)
    _decisions(services)


def _waiting(services: Services) -> None:
    """Signed last week, 30 % before anything leaves, and nothing has come."""
    draft = ContractDraft(
        _id(services, "K008"), 16_000_000, title=_("Motors for two lines"), signed_on=_ago(services, 9), margin_bp=2_200,
        ends_on=_ago(services, -80), lead_days=30, lines=services.plans.template("thirty_terms", 16_000_000),
        prepay_reason=_("Agreed before their last review"),
    )  # fmt: skip
    contract = services.contracts.add(draft)
    services.milestones.start(contract)
    _check(services, contract)


def _running(services: Services) -> None:
    """Custom goods: half of it came first, one of two batches has left and was accepted."""
    signed = _ago(services, 70)
    draft = ContractDraft(
        _id(services, "K020"), 9_000_000, title=_("Looms to measure"), signed_on=signed, custom_goods=True, margin_bp=2_500,
        resale_bp=2_000, lead_days=40, ends_on=_ago(services, -20), retention_bp=500, penalty_ppm_day=300,
        lines=services.plans.template("three_six_one", 9_000_000), prepay_reason=_("A customer of many years"),
    )  # fmt: skip
    contract = services.contracts.add(draft)
    services.milestones.start(contract)
    earnest = PaymentDraft(
        draft.customer_id, 1_800_000, _ago(services, 66), parts={}, contract_id=contract, purpose="earnest"
    )
    services.payments.record(earnest)
    services.payments.record(replace(earnest, amount=900_000, paid_on=_ago(services, 60), purpose="prepayment"))
    services.shipments.production_started(contract, _ago(services, 58))
    _sent(services, contract, _ago(services, 21), 4_500_000)
    services.shipments.accepted(contract, _ago(services, 12))


def _sent(services: Services, contract: int, on: date, amount: int) -> None:
    shipment = Shipments(services.store, on, services.receivables).deliver(on, contract_id=contract, amount=amount)
    services.shipments.signed_for(shipment, on + timedelta(days=2), _("Deng, stores (sample)"))


def _check(services: Services, contract: int) -> None:
    """The items of the contract check; the prepayment is lower than it should be."""

    def value(item: int) -> Answer:
        if item in NOT_ASKED:
            return Answer(item, not_applicable=True)
        return Answer(item, MISSING if item in NOT_MET else PARTLY if item in PARTLY_MET else GOOD)

    ContractReviews(services.store, services.today).answer(contract, [value(item) for item in ITEMS])


def _deals(services: Services) -> None:
    rows = (
        ("K004", 4_200_000, "quoted", _("Handles for the spring range"), 5_000, 20),
        ("K005", 2_600_000, "ordered", _("Gift boxes for the holidays"), None, 8),
        ("K001", 8_000_000, "ordered", _("Tiles for the north site"), None, 5),
        ("K023", 900_000, "enquiry", _("Travel packs"), 2_000, 35),
        ("K017", 5_100_000, "agreed", _("Belts for the sorting hall"), 8_000, 14),
    )
    for code, amount, stage, title, chance, days in rows:
        services.deals.add(
            DealDraft(
                _id(services, code), amount, stage, title, probability_bp=chance, expected_on=_ago(services, -days),
                opened_on=_ago(services, 6), ordered_on=_ago(services, 2) if stage == "ordered" else None,
            )
        )  # fmt: skip
    made = DealDraft(
        _id(services, "K024"), 6_400_000, "ordered", _("Doors to measure"), opened_on=_ago(services, 15),
        ordered_on=_ago(services, 10), expected_on=_ago(services, -12), custom_goods=True, cost_incurred=1_500_000, resale_bp=2_000,
        margin_bp=2_800, prepay_bp=3_000,
    )  # fmt: skip
    services.deals.add(made)


def _behind(services: Services) -> None:
    """A deposit, a guarantee on demand, and how far one customer may go."""
    held = DepositDraft(
        _id(services, "K019"), 3_000_000, _ago(services, 120), refund_condition=_("When the last works are accepted"),
        refund_due_on=_ago(services, -45),
    )  # fmt: skip
    services.deposits.receive(held)
    bank = SecurityDraft(
        _id(services, "K007"), "bank_guarantee", _ago(services, 90), 10_000_000, giver=_("Sample Bank, Hefei branch"),
        expires_on=_ago(services, -26), original_at=_("Safe, second shelf"),
    )  # fmt: skip
    services.securities.add(bank)
    who = _id(services, "K003")
    known = credit_profile.profile(services.store, who) or credit_profile.Profile()
    services.credit_file.save_profile(who, replace(known, stop_line=25_000_000, max_order=6_000_000))


def _insured(services: Services) -> None:
    """A year's export policy; one buyer has a limit, another asked for one."""
    policy = PolicyDraft(
        insurer=_("Sample insurer"), number="EX-2026-0117", scope="export", currency="USD", from_on=_ago(services, 200),
        to_on=_ago(services, -165), cover_bp=9_000, premium_ppm=4_000, insured_sales=60_000_000, max_terms_days=120, mep_days=60,
        noa_days=30, declare_rule="workdays", declare_days=5, waiting_days=120, claim_days=120, vat_covered=True,
    )  # fmt: skip
    row = services.insurance.add_policy(policy)
    services.insurance.set_limit(BuyerLimitDraft(row, _id(services, "K009"), 3_000_000, _ago(services, 190), "USD"))
    services.insurance.record(EventDraft(row, "declaration", _ago(services, 2)))
    services.insurance.request_limit(row, _id(services, "K010"), 2_500_000, _ago(services, 6))


def _decisions(services: Services) -> None:
    """Asked when the order came in: one was told to wait, one was fine."""
    for code in ("K001", "K005"):
        (deal,) = (each for each in services.deals.of_customer(_id(services, code)) if each.stage == "ordered")
        with by_sales(services):
            services.shipping.record(services.shipping.ask(deal.customer_id, deal_id=deal.id))


def _id(services: Services, code: str) -> int:
    return services.customers.by_code(code).id


def _ago(services: Services, days: int) -> date:
    return services.today - timedelta(days=days)
