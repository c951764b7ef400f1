"""Direct-debit mandates: one per unique reference, its account checked (spec 1.4, 4.2)."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.mandates import MandateTerms
from app.domain.refusals import MandateReferenceTaken, Refusal
from app.models import Client, Mandate
from app.services.desk import Desk
from app.services.fields import MandateFields
from app.services.masking import iban_masked
from app.services.name_keys import name_key
from app.services.refusals import BadBic, BadIban


def latest_mandate(session: Session, client: Client) -> Mandate | None:
    """The mandate this client signed last."""
    return session.scalar(
        sa.select(Mandate)
        .where(Mandate.client_id == client.id)
        .order_by(Mandate.signed_on.desc(), Mandate.id.desc())
        .limit(1)
    )


def proposed_mandate(session: Session, desk: Desk, client: Client) -> MandateFields:
    """The client's latest mandate; else a new one with the account of the card and a free reference."""
    latest = latest_mandate(session, client)
    if latest is not None:
        return MandateFields(latest.iban, latest.bic, latest.reference, latest.signed_on)
    return MandateFields(client.iban, client.bic, _free_reference(session, client), desk.today())


def _free_reference(session: Session, client: Client) -> str:
    """`C000348-1`, or the first such reference that nobody has."""
    turn = 1
    while _holder(session, f"C{client.number:06d}-{turn}") is not None:
        turn += 1
    return f"C{client.number:06d}-{turn}"


def _holder(session: Session, reference: str) -> Mandate | None:
    return session.scalar(sa.select(Mandate).where(Mandate.reference_key == name_key(reference)))


def unmasked(session: Session, typed: MandateFields | None, client: Client) -> MandateFields | None:
    """What was typed, with the account that is known where only its mask came back (spec 5.3)."""
    if typed is None:
        return None
    held = _holder(session, typed.reference)
    known = [held.iban] if held is not None and held.client_id == client.id else []
    latest = latest_mandate(session, client)
    known += [latest.iban] if latest is not None else []
    for iban in (*known, client.iban):
        if iban and typed.iban == iban_masked(iban):
            return replace(typed, iban=iban)
    return typed


def normalised(mandate: MandateFields) -> tuple[MandateFields, tuple[Refusal, ...]]:
    """The mandate as it is kept (IBAN and BIC compact, capitals), and what is wrong with its account.

    An empty IBAN is left to the domain, which says that one is needed.
    """
    from schwifty import BIC, IBAN
    from schwifty.exceptions import SchwiftyException

    iban, bic = mandate.iban.strip(), mandate.bic.strip()
    refusals: list[Refusal] = []
    try:
        iban = str(IBAN(iban, validate_bban=True)) if iban else ""
    except (SchwiftyException, ValueError):
        refusals.append(BadIban("iban"))
    try:
        bic = str(BIC(bic)) if bic else ""
    except (SchwiftyException, ValueError):
        refusals.append(BadBic("bic"))
    reference = mandate.reference.strip()
    return replace(mandate, iban=iban, bic=bic, reference=reference), tuple(refusals)


def terms_of(mandate: MandateFields) -> MandateTerms:
    """The mandate as the domain judges it."""
    return MandateTerms(mandate.iban, mandate.bic, mandate.reference, mandate.signed_on)


def taken(session: Session, mandate: MandateFields, client: Client) -> tuple[Refusal, ...]:
    """Another client's mandate has this reference, whatever the case."""
    held = _holder(session, mandate.reference)
    other = held is not None and held.client_id != client.id
    return (MandateReferenceTaken(mandate.reference),) if other else ()


def kept(session: Session, desk: Desk, mandate: MandateFields, client: Client) -> Mandate:
    """The stored mandate of this reference: the client's own, brought up to date, or a new one."""
    row = _holder(session, mandate.reference)
    if row is None:
        row = Mandate(
            client_id=client.id,
            reference=mandate.reference,
            reference_key=name_key(mandate.reference),
            created_at=desk.now(),
        )
        session.add(row)
    row.iban, row.bic, row.signed_on = mandate.iban, mandate.bic, mandate.signed_on
    session.flush()
    return row
