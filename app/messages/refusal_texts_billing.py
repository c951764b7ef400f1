"""The texts of the refusals of invoices, payments and reminders, one per type (spec 3.2)."""

from app.domain import invoicing_refusals as i
from app.domain import refusals as d
from app.domain.rights import Right
from app.i18n import mark
from app.services.billing import refusals as b

SENTENCES: dict[type[d.Refusal], str] = {
    # lines
    i.LinesMissing: mark("Ajoutez au moins une ligne : il n'y a rien à facturer."),
    i.TooManyBilledLines: mark("Trop de lignes : {maximum} au plus sur un document."),
    i.LineDescriptionMissing: mark("Ligne {line} : écrivez ce qui est facturé."),
    i.LineDescriptionTooLong: mark("Ligne {line} : description trop longue, {maximum} caractères au plus."),
    i.LineDescriptionUnreadable: mark(
        "Ligne {line} : la description contient un caractère qui ne s'imprime pas : retapez-la."
    ),
    i.QuantityImplausible: mark(
        "Ligne {line} : indiquez une quantité de plus de 0, avec trois décimales au plus."
    ),
    i.PriceImplausible: mark("Ligne {line} : indiquez un prix de 0 à {maximum}."),
    i.LineRateImplausible: mark("Ligne {line} : indiquez un taux de TVA de 0 à 100 %."),
    i.TotalTooLarge: mark("Total trop grand : au plus {maximum}."),
    # issuing
    b.ClockBehindInvoices: mark(
        "La date de ce poste ({today}) précède le dernier numéro donné ({last}) : corrigez l'horloge du poste, "
        "les numéros ne reculent jamais dans le temps."
    ),
    b.BilledAlready: mark("Déjà facturé aujourd'hui, des mêmes lignes : facture {number}."),
    b.TermImplausible: mark("Indiquez une échéance du {earliest} au {latest}."),
    b.TooManyAtOnce: mark("Trop de factures à la fois : {maximum} au plus."),
    b.NothingChosen: mark("Choisissez au moins une facture."),
    b.PaidByDebit: mark("Cet accès est prélevé : la banque l'encaisse, il ne se facture pas en plus."),
    b.NotAnInvoice: mark("{number} est une note de crédit : choisissez une facture."),
    # on hold
    b.InvoiceAlreadyHeld: mark("La facture {number} est déjà en attente."),
    b.InvoiceNotHeld: mark("La facture {number} n'est pas en attente."),
    b.InvoiceNotOpen: mark("La facture {number} n'est plus ouverte : il n'y reste rien à payer."),
    # credit notes
    b.CreditAboveBilled: mark(
        "On ne crédite pas plus que ce qui est facturé : il reste {left} à créditer sur {number}."
    ),
    b.CreditNotPositive: mark("Indiquez un montant à créditer de plus de 0 €."),
    b.LineNotBilled: mark("La ligne {line} n'est pas sur cette facture, ou elle est nommée deux fois."),
    # payments
    b.PartNotPositive: mark("Indiquez un montant de plus de 0 €."),
    b.PartUnclear: mark("Chaque montant paie une facture ou un débit rejeté, chacun une seule fois."),
    b.PaymentAboveLeft: mark("Il ne reste que {left} à payer sur {number} : encaissez ce montant au plus."),
    b.OtherClientsDebt: mark("Cette facture ou ce débit est d'un autre client."),
    b.DebitNotRejected: mark(
        "Le débit du {due} n'est pas rejeté : il n'est plus à régler ici. Relisez le compte."
    ),
    b.DebitMovedOn: mark(
        "Le débit du {due} a changé à la banque depuis ce paiement : il ne peut plus être annulé."
    ),
    b.DebitPaidInPart: mark("Le débit rejeté du {due} se règle en entier : {amount}."),
    b.ReceivedTooLittle: mark("Reçu trop peu : il faut {amount}."),
    b.ReceivedTooMuch: mark("Montant reçu trop grand : au plus {maximum}."),
    b.ChangeOnlyInCash: mark("On ne rend la monnaie que sur des espèces : le montant reçu est {amount}."),
    b.PaymentAlreadyReversed: mark("Ce paiement est déjà annulé, par {number}."),
    b.CounterEntryStays: mark("{number} est une contre-écriture ou un remboursement : elle ne s'annule pas."),
    b.RefundAboveOwed: mark("Le club ne doit que {owed} sur {number} : remboursez ce montant au plus."),
    # reminders
    b.NoFeesToWaive: mark("Aucun frais de rappel n'est dû sur {number}."),
    b.ReminderOnHold: mark("{number} est en attente : aucun rappel."),
    b.ReminderTooEarly: mark("{number} : le prochain rappel peut partir dès le {on}."),
    b.LastReminderSent: mark("{number} : le dernier rappel est déjà parti."),
    b.RemindersNotSet: mark(
        "Aucun rappel n'est prévu : un administrateur en fixe les niveaux dans les réglages du club."
    ),
    # e-mails
    b.NoMailAddress: mark("La fiche de {name} n'a pas d'adresse e-mail valable : complétez-la, ou imprimez."),
    b.NobodyToMail: mark("Aucun de ces clients n'a d'adresse e-mail valable : imprimez les lettres."),
}

RIGHTS: dict[Right, str] = {
    Right.CREDIT: mark("Seul un responsable peut créditer une facture, rembourser ou annuler un paiement."),
    Right.HOLD_INVOICE: mark("Seul un responsable peut mettre une facture en attente ou la reprendre."),
    Right.REMIND: mark("Seul un responsable peut envoyer des rappels."),
}

THINGS = {
    "invoice": mark("Cette facture n'existe pas."),
    "payment": mark("Ce paiement n'existe pas."),
    "debit": mark("Ce débit n'existe pas."),
    "reminder": mark("Ce rappel n'existe pas."),
}
