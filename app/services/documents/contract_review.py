"""合同评审表 / contract review sheet (D10): what is agreed, the result, the plan, what protects us, the 24 points, papers, who signs."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Any

from app.i18n import _, ngettext, speaking
from app.services import clause_wording, plan_wording
from app.services import contract_desk_wording as words
from app.services.contract_desk import ContractDesk, excess_of
from app.services.contract_paper import ContractReviewPaper
from app.services.contract_reviews import Clause
from app.services.contract_wording import SIZES, STATUSES, penalty_text
from app.services.documents import blocks, letterhead, ship_answer, style
from app.services.documents.blocks import Cell, Table
from app.services.documents.letterhead import both
from app.services.documents.pen import Pen, learn
from app.services.documents.style import Frame, Paper
from app.services.formats import NOTHING, day, figure
from app.services.instalment_wording import much_text
from app.services.limit_wording import in_force_text
from app.services.rules.contract_review import GOOD, PREPAYMENT

PAD = 2.5


def write_paper(sheet: ContractReviewPaper, path: Path, printed: date | None = None) -> None:
    """The PDF in the language of the paper. Raises UserError where `path` cannot be written."""
    with speaking(sheet.language):
        title, number = _("Contract review sheet"), sheet.desk.contract.number
        note = _("For internal use only")
        frame = Frame(title, sheet.company.name, sheet.on, printed, number=number, letter=True, note=note)
        story = functools.partial(_story, sheet, title)
        used = learn([story], frame.texts())
        style.write_several(path, used, [Paper(frame, story(Pen(used)))])


def _story(sheet: ContractReviewPaper, title: str, pen: Pen) -> list[Any]:
    desk = sheet.desk
    parts = [
        *letterhead.head(pen, sheet, title, desk.contract.number),
        blocks.cells(pen, _agreed(sheet), pad=PAD),
        pen.gap(8),
    ]
    sections = (
        (_("Result"), _result(desk, pen)),
        (_("Payment plan"), _plan(desk, pen)),
        (_("What protects us"), [blocks.cells(pen, _protection(desk), pad=PAD)]),
        (_("The 24 points"), [_points(desk, pen)]),
        (_("Annexes"), [pen.text(_annexes(desk))]),
    )
    for place, (name, body) in enumerate(sections, 1):
        parts += [blocks.title(pen, place, name), *body, pen.gap(8)]
    places = (_("Prepared by"), _("Sales department"), _("Finance"), _("Legal"), _("Approved by"))
    return [
        *parts,
        pen.together(
            [blocks.title(pen, len(sections) + 1, _("Opinions and signatures")), blocks.signatures(pen, places, ink=40)]
        ),
    ]


def _agreed(sheet: ContractReviewPaper) -> list[Cell]:
    contract, ground = sheet.desk.contract, sheet.desk.ground
    lasts = _("{begin} to {end}").format(begin=day(contract.starts_on), end=day(contract.ends_on))
    return [
        Cell(_("Customer"), f"{sheet.code} {sheet.customer.name}", wide=True, bold=True),
        Cell(_("Subject"), contract.title or NOTHING, wide=True),
        Cell(_("Amount"), both(contract.amount, contract.currency), wide=True, bold=True),
        Cell(_("Date signed"), day(contract.signed_on)),
        Cell(_("Status"), _(STATUSES[contract.status][0])),
        Cell(_("In force"), lasts if contract.starts_on or contract.ends_on else NOTHING),
        Cell(_("Payment terms"), ground.terms or NOTHING),
        Cell(_("Grade"), sheet.grade),
        Cell(_("Credit limit"), in_force_text(ground.in_force, ground.headroom_in)),
    ]


def _result(desk: ContractDesk, pen: Pen) -> list[Any]:
    """The score, then what stands in the way, then what is to be fixed."""
    result = desk.check.result
    text, _role = words.check_text(result)
    lines = [_("Red flag: {item} {fix}").format(item=_point(item), fix=_fix(desk, item)) for item in result.red]
    lines += [f"{_point(item)} {_fix(desk, item)}" for item in result.fixes if item not in result.red]
    told = [pen.text(f"{place}. {line}", after=1) for place, line in enumerate(lines, 1)]
    return [ship_answer.verdict(pen, text), pen.gap(4), *told]


def _fix(desk: ContractDesk, item: int) -> str:
    """What to write; of the prepayment by how much it is below what the rules ask."""
    gap = desk.check.checks.gap_bp if item == PREPAYMENT else None
    return words.gap_text(gap) if gap else clause_wording.fix_text(item)


def _point(item: int) -> str:
    return _("“{name}”:").format(name=clause_wording.item_name(item))


def _plan(desk: ContractDesk, pen: Pen) -> list[Any]:
    contract, currency = desk.contract, desk.contract.currency
    if not desk.plan:
        return [pen.text(_("No plan: one receivable by the customer's terms."))]
    head = (
        _("Instalment"),
        _("Share"),
        _("Amount, {currency}").format(currency=currency),
        _("Due"),
        _("Kind of money"),
        _("Status"),
    )
    receipts = iter(desk.prepaid.lines)
    rows = []
    for line in desk.plan:
        got = next(receipts, None) if line.is_before else None
        state, _role = plan_wording.line_state(line, got.received if got else None, desk.shipped, contract.amount)
        rows.append(
            (
                plan_wording.node_name(line.node), much_text(line.share_bp, None, currency) or NOTHING, figure(line.amount, currency),
                plan_wording.due_text(line), plan_wording.nature_name(line.nature), state,
            )
        )  # fmt: skip
    table = blocks.table(pen, Table(head, tuple(rows), (20, 10, 18, 20, 17, 15)), size=8.5, lines=True)
    said = [
        words.live_sentence(contract.amount, desk.plan, desk.ground, currency)[0],
        words.advice_text(desk.ground),
    ]
    if contract.prepay_reason:
        said.append(_("Why less than the rules ask: {reason}").format(reason=contract.prepay_reason))
    return [table, pen.gap(3), *(pen.text(text, after=1) for text in said if text)]


def _protection(desk: ContractDesk) -> list[Cell]:
    contract, found = desk.contract, excess_of(desk.ground, desk.contract.penalty_ppm_day)
    penalty = (
        words.penalty_verdict(contract.penalty_ppm_day or 0, found) if found else penalty_text(contract.penalty_ppm_day)
    )
    behind = [text for text, _role in words.behind_lines(desk.ground, desk)]
    return [
        Cell(_("Late-payment penalty"), penalty, wide=True),
        Cell(_("What stands behind it"), "\n".join(behind), wide=True),
        Cell(_("Goods stay ours until paid"), _agreed_text(contract.retention_of_title)),
        Cell(_("Title registered on"), day(contract.rot_registered_on)),
        Cell(_("Made to order"), _("for this customer alone") if contract.custom_goods else _("for anybody")),
        Cell(_("Paid when they are paid"), _agreed_text(contract.pay_when_paid)),
        Cell(_("Days to object"), str(contract.inspection_days or NOTHING)),
        Cell(_("Guarantee ends"), day(contract.guarantee_ends_on)),
        Cell(_("Size of the buyer at signing"), _(SIZES[contract.buyer_size])),
        Cell(_("Told them we are a small firm"), day(contract.sme_notice_on)),
        Cell(_("Address for letters of law"), contract.service_address or NOTHING, wide=True),
        Cell(_("Court or arbitration"), contract.governing or NOTHING, wide=True),
    ]


def _agreed_text(flag: int) -> str:
    return _("agreed") if flag else _("not in the contract")


def _points(desk: ContractDesk, pen: Pen) -> Any:
    head = (_("Point"), _("Weight"), _("Answer"), _("Comment, and what to write"))
    clauses = sorted(desk.check.clauses, key=lambda each: each.item)
    rows = tuple(
        (
            clause_wording.item_name(each.item),
            f"{each.weight:g}",
            words.answer_text(each.answer, red=each.is_red),
            _comment(desk, each),
        )
        for each in clauses
    )
    strong = frozenset(place for place, each in enumerate(clauses) if each.is_red)
    return blocks.table(pen, Table(head, rows, (30, 8, 16, 46), strong=strong), lines=True)


def _comment(desk: ContractDesk, clause: Clause) -> str:
    """What somebody wrote, else what is to be written where it lacks."""
    lacks = clause.answer.counts and clause.answer.value_bp != GOOD
    return " ".join(filter(None, (clause.answer.note or "", _fix(desk, clause.item) if lacks or clause.is_red else "")))


def _annexes(desk: ContractDesk) -> str:
    if not desk.files:
        return _("No paper is attached.")
    count = ngettext("{count} file", "{count} files", len(desk.files)).format(count=len(desk.files))
    return _("{count}: {names}").format(count=count, names=" · ".join(each.name for each in desk.files))
