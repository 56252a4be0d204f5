"""Pages and dialogs by name, as "module:Class": each is imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

PAGES: Final = {
    "today": "app.ui.pages.today.page:TodayPage",
    "customers": "app.ui.pages.customers.page:CustomersPage",
    "customer": "app.ui.pages.customer.page:CustomerPage",
    "contracts": "app.ui.pages.contracts.page:ContractsPage",
    "contract": "app.ui.pages.contract.page:ContractPage",
    "receivables": "app.ui.pages.receivables.page:ReceivablesPage",
    "dashboard": "app.ui.pages.dashboard:DashboardPage",
    "reports": "app.ui.pages.reports:ReportsPage",
    "policy": "app.ui.pages.policy.page:PolicyPage",
    "review": "app.ui.pages.review.page:ReviewPage",
}
DIALOGS: Final = {
    "payment": "app.ui.dialogs.payment:PaymentDialog",
    "bill": "app.ui.dialogs.bill:BillDialog",
    "matter": "app.ui.dialogs.matter:MatterDialog",
    "matter_claim": "app.ui.dialogs.matter_claim:ClaimDialog",
    "new_receivable": "app.ui.dialogs.new_receivable:NewReceivableDialog",
    "deposit": "app.ui.dialogs.deposits:DepositDialog",
    "deal": "app.ui.dialogs.deal:DealDialog",
    "visit": "app.ui.dialogs.visit:VisitDialog",
    "calendar": "app.ui.dialogs.calendar:CalendarDialog",
    "feedback": "app.ui.dialogs.feedback:FeedbackDialog",
    "entry_grid": "app.ui.dialogs.entry_grid:EntryGridDialog",
    "new_customer": "app.ui.dialogs.new_customer:NewCustomerDialog",
    "financials": "app.ui.dialogs.financials:FinancialsDialog",
    "credit_fact": "app.ui.dialogs.credit_fact:FactDialog",
    "questionnaire": "app.ui.dialogs.questionnaire:QuestionnaireDialog",
    "profile": "app.ui.dialogs.profile:ProfileDialog",
    "contact": "app.ui.dialogs.contact:ContactDialog",
    "history": "app.ui.dialogs.history:HistoryDialog",
    "import": "app.ui.dialogs.import_wizard:ImportWizard",
    "buyer_limit": "app.ui.dialogs.buyer_limit:BuyerLimitDialog",
    "insurance": "app.ui.dialogs.insurance:CoverDialog",
    "insurance_event": "app.ui.dialogs.insurance_event:InsuranceEventDialog",
    "insurance_paper": "app.ui.dialogs.insurance_paper:InsurancePaperDialog",
    "insurance_policy": "app.ui.dialogs.insurance_policy:PolicyDialog",
    "insurance_worth": "app.ui.dialogs.insurance_worth:WorthDialog",
    "interest": "app.ui.dialogs.late_interest:InterestDialog",
    "limit": "app.ui.dialogs.limit:LimitDialog",
    "notice": "app.ui.dialogs.notice:NoticeDialog",
    "recovery": "app.ui.dialogs.recovery:RecoveryDialog",
    "write_off": "app.ui.dialogs.write_off:WriteOffDialog",
    "exposure": "app.ui.dialogs.exposure:ExposureDialog",
    "prepayment": "app.ui.dialogs.prepayment:PrepaymentDialog",
    "override": "app.ui.dialogs.override:OverrideDialog",
    "group_limit": "app.ui.dialogs.group_limit:GroupLimitDialog",
    "rates": "app.ui.dialogs.rates:RatesDialog",
    "credit_paper": "app.ui.dialogs.credit_paper:CreditPaperDialog",
    "security": "app.ui.dialogs.security:SecurityDialog",
    "letter_texts": "app.ui.dialogs.letter_texts:LetterTextsDialog",
    "letters": "app.ui.dialogs.letters:LettersDialog",
    "remind": "app.ui.dialogs.remind:RemindDialog",
    "reminder_override": "app.ui.dialogs.reminder_override:ReminderOverrideDialog",
    "statement": "app.ui.dialogs.statement:StatementDialog",
    "statements": "app.ui.dialogs.statements:StatementsDialog",
    "may_i_ship": "app.ui.dialogs.may_i_ship:MayIShipDialog",
    "approve_exception": "app.ui.dialogs.approve_exception:ApproveDialog",
    "settings": "app.ui.dialogs.settings:SettingsDialog",
    "shortcuts": "app.ui.dialogs.shortcuts:ShortcutsDialog",
}
# The tab a page without one of its own belongs to.
TAB_OF: Final = {"customer": "customers", "policy": "customers", "review": "customers", "contract": "contracts"}


def load_class(path: str) -> type:
    """The class of "package.module:Class", imported now."""
    module, _colon, name = path.partition(":")
    return cast("type", getattr(import_module(module), name))
