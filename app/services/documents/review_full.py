"""信用评审表, full form: every section of the memo, on three to five pages; one without data says so in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from app.i18n import _
from app.models.dates import FIRST
from app.services import cap_wording, credit_wording, legal_wording, review_wording
from app.services.documents import blocks, review_file, review_parts, review_tables, style
from app.services.documents.blocks import Cell, Table
from app.services.documents.pen import Pen
from app.services.documents.review_parts import Fit
from app.services.formats import NOTHING, day
from app.services.rating_wording import risk_name
from app.services.review_sheet import ReviewSheet

FIT: Final = Fit(8.5, 1.8, 13, 6, 20)
SMALL: Final = 8.0
Section = Callable[[ReviewSheet, Pen], list[Any]]


def story(sheet: ReviewSheet, title: str, pen: Pen) -> list[Any]:
    """The decision on top, sections 1 to 22 below it."""
    top = [
        *review_parts.head(pen, sheet, title),
        review_parts.boxed_verdict(pen, sheet, FIT, whole=True),
        pen.gap(FIT.gap),
    ]
    parts = []
    for number, (name, section) in enumerate(_sections(), 1):
        heading = blocks.title(pen, number, name.format(currency=sheet.head.base), size=10)
        body = [part for part in section(sheet, pen) if part is not None] if pen.used else section(sheet, pen)
        first, *rest = body or [pen.text(_("Nothing on file."), size=SMALL, colour=style.QUIET)]
        parts += [
            pen.together([heading, first]) if _short(first) else heading,
            *([] if _short(first) else [first]),
            *rest,
            pen.gap(FIT.gap),
        ]
    return [*top, *parts]


def _short(part: Any) -> bool:
    """A table that may run over several pages is not held together with its heading."""
    return len(getattr(part, "_cellvalues", ())) < 12


def _sections() -> tuple[tuple[str, Section], ...]:
    return (
        (_("Customer"), lambda sheet, pen: [_cells(pen, review_file.subject(sheet))]),
        (_("Owners and management"), _facts("ownership")),
        (_("What they do and buy"), lambda sheet, pen: [_cells(pen, found)] if (found := review_file.business(sheet)) else []),
        (_("Public records"), _facts("records")),
        (_("Banks and references"), _facts("references")),
        (_("Ratings by agencies"), _facts("ratings")),
        (_("Financial statements"), _finances),
        (_("Trade with us"), lambda sheet, pen: [_cells(pen, review_tables.trade(sheet))] if sheet.trade.since else []),
        (_("How they pay"), _payments),
        (_("Receivables and credit in use, {currency}"), _owed),
        (_("Security"), _table(review_file.securities)),
        (_("Contracts"), _table(review_file.contracts)),
        (_("Market"), _facts("market")),
        (_("Score"), _score),
        (_("Risks"), _risks),
        (_("How the limit came about"), _limits),
        (_("Strengths, weaknesses and key risks"), _analysis),
        (_("Now, proposed, approved"), lambda sheet, pen: [review_parts.positions(pen, sheet, FIT), pen.gap(2.5), *_treatment(sheet, pen)]),
        (_("Conditions"), lambda sheet, pen: _lines(pen, [f"{place}. {text}" for place, text in enumerate(sheet.conditions, 1)])),
        (_("Opinions and signatures"), _signed),
        (_("Evidence"), _table(_evidence)),
        (_("Rules, log and what a score is"), _rules),
    )  # fmt: skip


def _cells(pen: Pen, given: Sequence[Cell]) -> Any:
    return review_parts.facts_of(pen, given, FIT)


def _lines(pen: Pen, texts: Sequence[str]) -> list[Any]:
    return [pen.text(text, size=SMALL, leading=1.4, after=1) for text in texts]


def _facts(field: str) -> Section:
    def section(sheet: ReviewSheet, pen: Pen) -> list[Any]:
        found = review_file.facts(getattr(sheet, field))
        return [blocks.table(pen, found, size=SMALL, pad=1.6)] if found else []

    return section


def _table(make: Callable[[ReviewSheet], Table | None]) -> Section:
    def section(sheet: ReviewSheet, pen: Pen) -> list[Any]:
        found = make(sheet)
        return [blocks.table(pen, found, size=SMALL, pad=1.6)] if found else []

    return section


def _several(pen: Pen, tables: Sequence[Table | None]) -> list[Any]:
    made = [blocks.table(pen, each, size=SMALL - 0.5, pad=1.2) for each in tables if each]
    return [part for each in made for part in (each, pen.gap(3))]


def _finances(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    tables = (review_tables.statements(sheet), review_tables.ratio_table(sheet))
    return [*_several(pen, tables), *_lines(pen, review_tables.finance_notes(sheet))]


def _payments(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    if not sheet.trade.months and not sheet.payment.invoices:
        return []
    return [_cells(pen, review_tables.habit_cells(sheet)), pen.gap(3), *_several(pen, [review_tables.months(sheet)])]


def _owed(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    if not sheet.owed.bands:
        return []
    return [
        review_parts.ageing(pen, sheet, FIT),
        pen.gap(2.5),
        *_lines(pen, list(filter(None, [review_parts.owed_line(sheet)]))),
    ]


def _score(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    """The drawing, what holds the grade down, every line of the scorecard, what is missing."""
    found, told = sheet.scoring.score, [review_parts.score_line(sheet)]
    after = []
    if found:
        after += [_("Grade held at {grade}: {why}").format(grade=cap.grade, why=cap_wording.text(cap, sheet.head.base)) for cap in found.caps]  # fmt: skip
        after.append(_("Chance of default within 12 months: {pd} (by the model {model})").format(pd=f"{found.pd:.2%}", model=f"{found.pd_model:.2%}"))  # fmt: skip
    if sheet.scoring.missing:
        missing = [credit_wording.item_name(code) for code in sheet.scoring.missing]
        after.append(_("Missing in the file: {items}").format(items=review_parts.listed(missing)))
    return [
        *_lines(pen, told),
        *review_parts.drawing(pen, sheet, FIT),
        *_lines(pen, after),
        pen.gap(3),
        *_several(pen, [review_tables.scorecard(sheet)]),
    ]


def _risks(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    head = (_("Risk"), _("What could happen"), _("Before it"), _("Measure"), _("After it"), _("Who, until when"))
    rows = tuple(
        (
            _(review_wording.RISK_TYPES[each.type]), each.what, _level(each.likelihood, each.severity), each.measure or NOTHING,
            _level(each.likelihood_after, each.severity_after), " ".join(filter(None, (each.owner, day(each.due_on) if each.due_on else ""))) or NOTHING,
        )
        for each in sheet.risks
    )  # fmt: skip
    note = _("Likelihood × severity, each 1 to 5.")
    return [*_several(pen, [Table(head, rows, (14, 26, 10, 24, 10, 16))]), *_lines(pen, [note])] if rows else []


def _level(likelihood: int | None, severity: int | None) -> str:
    if likelihood is None or severity is None:
        return NOTHING
    return f"{likelihood} × {severity} = {likelihood * severity}"


def _limits(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    return [*_several(pen, [review_tables.limits(sheet)]), *_lines(pen, review_tables.limit_notes(sheet))]


def _analysis(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    found = sheet.analysis
    told = [(_("Strengths"), found.strengths), (_("Weaknesses"), found.weaknesses)]
    given = [Cell(name, "\n".join(texts), wide=True) for name, texts in told if texts]
    given += [Cell(_("Key risk"), _("{risk}; measure: {measure}").format(risk=risk, measure=measure), wide=True) for risk, measure in found.risks]  # fmt: skip
    return [_cells(pen, given)] if given else []


def _treatment(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    if sheet.treatment not in review_wording.TREATMENTS:
        return []
    name, advice = review_wording.treatment_name(sheet.treatment), review_wording.treatment_text(sheet.treatment)
    risk = risk_name(sheet.scoring.score.risk) if sheet.scoring.score else NOTHING
    words = _("Value {value} × risk {risk}: {name}. {advice}.")
    return _lines(pen, [words.format(value=sheet.value_class or NOTHING, risk=risk, name=name, advice=advice)])


def _signed(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    head = (_("From"), _("Person"), _("Opinion"), _("Why"), _("Date"))
    rows = tuple(
        (_(review_wording.PARTS[each.part]), each.person, _(review_wording.STANDS[each.stand]), each.text or NOTHING, day(each.on_day))
        for each in sheet.opinions
    )  # fmt: skip
    given = [Table(head, rows, (14, 14, 14, 44, 14))] if rows else []
    return [*_several(pen, given), *_lines(pen, _decided(sheet)), pen.together([review_parts.sign(pen, sheet, ink=30)])]


def _decided(sheet: ReviewSheet) -> list[str]:
    held = sheet.head
    told = [
        _("Proposed by {name}").format(name=held.proposed_by) if held.proposed_by else "",
        _("decided by {name} on {day}").format(name=held.approved_by, day=day(held.decided_on)) if held.approved_by else "",
        held.decision_reason or "",
        _("Proposed and approved by one person.") if held.alone else "",
        _("Voided on {day}: {reason}").format(day=day(held.voided_on), reason=held.void_reason or "") if held.voided_on else "",
    ]  # fmt: skip
    line = " · ".join(filter(None, told))
    return [line] if line else []


def _evidence(sheet: ReviewSheet) -> Table | None:
    rows = tuple(
        (str(each.number), each.name, legal_wording.role_name(each.role), day(each.on_day), each.sha256)
        for each in sheet.evidence
    )
    head = (_("#"), _("File"), _("What it is"), _("Date"), _("SHA-256 of the file"))
    return Table(head, rows, (5, 28, 16, 11, 40)) if rows else None


def _rules(sheet: ReviewSheet, pen: Pen) -> list[Any]:
    found = sheet.rules
    adopted = found.policy_from is not None and found.policy_from >= FIRST  # the rules of a new book hold since ever
    told = [
        _("Rules: version {version}").format(version=found.policy_id or 1),
        _("adopted from {day} on").format(day=day(found.policy_from)) if adopted else _("as the program has them"),
        _("{count} numbers differ from the defaults").format(count=len(found.changed)) if found.changed else "",
        _("program {version}").format(version=found.program) if found.program else "",
        _("calculation log kept with the review, content mark {mark}").format(mark=sheet.mark),
    ]  # fmt: skip
    line = " · ".join(filter(None, told))
    return [*_lines(pen, [line]), blocks.note(pen, review_parts.disclaimer(sheet))]
