"""Keeps the translations in step with the code (needs Babel, a test extra).

python packaging/catalogues.py update            msgids of app/ -> kedun.po, and kedun.po -> kedun.mo
python packaging/catalogues.py check             status 1 when `update` would change a file
python packaging/catalogues.py merge FILE.json   fills empty Chinese from {msgid: zh} files, then updates

English is written in the code, so only Chinese has a catalogue. The files hold no dates, line numbers or tool
versions: they change only when words change.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import normalize, read_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "kedun.po"
KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
HEADER = (
    "Project-Id-Version: Kedun\n"
    "Language: zh_CN\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence: its msgid, the plural msgid and the context where it has them, and the Chinese ("" if none)."""

    msgid: str
    plural: str = ""
    context: str = ""
    chinese: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.msgid, self.context


Entries = dict[tuple[str, str], Entry]


def _own_words(path: Path) -> BytesIO:
    """The source without the calls of other things' methods called `mark`, which is our word for a sentence shown later."""
    return BytesIO(path.read_bytes().replace(b".mark(", b".other("))


def extracted(folder: Path) -> Entries:
    """Every sentence in the Python files under `folder`, without Chinese."""
    found: Entries = {}
    for path in sorted(folder.rglob("*.py")):
        for _line, words, _comments, context in extract("python", _own_words(path), keywords=KEYWORDS):
            msgid, plural = (words[0], words[1]) if isinstance(words, tuple) else (words, "")
            entry = Entry(msgid, plural, context or "")
            if entry.plural or entry.key not in found:
                found[entry.key] = entry
    return found


def read(path: Path) -> Entries:
    """The entries of a .po file; a missing file has none."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file)
    entries = [_entry(message.id, message.string, message.context or "") for message in catalogue if message.id]
    return {entry.key: entry for entry in entries}


def _entry(msgid: str | Iterable[str], chinese: str | Iterable[str], context: str) -> Entry:
    one, plural = (msgid, "") if isinstance(msgid, str) else tuple(msgid)
    words = chinese if isinstance(chinese, str) else "".join(list(chinese)[:1])
    return Entry(one, plural, context, words)


def refreshed(code: Entries, known: Entries) -> Entries:
    """What the code says, with the Chinese that is known for it; sentences no longer in the code are dropped."""
    return {
        key: replace(entry, chinese=known[key].chinese if key in known else "") for key, entry in sorted(code.items())
    }


def po_text(entries: Entries) -> str:
    blocks = ["\n".join(("# Chinese words of Kedun.", 'msgid ""', f"msgstr {_quoted(HEADER)}"))]
    blocks += [_po_block(entry) for _key, entry in sorted(entries.items())]
    return "\n\n".join(blocks) + "\n"


def _po_block(entry: Entry) -> str:
    lines = [f"msgctxt {_quoted(entry.context)}"] if entry.context else []
    lines.append(f"msgid {_quoted(entry.msgid)}")
    if entry.plural:
        lines.append(f"msgid_plural {_quoted(entry.plural)}")
    lines.append(f"msgstr{'[0]' if entry.plural else ''} {_quoted(entry.chinese)}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return str(normalize(text, width=0))


def mo_bytes(entries: Entries) -> bytes:
    """The compiled catalogue (GNU .mo, little endian): two tables of (length, offset), then the texts."""
    pairs = sorted([(b"", HEADER.encode()), *(_mo_pair(entry) for entry in entries.values() if entry.chinese)])
    count, tables = len(pairs), 28
    place = tables + 16 * count
    index: list[int] = []
    for text in [msgid for msgid, _zh in pairs] + [zh for _msgid, zh in pairs]:
        index += [len(text), place]
        place += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, count, tables, tables + 8 * count, 0, 0)
    texts = b"".join(text + b"\0" for side in zip(*pairs, strict=True) for text in side)
    return head + struct.pack(f"<{4 * count}I", *index) + texts


def _mo_pair(entry: Entry) -> tuple[bytes, bytes]:
    context = f"{entry.context}\x04" if entry.context else ""
    plural = f"\0{entry.plural}" if entry.plural else ""
    return f"{context}{entry.msgid}{plural}".encode(), entry.chinese.encode()


def merged(entries: Entries, words: Mapping[str, str]) -> Entries:
    """Fills what has no Chinese yet; a plural is named by its singular, a context does not matter."""
    return {
        key: entry if entry.chinese else replace(entry, chinese=words.get(entry.msgid, ""))
        for key, entry in entries.items()
    }


def write(entries: Entries, po: Path) -> None:
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(po_text(entries), encoding="utf-8", newline="\n")
    po.with_suffix(".mo").write_bytes(mo_bytes(entries))


def stale(entries: Entries, po: Path) -> list[str]:
    """The names of the files that `write` would change."""
    wanted = {po: po_text(entries).encode(), po.with_suffix(".mo"): mo_bytes(entries)}
    return [path.name for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]


def main(arguments: list[str]) -> int:
    command, *files = arguments or ["--help"]
    if command not in ("update", "check", "merge"):
        print(__doc__)
        return 2
    entries = refreshed(extracted(ROOT / "app"), read(PO))
    if command == "check":
        behind = stale(entries, PO)
        if behind:
            print(f"{', '.join(behind)}: not up to date; run python packaging/catalogues.py update")
        return 1 if behind else 0
    for name in files:
        entries = merged(entries, json.loads(Path(name).read_text(encoding="utf-8")))
    write(entries, PO)
    empty = [entry.msgid for entry in entries.values() if not entry.chinese]
    print(f"{len(entries)} sentences, {len(empty)} without Chinese", *empty, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
