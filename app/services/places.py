"""Folders in which a book is not safe: another computer's copy may be put in its place, or locks may not hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.i18n import _

SYNCED: Final = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud drive", "icloudrive", "nutstore",
    "坚果云", "百度网盘", "cloudstorage", "mobile documents", "nextcloud", "owncloud", "syncthing",
)  # fmt: skip
SYNC_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
NETWORK_SYSTEMS: Final = (
    "cifs",
    "smb3",
    "smbfs",
    "nfs",
    "nfs4",
    "fuse.sshfs",
    "9p",
    "afpfs",
    "webdav",
    "davfs",
    "fuse.rclone",
)
MOUNTS: Final = Path("/proc/self/mounts")
DRIVE_REMOTE: Final = 4


def kind(book: Path, environment: Mapping[str, str] = os.environ, mounts: str | None = None) -> str | None:
    """ "sync" or "network" for a folder where a book should not live, None for one where it may. Reads names only."""
    folder = book.absolute().parent
    if _is_synced(folder, environment):
        return "sync"
    if str(folder).startswith(("\\\\", "//")) or _on_network(folder, _mounts() if mounts is None else mounts):
        return "network"
    return None


def warning(book: Path) -> str | None:
    """What to tell the person about the folder of a book, or None."""
    words = {
        "sync": _(
            "“{name}” is in a folder that is kept in step with other computers. That can destroy a book: move it to a folder of this computer and put backups there instead."
        ),
        "network": _(
            "“{name}” is on a network drive, where two computers can damage it together. Move it to a folder of this computer and put backups there instead."
        ),
    }
    found = kind(book)
    return words[found].format(name=book.name) if found else None


def _is_synced(folder: Path, environment: Mapping[str, str]) -> bool:
    roots = [Path(environment[name]) for name in SYNC_VARIABLES if environment.get(name)]
    names = [part.lower() for part in folder.parts]
    return any(folder.is_relative_to(root) for root in roots) or any(
        part.startswith(name) for part in names for name in SYNCED
    )


def _on_network(folder: Path, mounts: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == DRIVE_REMOTE)
    return _system_of(folder, mounts) in NETWORK_SYSTEMS


def _system_of(folder: Path, mounts: str) -> str:
    """The file system of the deepest mount that holds the folder (lines of /proc/self/mounts)."""
    found = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    holding = [(len(Path(at).parts), system) for at, system in found if folder.is_relative_to(at.replace("\\040", " "))]
    return max(holding)[1] if holding else ""


def _mounts() -> str:
    return MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""
