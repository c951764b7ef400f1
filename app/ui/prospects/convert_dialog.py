"""*Transformer en vente*: says what will be sold and billed, asks the dates and the mandate, then does it at once."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cents import Cents
from app.domain.ids import QuoteId
from app.domain.refusals import ClientBlocked, ClientDeactivated, Refused
from app.domain.rights import Right
from app.i18n import current, money, ntr, tr
from app.messages.refusals import sentence
from app.services.desk import Touched, TouchedKind
from app.services.fields import MandateFields
from app.services.prospects.converting import QuoteConverted
from app.services.prospects.requests import ConvertQuote
from app.services.prospects.views import Conversion
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import plain, primary, set_allowed
from app.ui.kit.cards import Card
from app.ui.kit.choices import TickBox
from app.ui.kit.entries import DateEntry, LineEntry
from app.ui.kit.fields import Field
from app.ui.kit.labels import SECTION, Glyph, label
from app.ui.kit.layouts import clear_layout
from app.ui.kit.news import concerns
from app.ui.kit.releasing import Releasing
from app.ui.kit.workplace import Workplace
from app.ui.prospects import reading
from app.ui.prospects.convert_sale import SaleRow
from app.ui.prospects.sheet import Sheet, is_stale
from app.ui.prospects.words import billed_text, price_text

SIZE = QSize(980, 720)


def _terms(ground: Conversion) -> list[object]:
    """What of the quote its accesses are sold on."""
    return [(sale.position, sale.description, sale.offer, sale.amount) for sale in ground.sales]


class ConvertDialog(Sheet):
    """`converted` once the sale was made. Until then nothing is saved, and the window says what will be."""

    converted = Signal()

    def __init__(self, workplace: Workplace, quote: QuoteId, parent: QWidget | None = None) -> None:
        super().__init__(workplace, "convert_dialog", SIZE)
        if parent is not None:
            self.setParent(parent, self.windowFlags())
        self._id = quote
        self._ground: Conversion | None = None
        self._sales: list[SaleRow] = []
        self._make()
        self._lay_out()
        self._save.clicked.connect(self._convert)
        self._release.clicked.connect(self._ask_release)
        self._releasing.released.connect(self._read)
        self._read()

    def _make(self) -> None:
        self._releasing = Releasing(self._workplace, self)
        self._release = plain(tr("Déblo&quer…"), "convert_release", "unlock")
        self._bar = Banner("blocked", "", actions=[self._release], name="convert_barred")
        self._accesses = Card("convert_accesses", "surface")
        self._iban = LineEntry("convert_iban", limit=80)
        self._bic = LineEntry("convert_bic", limit=40)
        self._reference = LineEntry("convert_reference", limit=80)
        self._signed = DateEntry("convert_signed_on", required=True)
        self._mandate = QWidget()
        self._does = QVBoxLayout()
        self._pays = TickBox(tr("&Encaisser ensuite"), "convert_pays")
        self._save = primary(tr("&Ok, vendre"), "convert_save")

    def _lay_out(self) -> None:
        self.body.addWidget(self.summary)
        self.body.addWidget(self._bar)
        self._accesses.add_head(tr("Accès vendus"), icon_name="card")
        self.body.addWidget(self._accesses)
        self.body.addWidget(self._mandate)
        self._lay_out_mandate()
        card = Card("convert_does", "surface")
        card.add_head(tr("Ce qui sera fait, en une fois"), icon_name="list")
        self._does.setContentsMargins(16, 10, 16, 12)
        self._does.setSpacing(8)
        card.body.addLayout(self._does)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._bar.hide()
        self._accesses.hide()
        self._mandate.hide()
        self.set_head(tr("Transformer en vente"))
        self.set_foot(left=[self._pays], right=[self.leave, self._save], default=self._save)
        self._pays.hide()

    def _lay_out_mandate(self) -> None:
        grid = QGridLayout(self._mandate)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(label(tr("Mandat de prélèvement"), px=SECTION, bold=True), 0, 0, 1, 3)
        places = (
            ("iban", tr("&IBAN"), self._iban, 1, 0, 2),
            ("bic", tr("&BIC"), self._bic, 1, 2, 1),
            ("mandate_reference", tr("Référence &unique du mandat"), self._reference, 2, 0, 2),
            ("signed_on", tr("&Signé le"), self._signed, 2, 2, 1),
        )
        for name, text, control, row, at, span in places:
            grid.addWidget(self.form.add(name, Field(text, control)), row, at, 1, span)
        for at in range(3):
            grid.setColumnStretch(at, 1)

    # Reading

    def _read(self) -> None:
        self.read(partial(reading.conversion, self._workplace.desk, self._id), self._show)

    def _show(self, ground: Conversion) -> None:
        if self._ground is None and ground.mandate is not None:
            self._show_mandate(ground.mandate)
        if self._ground is None or _terms(ground) != _terms(self._ground):
            self._show_sales(ground)
        self._ground = ground
        self._accesses.setVisible(bool(ground.sales))
        self._mandate.setVisible(ground.mandate is not None)
        heading = tr("Transformer en vente le devis {number}", number=ground.view.row.number)
        self.head_client(heading, ground.view.row.client)
        self._show_does(ground)
        self._pays.setVisible(ground.billed is not None)
        self._bar_if(ground)
        self.watch(self._all_typed)
        if self._sales:
            self._sales[0].start.setFocus()
        else:
            self._save.setFocus()

    def _show_sales(self, ground: Conversion) -> None:
        """The accesses as they will be sold; anew where another desk changed the quote."""
        for old in self._sales:
            old.leave(self.form)
        self._sales = [SaleRow(self.form, sale) for sale in ground.sales]
        for sale in self._sales:
            self._accesses.body.addWidget(sale)

    def _show_mandate(self, mandate: MandateFields) -> None:
        self._iban.set_value(mandate.iban)
        self._bic.set_value(mandate.bic)
        self._reference.set_value(mandate.reference)
        self._signed.set_value(mandate.signed_on)

    def _show_does(self, ground: Conversion) -> None:
        """Everything that one click will do, line by line."""
        clear_layout(self._does)
        for icon_name, text in does(ground):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(Glyph(icon_name, "accent_text", 18))
            row.addWidget(label(text, wrap=True), 1)
            self._does.addWidget(line)

    def _bar_if(self, ground: Conversion) -> None:
        """Whoever is blocked or deactivated buys nothing, and the reason says why."""
        why = " ".join(sentence(each, current()).replace("\n", " ") for each in ground.stops)
        self._bar.setVisible(bool(why))
        is_left = any(isinstance(each, ClientDeactivated) for each in ground.stops)
        self._bar.show_state("inactive" if is_left else "blocked", tr("Aucune vente possible"), why)
        is_only_blocked = [type(each) for each in ground.stops] == [ClientBlocked]
        self._release.setVisible(is_only_blocked and self._workplace.desk.operator.may(Right.UNBLOCK))
        set_allowed(self._save, not why, why)

    def _ask_release(self) -> None:
        """A Responsable releases on the spot, and what was typed stays (spec 3.1)."""
        if self._ground is not None:
            client = self._ground.view.row.client
            self._releasing.ask(client.id, client.name)

    def refresh(self, touched: frozenset[Touched]) -> None:
        """The client or the quote was changed somewhere (`View`); what is typed stays."""
        if self._ground is None:
            return
        row = self._ground.view.row
        about = {Touched(TouchedKind.CLIENT, row.client.id), Touched(TouchedKind.QUOTE, row.id)}
        if concerns(touched, about):
            self._read()

    def _all_typed(self) -> object:
        days = tuple((sale.start.text(), sale.first_due.text()) for sale in self._sales)
        return (*days, self._iban.text(), self._bic.text(), self._reference.text(), self._signed.text())

    # Selling

    def _convert(self) -> None:
        names = [name for sale in self._sales for name in sale.names()]
        if self._mandate.isVisibleTo(self):
            names.append("signed_on")
        found = {name: said for name in names if (said := self.form.field(name).typed_error())}
        self.form.show_errors(found)
        sales = [sale.asked() for sale in self._sales]
        if found or self._ground is None or None in sales:
            return
        request = ConvertQuote(
            self.command,
            self._id,
            self._ground.view.row.version,
            tuple(sale for sale in sales if sale is not None),
            self._typed_mandate(),
        )
        self.carry_out(request, self._sold)

    def _typed_mandate(self) -> MandateFields | None:
        signed = self._signed.value()
        if signed is None or not self._mandate.isVisibleTo(self):
            return None
        return MandateFields(self._iban.value(), self._bic.value(), self._reference.value(), signed)

    def _take_theirs(self, ground: Conversion) -> list[str]:
        """The quote as another desk left it."""
        self._show(ground)
        sold = [
            said for sale in ground.sales for said in (sale.description, price_text(sale.amount, sale.offer))
        ]
        return [*sold, billed_text(ground.view.totals)]

    def show_refused(self, refused: Refused) -> None:
        """What is wrong with the dates of the only access stands beside them; the rest in the summary."""
        if is_stale(refused):
            job = partial(reading.conversion, self._workplace.desk, self._id)
            self.read_theirs(refused, job, self._take_theirs)
            return
        self.next_command(refused)
        said: dict[str, str] = {}
        for refusal in refused.refusals:
            key = refusal.beside
            if len(self._sales) == 1 and key in ("start", "first_due", "anchor_day"):
                name = "start" if key == "start" else "first_due"
                key = next((each for each in self._sales[0].names() if each.startswith(name)), key)
            text = sentence(refusal, current()).replace("\n", " ")
            said[key] = f"{said[key]} {text}" if key in said else text
        self.form.show_errors(said)
        if any(isinstance(each, ClientBlocked | ClientDeactivated) for each in refused.refusals):
            self._read()  # another desk did it: the bar says so too

    def _sold(self, sold: QuoteConverted) -> None:
        pays = self._pays.isChecked() and sold.invoice is not None
        client = self._ground.view.row.client.id if self._ground is not None else None
        self.leave_saved()
        said = (
            tr("Devis vendu, facture {number} émise.", number=sold.number)
            if sold.number
            else tr("Devis vendu.")
        )
        self.converted.emit()
        self._workplace.announce(sold, said)
        if pays and client is not None:
            self._workplace.take_payment(client)


def does(ground: Conversion) -> list[tuple[str, str]]:
    """What the sale will do: icon and sentence of each thing."""
    done: list[tuple[str, str]] = []
    if ground.sales:
        done.append(("card", ntr("{n} accès vendu", "{n} accès vendus", len(ground.sales))))
    debited = sum(1 for sale in ground.sales if sale.offer.is_debited)
    if debited:
        made = ntr("{n} échéancier de prélèvements créé", "{n} échéanciers de prélèvements créés", debited)
        done.append(("bank", made))
    if ground.billed is not None:
        done.append(("euro", _bill_text(ground.billed.gross, ground.billed.vat)))
    done.append(("document", tr("Le devis devient « Vendu » et ne change plus.")))
    if ground.view.row.opportunity is not None:
        done.append(("target", tr("L'opportunité devient « Gagné ».")))
    return done


def _bill_text(gross: Cents, vat: Cents) -> str:
    return tr("1 facture de {gross} émise, dont {vat} de TVA", gross=money(gross), vat=money(vat))
