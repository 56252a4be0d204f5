"""What each credit rule says, as the beginning of a sentence that its number ends."""

from __future__ import annotations

from typing import Final

from app.i18n import mark
from app.services.credit_wording import QUALITIES, SECTORS

GROUPS: Final = {
    "score": mark("From points to grade"),
    "payment": mark("How they pay us"),
    "financial": mark("Financial statements"),
    "stability": mark("The firm itself"),
    "conditions": mark("Market and region"),
    "external": mark("Outside records"),
    "caps": mark("What holds a grade down"),
    "loss": mark("Loss when they do not pay"),
    "limit": mark("Limits and terms"),
    "review": mark("Reviews and authority"),
}
LABELS: Final = {
    "score_points": mark("A customer with the odds below has a score of"),
    "score_odds": mark("Good to bad odds that this score stands for"),
    "score_pdo": mark("The odds double with every"),
    "map_intercept": mark("Log-odds of a customer with 0 of 100 in every block"),
    "map_slope": mark("Log-odds that one more of 100 adds"),
    "prior_pd": mark("A customer we know nothing about fails within a year with a chance of"),
    "prior_pd_good": mark("The same, in an industry that does well"),
    "prior_pd_bad": mark("The same, in an industry that does badly"),
    "sectors_good": mark("Industries that do well"),
    "sectors_bad": mark("Industries that do badly"),
    "confidence_invoices": mark("What we know counts for half of the score after this many receivables"),
    "grade_pd": mark("A grade reaches up to a chance of default within a year of"),
    "grade_pd_typical": mark("The chance of default that stands for a grade"),
    "block_weights": mark("Weight of each part of the score"),
    "grace_days": mark("Paid on time still means late by up to"),
    "recent_days": mark("Recent payments are those of the last"),
    "window_months": mark("Payments are looked at for the last"),
    "half_life_days": mark("A payment counts for half after"),
    "index_invoices": mark("Receivables that must be settled before there is a payment index"),
    "index_history_days": mark("Before there is a payment index, the history must reach back"),
    "index_anchors": mark("Points of the payment index by days late (below zero = early)"),
    "payment_weights": mark("Weight of each measure of payment"),
    "index_band": mark("Payment index from nothing to full points"),
    "on_time_band": mark("Share of money paid on time, from nothing to full points"),
    "worst_band": mark("Worst delay, from nothing to full points"),
    "trend_band": mark("Recent payments later than older ones, from nothing to full points"),
    "ratio_weights": mark("Weight of each ratio"),
    "ratio_bands": mark("Ratios from nothing to full points"),
    "sector_bands": mark("The same by industry (0 and 0 = the ratio says nothing there)"),
    "ratio_weight_least": mark("Statements count when their ratios have together a weight of at least"),
    "quality_confidence": mark("How far each kind of statement is trusted"),
    "statement_half_months": mark("A statement counts for half when older than"),
    "statement_last_months": mark("A statement no longer counts when older than"),
    "stability_confidence": mark("The questionnaire is trusted to"),
    "stability_confidence_seen": mark("The same, after a visit to the site"),
    "conditions_weights": mark("Weight of each opinion"),
    "concentration_band": mark("Share of their largest buyer, from nothing to full points"),
    "external_start": mark("A check that finds nothing gives"),
    "external_points": mark("Points that a finding adds or takes away"),
    "report_half_months": mark("A report counts for half when older than"),
    "report_last_months": mark("A report no longer counts when older than"),
    "default_days": mark("In default: an undisputed debt overdue for more than"),
    "default_amount": mark("In default: overdue for at least the amount of"),
    "default_share": mark("In default: overdue for at least this share of what they owe"),
    "cure_days": mark("A default is over when clean for"),
    "overdue_days_b": mark("No better than B: an undisputed debt overdue for more than"),
    "bounced_days": mark("No better than CCC: a refused draft unpaid for more than"),
    "enforcement_amount": mark("No better than CCC: subject to enforcement for more than"),
    "enforcement_share": mark("The same, as a share of their equity"),
    "young_months": mark("No better than BB: a firm younger than"),
    "promises_broken": mark("No better than BB: promises broken in 90 days"),
    "thin_invoices": mark("No better than BBB without statements: receivables fewer than"),
    "distress_z": mark("No better than B with falling sales: Z'' below"),
    "override_days": mark("A manual change of the grade holds for at most"),
    "lgd": mark("Of what a customer who fails owes, we lose"),
    "lgd_no_paper": mark("Added without a signed contract or delivery note"),
    "lgd_guarantee": mark("Added with a guarantee"),
    "lgd_retention": mark("Added with retention of title"),
    "lgd_distant": mark("Added when the customer is far away"),
    "lgd_range": mark("The share lost lies between"),
    "collectable": mark("What can still be collected, by days overdue"),
    "limit_net_worth": mark("Limit by grade, of their net worth"),
    "limit_working_capital": mark("Limit by grade, of their working capital"),
    "limit_coefficient": mark("Limit by grade, months of sales times"),
    "limit_own_equity": mark("No limit above this share of our own equity"),
    "limit_own_sales": mark("No limit above this share of our own yearly sales"),
    "limit_margin": mark("Of the yearly margin on a customer, expected loss may take"),
    "limit_grace_days": mark("The need of a customer covers their terms and"),
    "limit_paid_factor": mark("What they paid at the most in 30 days, times"),
    "limit_statement_months": mark("A limit rests on statements not older than"),
    "ramp": mark("Share of the limit that a new customer gets"),
    "terms_days": mark("Payment terms by grade, at most"),
    "review_months": mark("Full review by grade, every"),
    "visit_months": mark("Visit to the site by grade, every"),
    "limit_expiry_days": mark("A limit runs out after the day of review by"),
    "raise_share": mark("A review is due when a limit is to rise by more than"),
    "dormant_months": mark("A review is due at the first order after a pause of"),
    "authority_shares": mark("Each level of authority approves limits up to a share of our yearly sales of"),
    "authority_grades": mark("Each level of authority approves grades down to"),
    "cool_down_hours": mark("Alone in the firm: waiting time before one's own approval counts"),
}
PACKS: Final = {
    "trading": (
        mark("Trading"),
        mark("Goods are sold on at once and margins are thin: how a buyer pays counts more, terms are shorter."),
    ),
    "manufacturing": (
        mark("Manufacturing"),
        mark("Buyers pay after inspection and by draft: more days of grace, longer terms, statements count more."),
    ),
    "services": (
        mark("Services"),
        mark("Nothing can be taken back when a customer does not pay: more is lost, terms are shorter."),
    ),
    "export": (
        mark("Export"),
        mark("Transfers and goods are longer on the way, courts are far: more days of grace, more is lost."),
    ),
}
# What rows and columns of the lists are called; by grade, block and industry they have their own names.
MEASURES: Final = (mark("Payment index"), mark("On time"), mark("Worst delay"), mark("Trend"))
RAMP: Final = (mark("0–2 settled"), mark("3–5 settled"), mark("6 settled or more"))
PAID: Final = (mark("Payment index 80 and more"), mark("Payment index below 80"))
AUTHORITY: Final = (mark("Sales and clerk"), mark("Credit manager"), mark("Heads of finance and sales"), mark("Owner"))
ENDS: Final = (mark("No points"), mark("Full points"))
RANGE: Final = (mark("At least"), mark("At most"))
BLOCKS: Final = (
    mark("How they pay us"), mark("Financial statements"), mark("The firm itself"), mark("Outside records"),
    mark("Market and region"),
)  # fmt: skip
WORDS: Final = {
    **SECTORS, **QUALITIES,
    "current": mark("Current ratio"), "quick": mark("Quick ratio"), "cash": mark("Cash ratio"), "debt": mark("Debt ratio"),
    "interest_cover": mark("Interest cover"), "gross_margin": mark("Gross margin"), "net_margin": mark("Net margin"),
    "return_on_assets": mark("Return on assets"), "receivable_days": mark("Days of receivables"),
    "inventory_days": mark("Days of inventory"), "cash_flow": mark("Operating cash flow to current liabilities"),
    "industry": mark("Industry"), "region": mark("Region"), "concentration": mark("Concentration of their buyers"),
    "season": mark("Season"),
    "bad": mark("Bad loans"), "special_mention": mark("Loans under special mention"), "overdue": mark("Loans overdue"),
    "interest_arrears": mark("Interest in arrears"), "limit_use": mark("Bank limits used up"),
    "new_lenders": mark("Three new lenders in six months"), "guarantees_half": mark("Guarantees for others above half of equity"),
    "guarantees_all": mark("Guarantees for others above equity"), "enforcement": mark("Enforcement on the bank's report"),
    "tax_arrears": mark("Tax in arrears"), "clean_history": mark("Two clean years with loans"),
    "abnormal": mark("On the list of abnormal operations"), "share_freeze": mark("Shares of the owner frozen or pledged"),
    "chattel_mortgage": mark("Floating charge on movables"), "penalty": mark("Heavy penalty of an authority"),
    "payment_suits": mark("Two payment suits in a year"),
}  # fmt: skip
# Where a number comes from; "D" is a decision of this program.
SOURCES: Final = {
    "D": mark("A decision of this program"),
    "Q 50 = PD 6 %, Q 85 = PD 1 %": mark("50 of 100 stands for a chance of default of 6%, 85 for 1%"),
    "Payment experiences of 24 months": mark("Payment experiences of 24 months, as credit agencies count them"),
    "Anchors of the D&B value chart; the end point is ours": mark("Value chart of D&B; the end point is ours"),
    "Industrial averages of SASAC 2015, thinner for small firms": mark(
        "Averages of SASAC 2015, thinner for small firms"
    ),
    "From experience, medium certainty": mark("From experience, of medium certainty"),
    "Z'' of non-manufacturers and emerging markets": mark("Altman Z'' for emerging markets"),
    "CCAA survey 2004": mark("Survey of the CCAA, 2004"),
}
