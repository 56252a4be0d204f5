"""The columns of the lists in a credit file."""

from __future__ import annotations

from collections.abc import Callable

from app.i18n import _
from app.models.requests import Request
from app.services import credit_wording as words
from app.services import file_wording
from app.services.credit_view import FactLine
from app.services.formats import NOTHING, day, money
from app.ui.widgets.table_model import RIGHT, Column

STATE_ROLES = {"valid": "", "outdated": "caution", "ended": "text2"}
STATE_ICONS = {"valid": "", "outdated": "warning-circle", "ended": ""}


def facts() -> list[Column]:
    return [
        Column("on", _("Day"), lambda r: day(r.fact.on_day), width=100),
        Column("kind", _("Section"), lambda r: words.kind_name(r.fact.kind), width=150, shown=False),
        Column("what", _("What was found"), lambda r: words.code_name(r.fact.kind, r.fact.code), width=200),
        Column("detail", _("Details"), file_wording.detail, width=220, stretch=True, tooltip=file_wording.detail),
        Column("checked", _("Looked up on"), lambda r: day(r.fact.checked_on), width=105),
        Column("until", _("Valid until"), file_wording.until_text, width=165, icon=lambda r: STATE_ICONS[r.state],
               role=lambda r: STATE_ROLES[r.state]),
        Column("source", _("Source"), file_wording.source_text, width=150, tooltip=_source),
        Column("files", _("Papers"), lambda r: str(len(r.files)) if r.files else NOTHING, RIGHT, 80,
               icon=lambda r: "paperclip" if r.files else ""),
    ]  # fmt: skip


def assessments() -> list[Column]:
    return [
        Column("on", _("Day"), lambda r: day(r.on_day), width=110),
        Column("who", _("By whom"), lambda r: r.assessor or NOTHING, width=160),
        Column("result", _("Result"), file_wording.points_of, width=280, stretch=True),
        Column("visit", _("Seen on site"), lambda r: _("Been there") if r.visit else NOTHING, width=130),
    ]


def requests(currency: Callable[[], str]) -> list[Column]:
    def much(row: Request) -> str:
        return money(row.amount, currency()) if row.amount is not None else NOTHING

    return [
        Column("on", _("Asked on"), lambda r: day(r.asked_on), width=110),
        Column("what", _("What they ask for"), lambda r: words.request_name(r.what), width=200),
        Column("amount", _("Amount"), much, RIGHT, 130),
        Column("days", _("Days"), lambda r: NOTHING if r.days is None else str(r.days), RIGHT, 80),
        Column("outcome", _("What became of it"), lambda r: r.outcome or _("not answered yet"), width=260, stretch=True,
               role=lambda r: "" if r.outcome else "caution"),
    ]  # fmt: skip


def _source(row: FactLine) -> str:
    return "\n".join(filter(None, (row.fact.source, words.source_grade_name(row.fact.source_grade))))
