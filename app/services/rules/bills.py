"""Drafts taken as payment: what may become of them and until when their rights last. Pure.

Sources: 票据法 17 (rights lapse), 53 (presentment), 66 (notice), 91 (cheques); 商业汇票承兑、贴现与再贴现管理办法
(2022 No. 4) 25 (term); 民法典 202 (months end on the corresponding day, else on the month's last). Alarms use the day
itself, never the next working day. An electronic certificate of a supply-chain platform is no bill: 票据法 does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.models.dates import add_days, add_months

Kind = Literal["bank", "finance_company", "trade", "supply_chain", "cheque"]
Status = Literal[
    "held", "endorsed", "discounted_recourse", "discounted", "presented", "honoured", "refused", "recourse"
]

KINDS: Final = ("bank", "finance_company", "trade", "supply_chain", "cheque")
METHODS: Final = {
    "bank": "bank_bill",
    "finance_company": "bank_bill",
    "trade": "trade_bill",
    "supply_chain": "trade_bill",
    "cheque": "cheque",
}
# The customer (or who gave it to us) may still have to pay: a bill that was passed on comes back when it is refused.
AT_RISK: Final = ("held", "endorsed", "discounted_recourse", "presented")
PASSED_ON: Final = ("endorsed", "discounted_recourse", "discounted")
NEXT: Final[dict[str, tuple[str, ...]]] = {
    "held": ("presented", "endorsed", "discounted", "discounted_recourse", "honoured"),
    "presented": ("honoured", "refused"),
    "endorsed": ("honoured", "refused"),
    "discounted_recourse": ("honoured", "refused"),
    "discounted": ("honoured",),
    "refused": ("recourse", "honoured"),
    "recourse": ("honoured",),
    "honoured": (),
}
PRESENT_DAYS: Final = 10
NOTICE_DAYS: Final = 3
RECOURSE_MONTHS: Final = 6
RE_RECOURSE_MONTHS: Final = 3
RIGHTS_MONTHS: Final = 24
CHEQUE_RIGHTS_MONTHS: Final = 6
TERM_MONTHS: Final = 6
TERM_SINCE: Final = date(2023, 1, 1)
CERTIFICATE_SINCE: Final = date(2025, 6, 15)


@dataclass(frozen=True, slots=True)
class Event:
    """What became of a bill on a day."""

    status: str
    on: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day. `kind` = "bill_present", "bill_recourse" or "bill_rights"; `basis` = a code of the rule behind it."""

    kind: str
    ends_on: date
    basis: str


def present_by(matures_on: date) -> date:
    """票据法 53, 91: within ten days of maturity (of a cheque: of its date)."""
    return add_days(matures_on, PRESENT_DAYS)


def recourse_by(refused_on: date) -> date:
    """票据法 17 (3): recourse against the prior parties, six months from refusal."""
    return add_months(refused_on, RECOURSE_MONTHS)


def re_recourse_by(paid_on: date) -> date:
    """票据法 17 (4): recourse of one who had to pay for a bill passed on, three months from paying or being sued."""
    return add_months(paid_on, RE_RECOURSE_MONTHS)


def notice_by(proof_on: date) -> date:
    """票据法 66: written notice to the party before, within three days of the proof of refusal."""
    return add_days(proof_on, NOTICE_DAYS)


def rights_by(kind: str, matures_on: date) -> date:
    """票据法 17 (1), (2): rights against acceptor and drawer, two years from maturity; of a cheque six months from its date."""
    return add_months(matures_on, CHEQUE_RIGHTS_MONTHS if kind == "cheque" else RIGHTS_MONTHS)


def term_remark(kind: str, drawn_on: date, matures_on: date) -> str:
    """ "" or a code: "over_6_months" (a bill drawn since 2023 may not), "certificate_6_months" (should not), "certificate_1_year" (may never)."""
    if kind == "supply_chain":
        if drawn_on < CERTIFICATE_SINCE or matures_on <= add_months(drawn_on, TERM_MONTHS):
            return ""
        return "certificate_1_year" if matures_on > add_months(drawn_on, 12) else "certificate_6_months"
    late = matures_on > add_months(drawn_on, TERM_MONTHS)
    return "over_6_months" if late and kind != "cheque" and drawn_on >= TERM_SINCE else ""


def may_become(status: str, *, transferable: bool = True) -> tuple[str, ...]:
    """What the next event may be; a bill marked not transferable cannot be passed on."""
    return tuple(each for each in NEXT[status] if transferable or each not in PASSED_ON)


def deadlines(kind: str, matures_on: date, events: Sequence[Event]) -> tuple[Deadline, ...]:
    """The last days that still matter, seen from the last of `events` (oldest first, at least one).

    Who took back a bill that he had passed on has three months, counted here from its refusal: he cannot have paid before.
    """
    status, on = events[-1].status, events[-1].on
    if kind == "supply_chain":
        return (Deadline("bill_present", matures_on, "certificate"),) if status == "held" else ()
    rights = Deadline(
        "bill_rights", rights_by(kind, matures_on), "cheque_6_months" if kind == "cheque" else "rights_2_years"
    )
    if status == "held":
        return Deadline("bill_present", present_by(matures_on), "present_10_days"), rights
    if status == "refused" and not presented_late(matures_on, events):
        return Deadline("bill_recourse", notice_by(on), "notice_3_days"), _recourse(events), rights
    return (rights,) if status in {"presented", "refused", "recourse"} else ()


def presented_late(matures_on: date, events: Sequence[Event]) -> bool:
    """Recourse against the prior parties is lost then; acceptor and drawer stay liable (支付结算办法 36)."""
    presented = next((each.on for each in events if each.status == "presented"), None)
    return presented is not None and presented > present_by(matures_on)


def _recourse(events: Sequence[Event]) -> Deadline:
    refused_on = events[-1].on
    passed_on = any(each.status in PASSED_ON for each in events)
    if passed_on:
        return Deadline("bill_recourse", re_recourse_by(refused_on), "re_recourse_3_months")
    return Deadline("bill_recourse", recourse_by(refused_on), "recourse_6_months")
