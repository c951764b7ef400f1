"""The page of a shared dossier as its reader sees it: what is owed until when, on a telephone too (spec 3.3.9)."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from app.domain.cents import Cents
from app.domain.ids import InvoiceId
from app.i18n import Language
from app.services.dossiers.portal_content import SharedAccess, SharedClient, SharedInvoice, SharedPage
from app.services.dossiers.portal_html import page_html

OPEN = SharedInvoice(
    InvoiceId(1),
    "2010-000001",
    "MÜLLER Günther",
    date(2010, 7, 1),
    date(2010, 7, 31),
    Cents(5000),
    Cents(2000),
    False,
)
PAID = replace(OPEN, id=InvoiceId(2), number="2010-000002", left=Cents(0))
CREDIT = replace(
    OPEN, id=InvoiceId(3), number="NC2010-000001", gross=Cents(-1000), left=Cents(0), is_credit=True
)
ACCESS = SharedAccess("Illimité", date(2010, 7, 5), None, date(2010, 8, 5), Cents(5900))
PAGE = SharedPage(
    Language.FR,
    "Club Horizon",
    (),
    "Famille Müller",
    date(2010, 7, 20),
    (SharedClient("MÜLLER Günther", (ACCESS,), "echeancier.pdf"),),
    (CREDIT, OPEN, PAID),
)


class _Cells(HTMLParser):
    """The heads of each table, and what leads and stands in each of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: list[list[str]] = []
        self.rows: list[list[tuple[str, str]]] = []
        self._label: str | None = None
        self._is_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.heads.append([])
        elif tag == "th":
            self._is_head = True
            self.heads[-1].append("")
        elif tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self._label = dict(attrs).get("data-label")
            self.rows[-1].append((self._label or "", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "th":
            self._is_head = False
        elif tag == "td":
            self._label = None

    def handle_data(self, data: str) -> None:
        text = data.replace("\u00a0", " ").replace("\u202f", " ")
        if self._is_head:
            self.heads[-1][-1] += text
        elif self._label is not None and self.rows:
            label, said = self.rows[-1][-1]
            self.rows[-1][-1] = (label, f"{said} {text}".strip())


def cells(page: SharedPage) -> _Cells:
    found = _Cells()
    found.feed(page_html(page))
    return found


def test_3_3_9_each_cell_says_what_it_is_where_a_row_becomes_a_block_of_lines() -> None:
    found = cells(PAGE)
    access, *invoices = [row for row in found.rows if row]
    assert [label for label, _ in access] == found.heads[0]
    assert all([label for label, _ in row] == found.heads[1] for row in invoices)
    assert dict(access)["Prochain débit"] == "59,00 € le 05/08/2010"


def test_3_3_9_it_says_what_is_left_to_pay_and_until_when() -> None:
    rows = {row[0][1]: dict(row) for row in cells(PAGE).rows if row}
    assert rows["2010-000001"]["Reste à payer"] == "20,00 € échéance 31/07/2010"
    assert rows["2010-000002"]["Reste à payer"] == "–"
    assert rows["NC2010-000001"]["Montant"] == "-10,00 €"
    said = page_html(PAGE).replace("\u00a0", " ")
    assert '<p class="due">Reste à payer : 20,00 €</p>' in said
    assert '<p class="due">' not in page_html(replace(PAGE, invoices=(PAID, CREDIT)))


def test_3_3_9_it_can_be_printed_and_fits_a_telephone() -> None:
    said = page_html(PAGE)
    assert "@media print" in said
    assert "content: attr(data-label)" in said
    assert "<thead>" in said  # repeated on each printed page
