"""What lines come to: base and VAT of each rate, then the total to pay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.invoicing import Totals
from app.i18n import money, percent, tr
from app.ui.kit.labels import FACT, HINT, label


class TotalsBox(QWidget):
    """Base and VAT of each rate, then the total to pay."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._net = label("", f"{name}_net", HINT)
        self._vat = label("", f"{name}_vat", HINT)
        self._gross = label("", f"{name}_gross", FACT, bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._net, self._vat, self._gross):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(part)

    def show_totals(self, found: Totals | None) -> None:
        """Show these totals; a dash while they cannot be told."""
        if found is None:
            self._net.setText("")
            self._vat.setVisible(True)
            self._vat.setText(tr("Le total revient dès que les lignes sont lisibles."))
            self._gross.setText("–")
            return
        self._net.setText(tr("Hors TVA {amount}", amount=money(found.net)))
        self._vat.setVisible(bool(found.parts))
        self._vat.setText(
            "\n".join(
                tr(
                    "TVA {rate} sur {net} : {vat}",
                    rate=percent(part.rate),
                    net=money(part.net),
                    vat=money(part.vat),
                )
                for part in found.parts
            )
        )
        self._gross.setText(money(found.gross))
        self.setAccessibleName(tr("Total {amount}", amount=money(found.gross)))
