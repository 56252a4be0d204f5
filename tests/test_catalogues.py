"""packaging/catalogues.py on three sentences in a folder of its own."""

from __future__ import annotations

import gettext
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "packaging" / "catalogues.py"

CODE = """
from app.i18n import _, mark, ngettext, pgettext
def show(name, count):
    pgettext("a list", "Order")
    ngettext("{count} row", "{count} rows", count)
    mark("Due " "date")
    return _("{name} owes\\nmoney").format(name=name)
"""
CHINESE = {"{name} owes\nmoney": "{name} 欠\n款", "{count} row": "{count} 行", "Order": "订单", "Due date": "到期日"}


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, at work on a project of one file."""
    spec = importlib.util.spec_from_file_location("kedun_catalogues", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "PO", tmp_path / "locale" / "zh_CN" / "LC_MESSAGES" / "kedun.po")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "code.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "zh.json").write_text(json.dumps(CHINESE), encoding="utf-8")
    return module


def test_update_finds_every_sentence_and_keeps_the_chinese(catalogues: ModuleType, tmp_path: Path) -> None:
    assert catalogues.main(["check"]) == 1
    assert catalogues.main(["update"]) == 0
    assert sorted(catalogues.read(catalogues.PO)) == [
        ("Due date", ""),
        ("Order", "a list"),
        ("{count} row", ""),
        ("{name} owes\nmoney", ""),
    ]
    assert catalogues.main(["merge", str(tmp_path / "zh.json")]) == 0
    before = catalogues.PO.read_bytes(), catalogues.PO.with_suffix(".mo").read_bytes()
    assert catalogues.main(["update"]) == 0
    assert (catalogues.PO.read_bytes(), catalogues.PO.with_suffix(".mo").read_bytes()) == before
    assert catalogues.main(["check"]) == 0


def test_program_reads_what_was_compiled(catalogues: ModuleType, tmp_path: Path) -> None:
    catalogues.main(["merge", str(tmp_path / "zh.json")])
    chinese = gettext.translation("kedun", str(tmp_path / "locale"), ["zh_CN"])
    assert chinese.gettext("{name} owes\nmoney") == "{name} 欠\n款"
    assert chinese.gettext("Due date") == "到期日"
    assert chinese.pgettext("a list", "Order") == "订单"
    assert [chinese.ngettext("{count} row", "{count} rows", n) for n in (1, 2)] == ["{count} 行", "{count} 行"]


def test_sentence_that_left_the_code_leaves_the_catalogue(
    catalogues: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogues.main(["merge", str(tmp_path / "zh.json")])
    (tmp_path / "app" / "code.py").write_text('_("Due date"); _("Received")\n', encoding="utf-8")
    assert catalogues.main(["check"]) == 1
    capsys.readouterr()
    catalogues.main(["update"])
    assert capsys.readouterr().out == "2 sentences, 1 without Chinese\n  Received\n"
    words = {msgid: entry.chinese for (msgid, _context), entry in catalogues.read(catalogues.PO).items()}
    assert words == {"Due date": "到期日", "Received": ""}
