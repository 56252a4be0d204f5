"""What a committed change touched: pages listen for topics, not for tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """A subject that pages show."""

    CUSTOMERS = "customers"
    RECEIVABLES = "receivables"
    PAYMENTS = "payments"
    SETTINGS = "settings"
    DERIVED = "derived"
    CONTRACTS = "contracts"
    BILLS = "bills"
    BANK = "bank"
    STATEMENTS = "statements"
    LEGAL = "legal"
    RATES = "rates"
    CREDIT = "credit"
    DEALS = "deals"
    INSURANCE = "insurance"
    REMINDERS = "reminders"
    CONTACTS = "contacts"


TOPIC_OF_TABLE = {
    "customer": Topic.CUSTOMERS,
    "contact": Topic.CUSTOMERS,
    "party_group": Topic.CUSTOMERS,
    "terms": Topic.CUSTOMERS,
    "credit_limit": Topic.CUSTOMERS,
    "payer": Topic.CUSTOMERS,
    "receivable": Topic.RECEIVABLES,
    "instalment": Topic.RECEIVABLES,
    "due_change": Topic.RECEIVABLES,
    "dispute": Topic.RECEIVABLES,
    "payment": Topic.PAYMENTS,
    "allocation": Topic.PAYMENTS,
    "adjustment": Topic.PAYMENTS,
    "contract": Topic.CONTRACTS,
    "bill": Topic.BILLS,
    "bill_event": Topic.BILLS,
    "bank_import": Topic.BANK,
    "bank_line": Topic.BANK,
    "confirmation": Topic.STATEMENTS,
    "charge": Topic.LEGAL,
    "claim_event": Topic.LEGAL,
    "hold": Topic.LEGAL,
    "security": Topic.LEGAL,
    "attachment_link": Topic.LEGAL,
    "exchange_rate": Topic.RATES,
    "reference_rate": Topic.RATES,
    "financial_statement": Topic.CREDIT,
    "credit_fact": Topic.CREDIT,
    "questionnaire": Topic.CREDIT,
    "questionnaire_answer": Topic.CREDIT,
    "review": Topic.CREDIT,
    "opinion": Topic.CREDIT,
    "grade_override": Topic.CREDIT,
    "risk_line": Topic.CREDIT,
    "request": Topic.CREDIT,
    "policy_version": Topic.SETTINGS,
    "plan_line": Topic.CONTRACTS,
    "clause_answer": Topic.CONTRACTS,
    "milestone": Topic.CONTRACTS,
    "deal": Topic.DEALS,
    "shipment": Topic.DEALS,
    "decision": Topic.DEALS,
    "approval": Topic.DEALS,
    "deposit_move": Topic.DEALS,
    "insurance_policy": Topic.INSURANCE,
    "buyer_limit": Topic.INSURANCE,
    "insurance_event": Topic.INSURANCE,
    "reminder": Topic.REMINDERS,
    "reminder_item": Topic.REMINDERS,
    "reminder_override": Topic.REMINDERS,
    "template": Topic.SETTINGS,
    "promise": Topic.CONTACTS,
    "promise_item": Topic.CONTACTS,
    "interaction": Topic.CONTACTS,
    "snooze": Topic.CONTACTS,
    "feedback": Topic.CONTACTS,
    "legal_matter": Topic.LEGAL,
    "legal_matter_item": Topic.LEGAL,
    "legal_date": Topic.LEGAL,
    "notice": Topic.LEGAL,
}


@dataclass(frozen=True, slots=True)
class Changes:
    """One committed change, as told to the listeners."""

    label: str
    topics: frozenset[Topic]
    customers: frozenset[int]
    all_customers: bool
    id: int
