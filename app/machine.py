"""Where things are on this computer: resources, the person's folders. Imports nothing of ours."""

from __future__ import annotations

import sys
from pathlib import Path

APP = "Kedun"


def resources() -> Path:
    """The folder `resources/`: in the repository, in an installed wheel, in the frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    top = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return top / "resources"


def data_folder() -> Path:
    """Books live here unless the person says otherwise: local, never in a synced folder."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def backup_folder() -> Path:
    return data_folder() / "backups"


def config_folder() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)
