"""Papers of a legal matter: the lawyer's letter as a draft with the pack for the lawyer, the data sheet for a payment order.

sheet = services.matter_papers.pack(matter_id)
files = services.matter_papers.make(matter_id, "pack", folder)          # the draft of the letter and the pack
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal, get_args

from app.i18n import _, mark, speaking
from app.models import book, contracts, customers, deposits, payers, review_facts, securities
from app.models.chronology import Fact
from app.models.customers import Customer
from app.models.dates import add_days
from app.models.matters import LegalDate, Matter
from app.models.store import Store
from app.services import checks, chronology, documents, lawyer_letter, matter_evidence, policies
from app.services.clocks import ClockRow, Clocks
from app.services.company import party
from app.services.formats import joined, money, phone
from app.services.letter_sheets import LetterSheet
from app.services.matter_claim import ClaimSheet
from app.services.matter_evidence import Piece
from app.services.matters import Matters
from app.services.outfile import file_name, whole_files
from app.services.security_wording import full_name
from app.services.statement_drawing import language_of
from app.services.statement_sheets import Party

Kind = Literal["pack", "payment_order"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
NAMES: Final = {"pack": mark("Pack for the lawyer"), "payment_order": mark("Data sheet for a payment order")}
CLOCKS: Final = ("limitation", "enforcement", "guarantee")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPaper:
    """What a lawyer or a court wants to know; `letter` None where nothing may be demanded. `addresses` and `clues` = (what, where):
    where papers reach them, what is known of their property. `wage` = average yearly wage of the province in fen, None = not given."""

    kind: Kind
    company: Party
    customer: Party
    language: str
    made_on: date
    matter: Matter
    claim: ClaimSheet
    dates: tuple[LegalDate, ...]
    facts: tuple[Fact, ...]
    evidence: tuple[Piece, ...]
    clocks: tuple[ClockRow, ...]
    addresses: tuple[tuple[str, str], ...]
    clues: tuple[tuple[str, str], ...]
    letter: LetterSheet | None
    wage: int | None = None

    @property
    def gaps(self) -> int:
        return sum(each.is_gap for each in self.evidence)


class MatterPapers:
    """Papers as of today; nothing is recorded."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def paper(
        self, matter_id: int, kind: Kind = "pack", language: str | None = None, *, wage: int | None = None
    ) -> MatterPaper:
        """In the language of a letter to the customer unless said otherwise. Raises UserError when the matter is gone."""
        with self._store.snapshot():
            file = Matters(self._store, self._today).file(matter_id)
            found = file.matter
            customer = checks.customer(self._store, found.customer_id, self._today)
            spoken = language or language_of(customer, book.company(self._store).country)
            with speaking(spoken):
                return self._paper(kind, customer, found, file.claim, file.dates, spoken, wage)

    def make(
        self, matter_id: int, kind: Kind, folder: Path, language: str | None = None, *, wage: int | None = None
    ) -> tuple[Path, ...]:
        """Writes it into `folder` (made when missing), of a pack the draft of the letter first; says where. Raises UserError."""
        made = self.paper(matter_id, kind, language, wage=wage)
        with speaking(made.language):
            sheets: list[tuple[str, MatterPaper | LetterSheet]] = [(_(NAMES[kind]), made)]
        if kind == "pack" and made.letter is not None:
            sheets.insert(0, (made.letter.title, made.letter))
        names = [file_name(f"{made.customer.name} {made.matter.number} {name}", ".pdf") for name, _sheet in sheets]
        with whole_files(folder) as place:
            for name, (_title, sheet) in zip(names, sheets, strict=True):
                documents.render(sheet, place / name, self._today)
        return tuple(folder / name for name in names)

    def _paper(
        self, kind: Kind, customer: Customer, found: Matter, claim: ClaimSheet, dates: tuple[LegalDate, ...],
        language: str, wage: int | None,
    ) -> MatterPaper:  # fmt: skip
        store, on, own = self._store, self._today, book.company(self._store)
        debts = [key for key, _number in found.receivables]
        return MatterPaper(
            kind=kind,
            company=party(own, language),
            customer=Party(customer.name, customer.registration_no, customer.address, customer.phone),
            language=language,
            made_on=on,
            matter=found,
            claim=claim,
            dates=tuple(each for each in dates if not each.voided_on),
            facts=chronology.of(store, found.customer_id, found.currency, debts, on),
            evidence=matter_evidence.index(store, found.customer_id, found.currency, found.receivables, on),
            clocks=tuple(self._clocks(found)),
            addresses=tuple(self._addresses(customer, found)),
            clues=tuple(self._clues(found)),
            letter=lawyer_letter.draw(store, found, customer, claim, language, self._deadline()),
            wage=wage,
        )

    def _deadline(self) -> date:
        return add_days(self._today, policies.on(self._store, self._today).remind_deadline[lawyer_letter.LEVEL])

    def _clocks(self, found: Matter) -> Iterator[ClockRow]:
        """Of its debts, and of guarantees behind them."""
        numbers = {number for _key, number in found.receivables}
        for row in Clocks(self._store, self._today).rows(customer_id=found.customer_id):
            if row.clock.kind in CLOCKS and row.clock.document in numbers:
                yield row

    def _addresses(self, customer: Customer, found: Matter) -> Iterator[tuple[str, str]]:
        """Those agreed in contracts first, then those of the file."""
        debts = {key for key, _number in found.receivables}
        for each in contracts.of_customer(self._store, customer.id):
            if each.service_address and contracts.stands_behind(self._store, each.id, debts):
                yield _("Agreed in contract {number}").format(number=each.number), each.service_address
        service = review_facts.service_address(self._store, customer.id)
        if service:
            yield _("Address for letters"), service
        if customer.address:
            yield _("Registered address"), customer.address
        for person in customers.contacts(self._store, customer.id):
            reach = [person.phone and phone(person.phone), person.email, person.wechat and f"WeChat {person.wechat}"]
            told = " · ".join(filter(None, reach))
            if told:
                yield joined(filter(None, (person.name, person.role))), told

    def _clues(self, found: Matter) -> Iterator[tuple[str, str]]:
        """Who pays for them from where, what stands behind the debt, what of theirs lies with us, and what was typed."""
        who = (found.customer_id,)
        for payer in payers.of_customer(self._store, found.customer_id):
            ending = _("account ending in {tail}").format(tail=payer.account_tail) if payer.account_tail else ""
            yield _("They paid from"), joined(filter(None, (payer.name, ending)))
        for held in securities.in_force(self._store, self._today, who):
            value = money(held.value, held.currency) if held.value else ""
            yield _("Security"), joined(filter(None, (full_name(held), value)))
        for lies in deposits.held(self._store, self._today, who):
            yield _("Cash deposit with us"), money(lies.amount, lies.currency)
        for line in (found.clues or "").splitlines():
            yield _("Known to us"), line
