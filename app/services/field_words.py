"""What the history calls the tables and columns of the book, and how it shows their values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from app.i18n import _, mark
from app.services import (
    bill_wording,
    contact_wording,
    contract_wording,
    credit_wording,
    deal_wording,
    dispute_wording,
    feedback_wording,
    insurance_wording,
    legal_wording,
    limit_wording,
    matter_wording,
    milestone_wording,
    notice_wording,
    plan_wording,
    questionnaire_wording,
    reminder_wording,
    review_wording,
    security_wording,
    shipping_wording,
    statement_wording,
    today_wording,
)
from app.services.formats import NOTHING, money, percent, phone
from app.services.method_wording import method_name
from app.services.policy_labels import CLAUSES

TABLES: Final = {
    "customer": mark("Customer"),
    "contact": mark("Contact person"),
    "payer": mark("Payer name"),
    "terms": mark("Payment terms"),
    "credit_limit": mark("Credit limit"),
    "receivable": mark("Receivable"),
    "instalment": mark("Instalment"),
    "due_change": mark("Due date"),
    "payment": mark("Payment"),
    "adjustment": mark("Allowance or write-off"),
    "allocation": mark("Applied money"),
    "dispute": mark("Dispute"),
    "contract": mark("Contract"),
    "security": mark("Guarantee or collateral"),
    "hold": mark("Credit hold"),
    "bill": mark("Draft"),
    "bill_event": mark("What became of a draft"),
    "confirmation": mark("Statement"),
    "charge": mark("Interest or cost"),
    "claim_event": mark("Claim"),
    "exchange_rate": mark("Exchange rate"),
    "reference_rate": mark("Reference rate"),
    "company": mark("Company"),
    "company_account": mark("Bank account"),
    "bank_import": mark("Bank statement"),
    "bank_line": mark("Bank statement line"),
    "attachment_link": mark("Attachment"),
    "party_group": mark("Group"),
    "person": mark("Person"),
    "template": mark("Text of a letter"),
    "policy_version": mark("Credit rules"),
    "financial_statement": mark("Financial statement"),
    "credit_fact": mark("Fact of the credit file"),
    "questionnaire": mark("Questionnaire"),
    "questionnaire_answer": mark("Answer"),
    "review": mark("Credit review"),
    "opinion": mark("Opinion"),
    "grade_override": mark("Manual change of the grade"),
    "risk_line": mark("Risk"),
    "request": mark("Request of the customer"),
    "snooze": mark("Put off"),
    "deal": mark("Deal"),
    "deposit_move": mark("Cash deposit"),
    "decision": mark("Answer on shipping"),
    "approval": mark("Exception approved"),
    **insurance_wording.TABLES,
    **contract_wording.TABLES,
    **matter_wording.TABLES,
    **notice_wording.TABLES,
    **contact_wording.TABLES,
    **feedback_wording.TABLES,
    **reminder_wording.TABLES,
}

FIELDS: Final = {
    "account_tail": mark("Last digits of the account"), "address": mark("Address"), "amount": mark("Amount"),
    "archived_on": mark("Archived on"), "bank": mark("Bank"), "basis": mark("Kind of terms"), "closed_on": mark("Closed on"),
    "code": mark("Customer no."), "country": mark("Country"), "currency": mark("Currency"), "day_of_month": mark("Day of the month"),
    "days": mark("Days"), "description": mark("Description"), "due_on": mark("Due date"), "email": mark("Email"),
    "founded": mark("Founded on"), "happened_on": mark("Happened on"), "industry": mark("Industry"), "issued_on": mark("Transaction date"),
    "kind": mark("Type"), "left_on": mark("Left on"), "legal_rep": mark("Legal representative"), "matures_on": mark("Draft due on"),
    "method": mark("Method"), "name": mark("Name"), "name_en": mark("English name"), "new_due": mark("New due date"), "note": mark("Note"), "number": mark("Number"),
    "old_due": mark("Old due date"), "on_day": mark("Day"), "opened_on": mark("Opened on"), "order_no": mark("Order no."),
    "paid_on": mark("Date received"), "payer_name": mark("Payer name"), "phone": mark("Phone"), "rate": mark("Exchange rate"),
    "reason": mark("Reason"), "reference": mark("Reference"), "region": mark("Region"), "registration_no": mark("Unified social credit code"),
    "body": mark("Text"), "lang": mark("Language"),
    "replied_on": mark("Replied on"), "result": mark("Result"), "role": mark("Position"), "root_cause": mark("Root cause"),
    "sent_on": mark("Sent on"), "service_address": mark("Address for letters"), "short_name": mark("Short name"),
    "signed_on": mark("Date signed"), "since": mark("Customer since"), "size_class": mark("Size"), "state": mark("Limit state"),
    "status": mark("Status"), "tax_invoice_no": mark("Tax invoice no."), "title": mark("Title"), "until_on": mark("Until"),
    "valid_from": mark("Valid from"), "valid_to": mark("Valid to"), "value": mark("Value"), "void_reason": mark("Reason for voiding"),
    "voided": mark("Voided"), "voided_on": mark("Voided on"), "wechat": mark("WeChat"), "early_discount_bp": mark("Early-payment discount"),
    "early_days": mark("Days for the discount"), "effective_from": mark("In force from"), "released_on": mark("Released on"), "lifted_on": mark("Lifted on"),
    "forgotten_on": mark("Forgotten on"), "quiet": mark("Wants to be left in peace"), "group_id": mark("Group"), "owner_id": mark("Salesperson"), "deputy_id": mark("Deputy salesperson"), "contract_id": mark("Contract"), "deal_id": mark("Deal"),
    "customer_id": mark("Customer"), "acceptor": mark("Acceptor of the draft"), "ends_on": mark("Ends on"), "starts_on": mark("Starts on"),
    "product_line": mark("Product line"), "purpose": mark("Purpose"), "retention": mark("Retention"), "giver": mark("Given by"),
    "reply": mark("Reply"), "reply_by": mark("Reply by"), "source": mark("Source"), "text": mark("Text"), "tax": mark("Tax"),
    "outcome": mark("Outcome"), "series": mark("Rate"), "annual_sales": mark("Sales of a year"), "accounting_standard": mark("Accounting standard"),
    "period_end": mark("Period until"), "months": mark("Months"), "quality": mark("How far checked"), "opinion": mark("Opinion of the auditor"),
    "received_on": mark("Known since"), "checked_on": mark("Looked up on"), "ended_on": mark("Ended on"), "source_grade": mark("Reliability"),
    "item": mark("Question"), "points": mark("Answer"), "comment": mark("Reason"), "visit": mark("Seen on site"), "asked_on": mark("Asked on"),
    "what": mark("What it is about"), "sector": mark("Sector"), "capital_subscribed": mark("Registered capital"), "capital_paid": mark("Paid-in capital"),
    "expected_sales": mark("Sales expected in a year"), "own_equity": mark("Our equity"), "withdrawn_on": mark("Taken back on"),
    "type": mark("Type"), "trigger": mark("What called for it"), "data_on": mark("Figures of"), "proposed_by": mark("Proposed by"),
    "approved_by": mark("Decided by"), "approved_on": mark("Decided on"), "alone": mark("Decided alone"), "next_on": mark("Next review"),
    "decision_reason": mark("Reason for the decision"), "part": mark("For whom"), "stand": mark("Opinion"), "notches": mark("Steps"),
    "from_on": mark("From"), "revoked_on": mark("Taken back on"), "likelihood": mark("Likelihood"), "severity": mark("Severity"),
    "likelihood_after": mark("Likelihood with the measure"), "severity_after": mark("Severity with the measure"), "measure": mark("Measure"),
    "verdict": mark("Answer"), "way": mark("Way chosen"), "subject": mark("What for"), "conditions": mark("Conditions"),
    "exposure_before": mark("Credit in use before"), "exposure_after": mark("Credit in use after"), "revoke_reason": mark("Reason for taking it back"),
    **credit_wording.LINES,
    **contract_wording.FIELDS,
    **insurance_wording.FIELDS,
    **feedback_wording.FIELDS,
    **reminder_wording.FIELDS,
    **matter_wording.FIELDS,
    **notice_wording.FIELDS,
    **contact_wording.FIELDS,
}  # fmt: skip

VALUES: Final = {
    "net": mark("Days after the transaction"), "eom": mark("Days after the end of the month"), "eom_day": mark("A day of the next month"),
    "cash": mark("Cash before shipping"), "set": mark("Set"), "unlimited": mark("Unlimited"), "not_set": mark("Not set"),
    "invoice": mark("Receivable"), "credit_note": mark("Credit note"), "opening": mark("Opening balance"), "receipt": mark("Received"),
    "refund": mark("Refund"), "return": mark("Came back"), "write_off": mark("Write off"), "allowance": mark("Allowance"),
    "rounding": mark("Rounding difference"), "micro": mark("Micro"), "small": mark("Small"), "medium": mark("Medium"), "large": mark("Large"),
}  # fmt: skip
# Codes that have their words elsewhere, by table and column; where a word has an icon too it stands first.
CODES: Final[Mapping[tuple[str, str], Mapping[Any, Any]]] = {
    ("bill", "kind"): bill_wording.KINDS,
    ("bill_event", "status"): bill_wording.STATUSES,
    ("contract", "status"): contract_wording.STATUSES,
    ("contract", "buyer_size"): contract_wording.SIZES,
    ("milestone", "name"): milestone_wording.STEPS,
    ("milestone", "side"): milestone_wording.SIDES,
    ("milestone", "gate"): milestone_wording.GATES,
    ("clause_answer", "item"): {str(item): words for item, words in enumerate(CLAUSES, start=1)},
    ("plan_line", "node"): plan_wording.NODES,
    ("plan_line", "nature"): plan_wording.NATURES,
    ("claim_event", "kind"): legal_wording.EVENTS,
    ("security", "kind"): security_wording.KINDS,
    ("deposit_move", "kind"): security_wording.DEEDS,
    ("deal", "stage"): deal_wording.STAGES,
    ("attachment_link", "role"): legal_wording.ROLES,
    ("confirmation", "reply"): statement_wording.STATES,
    ("financial_statement", "quality"): credit_wording.QUALITIES,
    ("credit_fact", "kind"): credit_wording.KINDS,
    ("credit_fact", "code"): {code.partition(".")[2]: words for code, words in credit_wording.CODES.items()} | {"clean": mark("Looked up, nothing found")},
    ("credit_fact", "source_grade"): credit_wording.SOURCE_GRADES,
    ("questionnaire_answer", "item"): {str(item): words for item, (words, _answers) in questionnaire_wording.ITEMS.items()},
    ("credit_limit", "kind"): limit_wording.KINDS,
    ("person", "role"): review_wording.ROLES,
    ("allocation", "part"): {"principal": mark("Principal"), "interest": mark("Interest"), "cost": mark("Costs")},
    ("request", "what"): credit_wording.WANTS,
    ("customer", "sector"): credit_wording.SECTORS,
    ("review", "type"): review_wording.TYPES,
    ("review", "status"): review_wording.STATUSES,
    ("review", "trigger"): review_wording.TRIGGERS,
    ("opinion", "part"): review_wording.PARTS,
    ("opinion", "stand"): review_wording.STANDS,
    ("risk_line", "type"): review_wording.RISK_TYPES,
    ("dispute", "reason"): dispute_wording.REASONS,
    ("dispute", "result"): dispute_wording.RESULTS,
    ("claim_event", "outcome"): {"judgment": mark("With a judgment"), "other": mark("Otherwise")},
    ("bank_line", "status"): {"open": mark("Not matched yet"), "matched": mark("Logged as a payment"), "ignored": mark("Ignored")},
    **insurance_wording.CODES,
    **feedback_wording.CODES,
    **reminder_wording.CODES,
    ("snooze", "reason_code"): today_wording.REASONS,
    **matter_wording.CODES,
    **notice_wording.CODES,
    **contact_wording.CODES,
    ("decision", "verdict"): shipping_wording.VERDICTS,
    ("payment", "purpose"): {"payment": mark("Payment"), "prepayment": mark("Prepayment"), "earnest": mark("Earnest money")},
}  # fmt: skip
# Columns that mean something else than elsewhere, by table.
OWN_FIELDS: Final = {
    **contact_wording.OWN_FIELDS,
    **feedback_wording.OWN_FIELDS,
    **notice_wording.OWN_FIELDS,
    **reminder_wording.OWN_FIELDS,
    ("snooze", "reason_code"): mark("Kind of reason"),
    ("snooze", "made_on"): mark("Put off on"),
    ("credit_fact", "code"): mark("What it is about"),
    ("clause_answer", "item"): mark("Term"),
    ("approval", "valid_to"): mark("Ends before"),
    ("credit_limit", "valid_to"): mark("Ends before"),
    ("dispute", "due_on"): mark("To be settled by"),
    ("dispute", "owner_id"): mark("Who settles it"),
    ("risk_line", "what"): mark("Risk"),
    ("risk_line", "owner_id"): mark("Who sees to it"),
    ("risk_line", "due_on"): mark("To be done by"),
}
NOT_TOLD: Final = frozenset({("charge", "basis")})  # how it was computed, for programs
_CODED: Final = frozenset({"kind", "basis", "state", "size_class"})
_AMOUNTS: Final = frozenset(
    {
        "amount",
        "tax",
        "value",
        "annual_sales",
        "own_equity",
        "capital_subscribed",
        "capital_paid",
        "expected_sales",
        "exposure_before",
        "exposure_after",
        "cost_incurred",
        "stop_line",
        "max_order",
        *credit_wording.LINES,
        *insurance_wording.AMOUNTS,
        *matter_wording.AMOUNTS,
        *reminder_wording.AMOUNTS,
    }
)
_FLAGS: Final = frozenset(
    {
        "voided",
        "retention",
        "visit",
        "alone",
        "custom_goods",
        "written",
        *contract_wording.FLAGS,
        *insurance_wording.FLAGS,
    }
)


def table_name(table: str) -> str:
    """What a table holds, in the language in use; an unknown one stands for itself."""
    return _(TABLES[table]) if table in TABLES else table


def is_told(table: str, column: str) -> bool:
    """Whether the history has words for a column."""
    return column in FIELDS and (table, column) not in NOT_TOLD


def field_name(table: str, column: str) -> str:
    word = OWN_FIELDS.get((table, column), FIELDS[column])
    return _(word)


def value_text(table: str, column: str, value: Any, currency: str, names: Mapping[tuple[str, int], str]) -> str:
    """A value as a person would write it; `names` by (column, id) for what points to other rows."""
    if value in (None, ""):
        return NOTHING
    if (column, value) in names:
        return names[column, value]
    if column in _AMOUNTS:
        return money(int(value), currency)
    if column in _FLAGS:
        return _("Ticked") if value else _("Not ticked")
    if column.endswith("_bp"):
        return percent(Decimal(int(value)) / 10_000)
    if column == "premium_ppm":
        return insurance_wording.rate_text(int(value))
    if column == "phone":
        return phone(str(value))
    if column == "method":
        return method_name(str(value))
    return _code(table, column, str(value))


def _code(table: str, column: str, value: str) -> str:
    """The word of a code; any other text as it is."""
    word = CODES.get((table, column), VALUES if column in _CODED else {}).get(value, value)
    text = word if isinstance(word, str) else word[0]
    return _(text)
