"""What the short and the full review sheet share: head, decision, drawing, ageing, places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.i18n import _, language
from app.models.money import Money
from app.services import rating_wording, reason_wording, review_wording
from app.services.documents import blocks, style, waterfall
from app.services.documents.blocks import Cell, Table
from app.services.documents.letterhead import FLUSH, WIDTH, both
from app.services.documents.pen import Look, Pen
from app.services.formats import MINUS, NOTHING, day, figure, joined, money
from app.services.rating_wording import risk_name
from app.services.review_sheet import Position, ReviewSheet
from app.services.rules.parameters import Policy
from app.services.waterfall import Waterfall
from app.services.waterfall import waterfall as laid_out
from app.services.wording import band_text


@dataclass(frozen=True, slots=True)
class Fit:
    """How tightly a page is set: type, space in cells, height of a bar, space between sections, lines of a list."""

    size: float = style.BODY
    pad: float = 2.2
    bar: float = 14.0
    gap: float = 7.0
    texts: int = 5


def amount(found: Money | None) -> str:
    return money(found.minor, found.currency) if found else NOTHING


def plain(found: Money | None) -> str:
    """The figure alone, for a table with its unit above; nothing and zero as a dash."""
    return figure(found.minor, found.currency, dash=True) if found else NOTHING


def head(pen: Pen, sheet: ReviewSheet, title: str) -> list[Any]:
    """What this is and when, at the left; whose paper, at the right."""
    company = sheet.head.company
    facts = [
        _("No. {number}").format(number=sheet.head.number) if sheet.head.number else _("Preview, not a review"),
        _(review_wording.TYPES[sheet.head.type]),
        _(review_wording.TRIGGERS[sheet.head.trigger]) if sheet.head.trigger else "",
        _("Reviewed on {day}").format(day=day(sheet.head.opened_on)) if sheet.head.opened_on else "",
        _("Data as of {date}").format(date=sheet.head.data_on),
    ]
    own = [sheet.head.called(language()), company.phone or "" if company else ""]
    right = [
        pen.text(
            pen.fit(text, WIDTH * 0.4, style.SMALL, lines=2),
            size=style.SMALL,
            bold=not place,
            align="right",
            leading=1.3,
        )
        for place, text in enumerate(own)
        if text
    ]
    left = [pen.text(title, size=16, bold=True, leading=1.25)]
    top = pen.table([[left, right]], [WIDTH * 0.56, WIDTH * 0.44], [*FLUSH, ("VALIGN", (0, 0), (-1, -1), "BOTTOM")])
    return [top, pen.text(" · ".join(filter(None, facts)), size=style.SMALL), pen.rule(1.0, before=2, after=4)]


def verdict(sheet: ReviewSheet) -> str:
    """The decision in one line: limit in figures and words, terms, prepayment."""
    held = sheet.decision
    if held.limit_state == "set" and held.limit is not None:
        limit = both(held.limit.minor, held.limit.currency)
    else:
        limit = review_wording.limit_text(held)
    told = _("Approved: {limit}") if sheet.approved else _("Proposed: {limit}")
    parts = [told.format(limit=limit), review_wording.terms_text(held)]
    if held.prepay_bp:
        parts.append(_("prepayment {share}").format(share=review_wording.prepay_text(held)))
    return " · ".join(parts)


def decision(pen: Pen, sheet: ReviewSheet, fit: Fit) -> list[Any]:
    """The line in a box, then each point: now, proposed, approved."""
    return [boxed_verdict(pen, sheet, fit), pen.gap(2), positions(pen, sheet, fit)]


def _more(sheet: ReviewSheet) -> str:
    """What else the decision says: grade, security, how long it holds."""
    held = sheet.decision
    parts = [
        _("Grade {grade}").format(grade=rating_wording.grade_name(held.grade)) if held.grade else "",
        _("security: {what}").format(what=held.security) if held.security else "",
        _("valid until {day}").format(day=day(held.limit_until)) if held.limit_until else "",
        _("next review {day}").format(day=day(held.next_on)) if held.next_on else "",
    ]
    return " · ".join(filter(None, parts))


def boxed_verdict(pen: Pen, sheet: ReviewSheet, fit: Fit, *, whole: bool = False) -> Any:
    """`whole` = with grade, security and days below, where the table of positions does not follow at once."""
    looks: list[Look] = [
        ("BOX", (0, 0), (-1, -1), 0.8, "#000000"), ("BACKGROUND", (0, 0), (-1, -1), style.TINT), *blocks.padded(fit.pad + 1)
    ]  # fmt: skip
    lines = [pen.text(verdict(sheet), size=fit.size + 1.5, bold=True, leading=1.3)]
    more = _more(sheet) if whole else ""
    if more:
        lines.append(pen.text(more, size=fit.size, leading=1.3))
    return pen.table([[lines]], [WIDTH], looks)


def positions(pen: Pen, sheet: ReviewSheet, fit: Fit) -> Any:
    """Grade, limit, terms ...: as they are, as proposed, as approved; what nobody says is left out."""
    head = ("", _("Now"), _("Proposed"), _("Approved"))
    rows = [(name, *map(tell, (sheet.current, sheet.proposed, sheet.approved))) for name, tell in _points()]
    said = tuple(row for row in rows if set(row[1:]) != {NOTHING})
    return blocks.table(pen, Table(head, said, (20, 26, 27, 27)), size=fit.size - 0.5, pad=fit.pad - 0.7, lines=True)


def _points() -> list[tuple[str, Any]]:
    return [
        (_("Grade"), _told(lambda p: rating_wording.grade_name(p.grade) if p.grade else NOTHING)),
        (_("Credit limit"), _told(review_wording.limit_text)),
        (_("Limit valid to"), _told(lambda p: day(p.limit_until))),
        (_("Payment terms"), _told(review_wording.terms_text)),
        (_("Prepayment"), _told(review_wording.prepay_text)),
        (_("Security"), _told(lambda p: p.security or NOTHING)),
        (_("Next review"), _told(lambda p: day(p.next_on))),
    ]


def _told(tell: Any) -> Any:
    """What a position says; a dash where there is none."""

    def told(position: Position | None) -> str:
        return NOTHING if position is None else str(tell(position))

    return told


def score_line(sheet: ReviewSheet) -> str:
    """ "Grade BBB · 619 points · Watch · reliability: middling · file 70% complete · before: 640 points"."""
    found, earlier = sheet.scoring.score, sheet.scoring.earlier
    if found is None:
        return _("There is no score.")
    parts = [
        _("Grade {grade}").format(grade=rating_wording.grade_name(found.grade)),
        _("{points} points").format(points=rating_wording.points_text(found.points_x100)) if found.points_x100 else "",
        _("risk: {level}").format(level=risk_name(found.risk).lower()),
        _("reliability: {level}").format(level=rating_wording.reliability(found.confidence).lower()),
    ]
    if sheet.scoring.completeness is not None:
        parts.append(_("file {share} complete").format(share=f"{sheet.scoring.completeness:.0%}"))
    if sheet.scoring.is_new:
        parts.append(_("new customer"))
    if earlier and earlier.points_x100:
        words = _("last review {day}: {points} points, {grade}")
        points = rating_wording.points_text(earlier.points_x100)
        parts.append(words.format(day=day(earlier.on) if earlier.on else "", points=points, grade=earlier.grade))
    return " · ".join(filter(None, parts))


def policy(sheet: ReviewSheet) -> Policy:
    """The rules under which the sheet was made."""
    return Policy.of(sheet.rules.changed, sheet.rules.policy_id)


def drawing(pen: Pen, sheet: ReviewSheet, fit: Fit) -> list[Any]:
    """The waterfall; a sentence where there are no points."""
    found = sheet.scoring.score
    if found is None or found.points_x100 is None:
        words = _("Not enough is known for a score yet: treated as a new customer.")
        if found is not None and found.grade == "D":
            words = _("In default: no points are shown.")
        return [pen.text(words, size=fit.size)]
    laid: Waterfall = laid_out(found.start_x100, sheet.scoring.bars, found.points_x100, policy(sheet))
    names = [_("Start (nothing known)"), *map(reason_wording.name, sheet.scoring.bars), _("Today")]
    return [waterfall.drawing(pen, laid, names, line=fit.bar)]


def ageing(pen: Pen, sheet: ReviewSheet, fit: Fit) -> Any:
    """The bands and what they come to."""
    owed = sheet.owed
    bands = [(band_text(key), plain(found)) for key, found in owed.bands if key != "no_date" or found.minor]
    unapplied = [(_("Unapplied"), plain(_less(owed.unapplied)))] if owed.unapplied and owed.unapplied.minor else []
    shown = [*bands, *unapplied, (_("Total"), plain(owed.balance))]
    table = Table(
        tuple(name for name, _text in shown), (tuple(text for _name, text in shown),), (1.0,) * len(shown), figures=0
    )
    return blocks.table(pen, table, size=fit.size - 0.5, pad=fit.pad - 0.7)


def owed_line(sheet: ReviewSheet) -> str:
    """What is overdue and what is left of the limit."""
    owed = sheet.owed
    told = []
    if owed.overdue and owed.overdue.minor:
        words = _("Overdue {amount}, the oldest for {days} days")
        told.append(words.format(amount=amount(owed.overdue), days=owed.overdue_days))
    if owed.use_bp is not None:
        told.append(_("limit used {share}").format(share=f"{owed.use_bp / 100:.1f}%"))
    if owed.headroom is not None:
        over = owed.headroom.minor < 0
        words = _("over the limit by {amount}") if over else _("left of the limit {amount}")
        told.append(words.format(amount=amount(_less(owed.headroom) if over else owed.headroom)))
    others = ((owed.disputed, _("disputed {amount}")), (owed.retention, _("retention {amount}")), (owed.bills, _("drafts not yet honoured {amount}")))  # fmt: skip
    told += [words.format(amount=amount(found)) for found, words in others if found and found.minor]
    if sheet.releases is not None:
        told.append(review_wording.releases_text(sheet.releases))
    return " · ".join(filter(None, told))


def _less(found: Money) -> Money:
    return Money(-found.minor, found.currency)


def share(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1%}"


def days(value: float | None) -> str:
    """Days with one decimal, early ones with a minus."""
    return NOTHING if value is None else f"{value:.1f}".replace("-", MINUS)


def habit(pen: Pen, sheet: ReviewSheet, fit: Fit) -> Any:
    """Twelve months in one line."""
    trade, found = sheet.trade, sheet.payment
    head = (
        _("Receivables and sales"),
        _("On-time rate"),
        _("Average lateness, days"),
        _("Worst delay, days"),
        _("Payment index"),
        _("Promises broken"),
    )
    row = (
        f"{trade.invoices} · {amount(trade.sales)}",
        share(found.on_time),
        days(found.average_days),
        NOTHING if found.worst is None else str(found.worst),
        NOTHING if found.index is None else f"{found.index:.1f}",
        str(found.broken_promises) if found.broken_promises else NOTHING,
    )
    return blocks.table(
        pen, Table(head, (row,), (25, 13, 17, 16, 14, 15), figures=0), size=fit.size - 0.5, pad=fit.pad - 0.7
    )


def sign(pen: Pen, sheet: ReviewSheet, *, ink: float, size: float = style.SMALL) -> Any:
    """A place for who prepared it, for each role whose signature is needed, and one for the opinion and the seal."""
    places = _places(sheet)
    opinion = blocks.ticks((_("agreed"), _("agreed with changes"), _("not agreed")))
    last = [pen.text(opinion, size=size - 0.5), pen.gap(ink), pen.text(_("(seal)"), size=size, colour=style.QUIET)]
    shares = [1.0] * len(places) + [max(1.9, 3.8 - len(places) * 0.5)]
    widths = [WIDTH * each / sum(shares) for each in shares]
    date = f"{_('Date')}{blocks.colon()}"
    cells = [
        [
            pen.text(f"{step}{blocks.colon()}", size=size, leading=1.2),
            pen.text(role, size=size - 1.5, colour=style.QUIET, leading=1.2) if role else pen.gap((size - 1.5) * 1.2),
            pen.gap(ink - 4),
            pen.text(date, size=size),
        ]
        for step, role in places
    ]
    return pen.table([[*cells, last]], widths, [*blocks.boxed(), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def _places(sheet: ReviewSheet) -> list[tuple[str, str]]:
    """Who signs, and as what: the last role decides, those before it check."""
    *checking, deciding = sheet.signatures or ("owner",)
    steps = [*((_("Checked"), role) for role in checking), (_("Approved"), deciding)]
    return [
        (_("Prepared"), sheet.head.proposed_by or ""),
        *((step, _(review_wording.ROLES[role])) for step, role in steps),
    ]


def disclaimer(sheet: ReviewSheet) -> str:
    """What a score is and what it is not."""
    words = _(
        "The score is worked out by rules and can be checked; it helps to decide and decides nothing. "
        "Not calibrated on this firm's own data: weights and bands are policy, not statistics. Rules: version {version}."
    )
    return words.format(version=sheet.rules.policy_id or 1)


def listed(texts: Sequence[str]) -> str:
    return joined(texts) if texts else NOTHING


def facts_of(pen: Pen, given: Sequence[Cell], fit: Fit) -> Any:
    return blocks.cells(pen, given, pad=fit.pad - 0.5, size=fit.size, name=0.16)
