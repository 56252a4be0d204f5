"""Evidence inside the book: signed statements, delivery notes, letters and their proof of delivery, licences.

file = services.attachments.add(Path("signed.pdf"), "receivable", 7, role="statement", on=date(2026, 3, 15))
services.attachments.save_as(file, Path("copy.pdf"))
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app.i18n import _
from app.models import attachments
from app.models.attachments import Attached
from app.models.change import Change
from app.models.errors import Damaged, Invalid, UserError
from app.models.store import Store
from app.services import checks
from app.services.outfile import whole_file
from app.services.signs import clean

MOST_BYTES: Final = 20 * 1024 * 1024
LONGEST_NAME: Final = 120
ROLES: Final = (
    "statement", "demand", "proof_of_delivery", "delivery_note", "invoice", "contract", "guarantee", "registration", "court",
    "messages", "licence", "special_report", "financials", "credit_report", "public_record", "reference", "authorisation",
    "photo", "other",
)  # fmt: skip
UNKNOWN: Final = "application/octet-stream"
# What a file begins with says what it is, whatever its name.
SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
ENDINGS: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ofd": "application/ofd",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
    ".heic": "image/heic",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
}
# What a package of an office program holds, by the name of its parts.
OFFICE: Final = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"))
HEAD: Final = 1024  # bytes within which a PDF says that it is one
INSIDE: Final = {"application/zip": (".docx", ".xlsx", ".ofd"), "application/x-ole-storage": (".doc", ".xls")}
# Names that Windows keeps for devices, whatever their ending.
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file as it will be kept."""

    name: str
    mime: str
    sha256: str
    content: bytes


class Attachments:
    """The files of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def add(self, path: Path, tbl: str, row_id: int, *, role: str | None = None, on: date | None = None) -> int:
        """Keeps a copy of a file with a row of `models.attachments.OWNERS`; returns the id of its link.

        `on` = the day the paper is of. Raises Invalid ("file", "role", "on") and UserError when the row is gone.
        """
        file = read(path)
        with self._store.change("attachment.add") as change:
            return put(change, file, tbl, row_id, role=role, on=on)

    def list(self, customer_id: int) -> tuple[Attached, ...]:
        """Every file about a customer, voided ones too, newest first."""
        return tuple(attachments.of_customer(self._store, customer_id))

    def save_as(self, link_id: int, path: Path) -> None:
        """Writes a copy of a file outside the book. Raises UserError with advice where the place cannot be written."""
        found = self._found(link_id)
        content = attachments.content(self._store, link_id)
        if hashlib.sha256(content).hexdigest() != found.sha256:
            raise Damaged(
                _("“{name}” in the book is not as it was kept. Restore a backup to get it back.").format(
                    name=found.name
                )
            )
        with whole_file(path) as partial:
            partial.write_bytes(content)

    def void(self, link_id: int) -> None:
        """The file belongs to nothing any more; it stays in the list, struck through."""
        found = self._found(link_id)
        if found.voided_on:
            raise UserError(_("This file is voided already."))
        with self._store.change("attachment.void") as change:
            attachments.void(change, link_id, self._today.isoformat())

    def _found(self, link_id: int) -> Attached:
        found = attachments.attached(self._store, link_id)
        if found is None:
            raise UserError(_("This file is not in the book any more. Look at the list again."))
        return found


def put(
    change: Change, file: Evidence, tbl: str, row_id: int, *, role: str | None = None, on: date | None = None
) -> int:
    """Keeps a file with a row, inside a change; returns the id of its link."""
    customer_id = attachments.customer_of(change.store, tbl, row_id)
    if customer_id is None:
        raise UserError(_("What this file belongs to is not in the book any more. Look at the list again."))
    if role is not None and role not in ROLES:
        raise Invalid("role", _("Choose one of the listed kinds of file."))
    kept = attachments.keep(change, file.sha256, file.mime, file.content)
    day = checks.day("on", on).isoformat() if on else None
    row = {"attachment_id": kept, "customer_id": customer_id, "tbl": tbl, "row_id": row_id, "name": file.name}
    return attachments.link(change, {**row, "role": role, "on_day": day})


def read(path: Path) -> Evidence:
    """A file from outside; raises Invalid("file") when it is empty, too large or cannot be read."""
    try:
        if not path.is_file():
            raise Invalid("file", _("There is no file “{name}”. Choose it again.").format(name=safe_name(path.name)))
        with path.open("rb") as source:
            content = source.read(MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise Invalid(
            "file",
            _("“{name}” cannot be read. Close it in other programs, or choose another file.").format(
                name=safe_name(path.name)
            ),
        ) from problem
    name = safe_name(path.name)
    if not content:
        raise Invalid("file", _("“{name}” is empty. Choose another file.").format(name=name))
    if len(content) > MOST_BYTES:
        raise Invalid(
            "file",
            _("“{name}” is larger than {most} MB. Make the scan smaller, or attach its pages one by one.").format(
                name=name, most=MOST_BYTES // 1024 // 1024
            ),
        )
    _check_pdf(name, content)
    return Evidence(name, kind_of(name, content), hashlib.sha256(content).hexdigest(), content)


def _check_pdf(name: str, content: bytes) -> None:
    """A file that is called .pdf and is none would not open when it is needed, perhaps years later."""
    if not name.lower().endswith(".pdf") or b"%PDF-" in content[:HEAD]:
        return
    zipped = content.startswith(b"PK\x03\x04")
    ending = next((ending for part, ending in OFFICE if zipped and part in content), "")
    if ending:
        words = _(
            "“{name}” is called .pdf, but inside it is a {ending} file. Save it as PDF first, or give it back its own ending."
        )
    else:
        words = _(
            "“{name}” is called .pdf, but it is not a PDF and would not open. Save it as PDF first, or give it back its own ending."
        )
    raise Invalid("file", words.format(name=name, ending=ending))


def safe_name(name: str) -> str:
    """The last part of a name, without signs that hide, turn around or lead elsewhere; its ending stays."""
    last = re.split(r"[\\/]", clean(name).replace("\n", " "))[-1]
    plain = re.sub(r'[<>:"|?*]', "_", last).strip(" .")
    if not plain:
        return "file"
    if DEVICES.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        return plain[:LONGEST_NAME].rstrip(" .")
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' .')}.{ending}"


def kind_of(name: str, content: bytes) -> str:
    """The media type: by what the file begins with, else by the ending of its name."""
    ending = Path(name).suffix.lower()
    known = next((mime for start, mime in SIGNATURES if content.startswith(start)), None)
    if known is None:
        return ENDINGS.get(ending, UNKNOWN)
    return ENDINGS[ending] if ending in INSIDE.get(known, ()) else known
