"""The page of a shared dossier as one static HTML file: no script, nothing from elsewhere, every text escaped (spec 3.3.9)."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NewType

from app.domain.cents import Cents
from app.i18n import Texts, texts
from app.services.dossiers.portal_content import SharedAccess, SharedClient, SharedInvoice, SharedPage

Html = NewType("Html", str)
"""Text in which everything that was typed is escaped; only this module makes it."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #5b6675; --line: #d8dee6; --paper: #ffffff;
  --ground: #f3f5f8; --accent: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --quiet: #a3afbd; --line: #3a4552;
  --paper: #1d242d; --ground: #12171d; --accent: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .25rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; } p { margin: .25rem 0; } .quiet { color: var(--quiet); }
p.due { font-size: 1.15rem; font-weight: 600; margin-top: .75rem; }
section.card { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  padding: 1rem; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: .5rem; }
th, td { text-align: left; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { color: var(--quiet); font-weight: 600; } th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child td { border-bottom: 0; } .fixed, .number { white-space: nowrap; }
.invoices th.fixed, .invoices th.number { width: 1%; }
.number { text-align: right; } td small { display: block; font-size: .85rem; color: var(--quiet); }
.schedule th.fixed { width: 7.5rem; } .schedule th.number { width: 13.5rem; }
a { color: var(--accent); } a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media screen and (max-width: 44rem) { main { padding: 1.25rem .75rem 3rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; width: auto; }
  .fixed, .number { white-space: normal; text-align: left; }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } tbody tr:first-child { padding-top: 0; }
  tbody tr:last-child { border-bottom: 0; }
  td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: .15rem 0; }
  td::before { content: attr(data-label); color: var(--quiet); flex: none; }
  td > span { text-align: right; } td:first-child { font-weight: 600; }
  td:first-child > span { text-align: left; } td:first-child::before { content: none; }
  p a { display: inline-block; padding: .5rem 0; } }
@page { margin: 15mm; }
@media print { :root { color-scheme: light; --ink: #000; --quiet: #444; --line: #999; --paper: #fff;
  --ground: #fff; --accent: #000; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  section.card { border: 0; padding: 0; } tr, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
  a { text-decoration: none; } p.file { display: none; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page_html(page: SharedPage) -> str:
    """The whole file, in the language of the page; reads well on a telephone and in the dark."""
    spoken = texts(page.language)
    body = _joined(
        (
            _element("p", page.club, "quiet"),
            _element("h1", page.dossier),
            _element("p", spoken.tr("Situation au {day}", day=spoken.day(page.made_on)), "quiet"),
            *_due(spoken, page.invoices),
            _element("h2", spoken.tr("Echéanciers")),
            *(_client(spoken, each) for each in page.clients),
            _element("h2", spoken.tr("Factures")),
            _invoices(spoken, page.invoices),
            *(_element("p", line, "quiet") for line in page.club_lines),
        )
    )
    title = escape(f"{page.dossier} – {page.club}")
    return (
        f'<!DOCTYPE html>\n<html lang="{page.language.value}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex, nofollow, noarchive">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _element(tag: str, text: str, kind: str = "") -> Html:
    """An element around a text, which is escaped."""
    return _around(tag, Html(escape(text)), kind)


def _around(tag: str, inner: Html, kind: str = "") -> Html:
    attribute = f' class="{kind}"' if kind else ""
    return Html(f"<{tag}{attribute}>{inner}</{tag}>")


def _joined(parts: Iterable[Html]) -> Html:
    return Html("\n".join(parts))


def _link(target: str, said: str) -> Html:
    return Html(f'<a href="{escape(target)}">{escape(said)}</a>')


def _table(heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[Html]], kind: str) -> Html:
    """A table; each head says its text and the class of its column. On a telephone, where a row is a block
    of lines, each cell is led by the text of its head."""
    head = Html("".join(f'<th scope="col" class="{of}">{escape(said)}</th>' for said, of in heads))
    lines = [_around("tr", Html("".join(map(_cell, row, heads)))) for row in rows]
    inner = (_around("thead", _around("tr", head)), _around("tbody", _joined(lines)))
    return _around("table", _joined(inner), kind)


def _cell(inner: Html, head: tuple[str, str]) -> Html:
    said, kind = head
    return Html(f'<td class="{kind}" data-label="{escape(said)}"><span>{inner}</span></td>')


def _client(spoken: Texts, client: SharedClient) -> Html:
    parts = [_element("h3", client.name)]
    if client.accesses:
        heads = (
            (spoken.tr("Accès"), ""),
            (spoken.tr("Du"), "fixed"),
            (spoken.tr("Au"), "fixed"),
            (spoken.tr("Prochain débit"), "number"),
        )
        parts.append(_table(heads, (_access(spoken, each) for each in client.accesses), "schedule"))
        parts.append(_around("p", _link(client.file, spoken.tr("Echéancier (PDF)")), "file"))
    else:
        parts.append(_element("p", spoken.tr("Aucun accès en cours."), "quiet"))
    return _around("section", _joined(parts), "card")


def _access(spoken: Texts, access: SharedAccess) -> tuple[Html, ...]:
    last = spoken.day(access.last) if access.last is not None else spoken.tr("sans fin")
    debit = "–"
    if access.next_due is not None and access.next_amount is not None:
        amount, due = spoken.money(access.next_amount), spoken.day(access.next_due)
        debit = spoken.tr("{amount} le {due}", amount=amount, due=due)
    return tuple(Html(escape(said)) for said in (access.plan, spoken.day(access.first), last, debit))


def _invoices(spoken: Texts, invoices: Sequence[SharedInvoice]) -> Html:
    if not invoices:
        return _around("section", _element("p", spoken.tr("Aucune facture pour le moment."), "quiet"), "card")
    heads = (
        (spoken.tr("Numéro"), "fixed"),
        (spoken.tr("Client"), ""),
        (spoken.tr("Date"), "fixed"),
        (spoken.tr("Montant"), "number"),
        (spoken.tr("Reste à payer"), "number"),
    )
    return _around(
        "section", _table(heads, (_invoice(spoken, each) for each in invoices), "invoices"), "card"
    )


def _invoice(spoken: Texts, invoice: SharedInvoice) -> tuple[Html, ...]:
    return (
        _link(invoice.file, invoice.number),
        Html(escape(invoice.client_name)),
        Html(escape(spoken.day(invoice.issued_on))),
        Html(escape(spoken.money(invoice.gross))),
        _left(spoken, invoice),
    )


def _left(spoken: Texts, invoice: SharedInvoice) -> Html:
    """What is left to pay, and until when."""
    if invoice.left <= 0:
        return Html("–")
    until = _element("small", spoken.tr("échéance {day}", day=spoken.day(invoice.due)))
    return Html(f"{escape(spoken.money(invoice.left))}{until}")


def _due(spoken: Texts, invoices: Sequence[SharedInvoice]) -> Iterator[Html]:
    """What is left of all invoices together, where something is."""
    left = Cents(sum(each.left for each in invoices if each.left > 0))
    if left:
        yield _element("p", spoken.tr("Reste à payer : {amount}", amount=spoken.money(left)), "due")
