"""Every report by its name: what the page of reports and `kedun report` offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import mark
from app.services import (
    approval_reports,
    call_list,
    contact_list,
    credit_file_list,
    deal_report,
    exchange_list,
    exports,
    insurance_tables,
    law_lists,
    limit_list,
    matter_list,
    prepayment_list,
    promise_list,
    reminder_reports,
    review_reports,
    security_list,
    visit_reports,
    write_off_report,
)
from app.services.documents import ageing, listing
from app.services.documents.ageing import Content
from app.services.exports import Table
from app.services.services import Services
from app.services.sheets import AgeingSheet, ListSheet

Sheet = AgeingSheet | ListSheet


@dataclass(frozen=True, slots=True)
class Report:
    """`by` is set where it is the ageing report in one of its orders."""

    name: str
    title: str  # a msgid
    ask: Callable[[Services, date, str], Sheet]
    by: str = ""


def _ageing(by: str) -> Callable[[Services, date, str], Sheet]:
    def ask(services: Services, on: date, basis: str) -> Sheet:
        order: Any = by
        counted: Any = basis
        return services.reports.ageing(on, by=order, basis=counted)

    return ask


REPORTS: Final = (
    Report("ageing", mark("Ageing: by customer"), _ageing("customer"), "customer"),
    Report("ageing-invoice", mark("Ageing: by receivable"), _ageing("invoice"), "invoice"),
    Report("ageing-region", mark("Ageing: by region"), _ageing("region"), "region"),
    Report("ageing-owner", mark("Ageing: by salesperson"), _ageing("owner"), "owner"),
    Report("ageing-currency", mark("Ageing: by currency"), _ageing("currency"), "currency"),
    Report("calls", mark("Calls to make"), lambda s, on, _b: call_list.calls(s.store, on)),
    Report("payment-terms", mark("Payments to small firms"), lambda s, on, _b: law_lists.payment_terms(s.store, on)),
    Report("bad-debt-tax", mark("Bad debts and tax"), lambda s, on, _b: law_lists.bad_debts(s.store, on)),
    Report("write-offs", mark("Write-offs and recoveries"), lambda s, on, _b: write_off_report.write_offs(s.store, on)),
    Report("limits", mark("Use of credit limits"), lambda s, on, _b: limit_list.use_of_limits(s.store, on)),
    Report("reminders", mark("Reminders due"), lambda s, on, _b: reminder_reports.due(s.store, on)),
    Report("reminders-sent", mark("Reminders that went out"), lambda s, on, _b: reminder_reports.sent(s.store, on)),
    Report("promises", mark("Promises to pay"), lambda s, on, _b: promise_list.report(s.store, on)),
    Report("contacts", mark("Contacts with customers"), lambda s, on, _b: contact_list.report(s.store, on)),
    Report("insurance", mark("Insurance cover"), lambda s, on, _b: insurance_tables.covered_customers(s.store, on)),
    Report(
        "credit-files",
        mark("Completeness of credit files"),
        lambda s, on, _b: credit_file_list.credit_files(s.store, on),
    ),
    Report("prepayments", mark("Prepayments not received"), lambda s, on, _b: prepayment_list.prepayments(s.store, on)),
    Report("deals", mark("Open deals"), lambda s, on, _b: deal_report.open_deals(s.store, on)),
    Report("custom-orders", mark("Spent on custom orders"), lambda s, on, _b: deal_report.custom_orders(s.store, on)),
    Report("securities", mark("Securities and cash deposits"), lambda s, on, _b: security_list.report(s.store, on)),
    Report("matters", mark("Legal matters"), lambda s, on, _b: matter_list.report(s.store, on)),
    Report("reviews-due", mark("Reviews due"), lambda s, on, _b: review_reports.due(s.store, on)),
    Report("value-risk", mark("Value × risk"), lambda s, on, _b: review_reports.grid(s.store, on)),
    Report("visits", mark("Visits"), lambda s, on, _b: visit_reports.visited(s.store, on)),
    Report("feedback", mark("Feedback of customers"), lambda s, on, _b: visit_reports.told(s.store, on)),
    Report("risks", mark("Risk register"), lambda s, on, _b: review_reports.register(s.store, on)),
    Report("manual-changes", mark("Grades moved by hand"), lambda s, on, _b: review_reports.moved(s.store, on)),
    Report("approvals", mark("Exceptions approved"), lambda s, on, _b: approval_reports.approved(s.store, on)),
    Report("large-deals", mark("Large deals"), lambda s, on, _b: approval_reports.large(s.store, on)),
    Report(
        "exchange-differences",
        mark("Exchange differences"),
        lambda s, on, _b: exchange_list.exchange_differences(s.store, on),
    ),
)
NAMES: Final = tuple(each.name for each in REPORTS)


def named(name: str) -> Report:
    """Raises LookupError for a name that is not one of `NAMES`."""
    return next(each for each in REPORTS if each.name == name)


def content(sheet: Sheet) -> Content:
    """Any report in words, for a screen."""
    if isinstance(sheet, AgeingSheet):
        return ageing.content(sheet)
    lines = listing.lines_of(sheet)
    rows, feet = (lines[:-1], lines[-1:]) if sheet.total else (lines, [])
    head = tuple(column.name for column in sheet.columns)
    return Content(sheet.subtitle, head, tuple(rows), tuple(feet), sheet.notes)


def table(sheet: Sheet) -> Table:
    """Any report as a table for Excel."""
    return exports.ageing_table(sheet) if isinstance(sheet, AgeingSheet) else exports.list_table(sheet)
