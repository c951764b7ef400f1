"""Which command the next try of a refused save is (spec 5.2)."""

from app.domain.ids import CommandId
from app.domain.refusals import Refused
from app.services.refusals import AnswerLost, DatabaseUnreachable
from app.ui.kit.saving import next_command

FIRST = CommandId("first")


def test_what_was_refused_is_tried_again_as_another_command() -> None:
    assert next_command(FIRST, Refused(DatabaseUnreachable())) != FIRST


def test_what_may_have_been_carried_out_is_tried_again_as_the_same_so_that_it_is_done_once() -> None:
    assert next_command(FIRST, Refused(AnswerLost())) == FIRST
