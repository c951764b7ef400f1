"""Roles and what each may do (spec 1.1); services check it, the interface mirrors it."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Réception, Responsable, Administrateur; each may all that the one before it may."""

    RECEPTION = "reception"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing that a role may or may not do."""

    SEARCH = "search"
    SEE_CARD = "see_card"
    EDIT_CARD = "edit_card"
    SELL = "sell"
    SUSPEND = "suspend"
    STOP = "stop"
    CHANGE_INSTALMENT = "change_instalment"
    RECORD = "record"
    PRINT = "print"
    SAVE_SEGMENT = "save_segment"
    CONTROL_DOOR = "control_door"
    BILL = "bill"
    TAKE_PAYMENT = "take_payment"
    FOLLOW_UP = "follow_up"
    KEEP_DOSSIER = "keep_dossier"
    ENTER_ACTIVITY = "enter_activity"
    BLOCK = "block"
    UNBLOCK = "unblock"
    DEACTIVATE = "deactivate"
    REACTIVATE = "reactivate"
    DELETE_INSTALMENT = "delete_instalment"
    EXCEED_NORMAL_AMOUNT = "exceed_normal_amount"
    BACKDATE = "backdate"
    PREPARE_DEBITS = "prepare_debits"
    SEE_REPORTS = "see_reports"
    PRINT_SELECTION = "print_selection"
    BULK_SUSPEND = "bulk_suspend"
    SEE_IDENTITY = "see_identity"
    SEE_IBAN = "see_iban"
    DELETE_CLIENT = "delete_client"
    MERGE = "merge"
    CREDIT = "credit"
    HOLD_INVOICE = "hold_invoice"
    REMIND = "remind"
    ENTER_ANY_ACTIVITY = "enter_any_activity"
    NAME_INTERVENANTS = "name_intervenants"
    SHARE_DOSSIER = "share_dossier"
    DELETE_DOSSIER = "delete_dossier"
    MANAGE_USERS = "manage_users"
    MANAGE_PLANS = "manage_plans"
    MANAGE_SETTINGS = "manage_settings"
    BACKUP = "backup"
    RESTORE = "restore"
    ERASE_PERSON = "erase_person"


_RECEPTION = frozenset(
    {
        Right.SEARCH,
        Right.SEE_CARD,
        Right.EDIT_CARD,
        Right.SELL,
        Right.SUSPEND,
        Right.STOP,
        Right.CHANGE_INSTALMENT,
        Right.RECORD,
        Right.PRINT,
        Right.SAVE_SEGMENT,
        Right.CONTROL_DOOR,
        Right.BILL,
        Right.TAKE_PAYMENT,
        Right.FOLLOW_UP,
        Right.KEEP_DOSSIER,
        Right.ENTER_ACTIVITY,
    }
)
_MANAGER = _RECEPTION | {
    Right.BLOCK,
    Right.UNBLOCK,
    Right.DEACTIVATE,
    Right.REACTIVATE,
    Right.DELETE_INSTALMENT,
    Right.EXCEED_NORMAL_AMOUNT,
    Right.BACKDATE,
    Right.PREPARE_DEBITS,
    Right.SEE_REPORTS,
    Right.PRINT_SELECTION,
    Right.BULK_SUSPEND,
    Right.SEE_IDENTITY,
    Right.SEE_IBAN,
    Right.DELETE_CLIENT,
    Right.MERGE,
    Right.CREDIT,
    Right.HOLD_INVOICE,
    Right.REMIND,
    Right.ENTER_ANY_ACTIVITY,
    Right.NAME_INTERVENANTS,
    Right.SHARE_DOSSIER,
    Right.DELETE_DOSSIER,
}
_RIGHTS = {
    Role.RECEPTION: _RECEPTION,
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: frozenset(Right),
}


def rights_of(role: Role) -> frozenset[Right]:
    """Everything this role may do (spec 1.1)."""
    return _RIGHTS[role]


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person at the desk may do to a schedule, as the decisions ask it."""

    may_backdate: bool = False
    may_exceed_normal_amount: bool = False
    may_delete_instalment: bool = False


def schedule_rights(role: Role) -> Rights:
    """The same rights, in the form that the decisions of this package take."""
    rights = rights_of(role)
    return Rights(
        may_backdate=Right.BACKDATE in rights,
        may_exceed_normal_amount=Right.EXCEED_NORMAL_AMOUNT in rights,
        may_delete_instalment=Right.DELETE_INSTALMENT in rights,
    )
