"""The bank's statement: what is new in a file, whose money each line is, and the payments made of the lines."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from app.i18n import _
from app.models import bank, book, bulk, customers, payers, payments
from app.models.bank import BankLine, OpenPart
from app.models.change import Change
from app.models.dates import now_utc
from app.models.errors import UserError
from app.models.store import Store
from app.services import bank_keys, checks
from app.services.adjustments import AdjustmentDraft
from app.services.bank_review import Accepted, BankPreview, Review
from app.services.customers import plain_name
from app.services.imports.bank import reading, table
from app.services.imports.bank.reading import BankFile
from app.services.imports.bank.statement import BankRow, BankStatement
from app.services.imports.workbook import Workbook
from app.services.payments import PaymentDraft, Payments
from app.services.rules.bank_lines import Known, Match, OpenRow, Suggestion, telling
from app.services.rules.matching import match_all

WALLETS = ("alipay", "wechat")


class Bank:
    """Bank statements of the book."""

    def __init__(self, store: Store, today: date, payments: Payments) -> None:
        self._store = store
        self._today = today
        self._payments = payments

    def read(
        self,
        path: Path,
        *,
        columns: Mapping[str, int] | None = None,
        mapping_name: str | None = None,
        date_order: str | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> BankFile:
        """Reads a bank's file in a child process; `columns` of a table as a person chose them, or saved by a name.

        Raises UserError with the reason when it is none, Cancelled.
        """
        own = book.company(self._store).currency
        chosen = columns or (self._named(mapping_name) if mapping_name else None)
        return reading.read(path, own, self._remembered(), columns=chosen, date_order=date_order, cancelled=cancelled)

    def _named(self, name: str) -> dict[str, int]:
        saved = bulk.named_mapping(self._store, table.KIND, name)
        if saved is None:
            raise UserError(_("There is no saved mapping “{name}” for this kind of file.").format(name=name))
        columns: dict[str, int] = json.loads(saved)
        return columns

    def recognises(self, workbook: Workbook) -> bool:
        """Whether a file that was read is surely a bank's statement."""
        return reading.is_bank(workbook, self._remembered())

    def _remembered(self) -> dict[str, dict[str, int]]:
        return {key: json.loads(text) for key, text in bulk.remembered(self._store, table.KIND).items()}

    def preview(self, file: BankFile) -> BankPreview:
        """What is new in it; nothing is written."""
        seen: Counter[str] = Counter()
        keyed = [
            (each, [(bank_keys.natural_key(each, row, seen), row) for row in each.lines if row.amount > 0])
            for each in file.statements
        ]
        known = bank.known(self._store, (key for _statement, lines in keyed for key, _row in lines))
        new = tuple((each, tuple(line for line in lines if line[0] not in known)) for each, lines in keyed)
        count = sum(len(lines) for _statement, lines in keyed)
        out = sum(row.amount < 0 for each in file.statements for row in each.lines)
        same = count - sum(len(lines) for _statement, lines in new)
        return BankPreview(file, new, same, out, sum(each.beside for each in file.statements))

    def take(self, file: BankFile) -> BankPreview:
        """Writes the new lines of money in as one change, and how a table was read; returns what was new."""
        found = self.preview(file)
        if not found.count:
            return found
        with self._store.change("bank.import") as change:
            for statement, lines in found.new:
                if lines:
                    self._write_statement(change, file, statement, lines)
            if file.proposal is not None:
                spec = json.dumps(file.proposal.indexes, ensure_ascii=False)
                bulk.remember(change, table.KIND, file.proposal.signature, spec, now_utc(), None)
        return found

    def _write_statement(
        self, change: Change, file: BankFile, told: BankStatement, lines: Sequence[tuple[str, BankRow]]
    ) -> None:
        accounts = {bank_keys.digits(each.number): each.id for each in book.accounts(self._store)}
        row = {
            "account_id": accounts.get(bank_keys.digits(told.account)), "format": file.format, "sha256": file.sha256,
            "name": file.path.name, "from_on": told.from_on and told.from_on.isoformat(),
            "to_on": told.to_on and told.to_on.isoformat(), "opening": told.opening, "closing": told.closing,
            "currency": told.currency, "difference": told.difference, "at": now_utc(),
        }  # fmt: skip
        made = bank.insert_import(change, row)
        columns = [
            (
                made,
                key,
                each.on.isoformat(),
                each.amount,
                each.currency,
                each.payer_name,
                each.payer_account,
                bank_keys.said(each),
            )
            for key, each in lines
        ]
        bank.insert_lines(change, columns)

    # --- matching

    def review(self) -> Review:
        """Every open line with what it very likely or possibly is."""
        with self._store.snapshot():
            lines = bank.lines(self._store)
            matches = self.suggestions(lines)
            names = {row[0]: row[3] or row[2] for row in customers.names(self._store)}
            counts, difference = bank.counts(self._store), bank.last_difference(self._store)
        return Review(tuple(lines), {each.line_id: each for each in matches}, names, counts, difference)

    def ignored(self) -> list[BankLine]:
        return bank.lines(self._store, "ignored")

    def open_rows(self, customer_id: int, currency: str) -> list[OpenPart]:
        """What one customer owes in that currency, oldest due first: for choosing by hand."""
        return [
            each
            for each in bank.open_parts(self._store)
            if (each.customer_id, each.currency) == (customer_id, currency)
        ]

    def suggestions(self, lines: Sequence[BankLine]) -> list[Match]:
        """A match for each line, in their order: what one very likely settles is not offered to the next."""
        if not lines:
            return []
        rows = [
            OpenRow(
                each.id,
                each.customer_id,
                each.number,
                bank_keys.numbers(each.number, each.tax_invoice_no),
                each.currency,
                each.open,
            )
            for each in bank.open_parts(self._store)
        ]
        return match_all(map(bank_keys.comparable, lines), rows, self._known())

    def _known(self) -> Known:
        names = [
            (plain_name(name), row[0]) for row in customers.names(self._store) for name in {row[2], row[3] or row[2]}
        ]
        by_name: dict[str, set[int]] = defaultdict(set)
        by_tail: dict[str, set[int]] = defaultdict(set)
        for customer, name, tail in bank.learnt(self._store):
            if name:
                by_name[plain_name(name)].add(customer)
            elif tail:
                by_tail[tail].add(customer)
        frozen = {key: frozenset(ids) for key, ids in by_name.items()}
        return Known(names, frozen, {key: frozenset(ids) for key, ids in by_tail.items()})

    # --- deciding

    def accept(self, line_id: int, chosen: Suggestion) -> Accepted:
        """One payment with its allocations, the fee and the payer learnt, as one change. Raises UserError, Invalid."""
        with self._store.change("bank.accept") as change:
            return self._accept(change, line_id, chosen)

    def accept_for(self, line_id: int, customer_id: int, parts: Mapping[int, int] | None = None) -> Accepted:
        """As `accept`, for a customer chosen by hand; `parts` None = oldest due first."""
        with self._store.change("bank.accept") as change:
            return self._record(change, self._open(line_id), customer_id, parts)

    def accept_all(self, chosen: Sequence[tuple[int, Suggestion]]) -> list[Accepted]:
        """Several lines as one change: all of them or none. Raises UserError when one does not fit any more."""
        with self._store.change("bank.accept_all") as change:
            return [self._accept(change, line_id, suggestion) for line_id, suggestion in chosen]

    def ignore(self, line_ids: Sequence[int], reason: str) -> None:
        """No money of a customer, or for another reason; `reason` a code of `bank_wording.IGNORED` or words of one's own."""
        why = checks.text("reason", reason, required=True)
        found = [self._without_payment(line_id) for line_id in line_ids]
        with self._store.change("bank.ignore") as change:
            for line in found:
                bank.set_status(change, line.id, "ignored", why)

    def reopen(self, line_id: int) -> None:
        """An ignored line is open again; one with a payment is freed by voiding that payment."""
        found = self._without_payment(line_id)
        with self._store.change("bank.reopen") as change:
            bank.set_status(change, found.id, "open")

    def _accept(self, change: Change, line_id: int, chosen: Suggestion) -> Accepted:
        line = self._open(line_id)
        needed = dict(chosen.parts)
        if chosen.fee:
            needed[chosen.parts[-1][0]] += chosen.fee
        for instalment, part in needed.items():
            if payments.open_of(self._store, "instalment_id", instalment)[0] < part:
                raise UserError(
                    _("One of these receivables was settled meanwhile. Look at the new suggestion, then accept again.")
                )
        given_up: tuple[AdjustmentDraft, ...] = ()
        if chosen.fee:
            instalment = chosen.parts[-1][0]
            day = max(line.on, payments.face(self._store, "instalment_id", instalment).on)
            given_up = (AdjustmentDraft(instalment, "bank_fee", chosen.fee, day),)
        return self._record(change, line, chosen.customer_id, dict(chosen.parts), given_up)

    def _record(
        self,
        change: Change,
        line: BankLine,
        customer_id: int,
        parts: Mapping[int, int] | None,
        given_up: tuple[AdjustmentDraft, ...] = (),
    ) -> Accepted:
        """The payment remembers who paid; a name that tells nothing is remembered too, and never asked for."""
        before = {each.id for each in payers.of_customer(self._store, customer_id)}
        account = None if "*" in (line.payer_account or "") else line.payer_account
        draft = PaymentDraft(
            customer_id, line.amount, line.on, line.currency, line.format if line.format in WALLETS else "transfer",
            parts=parts, payer_name=line.payer_name, payer_account=account, reference=(line.text or "")[:200] or None,
            bank_line_id=line.id, with_adjustments=given_up,
        )  # fmt: skip
        payment_id = self._payments.write(change, draft)
        bank.set_status(change, line.id, "matched")
        customer = customers.customer(self._store, customer_id, line.on)
        name = customer.short if customer else ""
        learnt = [each for each in payers.of_customer(self._store, customer_id) if each.id not in before]
        new = learnt[0] if learnt and telling(learnt[0].name) else None
        return Accepted(payment_id, name, new.id if new else None, new.name if new else None)

    def _without_payment(self, line_id: int) -> BankLine:
        found = self._line(line_id)
        if found.status == "matched":
            raise UserError(_("A payment was made of this line. Void that payment, then the line is open again."))
        return found

    def _open(self, line_id: int) -> BankLine:
        found = self._line(line_id)
        if found.status != "open":
            raise UserError(_("This line of the bank was decided already. Load the list again with F5."))
        return found

    def _line(self, line_id: int) -> BankLine:
        found = bank.line(self._store, line_id)
        if found is None:
            raise UserError(_("This line of the bank is no longer in the book."))
        return found
