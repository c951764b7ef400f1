"""The papers of a dossier: the proforma of each client, and Répartition clients with its rule (spec 3.3.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from app.domain.dossier_refusals import NothingToBill
from app.domain.dossiers import Allocation, ClientPart, Party, active_parties, why_no_activity
from app.domain.ids import ActivityId, ClientId, DossierId
from app.domain.invoicing import totals
from app.domain.refusals import Refused
from app.domain.rights import Right
from app.i18n import Language, texts
from app.models import Activity
from app.services.club import stored_settings
from app.services.desk import Desk
from app.services.documents.division_paper import DivisionPaper, PaperPart, PaperPortion, division_pdf
from app.services.documents.files import safe_stem
from app.services.documents.gathering import ClientSource, paper_club, paper_member
from app.services.documents.lines_paper import Asked, LinesPaper, print_lines
from app.services.documents.loading import sources_of_clients
from app.services.documents.papers import PaperChoices, PrintedPaper, Stamp
from app.services.documents.pdf_stream import About, PdfStream
from app.services.documents.printing import stamp_of
from app.services.dossiers.billing_lines import lines_of
from app.services.dossiers.dividing import divided, division_of
from app.services.dossiers.rows import Named, dossier_row, names_of, parties_of, unbilled_rows
from app.services.dossiers.rules import refuse, why_not_for
from app.services.dossiers.views import ClientDivision
from app.services.dossiers.words import rule_told
from app.services.fields import ClubSettings
from app.services.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a dossier for its papers."""

    name: str
    parties: tuple[Party, ...]
    rows: Mapping[ActivityId, Activity]
    names: Mapping[ClientId, Named]
    sources: Mapping[int, ClientSource]
    club: ClubSettings
    stamp: Stamp
    is_weighted: bool


def print_proforma(
    desk: Desk,
    dossier: DossierId,
    client: ClientId | None = None,
    choices: PaperChoices | None = None,
    payer: ClientId | None = None,
) -> PrintedPaper:
    """What would be billed now, without a number and nothing stored: a paper per client, in one PDF.

    `client` given: his alone. `payer`: everything on his. `choices.language` None: each client's own.
    Refuses: OnlyPartyInactive, AllPartiesInactive (3.3.4, 3.3.5), PartyInactive, NothingToBill,
    PayerNotActive, NotFound.
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        row = dossier_row(session, dossier)
        parties, rows = parties_of(session, dossier), unbilled_rows(session, dossier)
        refuse(why_no_activity(parties))
        refuse(why_not_for(session, parties, client))
        made = divided(rows, parties, payer)
        parts = _wanted(made, client)
        names = names_of(session, [each.client for each in parties])
        sources = sources_of_clients(session, [part.client for part in parts])
        read = _Read(
            row.name,
            parties,
            {ActivityId(each.id): each for each in rows},
            names,
            {source.number: source for source in sources},
            stored_settings(session)[0],
            stamp_of(desk),
            len({each.weight for each in active_parties(parties)}) > 1,
        )
        language = choices.language if choices is not None else None
        papers = [_proforma(read, part, language) for part in parts]
    return _printed(papers, read)


def print_division(desk: Desk, dossier: DossierId, language: Language | None = None) -> PrintedPaper:
    """Répartition clients on one paper for the desk, with the rule; `language` None: the club's.

    Refuses: OnlyPartyInactive, AllPartiesInactive (3.3.4, 3.3.5), NothingToBill, NotFound.
    """
    desk.require(Right.PRINT)
    with reading(desk) as session:
        row = dossier_row(session, dossier)
        parties, rows = parties_of(session, dossier), unbilled_rows(session, dossier)
        refuse(why_no_activity(parties))
        made = divided(rows, parties)
        _wanted(made, None)
        names = names_of(session, [each.client for each in parties])
        division = division_of(rows, parties, names, made)
        club, _ = stored_settings(session)
        name = row.name
    spoken = texts(language or Language(club.language))
    title = spoken.tr("Répartition clients")
    paper = DivisionPaper(
        paper_club(club, spoken.language),
        stamp_of(desk),
        name,
        tuple(_on_paper(part) for part in division.parts),
        rule_told(division.is_weighted, spoken),
    )
    content = division_pdf(spoken, paper)
    return PrintedPaper(
        content, f"{title} · {name}", safe_stem(title, str(dossier), name) + ".pdf", spoken.language
    )


def _on_paper(part: ClientDivision) -> PaperPart:
    lines = (PaperPortion(line.day, line.description, line.whole, line.amount) for line in part.lines)
    return PaperPart(part.name, part.number, part.weight, part.own, part.common, part.total, tuple(lines))


def _wanted(made: Allocation, client: ClientId | None) -> list[ClientPart]:
    """The parts that go on paper; refuses NothingToBill where there is none."""
    parts = [part for part in made.parts if part.portions and client in (None, part.client)]
    if not parts:
        raise Refused(NothingToBill())
    return parts


def _proforma(read: _Read, part: ClientPart, language: Language | None) -> LinesPaper:
    source = read.sources[read.names[part.client].number]
    known = {each.value for each in Language}
    own = source.fields.language
    spoken = texts(language or Language(own if own in known else read.club.language))
    lines = tuple(lines_of(part, read.rows, read.names, spoken))
    sums = totals(lines)
    notes = [spoken.tr("Ce document n'est pas une facture.")]
    if any(portion.amount != portion.whole for portion in part.portions):
        notes.append(rule_told(read.is_weighted, spoken))
    return LinesPaper(
        language=spoken.language,
        club=paper_club(read.club, spoken.language),
        member=paper_member(source.number, source.fields, read.club),
        stamp=read.stamp,
        title=spoken.tr("Proforma"),
        subtitle=spoken.tr("Situation au {day}", day=spoken.day(read.stamp.day)),
        matter_label=spoken.tr("Dossier"),
        matter=read.name,
        matter_lines=(),
        lines=lines,
        totals=sums,
        asked=Asked(spoken.tr("Total à facturer"), sums.gross),
        notes=tuple(notes),
    )


def _printed(papers: Sequence[LinesPaper], read: _Read) -> PrintedPaper:
    """All papers in one PDF, the pages of each counted for itself."""
    first, out = papers[0], BytesIO()
    stream = PdfStream(out, About(f"{first.title} · {read.name}", first.club.name, first.language))
    for paper in papers:
        print_lines(stream, paper)
    stream.close()
    named = first.member.name if len(papers) == 1 else read.name
    name = safe_stem(first.title, read.name, named if len(papers) == 1 else "") + ".pdf"
    return PrintedPaper(out.getvalue(), f"{first.title} · {named}", name, first.language)
