"""One e-mail that is ready to send, as a file which the workstation's mail program opens as a draft (spec 3.2)."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

SUFFIX = ".eml"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be sent to whom; `sender_address` empty: the mail program fills its own in.

    Both addresses are as `sendable_address` gives them. `paper` is a PDF, `paper_name` its file name.
    """

    sender: str
    sender_address: str
    recipient: str
    address: str
    subject: str
    text: str
    paper: bytes
    paper_name: str


def sendable_address(kept: str) -> str:
    """The address of a card as it goes into a header, its domain in ASCII; empty where none can be sent to.

    Judged as when a card is saved: an address with a line end, or two of them, is none.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(kept, check_deliverability=False)
    except EmailNotValidError:
        return ""
    return found.ascii_email or f"{found.local_part}@{found.ascii_domain}"


def eml(draft: Draft) -> bytes:
    """The message as a file (RFC 5322, UTF-8), marked as not yet sent.

    Names and subject are put on one line first, so that nothing kept on a card can add a header.
    """
    ascii_only = draft.address.isascii() and draft.sender_address.isascii()
    message = EmailMessage(policy=SMTP if ascii_only else SMTPUTF8)
    message["X-Unsent"] = "1"
    if draft.sender_address:
        message["From"] = _named(draft.sender, draft.sender_address)
    message["To"] = _named(draft.recipient, draft.address)
    message["Subject"] = _one_line(draft.subject)
    message.set_content(draft.text, charset="utf-8", cte="quoted-printable")
    message.add_attachment(draft.paper, maintype="application", subtype="pdf", filename=draft.paper_name)
    return message.as_bytes()


def _named(name: str, address: str) -> Address:
    mailbox, _, domain = address.rpartition("@")
    return Address(_one_line(name), mailbox, domain)


def _one_line(text: str) -> str:
    """The text without line ends, control signs or marks that turn the direction of writing."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
