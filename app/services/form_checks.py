"""Checks of the maintenance forms: collects everything that is wrong, so that all is refused at once."""

from app.domain.cents import Cents
from app.domain.refusals import FieldMissing, Refusal, refuse_if_any
from app.services.client_fields import plain_text_verdict
from app.services.client_refusals import AmountOutOfRange, NotAName, NotWithThisKind, NumberOutOfRange

NAME_LENGTH = 60


class FormChecks:
    """What was found wrong so far; `finish` refuses it."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []

    def line(self, name: str, typed: str, longest: int) -> str:
        """One line of text, trimmed; may be empty."""
        verdict = plain_text_verdict(name, typed, longest)
        if verdict.refusal is not None:
            self.refusals.append(verdict.refusal)
        return verdict.text

    def text(self, name: str, typed: str, longest: int) -> str:
        """Some lines of text, trimmed; may be empty."""
        lines = typed.replace("\r\n", "\n").replace("\t", " ").strip()
        self.line(name, lines.replace("\n", " "), longest)
        return lines

    def name(self, typed: str) -> str:
        """The name of a user, a plan or a segment: there, and with a letter or digit in it."""
        wrong_before = len(self.refusals)
        text = self.line("name", typed, NAME_LENGTH)
        if not text:
            self.refusals.append(FieldMissing("name"))
        elif wrong_before == len(self.refusals) and not any(sign.isalnum() for sign in text):
            self.refusals.append(NotAName("name"))
        return text

    def number(self, name: str, value: int | None, least: int, most: int) -> None:
        """A whole number within these bounds, or none."""
        if value is not None and not least <= value <= most:
            self.refusals.append(NumberOutOfRange(name, least, most))

    def amount(self, name: str, value: Cents, least: Cents, most: Cents) -> None:
        """An amount within these bounds, in cents."""
        if not least <= value <= most:
            self.refusals.append(AmountOutOfRange(name, least, most))

    def needed(self, name: str, value: object) -> None:
        """Something that this kind cannot do without."""
        if value is None:
            self.refusals.append(FieldMissing(name))

    def absent(self, name: str, value: object) -> None:
        """Something that this kind does not have."""
        if value is not None:
            self.refusals.append(NotWithThisKind(name))

    def finish(self) -> None:
        """Refuse everything that was found, if anything was."""
        refuse_if_any(self.refusals)
