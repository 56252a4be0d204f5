"""Letters for everybody who is due: looked at first, then made one by one with a way to stop; recorded as one change.

navigation.dialog("letters")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.i18n import _, mark, ngettext
from app.services import remind_desk_wording as words
from app.services import reminder_wording
from app.services.formats import figure, money
from app.services.letter_making import LETTER, Made, Order
from app.services.outfile import file_name
from app.services.remind_desk import folder_of
from app.services.reminder_lists import DueRow
from app.services.reminders import Freshness
from app.services.rules.reminding import DueReminder
from app.ui import drafts
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.letter_words import LetterWordsDialog, OwnLetter
from app.ui.dialogs.statement import LANGUAGES
from app.ui.jobs import Job
from app.ui.papers import bar_of, say_written
from app.ui.theme import Theme
from app.ui.widgets.busy import Progress
from app.ui.widgets.fields import Choice, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.reminder_columns import late_days
from app.ui.widgets.tab_order import order_tabs
from app.ui.widgets.table_model import RIGHT, Column, Key, TableModel
from app.ui.widgets.table_panel import Nothing, TablePanel
from app.ui.widgets.table_view import TableView

FILES: Final = (("each", mark("A PDF for each customer")), ("one", mark("One PDF of them all")))
WAYS: Final = (LETTER, "email", "wechat")
FIRST_LEVEL: Final = 1  # what comes before is a message
TABLE_HEIGHT: Final = 200


class LettersDialog(FormDialog):
    """How they go out; beneath them who gets one. The words of one of them can be changed for this time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        own = {"": _("The customer's own"), "zh_CN": "中文", "en": "English"}
        self.least = Choice("least", _("Tick letters &from"), words.levels())
        self.files = Choice("files", _("Fi&les"), [(key, _(title)) for key, title in FILES])
        self.way = Choice("way", _("Go &out by"), [(key, reminder_wording.channel_name(key)) for key in WAYS])
        self.language = Choice("language", _("La&nguage"), [(key, own[key]) for key in LANGUAGES])
        hint = _("The next step of each waits from today, and the next contact is set. One Undo takes it all back.")
        self.noted = Tick("noted", _("&Record that they went out"), hint=hint)
        self.noted.set_value(True)
        form = Form([(self.least, self.way), (self.files, self.language), self.noted])
        super().__init__(desk, _("Letters for all who are due"), form, _("Make the letters"), parent, width=880)
        self.restores, self.draft_name = False, "letters"  # of the words of letters alone
        self.job: Job | None = None
        self.rows: dict[Key, DueRow] = {}
        self.own: dict[Key, OwnLetter] = {}  # what a person made of some of them
        self.words = QPushButton(_("Chan&ge the words of this letter…"))
        self.model = TableModel(_columns(self.own), lambda keys: [self.rows[key] for key in keys], ticks=True)
        self.view = TableView(self.model)
        self.view.setAccessibleName(_("Who gets a letter"))
        self.panel, self.summary = TablePanel(self.view), label("", "section", wrap=True)
        self.panel.setMinimumHeight(Theme.current().px(TABLE_HEIGHT))
        self.panel.when_empty = Nothing(_("Nobody is due for a reminder today."))
        self.body.insertWidget(0, self.summary)
        self.body.insertWidget(1, self.panel, 8)  # what room there is is for the rows
        self.body.insertWidget(2, self.words, 0, Qt.AlignmentFlag.AlignLeft)
        order_tabs(self)
        self._connect()
        self.least.set_value(FIRST_LEVEL)
        self.view.setFocus()
        self.save.setEnabled(False)
        self.words.setEnabled(False)
        self.load()

    def load(self) -> None:
        """Who is due now; without the interest, which is worked out while the letters are made."""
        self.desk.jobs.read(self, lambda s: (s.reminders.due(interest=False), s.reminders.freshness()), self.show_due)

    def show_due(self, read: tuple[tuple[DueReminder, ...], Freshness]) -> None:
        found, fresh = read
        self.rows = {(row := DueRow(_key(each), each)).id: row for each in found}
        self._bring_back()
        self.panel.show_keys(list(self.rows))
        self._tick()
        if self.rows:
            self.view.select_keys(list(self.rows)[:1])
            self.words.setEnabled(True)
        if fresh.stale:
            self.message_bar.say(reminder_wording.stale_text(fresh), "caution")

    def _bring_back(self) -> None:
        """The words of the last time, for the letters that are still the same ones."""
        kept: Mapping[Key, OwnLetter] = drafts.kept(self.desk.jobs, self.draft_name) or {}
        due = {key: row.found.level for key, row in self.rows.items()}
        self.own.update({key: own for key, own in kept.items() if due.get(key) == own.level})
        if self.own:
            self.message_bar.say(_("What you had typed here is back."), "info", ((_("Start afresh"), self._afresh),))

    def _afresh(self) -> None:
        super()._afresh()
        self.own.clear()
        self.model.refresh()

    def change_words(self) -> None:
        """Of the letter that is selected."""
        key = next(iter(self.view.selected_keys()), None)
        if key is not None and self.job is None:
            dialog = LetterWordsDialog(self.desk, self.rows[key].found, self.language.value(), self.own.get(key), self)
            dialog.kept.connect(lambda own: self._take(key, own))
            dialog.open()

    def _take(self, key: Key, own: OwnLetter | None) -> None:
        self.own.pop(key, None)
        if own is not None:
            self.own[key] = own
        self.model.refresh()

    def chosen(self) -> list[DueReminder]:
        return [self.rows[key].found for key in self.model.ticked]

    def commit(self) -> None:
        """One piece of work: every letter, or none when it is stopped."""
        wanted = {(each.customer_id, each.currency) for each in self.chosen()}
        if not self.save.isEnabled() or not wanted:
            return
        language, way, noted = self.language.value(), self.way.value(), self.noted.value()
        one_file = self._file_name() if self.files.value() == "one" else ""
        own = dict(self.own)

        def work(services: Any, job: Job) -> Made:
            due = [each for each in services.reminders.due() if (each.customer_id, each.currency) in wanted]
            letters = [own.get(_key(each)) for each in due]
            orders = [
                mine.order(each, way) if mine else Order(each, language, channel=way)
                for each, mine in zip(due, letters, strict=True)
            ]
            making = services.letter_making
            make = making.make if noted else making.print_only
            made: Made = make(orders, folder_of(services), one_file=one_file, report=job.report)
            return made

        self.message_bar.clear()
        self.save.setEnabled(False)
        self.job = self.desk.jobs.run(self, work, self._written, self._ended)
        Progress.follow(self, self.job, _("Making the letters…"))

    def reject(self) -> None:
        """Esc: stop what is under way; else close. The words of letters are there again the next time."""
        if self.job is not None:
            self.job.cancel()
            return
        if self.own:
            drafts.keep(self.desk.jobs, self.draft_name, dict(self.own), self.parentWidget())
        else:
            drafts.forget(self.desk.jobs, self.draft_name)
        super().reject()

    def _connect(self) -> None:
        self.least.changed.connect(self._tick)
        self.model.ticked_changed.connect(self._count)
        self.view.opened.connect(lambda _key: self.form.submit())
        self.words.setAutoDefault(False)
        set_role(self.words, "link")
        self.words.clicked.connect(self.change_words)

    def _tick(self) -> None:
        """From the chosen letter up."""
        wanted = {key for key, row in self.rows.items() if row.found.level >= self.least.value()}
        self.model.toggle(set(self.model.ticked) ^ wanted) if set(self.model.ticked) ^ wanted else self._count()

    def _count(self) -> None:
        chosen = self.chosen()
        sums: dict[str, int] = {}
        for each in chosen:
            sums[each.currency] = sums.get(each.currency, 0) + each.amount
        count = ngettext("{count} letter", "{count} letters", len(chosen))
        self.summary.setText(" · ".join([count, *(money(minor, currency) for currency, minor in sorted(sums.items()))]))
        self.save.setEnabled(bool(chosen) and self.job is None)

    def _ended(self) -> None:
        stopped = self.job is not None and self.job.cancelled
        self.job = None
        self._count()
        if stopped:
            self.message_bar.say(_("Stopped. Nothing was written."), "info")

    def _written(self, made: Made) -> None:
        bar = bar_of(self.parentWidget())
        count = ngettext("{count} letter", "{count} letters", len(self.chosen()))
        said = _("{papers} saved in the folder “{folder}”.").format(papers=count, folder=made.files[0].parent.name)
        drafts.forget(self.desk.jobs, self.draft_name)
        self.accept()
        if bar is not None:
            say_written(made.files, bar, said)

    def _file_name(self) -> str:
        return file_name(f"{_('Letters')} {self.desk.today.isoformat()}", ".pdf")


def _key(found: DueReminder) -> str:
    return f"{found.customer_id} {found.currency}"


def _level(level: int, *, own: bool) -> str:
    name = reminder_wording.level_name(level)
    return _("{letter}, own words").format(letter=name) if own else name


def _columns(own: Mapping[Key, OwnLetter]) -> Sequence[Column]:
    """`own` = whose words a person changed."""
    return [
        Column("customer", _("Customer"), lambda r: r.found.name, width=170, stretch=True),
        Column("level", _("Letter"), lambda r: _level(r.found.level, own=r.id in own), width=150),
        Column("currency", _("Currency"), lambda r: r.found.currency, width=80),
        Column("amount", _("Amount"), lambda r: figure(r.found.amount, r.found.currency), RIGHT, 120, bold=lambda r: True),
        Column("days", _("Days overdue"), lambda r: late_days(max(i.overdue_days for i in r.found.items)), RIGHT, 100),
        Column("last", _("Last reminder"), lambda r: words.short_last(r.found), width=180),
    ]  # fmt: skip
