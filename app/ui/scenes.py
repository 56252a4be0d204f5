"""The pictures that `screens` draws, and what is done before each is taken."""

from __future__ import annotations

from typing import Final

from app.i18n import _
from app.ui import scene_bank, scene_contract, scene_credit, scene_file, scene_prepaid, scene_review
from app.ui import scene_contact as contacts
from app.ui import scene_court as court
from app.ui import scene_deals as deals
from app.ui import scene_insurance as insurance
from app.ui import scene_ledger as ledger
from app.ui import scene_legal as legal
from app.ui import scene_limits as limits
from app.ui import scene_money as money
from app.ui import scene_notices as notices
from app.ui import scene_policy as rules
from app.ui import scene_remind as reminding
from app.ui import scene_shipping as shipping
from app.ui import scene_tables as tables
from app.ui import scene_today as morning
from app.ui import scene_visits as visits
from app.ui.dialogs.steps import StepsDialog
from app.ui.scene_ground import EMPTY, NONE, Scene, Stage, dialog, open_over, page, someone
from app.ui.widgets.filter_bar import FilterBar


def _welcome(stage: Stage) -> None:
    """As it opens."""


def _customer(stage: Stage) -> None:
    stage.window.desk.navigation.open("customer", someone(stage))


def _edit_customer(stage: Stage) -> None:
    stage.window.desk.navigation.open("customer", someone(stage), edit=True)


def _import_columns(stage: Stage) -> None:
    """A small file of receivables as it comes: a title above the headings, a row without an amount, a total below."""
    path = stage.temp / "receivables.csv"
    path.write_text(_("Receivables") + ",,,,\n" + "\n".join(",".join(row) for row in _rows()), encoding="utf-8")
    open_over(stage, "import", path=path)


def _import_check(stage: Stage) -> None:
    _import_columns(stage)
    wizard = stage.dialog()
    if isinstance(wizard, StepsDialog):
        wizard.go_on()


def _rows() -> list[tuple[str, ...]]:
    return [
        (_("Receivable no."), _("Customer"), _("Transaction date"), _("Due date"), _("Amount")),
        ("N-101", "K001", "2026-11-02", "2026-12-02", "18600.00"),
        ("N-102", "K002", "2026-11-05", "2026-12-05", "9450.50"),
        ("N-103", "K003", "2026-11-09", "2026-12-09", _("to be agreed")),
        ("N-104", "K004", "2026-11-31", "2026-12-31", "7200.00"),
        ("N-105", _("Nobody of this name"), "2026-11-12", "2026-12-12", "3380.00"),
        (_("Total"), "", "", "", "38630.50"),
    ]


def _jump(stage: Stage) -> None:
    stage.window.desk.navigation.open("today")
    stage.settle()
    stage.window.activateWindow()
    stage.window.jump_box.start()
    stage.window.jump_box.insert("s")


def _no_result(stage: Stage) -> None:
    stage.window.jump_box.clear()
    stage.window.desk.navigation.open("customers")
    stage.settle()
    page = stage.window.page
    filters = page.findChild(FilterBar) if page is not None else None
    if filters is not None:
        filters.choose((), _("Nobody of this name"))


def _problem(stage: Stage) -> None:
    stage.window.desk.navigation.open("today")
    text = _("“{name}” is open in Excel. Close it there, then try again.").format(name="2026.xlsx")
    stage.window.message_bar.say(text, ways=((_("Try again"), stage.window.message_bar.clear),))


def _toast(stage: Stage) -> None:
    """A change on the copy, and the way back."""
    stage.window.message_bar.clear()
    stage.window.desk.navigation.open("customers")
    filters = stage.window.page.findChild(FilterBar) if stage.window.page is not None else None
    if filters is not None:
        filters.clear()
    draft = {"name": _("My company"), "phone": "13800000000"}
    stage.window.desk.jobs.write(stage.window, lambda s: s.customers.add(draft), lambda _id: None)


SCENES: Final = (
    Scene("welcome", _welcome, NONE),
    Scene("today", page("today")),
    Scene("today_waiting", morning.waiting),
    Scene("today_another_day", morning.another_day),
    Scene("customers", page("customers")),
    Scene("customer", _customer),
    Scene("contracts", page("contracts")),
    Scene("receivables", page("receivables")),
    Scene("dashboard", page("dashboard")),
    Scene("entry_grid", tables.entry_grid),
    Scene("correct", tables.correct),
    Scene("columns", tables.columns),
    Scene("history", dialog("history")),
    Scene("customer_history", tables.customer_history),
    Scene("reports", page("reports")),
    Scene("payment", ledger.payment),
    Scene("payment_pro_rata", money.pro_rata),
    Scene("payment_more", money.more),
    Scene("payment_claims", money.claims),
    Scene("payment_draft", money.draft),
    Scene("payment_across", money.across),
    Scene("write_off", notices.write_off),
    Scene("notice", notices.notice("repayment")),
    Scene("notice_suspension", notices.notice("suspension")),
    Scene("customer_notices", notices.listed()),
    Scene("notice_served", notices.listed("serve")),
    Scene("written_off", money.act_on("receivables", "", money.written_off, chip="written_off")),
    Scene("payments", money.act_on("payments", "")),
    Scene("contact", contacts.form()),
    Scene("contact_promise", contacts.form("promised", "1130")),
    Scene("promises", contacts.promises),
    Scene("customer_promises", contacts.of_customer("promises")),
    Scene("customer_contacts", contacts.of_customer("contacts")),
    Scene("remind", reminding.remind()),
    Scene("remind_letter", reminding.remind("letter", level=3)),
    Scene("remind_again", reminding.remind(anyway=True)),
    Scene("letters", dialog("letters")),
    Scene("letters_words", reminding.one_of_many),
    Scene("letter_texts", reminding.texts),
    Scene("reminder_override", reminding.exception),
    Scene("reminders", reminding.lists("due")),
    Scene("reminders_made", reminding.lists("made")),
    Scene("reminders_held", reminding.lists("held")),
    Scene("matters", court.matters),
    Scene("matter", court.dialog("matter")),
    Scene("matter_claim", court.dialog("matter_claim")),
    Scene("matter_stage", court.dialog("move")),
    Scene("matter_days", court.dialog("days")),
    Scene("customer_matters", court.of_customer),
    Scene("served", reminding.lists("made", "serve")),
    Scene("customer_reminders", reminding.of_customer),
    Scene("move_payment", money.act_on("payments", "elsewhere", money.owing_more)),
    Scene("advances", money.act_on("advances", "", money.paid_ahead)),
    Scene("refund", money.act_on("advances", "refund")),
    Scene("customer_credit", scene_credit.credit),
    Scene("review_start", scene_review.nothing_yet),
    Scene("review_starting", scene_review.starting),
    Scene("review_facts", scene_review.review("facts", "draft")),
    Scene("review_score", scene_review.review("score", "investigated")),
    Scene("review_limits", scene_review.review("limits", "investigated")),
    Scene("review_proposal", scene_review.review("proposal", "scored")),
    Scene("review_opinions", scene_review.review("opinions", "scored")),
    Scene("review_risks", scene_review.review("risks", "scored")),
    Scene("risk", scene_review.risk),
    Scene("review_decision", scene_review.review("decision", "reviewed")),
    Scene("review_frozen", scene_review.decided("decision")),
    Scene("review_earlier", scene_review.decided("earlier")),
    Scene("override", scene_review.by_hand),
    Scene("insurance", insurance.insurance("buyers")),
    Scene("insurance_days", insurance.insurance("deadlines")),
    Scene("insurance_policies", insurance.insurance("policies")),
    Scene("insurance_policy", insurance.policy),
    Scene("insurance_cover", insurance.about_buyer("insurance")),
    Scene("buyer_limit", insurance.about_buyer("buyer_limit")),
    Scene("insurance_event", insurance.about_buyer("insurance_event", kind="overdue_notice")),
    Scene("insurance_paper", insurance.about_buyer("insurance_paper")),
    Scene("insurance_worth", insurance.worth),
    Scene("customer_legal", legal.legal),
    Scene("customer_claims", legal.legal_list("events")),
    Scene("customer_securities", legal.legal_list("securities")),
    Scene("log_event", lambda stage: legal.legal_window(stage, 0)),
    Scene("deals", deals.shown("deals")),
    Scene("deal", deals.shown("deals", "deal")),
    Scene("securities", deals.shown("security")),
    Scene("letter_of_credit", deals.letter_of_credit),
    Scene("deposit", deals.shown("security", "deposit")),
    Scene("add_security", lambda stage: legal.legal_window(stage, 1)),
    Scene("attach_file", lambda stage: legal.legal_window(stage, 2)),
    Scene("customer_file", scene_file.part("overview")),
    Scene("file_statements", scene_file.part("statements")),
    Scene("file_records", scene_file.part("facts")),
    Scene("file_contacts", scene_file.part("contacts")),
    Scene("financials", scene_file.statements_entry),
    Scene("bank_report", scene_file.entry("bank_report")),
    Scene("tax_grade", scene_file.entry("tax")),
    Scene("assess", scene_file.assess),
    Scene("new_receivable", ledger.new_receivable),
    Scene("statement", lambda stage: open_over(stage, "statement", customer=someone(stage))),
    Scene("statements", dialog("statements")),
    Scene("credit_paper", lambda stage: open_over(stage, "credit_paper", customer=someone(stage))),
    Scene("may_i_ship", shipping.may_i_ship),
    Scene("may_i_ship_more", shipping.more),
    Scene("may_i_ship_ok", shipping.answer("ok")),
    Scene("may_i_ship_conditions", shipping.answer("conditions")),
    Scene("may_i_ship_prepay", shipping.answer("prepay")),
    Scene("may_i_ship_unrated", shipping.answer("unrated")),
    Scene("may_i_ship_stop", shipping.answer("stop")),
    Scene("approve_exception", shipping.approve),
    Scene("customer_decisions", shipping.decisions),
    Scene("hold", shipping.hold),
    Scene("customer_held", shipping.held),
    Scene("visit", visits.visit),
    Scene("feedback", visits.feedback),
    Scene("customer_visits", visits.of_customer("visits")),
    Scene("customer_feedback", visits.of_customer("feedback")),
    Scene("customer_visited", visits.overview),
    Scene("calendar", visits.calendar),
    Scene("bills", ledger.bills),
    Scene("bill", ledger.bill),
    Scene("bank", scene_bank.bank),
    Scene("instalments", ledger.instalments),
    Scene("contract_new", scene_contract.new),
    Scene("contract", scene_contract.part("terms")),
    Scene("contract_protection", scene_contract.part("protection")),
    Scene("contract_clauses", scene_contract.part("clauses")),
    Scene("contract_milestones", scene_contract.part("milestones")),
    Scene("contract_files", scene_contract.part("files")),
    Scene("contract_deliver", scene_contract.deliver),
    Scene("dispute", ledger.dispute),
    Scene("edit_customer", _edit_customer),
    Scene("limit", limits.limit),
    Scene("limit_candidates", limits.candidates),
    Scene("limit_versions", limits.versions),
    Scene("limit_temporary", limits.temporary),
    Scene("group_limit", limits.group),
    Scene("exposure", limits.in_use),
    Scene("prepayment", scene_prepaid.prepayment),
    Scene("prepayment_below", scene_prepaid.prepayment_below),
    Scene("prepayment_contract", scene_prepaid.of_contract),
    Scene("new_customer", dialog("new_customer")),
    Scene("import_file", dialog("import")),
    Scene("import_columns", _import_columns),
    Scene("import_check", _import_check),
    Scene("settings", dialog("settings")),
    Scene("interest", ledger.interest),
    Scene("rates", dialog("rates")),
    Scene("policy", rules.rules("score")),
    Scene("policy_grades", rules.rules("limit", change="terms_days.3", to="30")),
    Scene("policy_trouble", rules.rules("payment", change="index_anchors.2.1", to="95", look=True)),
    Scene("policy_change", rules.rules("score", change="prior_pd", to="9", look=True)),
    Scene("policy_adopt", rules.adopt),
    Scene("policy_versions", rules.versions),
    Scene("shortcuts", dialog("shortcuts")),
    Scene("jump", _jump),
    Scene("no_result", _no_result),
    Scene("problem", _problem),
    Scene("toast", _toast),
    Scene("empty_today", page("today"), EMPTY),
    Scene("empty_customers", page("customers"), EMPTY),
    Scene("empty_contracts", page("contracts"), EMPTY),
    Scene("empty_receivables", page("receivables"), EMPTY),
    Scene("empty_dashboard", page("dashboard"), EMPTY),
)
