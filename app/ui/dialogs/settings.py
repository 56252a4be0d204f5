"""Settings: the company, language and display, backup. Each applies at once; the company is saved on leaving a field."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from app import i18n
from app.i18n import _
from app.models import book
from app.models.book import Account, Company
from app.models.errors import UserError
from app.services import backup, company
from app.services.backup import Backup
from app.services.company import AMOUNTS
from app.ui import theme
from app.ui.dialogs.edit_customer import SIZES as SIZES_OF_FIRMS
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.fields import Choice, Text, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import fit_dialog, scrolling
from app.ui.widgets.status_line import backup_text

SIZES: Final = (80, 90, 100, 110, 125, 150, 175, 200)
OWN: Final = (
    "name",
    "name_en",
    "phone",
    "address",
    "registration_no",
    "size_class",
    "sme_declared",
    "annual_sales",
    "own_equity",
)
ACCOUNT: Final = ("bank", "account_no")


class SettingsDialog(QDialog):
    """One form; what concerns the looks is of this computer, the company is of the book."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Settings"))
        self.message_bar, self._last_backup = MessageBar(), label("", "muted")
        self.form = Form([*_company_rows(), *_display_rows()])
        self.form.set(self._looks())
        self._lay_out()
        for key in ("language", "theme", "zoom", "row_height"):
            self.form[key].changed.connect(self._look)
        for key in (*OWN, *ACCOUNT):
            self.form[key].left.connect(self._save_company)
            self.form[key].setEnabled(False)
        desk.jobs.read(self, _known, self._show_company)
        desk.jobs.read(self, lambda s: backup.latest(book.uuid(s.store)), self._show_backup)

    def show_problem(self, problem: UserError) -> None:
        if not self.form.mark(problem):
            self.message_bar.say(problem.text)

    def _show_company(self, known: tuple[Company, Account | None]) -> None:
        found, account = known
        for key in AMOUNTS:
            field = self.form[key]
            if isinstance(field, Amount):
                field.set_currency(found.currency)
        values = {key: getattr(found, key) for key in OWN}
        values |= {"bank": account.bank if account else None, "account_no": account.number if account else None}
        self.form.set(values)
        self._known = self._company()
        for key in values:
            self.form[key].setEnabled(True)
        self.form["name"].say(_("Currency of the book: {currency}").format(currency=found.currency))

    def _show_backup(self, newest: Backup | None) -> None:
        self._last_backup.setText(backup_text(newest.at if newest else None, self.desk.today))

    def _save_company(self) -> None:
        draft = self._company()
        if draft != self._known and bool(draft["bank"]) == bool(draft["account_no"]):
            self.desk.jobs.write(self, lambda s: _saved(s, draft), self._show_company)

    def _company(self) -> dict[str, Any]:
        return {key: self.form[key].value() for key in (*OWN, *ACCOUNT)}

    def _looks(self) -> dict[str, Any]:
        kept = self.desk.preferences
        return {
            "language": i18n.language(),
            "theme": kept.theme,
            "zoom": kept.zoom if kept.zoom in SIZES else 100,
            "row_height": kept.row_height,
        }

    def _open_rules(self) -> None:
        self.accept()
        self.desk.navigation.open("policy")

    def _look(self) -> None:
        """Applied at once; another language makes the window anew."""
        kept, chosen = self.desk.preferences, {key: self.form[key].value() for key in self._looks()}
        new_language = chosen["language"] != i18n.language()
        kept.language, kept.theme = chosen["language"], chosen["theme"]
        kept.zoom, kept.row_height = chosen["zoom"], chosen["row_height"]
        kept.save()
        if new_language:
            self.accept()
            QTimer.singleShot(0, self.desk.navigation, lambda: self.desk.navigation.dialog("reopen"))
        else:
            theme.apply(kept)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        rules = buttons.addButton(_("Credit rules…"), QDialogButtonBox.ButtonRole.ActionRole)
        rules.clicked.connect(self._open_rules)
        rules.setAutoDefault(False)
        now = buttons.addButton(_("Back up now"), QDialogButtonBox.ButtonRole.ActionRole)
        now.clicked.connect(lambda: self.desk.navigation.dialog("backup"))
        close = buttons.addButton(_("Close settings"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        now.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.addWidget(self.message_bar)
        frame.addWidget(scrolling(self.form), 1)
        foot = QHBoxLayout()
        foot.addWidget(self._last_backup, 1)
        foot.addWidget(buttons)
        frame.addLayout(foot)
        fit_dialog(self, 640, 520)


def _company_rows() -> list[Any]:
    return [
        _("Company and letterhead"),
        Text("name", _("Company &name"), required=True),
        Text(
            "name_en",
            _("&English name"),
            longest=200,
            hint=_("For English papers. Left empty, they bear the name above."),
        ),
        (Text("phone", _("&Phone")), Text("address", _("&Address"))),
        Text("registration_no", _("Re&gistration no."), longest=40),
        (
            Amount(
                "annual_sales",
                _("Sales of a &year"),
                hint=_("For the tax rule on small bad debts and for credit limits."),
            ),
            Amount("own_equity", _("Our e&quity"), hint=_("For credit limits: what we can stand to lose.")),
        ),
        (Text("bank", _("Our &bank"), longest=100), Text("account_no", _("Our acco&unt no."), longest=60)),
        Choice("size_class", _("S&ize of our firm"), [(key, _(words)) for key, words in SIZES_OF_FIRMS]),
        Tick(
            "sme_declared",
            _("We tell buyers that we are a s&mall or medium firm"),
            hint=_("Needed for the 0.05 % a day against large firms and public bodies. Keep the proof."),
        ),
    ]


def _display_rows() -> list[Any]:
    return [
        _("Language and display"),
        (
            Choice("language", _("&Language"), [("zh_CN", "中文"), ("en", "English")]),
            Choice(
                "theme",
                _("&Colours"),
                [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
            ),
        ),
        (
            Choice("zoom", _("Text &size"), [(size, f"{size}%") for size in SIZES]),
            Choice("row_height", _("&Row height"), [("comfortable", _("Comfortable")), ("compact", _("Compact"))]),
        ),
    ]


def _known(services: Any) -> tuple[Company, Account | None]:
    return company.of(services.store), company.account(services.store)


def _saved(services: Any, draft: dict[str, Any]) -> tuple[Company, Account | None]:
    company.update(services.store, draft)
    return _known(services)
