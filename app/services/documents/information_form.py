"""客户资信调查表 / credit information form: what a customer tells of itself, asks for and accepts; blank lines are for the pen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from app.i18n import _
from app.models.credit_facts import CreditFact
from app.services.contract_wording import SIZES
from app.services.credit_forms import CreditForm
from app.services.credit_wording import line_name, sector_name
from app.services.documents import blocks, style
from app.services.documents.blocks import WRITING, Cell, Table, ticks
from app.services.documents.letterhead import WIDTH
from app.services.documents.pen import Pen
from app.services.formats import day, figure, letter_day, money, percent
from app.services.rules.merging import filled

PEOPLE: Final = 5  # lines for contact persons
OWNERS: Final = 4
BANKS: Final = 3
REFERENCES: Final = 4  # at least three are asked for


def story(sheet: CreditForm, pen: Pen) -> list[Any]:
    """The ten sections; each stands on one page."""
    sections = (_firm, _people, _owners, _business, _record, _banks, _references, _request, _guarantor)
    words = _(
        "Please fill in what is blank, tick what applies, sign and seal the last page and return it with the papers named there by {day}. "
        "What we already know is filled in: please correct it where it has changed."
    )
    parts = [pen.text(words.format(day=letter_day(sheet.reply_by)), after=6)]
    for number, section in enumerate(sections, 1):
        name, *body = section(sheet, pen)
        parts += [pen.together([blocks.title(pen, number, name), *body]), pen.gap(8)]
    return [*parts, pen.together(_declaration(sheet, pen, len(sections) + 1))]


def _firm(sheet: CreditForm, pen: Pen) -> list[Any]:
    file, profile = sheet.file, sheet.profile
    size = _(SIZES[file.size_class]) if file.size_class else ""
    given = [
        Cell(_("Full name"), file.name, wide=True, bold=True),
        Cell(_("Unified social credit code"), file.registration_no or ""),
        Cell(_("Kind of enterprise"), _("Sole trader") if profile.sole_trader else ""),
        Cell(_("Legal representative"), profile.legal_rep or ""),
        Cell(_("Founded on"), day(profile.founded) if profile.founded else ""),
        Cell(_("Registered capital"), _sum(profile.capital_subscribed, file.currency)),
        Cell(_("Paid-in capital"), _sum(profile.capital_paid, file.currency)),
        Cell(_("Registered address"), file.address or "", wide=True),
        Cell(_("Business address"), "", wide=True),
        Cell(_("Industry"), file.industry or sector_name(profile.sector)),
        Cell(_("Size"), size or ticks([_(word) for code, word in SIZES.items() if code])),
        Cell(_("Group or parent company"), file.group or ""),
        Cell(_("Public body"), ticks((_("public body"),))),
        Cell(_("Phone"), file.phone or ""),
        Cell(_("E-mail"), file.email or ""),
    ]
    return [_("The company"), blocks.cells(pen, given, pad=WRITING)]


def _people(sheet: CreditForm, pen: Pen) -> list[Any]:
    head = (_("Responsible for"), _("Contact person"), _("Phone"), _("E-mail or WeChat"))
    known = [(each.role or "", each.name, each.phone or "", each.email or each.wechat or "") for each in sheet.people]
    usual = (
        _("Owner or manager"),
        _("Finance"),
        _("Purchasing"),
        _("Receives and signs for goods"),
        _("Receives invoices"),
    )
    said = {role for role, *_rest in known}
    rows = [*known, *((role, "", "", "") for role in usual if role not in said)][: max(PEOPLE, len(known))]
    address = Cell(_("Address for legal notices"), "", wide=True)
    return [_("Who to talk to"), _lined(pen, head, rows, (25, 22, 25, 28)), blocks.cells(pen, [address], pad=WRITING)]


def _owners(sheet: CreditForm, pen: Pen) -> list[Any]:
    head = (_("Owner or manager of the company"), _("Share held"), _("Position"), _("Years in this trade"))
    known = [
        (
            str(each.data.get("name", "")),
            _share(each),
            _("Controls the company") if each.code == "controller" else "",
            "",
        )
        for each in _of(sheet, "ownership")
        if each.code in ("owner", "controller")
    ]
    other = Cell(_("Their other firms, also closed ones"), "", wide=True)
    return [
        _("Owners and management"),
        _lined(pen, head, _filled(known, OWNERS, 4), (34, 14, 30, 22)),
        blocks.cells(pen, [other], pad=WRITING),
    ]


def _business(_sheet: CreditForm, pen: Pen) -> list[Any]:
    years = tuple(_("Year {year}").format(year="______") for _place in range(3))
    figures = map(line_name, ("revenue", "net_income", "total_assets", "total_liabilities"))
    given = [
        Cell(_("Main products"), "", wide=True),
        Cell(_("Main customers and their shares"), "", wide=True),
        Cell(_("Main suppliers and their shares"), "", wide=True),
        Cell(_("Number of staff")),
        Cell(_("Premises"), ticks((_("owned"), _("rented")))),
        Cell(_("Strong and weak months")),
        Cell(_("Capacity")),
    ]
    rows = [(name, "", "", "") for name in figures]
    return [
        _("The business"),
        blocks.cells(pen, given, pad=WRITING),
        pen.gap(4),
        _lined(pen, (_("Last three years, in 10,000 yuan"), *years), rows, (34, 22, 22, 22)),
    ]


def _record(_sheet: CreditForm, pen: Pen) -> list[Any]:
    asked = (
        _("Has the company been sued for payment in the last two years, or is a suit pending?"),
        _("Is the company, its legal representative or controller subject to enforcement by a court?"),
        _("Are taxes or social insurance in arrears, or was there a penalty in the last two years?"),
        _("Are bank loans or interest overdue?"),
        _("Does the company guarantee debts of others?"),
        _("Are shares, plant or receivables pledged?"),
        _("Has a rating agency or a credit insurer given a rating or a limit?"),
    )
    answers = ticks((_("there is"), _("none")))
    rows = [(words, answers, "") for words in asked]
    return [
        _("Public records, pledges and ratings"),
        _lined(pen, (_("Question"), _("Answer"), _("If yes: what, how much, since when")), rows, (56, 14, 30), pad=3),
    ]


def _banks(sheet: CreditForm, pen: Pen) -> list[Any]:
    head = (_("Bank and branch"), _("Account number"), _("Customer there since"), _("Credit line"), _("Of it used"))
    known = [
        (
            str(each.data.get("bank", "")),
            "",
            "",
            _amount(each.data.get("limit"), each),
            _amount(each.data.get("used"), each),
        )
        for each in _of(sheet, "bank_reference")
    ]
    return [_("Banks"), _lined(pen, head, _filled(known, BANKS, 5), (28, 26, 16, 15, 15))]


def _references(sheet: CreditForm, pen: Pen) -> list[Any]:
    head = (_("Supplier"), _("Contact person"), _("Phone"), _("Credit limit"), _("Payment terms"), _("Buys since"))
    known = [
        (
            str(each.data.get("supplier", "")),
            "",
            "",
            _amount(each.amount, each),
            str(each.data.get("terms_days", "")),
            "",
        )
        for each in _of(sheet, "trade_reference")
    ]
    asked = blocks.note(pen, _("At least three suppliers who sell to you on credit and whom we may ask."))
    return [_("Trade references"), asked, _lined(pen, head, _filled(known, REFERENCES, 6), (26, 16, 18, 14, 12, 14))]


def _request(_sheet: CreditForm, pen: Pen) -> list[Any]:
    given = [
        Cell(_("Credit limit requested")),
        Cell(_("Payment terms requested")),
        Cell(_("Purchases a month")),
        Cell(_("First order expected on")),
        Cell(_("Goods and use"), "", wide=True),
        Cell(
            _("Security offered"),
            ticks((_("guarantee"), _("cash deposit"), _("bank guarantee"), _("pledge"), _("none"))),
            wide=True,
        ),
        Cell(_("May order and sign for goods"), "", wide=True),
    ]
    return [_("What you ask for"), blocks.cells(pen, given, pad=WRITING)]


def _guarantor(_sheet: CreditForm, pen: Pen) -> list[Any]:
    given = [
        Cell(_("Guarantor")),
        Cell(_("ID or registration no.")),
        Cell(_("Address")),
        Cell(_("Phone")),
        Cell(_("Signature or seal")),
        Cell(_("Date")),
    ]
    words = _("Only a statement of readiness: a guarantee itself is a contract of its own, in writing.")
    return [_("Guarantor, if there is one"), blocks.cells(pen, given, pad=WRITING), pen.gap(2), blocks.note(pen, words)]


def _declaration(sheet: CreditForm, pen: Pen, number: int) -> list[Any]:
    company = sheet.company.name
    points = (
        _(
            "Truth: what is said here and the papers enclosed are true and complete; changes are told within 10 working days."
        ),
        _(
            "Checks: {company} may ask the banks and suppliers named, look up public records and ask credit bureaus that are registered for this, to judge our credit and for nothing else."
        ),
        _("Persons: those named here know that their data are given to {company} for this purpose and have agreed."),
        _(
            "Terms: we accept the payment terms and the credit limit that {company} tells us in writing; it may lower or withdraw them for orders to come when our situation changes."
        ),
    )
    enclosed = (
        _("business licence"),
        _("identity card of the legal representative"),
        _("statements of three years"),
        _("our own credit report"),
        _("articles and list of owners"),
    )
    body = [
        pen.text(f"({place}) {filled(words, {'company': company})}", size=style.SMALL, after=2, leading=1.4)
        for place, words in enumerate(points, 1)
    ]
    return [
        blocks.title(pen, number, _("Declaration and signature")),
        *body,
        pen.text(f"{_('Enclosed')}{blocks.colon()}{ticks(enclosed)}", size=style.SMALL, after=5),
        seal(sheet, pen),
    ]


def seal(sheet: CreditForm, pen: Pen) -> Any:
    """The customer's name, place for its seal, who signs and when."""
    colon = blocks.colon()
    who = f"{sheet.customer.name}"
    left = [pen.text(who, bold=True), pen.text(_("(seal)"), size=style.SMALL, colour=style.QUIET)]
    right = [
        pen.text(f"{name}{colon}", size=style.SMALL, after=11)
        for name in (_("Legal representative or authorised person"), _("Position"), _("Date"))
    ]
    looks = [
        ("BOX", (0, 0), (-1, -1), 0.8, "#000000"),
        ("LINEBEFORE", (1, 0), (1, 0), 0.4, "#9AA3AD"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
    ]
    return pen.table([[left, right]], [WIDTH / 2, WIDTH / 2], looks, heights=[82])


def _lined(
    pen: Pen, head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], *, pad: float = WRITING
) -> Any:
    return blocks.table(
        pen, Table(tuple(head), tuple(map(tuple, rows)), tuple(shares)), size=style.SMALL, pad=pad, lines=True
    )


def _filled(known: Sequence[Sequence[str]], count: int, columns: int) -> list[Sequence[str]]:
    """What is known, then blank lines."""
    return [*known, *[("",) * columns] * (count - len(known))]


def _of(sheet: CreditForm, kind: str) -> list[CreditFact]:
    return [each for each in sheet.facts if each.kind == kind]


def _amount(minor: int | None, fact: CreditFact) -> str:
    return figure(minor, fact.currency or "CNY") if minor is not None else ""


def _sum(minor: int | None, currency: str) -> str:
    return money(minor, currency) if minor is not None else ""


def _share(fact: CreditFact) -> str:
    found = fact.data.get("share_bp")
    return percent(Decimal(found) / 10_000) if isinstance(found, int) else ""
