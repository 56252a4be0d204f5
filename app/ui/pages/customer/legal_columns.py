"""The columns of the four lists of the legal tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.i18n import _
from app.models.attachments import Attached
from app.models.securities import Security
from app.services import legal_wording as words
from app.services import security_wording as security_words
from app.services.clocks import ClockRow
from app.services.formats import NOTHING, day, money
from app.services.legal_file import LegalFile
from app.ui.widgets.table_model import RIGHT, Column

EVIDENCE: Final = {"strong": "shield-check", "medium": "shield", "weak": "warning-circle"}
ROLE_OF_EVIDENCE: Final = {"strong": "good", "medium": "text", "weak": "caution"}


def clocks(found: Callable[[], LegalFile | None]) -> list[Column]:
    def amount(minor: int) -> str:
        file = found()
        return money(minor, file.base, dash=True) if file else ""

    return [
        Column("left", _("Left"), lambda r: words.left_text(r.days_left), width=112, icon=lambda r: words.urgency(r)[0],
               role=lambda r: words.urgency(r)[1]),
        Column("what", _("What ends"), lambda r: words.clock_name(r.clock.kind), width=155),
        Column("document", _("About"), lambda r: r.clock.document or NOTHING, width=118),
        Column("ends_on", _("Ends on"), lambda r: day(r.clock.ends_on), width=100),
        Column("to_do", _("What to do"), words.to_do_text, width=215, stretch=True, tooltip=_whole),
        Column("open", _("Outstanding"), lambda r: amount(r.open), RIGHT, 108),
        Column("evidence", _("Evidence"), lambda r: _strength(r.strength), width=125, icon=lambda r: EVIDENCE.get(r.strength, "")),
        Column("rule", _("By which rule"), lambda r: words.basis_text(r.clock.basis), width=260, shown=False),
    ]  # fmt: skip


def events() -> list[Column]:
    return [
        Column("on", _("Day"), lambda r: day(r.on_day), width=100),
        Column("what", _("What happened"), lambda r: words.event_name(r.kind), width=210),
        Column("about", _("About"), lambda r: r.number or _("All that they owe"), width=140),
        Column("evidence", _("Evidence"), lambda r: words.strength_text(r.strength), width=140,
               icon=lambda r: EVIDENCE[r.strength], role=lambda r: ROLE_OF_EVIDENCE[r.strength]),
        Column("until", _("Ended on"), lambda r: day(r.until_on), width=100),
        Column("text", _("Description"), lambda r: r.text or "", width=200, stretch=True),
    ]  # fmt: skip


def securities(found: Callable[[], LegalFile | None]) -> list[Column]:
    def remarks(row: Security) -> str:
        file = found()
        return _("; ").join(security_words.remarks(row, barred=file is not None and row.id in file.barred))

    return [
        Column("what", _("Kind"), lambda r: security_words.kind_name(r.kind), width=155),
        Column("giver", _("By whom"), lambda r: r.giver or NOTHING, width=110),
        Column("behind", _("Behind"), lambda r: r.document or _("All that they owe"), width=125),
        Column("value", _("Amount"), lambda r: money(r.value, r.currency, dash=True), RIGHT, 105),
        Column("from_on", _("Given on"), lambda r: day(r.from_on), width=100),
        Column("until", _("Agreed end"), lambda r: day(r.expires_on), width=100),
        Column("remarks", _("Remarks"), remarks, width=200, stretch=True, tooltip=remarks),
    ]  # fmt: skip


def files() -> list[Column]:
    return [
        Column("name", _("File"), lambda r: r.name, width=260, stretch=True),
        Column("role", _("Kind"), lambda r: words.role_name(r.role), width=170),
        Column("on", _("Day of the paper"), lambda r: day(r.on_day), width=120),
        Column("of", _("Belongs to"), lambda r: words.owner_name(r.tbl), width=170),
        Column("size", _("File size"), size_text, RIGHT, 90),
    ]


def size_text(file: Attached) -> str:
    """Kilobytes, rounded up, or megabytes: "12 KB", "3.4 MB"."""
    if file.size < 1024 * 1024:
        return f"{-(-file.size // 1024):,} KB"
    return f"{file.size / 1024 / 1024:.1f} MB"


def _whole(row: ClockRow) -> str:
    return f"{words.to_do_text(row)}\n{words.rule_text(row)}"


def _strength(strength: str) -> str:
    return words.strength_text(strength) if strength else NOTHING
