"""Distinct identifier types, so that a client's number is never taken for an access's."""

from typing import NewType

ClientId = NewType("ClientId", int)
AccessId = NewType("AccessId", int)
PlanId = NewType("PlanId", int)
SuspensionId = NewType("SuspensionId", int)
MandateId = NewType("MandateId", int)
UserId = NewType("UserId", int)
DocumentId = NewType("DocumentId", int)
SegmentId = NewType("SegmentId", int)
LinkId = NewType("LinkId", int)
InvoiceId = NewType("InvoiceId", int)
PaymentId = NewType("PaymentId", int)
ReminderId = NewType("ReminderId", int)
OpportunityId = NewType("OpportunityId", int)
QuoteId = NewType("QuoteId", int)
FollowUpId = NewType("FollowUpId", int)
DossierId = NewType("DossierId", int)
ActivityId = NewType("ActivityId", int)
CommandId = NewType("CommandId", str)
"""Made once by the client of a command (a UUID); the same id never acts twice (spec 5.2)."""

Rank = NewType("Rank", int)
"""Number of an instalment, from 1 at the first debit; never changes (spec 2.1).

Instalments added by hand have ranks of their own, -1, -2 …, shown as A1, A2 …, so that an
addition never renumbers the contract.
"""
