"""The catalogue is complete, in step with the code, and speaks as the style guide says."""

from __future__ import annotations

import ast
import gettext
import re
import string
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "kedun.po"

# The "never" column of the term table, and buttons that name no act: not as a whole label.
NEVER_ZH = frozenset(
    re.findall(
        r"\S+",
        "工作台 驾驶舱 往来单位 税号 删除 付款条款树 里程碑 订金 在途 销售订单 止期 信用期 已付 敞口 超期 付款 支付 收款核销单 销账 勾稽 "
        "置信度 授信 信用值 特征贡献 授信审批 信用检查 拒绝 冻结 强制放行 催收 跟进记录新增 告警 字段映射 失败 回滚 数据库 账套 审计日志 商机 "
        "黑名单 老赖 坏客户 债务人 确定 是 否 Dashboard Party FIFO ABC PTP DSO Demo",
    )
)
NEVER_EN = frozenset(re.findall(r"\S+", "ok yes no party fifo ptp dso ar dunning exposure demo blacklist"))
# Anywhere in a sentence. 您 belongs to letters, which are templates, not catalogue entries.
BLUNT_ZH = re.compile("错误|失败|非法|无效|异常(?!名录)|致命|您|！|支付(?!宝|令|条例)|请稍后重试")
BLUNT_EN = re.compile(r"\b(error|failed|failure|invalid|illegal|fatal)\b|!", re.IGNORECASE)
FIXED_PREFIX = "kedun: error:"

HAN = "[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(f"{HAN}[,:;?()]{HAN}|{HAN}[,;?]$|{HAN}[,;:?] ")
CROWDED = re.compile(f"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}")
DATE_PARTS = re.compile("%?[A-Za-z0-9]+[年月日]")


def none(wrong: list[str]) -> None:
    """Fails with the whole list, one line each."""
    assert not wrong, "\n".join(["", *wrong])


def messages() -> list[Message]:
    with PO.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def english(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def chinese(message: Message) -> str:
    return message.string if isinstance(message.string, str) else "".join(message.string)


def label(text: str) -> str:
    """The bare words of a label: no access key, no colon, no dots."""
    return re.sub(r"\(&\w\)|&", "", text).strip(" .…:：")


def translated() -> list[Message]:
    return [message for message in messages() if chinese(message)]


def names(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field is not None}


def test_every_sentence_has_chinese() -> None:
    none([english(message)[0] for message in messages() if not chinese(message) or message.fuzzy])


def test_catalogue_is_in_step_with_the_code_and_compiled() -> None:
    command = [sys.executable, "packaging/catalogues.py", "check"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_program_speaks_the_chinese_of_the_catalogue() -> None:
    program = gettext.translation("kedun", str(ROOT / "resources" / "locale"), ["zh_CN"])
    plain = [message for message in translated() if not message.context and isinstance(message.id, str)]
    none([m.id for m in plain if program.gettext(str(m.id)) != chinese(m)])


def test_placeholders_are_the_same_on_both_sides() -> None:
    wrong = [m.id for m in translated() if names(chinese(m)) != set().union(*map(names, english(m)))]
    none(wrong)


def test_labels_use_the_words_of_the_term_table() -> None:
    none([label(chinese(m)) for m in messages() if label(chinese(m)) in NEVER_ZH])
    none([text for m in messages() for text in english(m) if label(text).lower() in NEVER_EN])


def test_nobody_is_told_off() -> None:
    none([chinese(m) for m in messages() if BLUNT_ZH.search(chinese(m))])
    sentences = [text.replace(FIXED_PREFIX, "") for m in messages() for text in english(m)]
    none([text for text in sentences if BLUNT_EN.search(text)])


def test_chinese_sentences_have_full_width_marks() -> None:
    none([chinese(m) for m in messages() if HALF_WIDTH.search(chinese(m))])


def test_chinese_and_latin_are_a_space_apart() -> None:
    bare = [re.sub(r"\{[^}]*\}", " ", DATE_PARTS.sub(" ", chinese(m))) for m in messages()]
    none([text for text in bare if CROWDED.search(text)])


def test_english_labels_are_in_sentence_case() -> None:
    """Not "Due Date": a capital inside a short label is a name (Excel, PDF) or a mistake."""
    words = re.compile(r"^[A-Z][a-z]+( [A-Z][a-z]+)+$")
    names = re.compile(r"\b(Excel|Kedun|European Central Bank|Sample Commercial Bank|Xinlong Sample Electric)\b")
    shouted = [text for m in messages() for text in english(m) if words.match(names.sub("it", text))]
    none(shouted)


def test_sentences_to_translate_are_written_out() -> None:
    """Extraction sees literals only: no f-string, no sum of strings, no call inside `_()`."""
    wrong = []
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            first = node.args[0]
            shown_later = isinstance(first, ast.Name | ast.Attribute | ast.Subscript) and node.func.id == "_"
            literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if node.func.id in ("_", "mark", "ngettext", "pgettext") and not literal and not shown_later:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    none(wrong)
