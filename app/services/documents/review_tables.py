"""Sections 7 to 10, 14 and 16 of the full review sheet: the figures."""

from __future__ import annotations

from collections.abc import Sequence

from app.i18n import _, ngettext
from app.models.financials import LINES, FinancialStatement
from app.services import credit_wording, limit_wording, questionnaire_wording, reason_wording, review_wording
from app.services.documents.blocks import Cell, Table
from app.services.documents.review_parts import amount, days, plain, share
from app.services.formats import MINUS, NOTHING, day, figure, joined
from app.services.review_sheet import PaymentHabit, ReviewSheet, Waiting
from app.services.rules import reasons
from app.services.rules.score_types import BLOCKS, Reason

KEY_LINES = (
    "cash", "receivables", "inventory", "current_assets", "total_assets", "current_liabilities", "total_liabilities", "equity", "revenue",
    "cogs", "ebit", "net_income", "operating_cash_flow",
)  # fmt: skip


def statements(sheet: ReviewSheet) -> Table | None:
    """Section 7: the lines of at most three periods, newest first; lines that nobody stated are left out."""
    periods = sheet.finances.periods
    if not periods:
        return None
    rows = [
        (credit_wording.line_name(line), *(_line(each, line) for each in periods))
        for line in (KEY_LINES if len(periods) > 1 else LINES)
        if any(getattr(each, line) is not None for each in periods)
    ]
    rows.append((_("Quality"), *(credit_wording.quality_name(each.quality) for each in periods)))
    head = (_("Financial statement, {currency}").format(currency=periods[0].currency), *map(_period, periods))
    return Table(head, tuple(rows), (40, *(60 / len(periods) for _each in periods)), figures=1)


def _line(statement: FinancialStatement, line: str) -> str:
    minor = getattr(statement, line)
    return NOTHING if minor is None else figure(minor, statement.currency)


def _period(statement: FinancialStatement) -> str:
    if statement.months == 12:
        return day(statement.period_end)
    months = ngettext("{count} month", "{count} months", statement.months)
    return f"{day(statement.period_end)} ({months})"


def ratio_table(sheet: ReviewSheet) -> Table | None:
    """Each ratio by period, and the points of the newest."""
    found, periods = sheet.finances, sheet.finances.periods
    if not found.ratios or not periods:
        return None
    rows = tuple(
        (reason_wording.ratio_name(each.code), *(reason_wording.ratio_figure(each.code, value) for value in each.values), _points(each.points))
        for each in found.ratios
    )  # fmt: skip
    head = (_("Ratio of the statement"), *map(_period, periods), _("Points, 0 to 100"))
    return Table(head, rows, (40, *(44 / len(periods) for _each in periods), 16), figures=1)


def _points(found: float | None) -> str:
    return NOTHING if found is None else f"{found:.0f}"


def finance_notes(sheet: ReviewSheet) -> list[str]:
    """Net worth, and the models that only inform."""
    found = sheet.finances
    told = [
        _("Net worth {amount}").format(amount=amount(found.net_worth)) if found.net_worth else "",
        _("tangible {amount}").format(amount=amount(found.tangible_net_worth)) if found.tangible_net_worth else "",
    ]
    models = (("Z′", found.z1), ("Z″", found.z2), ("Zmijewski", found.zmijewski))
    named = [f"{name} {value:.2f}".replace("-", MINUS) for name, value in models if value is not None]
    if named:
        told.append(_("for information only: {models}").format(models=", ".join(named)))
    return [" · ".join(filter(None, told))] if any(told) else []


def trade(sheet: ReviewSheet) -> list[Cell]:
    """Section 8."""
    found = sheet.trade
    best = f"{found.best_month:%Y-%m} · {amount(found.best_month_sales)}" if found.best_month else NOTHING
    high = f"{amount(found.high_credit)} · {day(found.high_credit_on)}" if found.high_credit_on else NOTHING
    return [
        Cell(_("Customer since"), day(found.since)),
        Cell(_("Sales of 12 months"), f"{amount(found.sales)} · {ngettext('{count} receivable', '{count} receivables', found.invoices)}"),
        Cell(_("Strongest month"), best),
        Cell(_("Highest balance"), high),
        Cell(_("Credit notes over sales"), NOTHING if found.credited_bp is None else f"{found.credited_bp / 100:.1f}%"),
        Cell(_("Value class"), sheet.value_class or NOTHING),
    ]  # fmt: skip


def months(sheet: ReviewSheet) -> Table | None:
    """Section 9: month by month what was sold, paid, how late, and owed at the end."""
    found = sheet.trade.months
    if not found:
        return None
    rows = tuple(
        (f"{each.first:%Y-%m}", plain(each.sold), plain(each.paid), plain(each.paid_late), days(each.days_late), plain(each.balance))
        for each in found
    )  # fmt: skip
    head = (_("Month"), _("Sold"), _("Paid"), _("Of it late"), _("Days late on average"), _("Owed at the end"))
    return Table(head, rows, (14, 18, 18, 16, 16, 18), figures=1)


def habit_cells(sheet: ReviewSheet) -> list[Cell]:
    found = sheet.payment
    return [
        Cell(_("Payment index"), NOTHING if found.index is None else _("{index} of 100").format(index=f"{found.index:.1f}")),
        Cell(_("On-time rate"), share(found.on_time)),
        Cell(_("Average lateness"), _days(found.average_days)),
        Cell(_("Worst delay"), NOTHING if found.worst is None else _("{count} days").format(count=found.worst)),
        Cell(_("Trend"), _days(found.trend)),
        Cell(_("Last paid on"), day(found.last_paid_on)),
        Cell(_("Promises broken"), str(found.broken_promises)),
        Cell(_("Open disputes"), str(found.open_disputes)),
        Cell(_("Promises: expected to be kept"), _kept(found)),
    ]  # fmt: skip


def _kept(found: PaymentHabit) -> str:
    """ "64% (after 3 promises)"."""
    if found.kept_rate is None:
        return NOTHING
    said = ngettext("{share} (after {count} promise)", "{share} (after {count} promises)", found.promises)
    return said.format(share=share(found.kept_rate), count=found.promises)


def _days(value: float | None) -> str:
    return NOTHING if value is None else _("{count} days").format(count=days(value))


def scorecard(sheet: ReviewSheet) -> Table | None:
    """Section 14: every reason by its block; the start and all points sum to the points."""
    found = sheet.scoring.score
    if found is None or found.points_x100 is None:
        return None
    rows: list[tuple[str, ...]] = [(_("Start (nothing known)"), "", f"{found.start_x100 / 100:.2f}")]
    strong = {0}
    by_block = reasons.points_by_block(found)
    for block in BLOCKS:  # a kept sheet has them in another order
        value = found.blocks.get(block)
        inputs = [each for each in found.reasons if reasons.block_of(each) == block]
        name = reason_wording.block_name(block)
        strong.add(len(rows))
        said = (
            _("no data, its weight falls on the others")
            if value is None
            else _("{value} of 100").format(value=f"{value:.1f}")
        )
        rows.append((name, said, "" if value is None else _signed(by_block.get(block) or 0)))
        rows += _answers(inputs) if block == "stability" else [_measure("", each) for each in inputs]
    rows += [_measure(_("Not an input"), each) for each in found.reasons if reasons.block_of(each) is None]
    strong.add(len(rows))
    rows.append((_("Score"), "", f"{found.points_x100 / 100:.2f}"))
    head = (_("Block"), _("Measure, with what is poor and what is good"), _("Points"))
    return Table(head, tuple(rows), (26, 62, 12), figures=2, strong=frozenset(strong))


def _measure(block: str, reason: Reason) -> tuple[str, ...]:
    return block, reason_wording.sentence(reason), _signed(reason.points_x100)


def _answers(inputs: Sequence[Reason]) -> list[tuple[str, ...]]:
    """The items of the questionnaire in one line, each with its 0 to 5 points: all are worth the same."""
    if not inputs:
        return []
    said = [f"{questionnaire_wording.item_text(int(each.data['item']))} {each.data['points']}" for each in inputs]
    return [("", joined(said), _signed(sum(each.points_x100 for each in inputs)))]


def _signed(points_x100: int) -> str:
    return f"{MINUS if points_x100 < 0 else '+'}{abs(points_x100) / 100:.2f}"


def limits(sheet: ReviewSheet) -> Table | None:
    """Section 16: every candidate with its arithmetic; the one that decides is bold."""
    found = sheet.limits.candidates
    rows = tuple(
        (each.code, limit_wording.candidate_name(each.code), _how(sheet, place), amount(each.amount))
        for place, each in enumerate(found)
    )
    strong = frozenset(place for place, each in enumerate(found) if each.binding)
    head = (_("#"), _("Way to a limit"), _("How it is worked out"), _("Amount"))
    return Table(head, rows, (7, 26, 49, 18), figures=3, strong=strong) if rows else None  # fmt: skip


def _how(sheet: ReviewSheet, place: int) -> str:
    each = sheet.limits.candidates[place]
    return limit_wording.arithmetic(each.code, each.data, sheet.head.currency, known=each.amount is not None)


def limit_notes(sheet: ReviewSheet) -> list[str]:
    found, lost = sheet.limits, sheet.loss
    told = []
    if found.proposal and found.binding:
        words = _("The rules come to {amount}; what decides: {why}.")
        told.append(words.format(amount=amount(found.proposal), why=limit_wording.binding_text(found.binding)))
    if lost.expected and lost.pd is not None and lost.lgd is not None:
        words = _("Expected loss of 12 months: {amount} = chance of default {pd} × loss {lgd} × {exposure}.")
        told.append(
            words.format(
                amount=amount(lost.expected), pd=f"{lost.pd:.2%}", lgd=share(lost.lgd), exposure=amount(lost.exposure)
            )
        )
        if lost.behind:
            told.append(_("{what}.").format(what=review_wording.lost_text(lost.lgd, lost.behind)))
    waited = [_waited(each) for each in lost.waiting if each.amount and each.amount.minor]
    if waited:
        told.append(_("What can still be collected: {steps}.").format(steps=joined(waited)))
    if lost.earn_back and lost.expected:
        told.append(_("To earn this loss back takes sales of {amount}.").format(amount=amount(lost.earn_back)))
    return told


def _waited(each: Waiting) -> str:
    words = _("after {days} days {amount} ({share})") if each.days else _("at once {amount} ({share})")
    return words.format(days=each.days, amount=amount(each.amount), share=share(each.share))
