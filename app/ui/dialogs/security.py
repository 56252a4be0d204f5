"""What stands behind a debt, entered or changed; and the day on which it was claimed, registered or released.

navigation.dialog("security", customer=12)
navigation.dialog("security", security=3)
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _, mark
from app.models.securities import Security
from app.services import security_wording as words
from app.services.formats import percent
from app.services.legal_file import LegalFile
from app.services.rules import securities
from app.services.securities import SecurityDraft
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Percent, Text, Whole
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer
from app.ui.widgets.ticks_field import Ticks

FORMS: Final = (
    (None, mark("Not agreed (general by law)")),
    (False, mark("General guarantee")),
    (True, mark("Joint guarantee")),
)
PAPER: Final = ("number", "original_at", "act_by")
CREDIT: Final = ("ship_by", "shipped_on", "present_days", "wanted", "here")
# What each kind of security is asked about besides the common fields.
ASKED: Final = {
    **dict.fromkeys(securities.GUARANTEES, ("giver", "joint", "expires_on", *PAPER)),
    "bank_guarantee": ("giver", "expires_on", *PAPER),
    "letter_of_credit": ("giver", "expires_on", *PAPER[:2], *CREDIT),
    **dict.fromkeys(("mortgage", "pledge"), ("giver", "registered_on", "expires_on", *PAPER[:2])),
    "retention_of_title": ("registered_on",),
}
EVERYTHING: Final = mark("All that they owe")
OPTIONAL: Final = ("giver", "joint", "expires_on", "registered_on", "resolution_on", *PAPER, *CREDIT)
PLAIN: Final = (
    "kind", "giver", "joint", "from_on", "expires_on", "registered_on", "resolution_on", "value", "haircut_bp", "number", "original_at",
    "act_by", "ship_by", "shipped_on", "present_days", "note",
)  # fmt: skip


class SecurityDialog(FormDialog):
    """Only what its kind needs is asked. `found` = the legal file of the customer where it is read already."""

    name: ClassVar[str] = "security"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, security: int | None = None,
        found: LegalFile | None = None,
    ) -> None:  # fmt: skip
        self.picker = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        form = Form(_rows(desk, self.picker))
        title = _("Change a security") if security else _("Add a security")
        super().__init__(desk, title, form, _("Save security"), parent, width=640)
        self.security, self.customer = security, customer or (found.customer_id if found else None)
        self.draft_name = f"{self.name} {security or ''} {self.customer or ''}"
        self.known: Security | None = None
        self.shares: dict[str, int] = {}
        self.work = self._write
        form["wanted"].box.setPlaceholderText("\n".join(map(_, words.PAPERS[:3])))  # type: ignore[attr-defined]  # a text box
        self._connect()
        self._begin(found)
        self._follow()

    def _connect(self) -> None:
        for name in ("kind", "expires_on"):
            self.form[name].changed.connect(self._follow)
        self.form["wanted"].changed.connect(self._list_papers)
        self.picker.picked.connect(lambda hit: self._read(hit.key))

    def _begin(self, found: LegalFile | None) -> None:
        self.desk.jobs.read(self, lambda s: s.securities.usual_shares(), self._take_shares, slot="shares")
        self.picker.setVisible(self.customer is None and self.security is None)
        self.picker.required = self.picker.isVisibleTo(self)
        if self.security is not None:
            known = self.security
            self.desk.jobs.read(self, lambda s: _both(s, known), lambda two: self._fill(*two))
        elif found is not None:
            self._take(found)
        elif self.customer is not None:
            self._read(self.customer)
        (self.form["kind"] if self.customer or self.security else self.picker.picker).setFocus()

    def _read(self, customer: int) -> None:
        self.customer = customer
        self.desk.jobs.read(self, lambda s: s.claims.file(customer), self._take, slot="file")

    @fills
    def _take(self, found: LegalFile) -> None:
        """What it can stand behind, and the currency."""
        behind, value = self.form["behind"], self.form["value"]
        if isinstance(behind, Choice) and isinstance(value, Amount):
            behind.set_entries([(None, _(EVERYTHING)), *papers_of(found)])
            value.set_currency(self.known.currency if self.known else found.currency)

    @fills
    def _fill(self, known: Security, found: LegalFile) -> None:
        self.known, self.customer = known, known.customer_id
        self._take(found)
        self.form.set({name: getattr(known, name) for name in PLAIN})
        table = "receivable" if known.receivable_id else "contract"
        key = known.receivable_id or known.contract_id
        self.form.set(
            {"behind": f"{table} {key}" if key else None, "wanted": "\n".join(n for n, _there in known.papers)}
        )
        self._list_papers()
        self.form.set({"here": [name for name, there in known.papers if there]})
        self._follow()

    def _take_shares(self, shares: dict[str, int]) -> None:
        self.shares = shares
        self._follow()

    def _list_papers(self) -> None:
        here = self.form["here"]
        if isinstance(here, Ticks):
            here.set_names(list(dict.fromkeys(filter(None, map(str.strip, self.form["wanted"].value().splitlines())))))

    def _follow(self) -> None:
        """Which fields its kind has, and what to say beneath them."""
        kind = self.form["kind"].value()
        asked = [*ASKED[kind], *(["resolution_on"] if kind in words.COMPANIES else [])]
        for name in OPTIONAL:
            self.form[name].setVisible(name in asked)
        self.form["from_on"].say(
            _("The day of delivery: register within 10 days.") if kind == "retention_of_title" else ""
        )
        end = self.form["expires_on"]
        warning = "" if end.problem() else words.end_warning(kind, end.value(), self.desk.today)
        end.say(warning or _end_hint(kind), "caution" if warning else "caption")
        self.form["giver"].say(_("The bank that issued it.") if kind == "letter_of_credit" else "")
        usual = self.shares.get(kind)
        text = _("Empty = {share}, as the credit rules say.")
        self.form["haircut_bp"].say("" if usual is None else text.format(share=percent(Decimal(usual) / 10_000, 0)))

    def _write(self, services: Any) -> int:
        """Fields out of sight are not in the draft."""
        draft: dict[str, Any] = {name: value for name, value in self.form.draft().items() if value != ""}
        wanted, here = draft.pop("wanted", "").splitlines(), draft.pop("here", ())
        names = dict.fromkeys(filter(None, map(str.strip, wanted)))
        draft["papers"] = tuple((name, name in here) for name in names)
        if behind := draft.pop("behind"):
            table, _blank, row_id = behind.partition(" ")
            draft[f"{table}_id"] = int(row_id)
        draft |= {"value": draft["value"] or 0, "customer_id": self.customer or draft.get("customer_id")}
        if self.known:
            draft["currency"] = self.known.currency
        if self.security is None:
            return int(services.securities.add(SecurityDraft(**draft)))
        services.securities.update(self.security, SecurityDraft(**draft))
        return self.security


def security_day(desk: Desk, security: Security, deed: str, parent: QWidget) -> FormDialog:
    """When it was claimed, registered or released (`deed` = a method of `services.securities`)."""
    credit = security.kind == "letter_of_credit"
    titles = {
        "claimed": (_("When was it claimed: {what}"), _("Save the claim")),
        "presented": (_("When were its documents presented: {what}"), _("Save the presentation")),
        "registered": (_("When was it registered: {what}"), _("Save the registration")),
        "release": (_("When was it released: {what}"), _("Release it")),
    }
    title, act = titles["presented" if credit and deed == "claimed" else deed]
    general = _("General: the suit against the debtor. Joint: the demand to the guarantor.")
    hint = general if deed == "claimed" and security.kind in securities.GUARANTEES else ""
    on = Day("on", _("&Day"), today=desk.today, required=True, value=desk.today, hint=hint)
    form = Form([on])
    dialog = FormDialog(desk, title.format(what=words.full_name(security)), form, act, parent)
    dialog.draft_name = f"security_{deed} {security.id}"
    dialog.work = lambda s: getattr(s.securities, deed)(security.id, form.draft()["on"])
    dialog.open()
    on.setFocus()
    return dialog


def papers_of(found: LegalFile) -> list[tuple[str, str]]:
    """Receivables and contracts, each as "table id"."""
    debts = [(f"receivable {key}", _("Receivable {number}").format(number=number)) for key, number in found.debts]
    return [
        *debts,
        *((f"contract {key}", _("Contract {number}").format(number=number)) for key, number in found.contracts),
    ]


def _both(services: Any, security: int) -> tuple[Security, LegalFile]:
    known = services.securities.get(security)
    return known, services.claims.file(known.customer_id)


def _end_hint(kind: str) -> str:
    if kind in securities.GUARANTEES:
        return _("Empty or too early counts as 6 months after the due date.")
    return _("The last day for presenting the documents.") if kind == "letter_of_credit" else ""


def _rows(desk: Desk, picker: Customer) -> list[Row]:
    day = partial(Day, today=desk.today)
    return [
        picker,
        (
            Choice("kind", _("&Kind"), [(code, words.kind_name(code)) for code in securities.KINDS]),
            Choice("behind", _("It stands &behind"), [(None, _(EVERYTHING))]),
        ),
        (
            Text("giver", _("By &whom"), longest=120),
            Choice("joint", _("&Form"), [(value, _(name)) for value, name in FORMS]),
        ),
        (day("from_on", _("&Given on"), required=True, value=desk.today), day("expires_on", _("Agreed &end"))),
        (
            Amount("value", _("&Amount"), hint=_("Leave it empty where none is named.")),
            Percent("haircut_bp", _("Of which co&unts")),
        ),
        (day("registered_on", _("&Registered on")), day("resolution_on", _("Reso&lution of"))),
        (
            day("ship_by", _("Latest &shipment")),
            day("shipped_on", _("Goods left &on")),
            Whole("present_days", _("Da&ys for presenting"), least=0, most=365, hint=_("From shipping; empty = 21.")),
        ),
        (
            Note("wanted", _("Documents it asks for, one a &line"), lines=4),
            Ticks("here", _("Here already")),
        ),
        (
            Text("number", _("Nu&mber of the paper"), longest=60),
            Text("original_at", _("Original kep&t where"), longest=120, hint=_("Empty = not received.")),
            day("act_by", _("Cla&im before"), hint=_("Only where the paper names a day.")),
        ),
        (Text("note", _("&Note"), longest=300), FilePick("file", _("Its &paper"))),
    ]
