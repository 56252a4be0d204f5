"""Words of the legal clocks: what ends, by which rule, what to do, how strong the evidence is.

Articles are named as they stood on `AS_OF`; every list says so, and that it is a hint and no legal advice.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.formats import day
from app.services.rules.clocks import ALARMS

if TYPE_CHECKING:
    from app.models.claims import ClaimEvent
    from app.services.clocks import ClockRow

AS_OF: Final = date(2025, 4, 19)  # the copy of the laws of mainland China that every Chinese rule here was read in

CLOCKS: Final = {
    "limitation": mark("Limitation-period hint"),
    "enforcement": mark("Enforcement of a judgment"),
    "guarantee": mark("Guarantee period"),
    "registration": mark("Title registration"),
    "security_end": mark("End of a security"),
    "security_act": mark("Last day to claim on a security"),
    "credit_shipment": mark("Latest shipment of a letter of credit"),
    "credit_present": mark("Presenting under a letter of credit"),
    "original": mark("Original of a bank's paper"),
    "deposit_refund": mark("Giving a cash deposit back"),
    "contract_end": mark("End of a contract"),
    "warranty_end": mark("End of the warranty"),
    "insurance_declare": mark("Shipment declaration"),
    "insurance_stop": mark("Last day for shipping"),
    "insurance_notice": mark("Report-loss deadline"),
    "insurance_claim": mark("Insurance claim"),
    "insurance_limit": mark("End of a buyer limit"),
    "bill_present": mark("Presenting a draft"),
    "bill_recourse": mark("Recourse on a draft"),
    "bill_rights": mark("Rights of a draft"),
}
BASES: Final = {
    "due_3_years": mark("3 years from the due date (Civil Code 188)"),
    "last_instalment_3_years": mark("3 years from the last instalment (Civil Code 188, 189)"),
    "interrupted_3_years": mark("3 years from the last demand, payment or acknowledgement (Civil Code 195)"),
    "procedure_3_years": mark("3 years from the end of the procedure (Civil Code 195)"),
    "procedure_open": mark("3 years from the filing, the safe day; enter when the procedure ends (Civil Code 195)"),
    "suspended_6_months": mark("6 months after the hindrance is gone (Civil Code 194)"),
    "twenty_years": mark("Never beyond 20 years (Civil Code 188)"),
    "enforcement_2_years": mark("2 years to apply for enforcement (Civil Procedure Law 250)"),
    "guarantee_6_months": mark(
        "6 months from the due date: no usable period was agreed; never interrupted (Civil Code 692)"
    ),
    "guarantee_agreed": mark("The agreed end of the guarantee; never interrupted (Civil Code 692)"),
    "register_10_days": mark("10 days from delivery keep the priority (Civil Code 416, 641)"),
    "agreed_end": mark("The agreed day"),
    "named_day": mark("The last day for claiming that the paper names"),
    "latest_shipment": mark("The latest day of shipment in the letter of credit; the bank may refuse later goods"),
    "present_days": mark("So many days after shipping, 21 where it names none (UCP 600, 14 c)"),
    "original_14_days": mark("14 days after it was given: our own rule; without the original nothing can be claimed"),
    "policy_days": mark("By the terms of the insurance policy"),
    "present_10_days": mark("10 days from maturity (Law on Negotiable Instruments 53)"),
    "notice_3_days": mark("Written notice within 3 days of the proof of refusal (Law on Negotiable Instruments 66)"),
    "recourse_6_months": mark("6 months from the refusal (Law on Negotiable Instruments 17)"),
    "re_recourse_3_months": mark("3 months from paying for a draft passed on (Law on Negotiable Instruments 17)"),
    "rights_2_years": mark("2 years from maturity (Law on Negotiable Instruments 17)"),
    "cheque_6_months": mark("6 months from the date of the cheque (Law on Negotiable Instruments 17)"),
    "certificate": mark("The promised day; a platform's certificate is no draft in law"),
}
TO_DO: Final = {
    "limitation": mark("Have the balance sealed, or send a demand whose arrival can be proven"),
    "limitation_passed": mark("Ask a lawyer before anything else; only a new written promise to pay may help"),
    "enforcement": mark("Apply to the court for enforcement"),
    "enforcement_passed": mark("Ask a lawyer whether enforcement is still possible"),
    "guarantee_general": mark("Sue the debtor, or the guarantor is free"),
    "guarantee_joint": mark("Demand payment from the guarantor with proof, or he is free"),
    "guarantee_passed": mark("The guarantor is free unless a claim was made in time; ask a lawyer"),
    "registration": mark("Register the retained title at the movables registry"),
    "registration_passed": mark("Register now: it still holds against later buyers, without the first rank"),
    "security_end": mark("Claim on it before that day, or have it extended"),
    "security_act": mark("Claim on it before that day"),
    "security_act_passed": mark("The day has passed; ask a lawyer, or release it here"),
    "credit_shipment": mark("Ship by that day and note the day here, or have the letter of credit amended"),
    "credit_shipment_passed": mark(
        "Have the letter of credit amended before shipping; note here if the goods left in time"
    ),
    "credit_present": mark("Present the documents to the bank, and note it here"),
    "credit_present_passed": mark("The bank may refuse now: ask it and the customer at once"),
    "original": mark("Have the original sent, and enter where it is kept"),
    "original_passed": mark("The original is still missing: ask for it before the next shipment"),
    "deposit_refund": mark("Give the deposit back, or use it for what they owe"),
    "deposit_refund_passed": mark("The deposit should have been given back: do so, or use it for what they owe"),
    "security_end_passed": mark("It has ended: release it here, or enter the new paper"),
    "contract_end": mark("Renew the contract, or close it"),
    "contract_end_passed": mark("The contract has ended: renew or close it"),
    "warranty_end": mark("Ask for the retention money"),
    "warranty_end_passed": mark("The warranty is over: ask for the retention money"),
    "insurance_declare": mark("Declare the shipment to the insurer, and record it here"),
    "insurance_declare_passed": mark("Declare it at once and ask the insurer; until then it is not insured"),
    "insurance_stop": mark("Ship nothing after that day unless the old debt is paid or the insurer agrees"),
    "insurance_stop_passed": mark("What is shipped now is not insured: collect the old debt first"),
    "insurance_notice": mark("Report the overdue debt to the insurer, and record it here"),
    "insurance_notice_passed": mark("Report it at once and ask the insurer: the cover may be lost"),
    "insurance_claim": mark("File the claim with its papers"),
    "insurance_claim_passed": mark("Ask the insurer at once whether the claim is still taken"),
    "insurance_limit": mark("Ask the insurer to renew it before more is shipped"),
    "insurance_limit_passed": mark("What is shipped now is not insured: ask for a new limit"),
    "bill_present": mark("Present the draft"),
    "bill_present_passed": mark("Present it at once: acceptor and drawer still owe it"),
    "bill_recourse": mark("Give notice and claim on those who passed it on"),
    "bill_recourse_passed": mark("Claim on acceptor and drawer; ask a lawyer about the others"),
    "bill_rights": mark("Claim on the draft"),
    "bill_rights_passed": mark("Claim the debt behind the draft; ask a lawyer"),
}
# The same as an order of a few words, for Today.
DEEDS: Final = {
    "limitation": mark("Secure the claim in writing"),
    "enforcement": mark("Apply for enforcement"),
    "guarantee": mark("Claim on the guarantee"),
    "registration": mark("Register the title"),
    "security_end": mark("Claim or extend"),
    "security_act": mark("Claim on the security"),
    "credit_shipment": mark("Ship or have it amended"),
    "credit_present": mark("Present the documents"),
    "original": mark("Get the original"),
    "deposit_refund": mark("Give back or use it"),
    "contract_end": mark("Renew or close"),
    "warranty_end": mark("Ask for the retention money"),
    "insurance_declare": mark("Declare the shipment"),
    "insurance_stop": mark("Stop shipping or collect"),
    "insurance_notice": mark("Report the loss to the insurer"),
    "insurance_claim": mark("File the claim"),
    "insurance_limit": mark("Renew the buyer limit"),
    "bill_present": mark("Present the draft"),
    "bill_recourse": mark("Claim on the draft"),
    "bill_rights": mark("Claim on the draft"),
}
EVENTS: Final = {
    "demand": mark("Demand"),
    "acknowledgement": mark("Acknowledgement of the debt"),
    "part_payment": mark("Part payment"),
    "instalment_plan": mark("Agreement to pay in instalments"),
    "promise": mark("Promise to pay"),
    "suit": mark("Suit or arbitration"),
    "payment_order": mark("Payment order"),
    "assignment": mark("Notice of assignment"),
    "suspension": mark("Hindrance (suspension)"),
}
STRENGTHS: Final = {"strong": mark("Strong evidence"), "medium": mark("Fair evidence"), "weak": mark("Weak evidence")}
WHY: Final = {
    "demand": mark("Fair with a delivery record; strong when the customer signed for it; a call alone is weak."),
    "acknowledgement": mark("Strong when sealed or signed by someone entitled to; fair by agreed e-mail or WeChat."),
    "part_payment": mark("Strong. Payments logged in the book count by themselves; enter only what is not in it."),
    "instalment_plan": mark("Strong when signed; fair by agreed e-mail or WeChat."),
    "promise": mark("Weak when only spoken; strong when written and signed."),
    "suit": mark("Strong. Enter the end when the procedure is over: the period restarts from it."),
    "payment_order": mark("Strong. Enter the end when the procedure is over: the period restarts from it."),
    "assignment": mark("Fair when the notice demonstrably arrived."),
    "suspension": mark("Counts only in the last six months, for example force majeure. Enter when it ended."),
}
ROLES: Final = {
    "statement": mark("Signed statement"),
    "demand": mark("Demand letter"),
    "proof_of_delivery": mark("Proof that it arrived"),
    "delivery_note": mark("Delivery note"),
    "invoice": mark("Tax invoice"),
    "contract": mark("Contract"),
    "guarantee": mark("Guarantee"),
    "registration": mark("Registration certificate"),
    "court": mark("Court paper"),
    "messages": mark("Messages"),
    "licence": mark("Licence"),
    "special_report": mark("Special report for tax"),
    "financials": mark("Financial statements"),
    "credit_report": mark("Credit report or rating"),
    "public_record": mark("Page of a public register"),
    "reference": mark("Reference letter"),
    "authorisation": mark("Authorisation letter"),
    "photo": mark("Photo"),
    "other": mark("Other"),
}


def disclaimer() -> str:
    """Under every list of clocks."""
    return _("Legal hint, no legal advice. Chinese law of {day}; holidays do not move a last day here.").format(
        day=day(AS_OF)
    )


def clock_name(kind: str) -> str:
    return _(CLOCKS[kind])


def deed_text(kind: str) -> str:
    """What to do about a clock, in a few words."""
    return _(DEEDS[kind])


def basis_text(basis: str) -> str:
    """By which rule, with its article."""
    return _(BASES[basis])


def to_do_text(row: ClockRow) -> str:
    return _(TO_DO[row.to_do])


def left_text(days: int) -> str:
    """ "in 12 days", "today", "3 days ago"."""
    if days == 0:
        return _("today")
    count = ngettext("{count} day", "{count} days", abs(days))
    return _("in {days}").format(days=count) if days > 0 else _("{days} ago").format(days=count)


def urgency(row: ClockRow) -> tuple[str, str]:
    """Icon and colour token: run out, within the last alarm, within an alarm, far."""
    if row.passed:
        return "x-circle", "overdue"
    if row.clock.alarm is None:
        return "clock", "text2"
    return ("warning", "overdue") if row.clock.alarm == ALARMS[row.clock.kind][-1] else ("warning-circle", "caution")


def remarks(row: ClockRow) -> list[str]:
    """What a lawyer has to judge, and what else to know."""
    found = []
    if row.with_weak:
        found.append(_("{day} if weak evidence counts too: a lawyer's judgement").format(day=day(row.with_weak)))
    if row.consent_until:
        text = _("What the customer did later may be new consent to pay, then until {day}: a lawyer's judgement")
        found.append(text.format(day=day(row.consent_until)))
    if row.clock.kind == "guarantee" and row.joint is None:
        found.append(_("General or joint was not agreed: the law takes it as general (Civil Code 686)"))
    return found


def event_name(kind: str) -> str:
    return _(EVENTS[kind])


def event_title(event: ClaimEvent) -> str:
    """What happened, and about which receivable."""
    name = event_name(event.kind)
    return f"{name} · {event.number}" if event.number else name


def strength_text(strength: str) -> str:
    return _(STRENGTHS[strength])


OWNERS: Final = {
    "customer": mark("The customer"),
    "receivable": mark("Receivable"),
    "payment": mark("Payment"),
    "contract": mark("Contract"),
    "security": mark("Security"),
    "claim_event": mark("Demand or acknowledgement"),
    "confirmation": mark("Statement"),
    "dispute": mark("Dispute"),
    "bill": mark("Draft"),
    "financial_statement": mark("Financial statement"),
    "credit_fact": mark("Fact of the credit file"),
    "questionnaire": mark("Questionnaire"),
    "shipment": mark("Shipment"),
    "milestone": mark("Milestone"),
    "approval": mark("Exception approved"),
    "deposit_move": mark("Cash deposit"),
    "insurance_policy": mark("Insurance policy"),
    "buyer_limit": mark("Buyer limit"),
    "insurance_event": mark("Entry for the insurer"),
    "reminder": mark("Reminder"),
    "promise": mark("Promise to pay"),
    "interaction": mark("Contact"),
    "feedback": mark("Feedback"),
    "legal_matter": mark("Legal matter"),
    "notice": mark("Notice"),
    "adjustment": mark("Allowance or write-off"),
}


def owner_name(table: str) -> str:
    """What a file belongs to."""
    return _(OWNERS[table])


def rule_text(row: ClockRow) -> str:
    """The rule of a clock and what else to know about it."""
    return _("; ").join((basis_text(row.clock.basis), *remarks(row)))


def role_name(role: str | None) -> str:
    return _(ROLES[role]) if role in ROLES else ""
