"""What can be done where the database does not open: try again, put a backup back, work elsewhere meanwhile."""

from enum import StrEnum

from app.i18n import mark


class Way(StrEnum):
    """One way out; `AGAIN` is the button that otherwise says Activer."""

    AGAIN = "again"
    RESTORE = "restore"
    TRAINING = "training"
    REMAKE = "remake"


TITLES = {
    Way.RESTORE: mark("Restaurer une &sauvegarde…"),
    Way.TRAINING: mark("Ouvrir la base de &formation"),
    Way.REMAKE: mark("Refaire la base de &formation"),
}
ICONS = {Way.RESTORE: "undo", Way.TRAINING: "users", Way.REMAKE: "refresh"}
