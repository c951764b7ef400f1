"""The texts of the refusals about persons and companies that are to be linked."""

from app.domain.refusal import Refusal
from app.i18n import mark
from app.services import link_refusals as r

SENTENCES: dict[type[Refusal], str] = {
    r.NotACompany: mark("{name} est une personne : une personne se lie à une société."),
    r.NotAPerson: mark("{name} est une société : une société se lie à des personnes."),
    r.AlreadyLinked: mark("{person} est déjà lié à {company}."),
    r.LinkedAsItIs: mark(
        "Cette fiche est liée à d'autres ({links}) : enlevez d'abord les liens pour changer sa nature."
    ),
}
THINGS = {"link": mark("Ce lien n'existe plus : il a été enlevé entre-temps.")}
