"""The known club of window tests: every state once, names with accents, a company, shared surnames."""

from datetime import date

from app.services.clients import block_client
from app.services.desk import Desk
from app.services.requests import BlockClient
from tests.services.club import TWELVE_MONTHS, Club, new_command
from tests.ui.desk_fixtures import JEAN_NOELS_CARD


def fill(desk: Desk) -> None:
    """Write the club; numbers follow the order of these lines, from 1."""
    club = Club(desk)
    jean_noel = club.client(
        "LEFÈVRE",
        "Jean-Noël",
        birth_date=date(1976, 3, 14),
        mobile="+33612345678",
        email="jn@exemple.fr",
        town="Liège",
        card_number=JEAN_NOELS_CARD,
        remark="Certificat médical à rapporter à la reprise.",
    )
    access = club.sold(client=jean_noel)
    club.suspended(access)
    margaux = club.client("LEFÈVRE", "Margaux", birth_date=date(1979, 9, 2), town="Namur")
    club.sold(client=margaux)
    ines = club.client("LECLERCQ", "Inès", birth_date=date(1996, 6, 23), mobile="+32498550174")
    club.sold(client=ines)
    block_client(desk, BlockClient(new_command(), ines, "paiement en retard"))
    anne = club.client("LEGRAND", "Anne-Sophie", town="Huy")
    club.sold(client=anne, start=date(2010, 3, 1), first_due=date(2010, 3, 5), plan=TWELVE_MONTHS)
    club.client("LEJEUNE", "Bastien", mobile="+32475620891")
    club.client("ØVERBYE", "Åse")
    club.client("DUPONT-DURAND", "Zoé", email="zoe@exemple.be")
    club.client("N'DIAYE", "Aïssatou")
