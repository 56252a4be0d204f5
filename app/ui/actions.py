"""Everything the window can be told to do: one table, from which the menus, the buttons and the jump box are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from app.i18n import _, mark
from app.ui.theme import icon
from app.ui.widgets.labels import tooltip


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `words` are what else people call it, in both languages, for the jump box."""

    name: str
    menu: str
    title: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    words: str = ""
    line_before: bool = False


MENUS: Final = (
    ("file", mark("&File")),
    ("edit", mark("&Edit")),
    ("view", mark("&View")),
    ("business", mark("&Business")),
    ("reports", mark("&Reports")),
    ("help", mark("&Help")),
)
TABS: Final = (
    ("today", mark("Today"), "worklist to do 要做的事 催款"),
    ("customers", mark("Customers"), "clients buyers 往来单位"),
    ("contracts", mark("Contracts"), "agreements 协议"),
    ("receivables", mark("Receivables"), "invoice bill debt iou 发票 账单 欠条 欠款"),
    ("dashboard", mark("Dashboard"), "charts figures kpi 图表"),
    ("reports", mark("Reports"), "ageing aging print 账龄表 打印"),
)
COMMANDS: Final = (
    Command("new_book", "file", mark("Start a new company…"), words="book file 账本 账套 新公司"),
    Command("open_book", "file", mark("Open a book…"), ("Ctrl+O",), "folder-open", "file 账本 打开"),
    Command("import", "file", mark("Import Excel"), ("Ctrl+I",), "file-arrow-down", "xlsx csv bank 表格 导入", True),
    Command("print", "file", mark("Print"), ("Ctrl+P",), "printer", "paper pdf 打印 纸"),
    Command("backup", "file", mark("Back up now"), ("Ctrl+B",), "floppy-disk", "save copy 备份 保存", True),
    Command("restore", "file", mark("Restore a backup…"), (), "", "recover 恢复 备份"),
    Command("export", "file", mark("Export the whole book…"), (), "", "tables xlsx csv 导出 全部"),
    Command("calendar", "file", mark("Calendar for the phone…"), (), "calendar-blank", "ics dates 日历 手机 日程 提醒"),
    Command("rates", "file", mark("Rates…"), (), "percent", "lpr exchange reference interest 利率 汇率", True),
    Command(
        "policy", "file", mark("Credit rules"), (), "sliders", "policy score limit grade weights 信用规则 评分 额度"
    ),
    Command(
        "letter_texts", "file", mark("Reminder texts…"), (), "file-text", "templates wording 提醒话术 模板 催款文字"
    ),
    Command("settings", "file", mark("Settings"), ("Ctrl+,",), "gear", "language theme size 语言 字号 深色"),
    Command("quit", "file", mark("Close Kedun"), ("Ctrl+Q",), "", "exit quit 退出", True),
    Command("undo", "edit", mark("Undo"), ("Ctrl+Z",), "arrow-counter-clockwise", "take back 撤回"),
    Command("redo", "edit", mark("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "arrow-clockwise", "恢复"),
    Command(
        "history", "edit", mark("Change history…"), (), "", "audit trail who changed log 审计 谁改的 变更记录", True
    ),
    Command("find", "edit", mark("Search this list"), ("Ctrl+F",), "magnifying-glass", "filter 查找", True),
    Command("jump", "edit", mark("Jump to anything"), ("Ctrl+K",)),
    Command("back", "view", mark("Back"), ("Alt+Left",), "arrow-left", "", True),
    Command("refresh", "view", mark("Refresh"), ("F5",), "arrows-clockwise", "reload recompute 重新计算"),
    Command(
        "entry_grid", "view", mark("Enter receivables in a table…"), (), "", "grid excel paste 表格录入 批量 粘贴", True
    ),
    Command("views", "view", mark("Saved views of this list…"), (), "", "filters favourites 视图 收藏 常用筛选", True),
    Command("columns", "view", mark("Columns of this list…"), (), "", "choose reorder columns 列 显示哪些列"),
    Command("side_pane", "view", mark("Side pane of Today"), (), "", "details phone 侧栏 右边 电话"),
    Command("compact", "view", mark("Compact or comfortable rows"), (), "", "row height density 行高 紧凑"),
    Command("larger", "view", mark("Larger text"), ("Ctrl+=", "Ctrl++"), "", "zoom in 放大 字号", True),
    Command("smaller", "view", mark("Smaller text"), ("Ctrl+-",), "", "zoom out 缩小 字号"),
    Command("normal_size", "view", mark("Normal text size"), ("Ctrl+0",), "", "zoom 100 字号"),
    Command("payment", "business", mark("Log a payment"), ("Ctrl+R", "F3"), "money", "receive cash 收款 收钱 到账"),
    Command(
        "remind",
        "business",
        mark("Remind…"),
        ("Ctrl+E", "F6"),
        "bell",
        "dun demand letter wechat 催款 催收 提醒 催款函",
    ),
    Command("bank", "business", mark("Bank statement"), (), "bank", "match mt940 camt ofx 银行流水 网银 匹配 对账"),
    Command(
        "bill", "business", mark("Receive a draft"), (), "article", "bill acceptance cheque 承兑 汇票 票据 支票 收票"
    ),
    Command(
        "contact",
        "business",
        mark("Log a contact"),
        ("Ctrl+L", "F7"),
        "phone-call",
        "call promise 记联系 电话 跟进 答应付款",
    ),
    Command(
        "may_i_ship",
        "business",
        mark("May I ship?"),
        ("Ctrl+T", "F4"),
        "truck",
        "credit check order deliver hold 能发货吗 发货 赊 信用检查 放行",
    ),
    Command(
        "prepayment",
        "business",
        mark("Prepayment of an order…"),
        (),
        "percent",
        "deposit down payment 预付款 定金 预付比例",
    ),
    Command(
        "new_receivable",
        "business",
        mark("New receivable"),
        ("Ctrl+Shift+N",),
        "receipt",
        "invoice bill 发票 账单 欠条 记一笔",
    ),
    Command("new_customer", "business", mark("New customer"), (), "user-plus", "add client 新客户"),
    Command("new_contract", "business", mark("New contract"), (), "file-text", "agreement 合同 协议"),
    Command("deal", "business", mark("New deal"), (), "package", "order quote enquiry 生意 订单 报价 询价"),
    Command(
        "security",
        "business",
        mark("Add a security…"),
        (),
        "shield-plus",
        "guarantee letter of credit 担保 抵押 信用证",
    ),
    Command(
        "matter", "business", mark("Open a legal matter…"), (), "scales", "court suit lawyer 律师 起诉 诉讼 支付令 法院"
    ),
    Command("deposit", "business", mark("Take a cash deposit…"), (), "arrow-down-left", "保证金 押金"),
    Command("visit", "business", mark("Log a visit…"), (), "map-pin", "site visit 走访 拜访 回访 现场"),
    Command(
        "feedback", "business", mark("Note feedback…"), (), "chat-circle-text", "complaint praise 反馈 投诉 意见 满意度"
    ),
    Command(
        "notice",
        "business",
        mark("New notice…"),
        (),
        "envelope",
        "repayment agreement guarantor assignment set-off 通知 还款协议 保证人 抵销 债权转让 中止履行 拒付",
    ),
    Command("write_off", "business", mark("Write off…"), (), "minus-circle", "bad debt loss 核销 坏账"),
    Command("new_item", "business", mark("New in this tab"), ("Ctrl+N",), "plus", "", True),
    Command("statements", "reports", mark("Statements of all customers…"), (), "files", "statement 对账单 对账函 批量"),
    Command(
        "statement", "reports", mark("Statement…"), ("F8",), "file-text", "account confirmation 对账单 对账函 询证函"
    ),
    Command(
        "letters",
        "reports",
        mark("Letters for all who are due…"),
        (),
        "files",
        "reminders dunning batch 催款函 批量 催款",
    ),
    Command(
        "credit_paper",
        "reports",
        mark("Review sheet or credit form…"),
        ("F9",),
        "identification-card",
        "credit review application authorisation 评审表 资信调查表 授权书 资料清单",
    ),
    Command("ageing", "reports", mark("Ageing report"), (), "chart-bar", "aging aged 账龄"),
    Command("shortcuts", "help", mark("Keyboard shortcuts"), ("Ctrl+/",), "keyboard", "keys 快捷键"),
    Command("about", "help", mark("About Kedun"), (), "info", "version 版本"),
)


def make_actions(window: QWidget, do: Callable[[str], None]) -> dict[str, QAction]:
    """A QAction for each command and each tab ("tab_today"), belonging to the window; `do(name)` does it."""
    tabs = (
        Command(f"tab_{name}", "view", title, (f"Ctrl+{place}",)) for place, (name, title, _words) in enumerate(TABS, 1)
    )
    return {command.name: _action(window, command, do) for command in (*tabs, *COMMANDS)}


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """The six menus; tabs stand on top of View."""
    for name, title in MENUS:
        menu = bar.addMenu(_(title))
        menu.setToolTipsVisible(True)
        if name == "view":
            menu.addActions([actions[f"tab_{tab}"] for tab, _title, _words in TABS])
        for command in (command for command in COMMANDS if command.menu == name):
            if command.line_before:
                menu.addSeparator()
            menu.addAction(actions[command.name])


def keys_text(action: QAction) -> str:
    """ "Ctrl+R" as this system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def retitle(action: QAction, title: str) -> None:
    """Another title; the tip keeps the keys."""
    action.setText(title.replace("&", "&&"))
    action.setToolTip(tooltip(f"{title} ({keys_text(action)})" if keys_text(action) else title))


def forbid(actions: Mapping[str, QAction], refused: Mapping[str, str]) -> None:
    """Those that the person at the desk may not do are shown, and say why not; the others are as they were."""
    for command in COMMANDS:
        action, why = actions[command.name], refused.get(command.name, "")
        if why or action.property("refused"):
            action.setEnabled(not why)
            action.setProperty("refused", why)
            retitle(action, _(command.title))
            if why:
                action.setToolTip(tooltip(f"{_(command.title)}\n{why}"))


def _action(window: QWidget, command: Command, do: Callable[[str], None]) -> QAction:
    action = QAction(window)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    if command.icon:
        action.setIcon(icon(command.icon))
    retitle(action, _(command.title))
    action.setIconText(_(command.title))
    action.triggered.connect(lambda _checked=False: do(command.name))
    window.addAction(action)
    return action
