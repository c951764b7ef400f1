"""The lines of a quote that is no longer a draft: read only, plans first, amounts at the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.quote_lines import QuoteLine, amount_shown
from app.i18n import money, percent, tr
from app.ui.kit.columns import Cell, Column
from app.ui.kit.memory import Memory
from app.ui.kit.rows import RowsModel
from app.ui.kit.table import Table
from app.ui.kit.typed import decimal_text
from app.ui.prospects.words import price_text

_ROW, _MOST = 38, 11
"""So many lines are shown without scrolling."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as its cells read it."""

    description: str
    price: str
    quantity: str
    rate: str
    amount: str


def quote_table(name: str, memory: Memory) -> Table:
    """A table for `show_lines`."""
    return Table(RowsModel(_columns()), name, tr("Lignes du devis"), memory, row_height=_ROW)


def show_lines(table: Table, lines: Sequence[QuoteLine]) -> None:
    """Show these lines."""
    table.rows_model().set_rows([_shown(line) for line in lines])
    table.setFixedHeight(min(_MOST, len(lines)) * _ROW + 44)


def _columns() -> list[Column]:
    return [
        Column("description", tr("Description"), "bold", 260, stretch=True, sortable=False),
        Column("quantity", tr("Quantité"), "number", 90, sortable=False, value=_right("quantity")),
        Column("price", tr("Prix TVA comprise"), "money", 200, sortable=False, value=_right("price")),
        Column("rate", tr("TVA"), "number", 80, sortable=False, value=_right("rate")),
        Column("amount", tr("À la vente"), "money", 120, sortable=False, value=_right("amount", bold=True)),
    ]


def _right(key: str, bold: bool = False) -> Callable[[ShownLine], Cell]:
    def read(line: ShownLine) -> Cell:
        return Cell(getattr(line, key), bold=bold)

    return read


def _shown(line: QuoteLine) -> ShownLine:
    """A plan that the bank collects is worth nothing at the sale, and says how it is debited."""
    if line.offer is None:
        price, amount = money(line.unit_price), money(amount_shown(line))
    else:
        price = price_text(line.unit_price, line.offer)
        if line.offer.registration_fee:
            fee = money(line.offer.registration_fee)
            price = tr("{price} + {fee} de frais", price=price, fee=fee)
        at_once = line.unit_price + line.offer.registration_fee
        amount = tr("par prélèvement") if line.offer.is_debited else money(at_once)
    return ShownLine(line.description, price, decimal_text(line.quantity), percent(line.vat_rate), amount)
