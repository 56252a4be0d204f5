"""What the page of a contract asks before it writes: a day, a reason, a milestone, a paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services import milestone_wording
from app.services.attachments import ROLES
from app.services.contract_desk import ContractDesk
from app.services.legal_wording import role_name
from app.services.milestones import MilestoneDraft, Row
from app.services.plan_wording import node_name
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Text
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk

Work = Callable[[Any, dict[str, Any]], Any]


def ask_day(
    desk: Desk,
    title: str,
    act: str,
    work: Work,
    parent: QWidget,
    *,
    contract: int,
    hint: str = "",
    reason: str = "",
    needs_reason: bool = False,
) -> FormDialog:
    """A day, today at first; with `reason` (its title) also why. `work` gets {"on": day, "reason": text or None}."""
    day = Day("on", _("&Day"), today=desk.today, required=True, value=desk.today, hint=hint)
    why = Text("reason", reason, longest=300, required=needs_reason)
    form = Form([day, why] if reason else [day])
    dialog = FormDialog(desk, title, form, act, parent)
    dialog.draft_name = f"{title} {contract}"

    def done(services: Any) -> Any:
        draft = form.draft()
        return work(services, {"on": draft["on"], "reason": draft.get("reason") or None})

    dialog.work = done
    dialog.open()
    day.setFocus()
    return dialog


def milestone(desk: Desk, found: ContractDesk, row: Row | None, parent: QWidget) -> FormDialog:
    """One more, or `row` changed; a name of the usual ones stays its code."""
    known = row.milestone if row else None
    form = Form(_milestone_rows(desk, found, row))
    shown = milestone_wording.step_name(known.name) if known else ""
    if known is not None:
        names = ("side", "planned_on", "actual_on", "predecessor_id", "plan_line", "gate", "note")
        form.set(
            {"name": shown, **{name: getattr(known, name if name != "plan_line" else "plan_line_id") for name in names}}
        )
    title = _("Milestone") if known else _("New milestone")
    dialog = FormDialog(desk, title, form, _("Save milestone"), parent, width=640)
    contract_id = found.contract.id
    dialog.draft_name = f"milestone {contract_id} {known.id if known else 0}"

    def done(services: Any) -> Any:
        values = form.draft()
        values["plan_line_id"] = values.pop("plan_line")
        if known is not None and values["name"] == shown:
            values["name"] = known.name
        draft = MilestoneDraft(**{**values, "note": values["note"] or None})
        if known is None:
            return services.milestones.add(contract_id, draft)
        return services.milestones.update(known.id, draft)

    dialog.work = done
    dialog.open()
    form["name"].setFocus()
    return dialog


def reached(desk: Desk, row: Row, parent: QWidget) -> FormDialog:
    """On which day, with its evidence where there is some."""
    which = row.milestone.id
    day = Day("on", _("&Day"), today=desk.today, required=True, value=row.milestone.actual_on or desk.today)
    file = FilePick(
        "file", _("E&vidence"), hint=_("A scan, a photo or a message, at most 20 MB. It is copied into the book.")
    )
    form = Form([day, file])
    dialog = FormDialog(desk, milestone_wording.step_name(row.milestone.name), form, _("It was reached"), parent)
    dialog.draft_name = f"milestone_reached {which}"

    def done(services: Any) -> None:
        draft = form.draft()
        if draft["file"]:
            services.attachments.add(draft["file"], "milestone", which, role="other", on=draft["on"])
        services.milestones.reached(which, draft["on"])

    dialog.work = done
    dialog.open()
    day.setFocus()
    return dialog


def attach(desk: Desk, found: ContractDesk, parent: QWidget) -> FormDialog:
    """A paper of the contract, or the evidence of one of its milestones or shipments."""
    contract_id = found.contract.id
    of = [(f"contract:{contract_id}", _("The contract"))]
    of += [
        (f"milestone:{each.milestone.id}", milestone_wording.step_name(each.milestone.name))
        for each in found.steps.rows
    ]
    of += [(f"shipment:{each.id}", each.number) for each in found.shipments]
    file = FilePick("file", _("&File"), required=True, hint=_("At most 20 MB. It is copied into the book."))
    kinds = Choice("role", _("&Kind"), [(code, role_name(code)) for code in ROLES])
    form = Form(
        [file, (kinds, Day("on", _("&Day of the paper"), today=desk.today)), Choice("of", _("It belongs &to"), of)]
    )
    form.set({"role": "contract"})
    dialog = FormDialog(desk, _("Attach a file"), form, _("Save file"), parent)
    dialog.draft_name = f"attach_to_contract {contract_id}"

    def done(services: Any) -> Any:
        draft = form.draft()
        tbl, _colon, row_id = draft["of"].partition(":")
        return services.attachments.add(draft["file"], tbl, int(row_id), role=draft["role"], on=draft["on"])

    dialog.work = done
    dialog.open()
    file.choose.setFocus()
    return dialog


def _milestone_rows(desk: Desk, found: ContractDesk, row: Row | None) -> list[Any]:
    others = [each.milestone for each in found.steps.rows if row is None or each.milestone.id != row.milestone.id]
    before = [(None, _("Nothing")), *((each.id, milestone_wording.step_name(each.name)) for each in others)]
    lines = [
        (None, _("None")),
        *((key, node_name(line.node)) for key, line in zip(found.plan_ids, found.plan, strict=True)),
    ]
    gates = [(key, _(text)) for key, text in milestone_wording.GATES.items()]
    return [
        Text("name", _("&Milestone"), required=True, longest=100),
        (
            Choice("side", _("&Who"), [(key, _(text)) for key, text in milestone_wording.SIDES.items()]),
            Day("planned_on", _("&Planned on"), today=desk.today, required=True),
            Day("actual_on", _("&Reached on"), today=desk.today),
        ),
        (
            Choice("predecessor_id", _("&Comes after"), before),
            Choice("plan_line", _("&Instalment it belongs to"), lines),
            Choice("gate", _("&Gate"), gates, hint=_("What may not happen before it.")),
        ),
        Text("note", _("N&ote"), longest=300),
    ]
