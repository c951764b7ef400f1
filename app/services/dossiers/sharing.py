"""Switch the sharing of a dossier on the portal on and off (spec 3.3.9)."""

from dataclasses import dataclass, replace

from app.domain.dossier_refusals import AlreadyShared, NotShared
from app.domain.refusals import Refusal, Refused
from app.domain.rights import Right
from app.services.audit import Entry
from app.services.desk import Desk, Outcome
from app.services.dossiers.publishing import catch_up, portal_folder
from app.services.dossiers.requests import ShareDossier
from app.services.dossiers.rows import dossier_row, touched_dossier
from app.services.dossiers.shared_pages import new_page, page_of, withdraw
from app.services.unit_of_work import writing


@dataclass(frozen=True, slots=True)
class Shared(Outcome):
    """The sharing was switched. `not_written`: why the page could not be written or removed yet."""

    address: str = ""
    not_written: Refusal | None = None


def share_dossier(desk: Desk, request: ShareDossier) -> Shared:
    """Switch the sharing of a dossier on, under a new address, or off (spec 3.3.9).

    The page is written or removed after the commit; what fails stays due, and is said in the outcome.
    Refuses: AlreadyShared, NotShared, PortalFolderMissing, NotFound.
    """
    desk.require(Right.SHARE_DOSSIER)
    with writing(desk, request.command, Shared) as work:
        if work.earlier is not None:
            return work.earlier
        dossier = dossier_row(work.session, request.dossier)
        is_shared = page_of(work.session, request.dossier) is not None
        if is_shared == request.shared:
            raise Refused(AlreadyShared() if is_shared else NotShared())
        address = ""
        if request.shared:
            portal_folder(work.session, desk.store)
            address = new_page(work.session, request.dossier, desk.today())
        else:
            withdraw(work.session, request.dossier)
        what = "dossier_shared" if request.shared else "dossier_unshared"
        work.tell(Entry(what, dossier=request.dossier, facts={"dossier": dossier.name}))
        done = work.commit(Shared(touched_dossier(request.dossier), address=address))
    return replace(done, not_written=catch_up(desk, request.dossier))
