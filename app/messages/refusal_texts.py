"""The texts of the refusals, one per type: short, in words, saying what to do."""

from app.domain import refusals as d
from app.domain.rights import Right
from app.i18n import mark
from app.messages import refusal_texts_billing as billing
from app.messages import refusal_texts_dossiers as dossiers
from app.messages import refusal_texts_links as links
from app.messages import refusal_texts_prospects as prospects
from app.services import client_refusals as c
from app.services import refusals as s
from app.services import state_refusals as t

SENTENCES: dict[type[d.Refusal], str] = {
    **billing.SENTENCES,
    **dossiers.SENTENCES,
    **links.SENTENCES,
    **prospects.SENTENCES,
    d.NotAllowed: mark("Votre rôle ne permet pas cette opération."),
    # amounts
    d.BadAmount: mark("Ce n'est pas un montant : écrivez par exemple 12,50."),
    d.AmountTooLarge: mark("Montant trop grand : au plus {maximum}."),
    d.AmountNotPositive: mark("Un prélèvement de 0 € ou moins n'existe pas : supprimez l'échéance."),
    d.MaintenanceMissing: mark("Indiquez le montant du maintien."),
    d.MaintenanceNotPositive: mark(
        "Le maintien doit dépasser 0 € : une échéance à ne pas prélever se supprime à la main dans l'échéancier."
    ),
    d.MaintenanceAboveNormal: mark(
        "Le maintien de {amount} dépasse le montant normal de {normal} : un responsable doit le confirmer."
    ),
    d.MaintenanceTooLarge: mark("Montant trop grand : au plus {maximum}."),
    d.RegistrationFeeNegative: mark("Les frais d'inscription ne peuvent pas être négatifs."),
    # days of a suspension
    d.DaysBelowOne: mark("Un report dure au moins 1 jour."),
    d.DaysBeyondCalendar: mark("Trop de jours : la fin dépasserait l'année 9999."),
    d.DaysMissing: mark("Indiquez un nombre de jours, une fin, ou cochez « Report illimité »."),
    d.DaysAboveMaximum: mark("Trop de jours : le club accepte {maximum} jours au plus par report."),
    d.DaysBelowShortest: mark("Trop court : le club accepte les reports à partir de {shortest} jours."),
    d.YearDaysExceeded: mark(
        "Le club accepte {limit} jours de report par année de contrat ({year}) : {used} sont déjà pris."
    ),
    d.YearSuspensionsExceeded: mark(
        "Le club accepte {limit} reports par année de contrat ({year}) : ils sont déjà pris."
    ),
    d.NoticeTooShort: mark(
        "Le club demande un préavis de {notice_days} jours : début au plus tôt le {earliest}."
    ),
    d.EndBeforeStart: mark("La fin ({last}) précède le début ({first})."),
    d.StartBeforeAccess: mark(
        "L'accès ne commence que le {access_first} : choisissez un début à partir de ce jour."
    ),
    d.StartAfterAccess: mark("L'accès se termine le {access_last} : choisissez un début avant ce jour."),
    d.FirstDayImplausible: mark("Date invraisemblable : choisissez un jour du {earliest} au {latest}."),
    d.LastDayImplausible: mark("Date invraisemblable : choisissez un jour du {earliest} au {latest}."),
    d.StartBackdated: mark(
        "Le début est passé : un responsable peut antidater un report, sinon choisissez le {today} ou plus tard."
    ),
    d.SuspensionDaysOverlap: mark(
        "Un autre report couvre déjà ces jours ({days}) : modifiez-le, ou choisissez d'autres dates."
    ),
    d.EndBeyondCalendar: mark("La fin de l'accès dépasserait l'année 9999."),
    d.CauseMissing: mark("Indiquez la cause du report."),
    d.CauseTooLong: mark("Cause trop longue : au plus {maximum} caractères."),
    d.CauseUnreadable: mark(
        "La cause contient des sauts de ligne ou des caractères invisibles : retirez-les."
    ),
    # ranks
    d.NoDebits: mark("Cet accès est payé au comptant : il n'a pas d'échéances."),
    d.FirstRankUnknown: mark("Le rang {rank} n'existe pas : le dernier est le {last}."),
    d.LastRankUnknown: mark("Le rang {rank} n'existe pas : le dernier est le {last}."),
    d.RanksReversed: mark("Fin ({last}) précède Début ({first})."),
    d.LastRankMissing: mark("Ce report a une fin : indiquez aussi le dernier rang remplacé."),
    d.SuspensionRanksOverlap: mark(
        "Un autre report remplace déjà ces rangs ({ranks}) : choisissez d'autres rangs."
    ),
    # access, stop, cancellation
    d.NoRunningAccess: mark("Aucun accès en cours à suspendre."),
    d.SuspensionUnknown: mark("Ce report n'existe plus : il a été annulé entre-temps."),
    d.SuspensionEnded: mark("Ce report est déjà terminé depuis le {last_day}."),
    d.ReturnBeforeStart: mark("Le retour précède le début du report ({first_day})."),
    d.ReturnImplausible: mark("Date invraisemblable : choisissez un jour du {earliest} au {latest}."),
    d.ReturnAfterEnd: mark("Le report se termine avant : retour au plus tard le {latest}."),
    d.CancellationAfterStart: mark("Le report a commencé le {first_day} : arrêtez-le au lieu de l'annuler."),
    d.CancellationAfterPresentation: mark(
        "Déjà à la banque (rang {ranks}) : arrêtez le report au lieu de l'annuler."
    ),
    # changes by hand
    d.InstalmentUnknown: mark("L'échéance {rank} n'existe pas."),
    d.InstalmentIsFact: mark("L'échéance {rank} est {state} : elle ne change plus."),
    d.InstalmentDeleted: mark("L'échéance {rank} est supprimée : rétablissez-la d'abord."),
    d.InstalmentNotDeleted: mark("L'échéance {rank} n'est pas supprimée : il n'y a rien à rétablir."),
    d.InstalmentAlreadyHeld: mark("L'échéance {rank} est déjà en attente."),
    d.InstalmentNotHeld: mark("L'échéance {rank} n'est pas en attente : il n'y a rien à libérer."),
    d.InstalmentNotPlanned: mark("L'échéance {rank} est {state} : cette étape n'est pas possible."),
    d.DueInPast: mark(
        "Cette date est passée : un responsable peut antidater, sinon choisissez le {today} ou plus tard."
    ),
    d.DueImplausible: mark("Date invraisemblable : choisissez un jour du {earliest} au {latest}."),
    d.DueBeyondCalendar: mark("L'échéance {rank} dépasserait l'année 9999."),
    # sale
    d.ClientBlocked: mark("Ce client est bloqué : {reason}. Un responsable peut le débloquer."),
    d.ClientDeactivated: mark("Ce client est désactivé depuis le {since} : réactivez d'abord sa fiche."),
    d.StartImplausible: mark("Date invraisemblable : choisissez un jour du {earliest} au {latest}."),
    d.FirstDebitImplausible: mark("Premier prélèvement trop loin du début : du {earliest} au {latest}."),
    d.DebitDayOutOfRange: mark("Le jour de prélèvement va de 1 à 31."),
    d.PeriodOutOfRange: mark("La période va de 1 à {maximum}."),
    d.CountOutOfRange: mark("Le nombre d'échéances va de 1 à {maximum}."),
    d.CountMissing: mark("Indiquez le nombre d'échéances."),
    d.LengthMissing: mark("Indiquez la durée, en mois ou en jours."),
    d.LengthOutOfRange: mark("La durée va de 1 à {maximum}."),
    d.MandateMissing: mark(
        "Un prélèvement demande un mandat : indiquez compte, référence et date de signature."
    ),
    d.IbanMissing: mark("Indiquez l'IBAN du compte à débiter."),
    d.MandateReferenceInvalid: mark(
        "Référence de mandat : seulement des lettres sans accent, des chiffres et + ? / - : ( ) . , '"
    ),
    d.MandateReferenceTooLong: mark("Référence de mandat trop longue : au plus {maximum} caractères."),
    d.MandateSlashes: mark("Une référence de mandat ne commence ni ne finit par « / », et n'a pas « // »."),
    d.MandateReferenceTaken: mark("La référence {reference} appartient déjà à un autre mandat."),
    d.MandateSignatureMissing: mark("Indiquez la date de signature du mandat."),
    d.MandateSignedInFuture: mark("La signature du mandat ne peut pas être après le {today}."),
    # fields of the card
    d.FieldMissing: mark("Ce champ est obligatoire."),
    d.FieldTooLong: mark("Trop long : au plus {maximum} caractères."),
    d.FieldUnreadable: mark("Retirez les sauts de ligne et les caractères invisibles."),
    d.BirthDateImplausible: mark("Date de naissance invraisemblable : du {earliest} au {latest}."),
    d.RateImplausible: mark("Un taux va de 0 à 100 %."),
    s.BadChoice: mark("Choisissez une valeur de la liste."),
    s.BadIban: mark("IBAN inconnu : vérifiez le pays, la longueur et les chiffres de contrôle."),
    s.BadBic: mark("BIC inconnu : 8 ou 11 signes, par exemple GKCCBEBB."),
    s.BadVatNumber: mark("Numéro de TVA inconnu : vérifiez le pays et les chiffres."),
    s.BadEmail: mark("Adresse e-mail inconnue : écrivez par exemple nom@exemple.be."),
    s.BadPhone: mark("Numéro de téléphone inconnu : ajoutez l'indicatif, par exemple +32 470 12 34 56."),
    s.NameTaken: mark("Le nom « {name} » est déjà pris."),
    s.CardTaken: mark("Cette carte est déjà celle du client {number}."),
    s.PlanNotSold: mark("Cette formule n'est plus vendue : choisissez-en une autre."),
    c.BadPostalCode: mark("Code postal inconnu pour ce pays : par exemple {example}."),
    c.BadCardNumber: mark("Un numéro de carte n'a que des chiffres, comme 00 348 112."),
    c.StrangeSign: mark("Ce signe n'a pas sa place ici : {sign}"),
    c.NotAName: mark("Un nom a au moins une lettre."),
    c.NotAPicture: mark("Ce fichier n'est pas une image lisible : choisissez un JPEG, un PNG ou un WebP."),
    c.PictureTooLarge: mark("Image trop grande : au plus {megabytes} Mo et {megapixels} mégapixels."),
    c.AlreadyBlocked: mark("Ce client est déjà bloqué : {reason}."),
    c.NotBlocked: mark("Ce client n'est plus bloqué."),
    t.AccessEndedForGood: mark(
        "Cet accès est terminé depuis le {ended_on}, définitivement : il ne change plus."
    ),
    t.ClientInUse: mark(
        "Ce client ne peut pas être supprimé, car il a encore : {uses}. Désactivez-le plutôt."
    ),
    t.AlreadyDeactivated: mark("Ce client est déjà désactivé, depuis le {since}."),
    t.NotDeactivated: mark("Ce client n'est plus désactivé."),
    t.LinkedMeanwhile: mark(
        "Entre-temps, ce qui est lié à ce client a changé : relisez la liste, puis décidez de nouveau."
    ),
    t.EndingNotConfirmed: mark(
        "Confirmez que ces accès se terminent : {accesses}. Cela ne peut pas être annulé."
    ),
    c.NumberOutOfRange: mark("Indiquez un nombre de {least} à {most}."),
    c.AmountOutOfRange: mark("Indiquez un montant de {least} à {most}."),
    c.LevelsNotInOrder: mark(
        "Chaque rappel vient plus tard que le précédent : indiquez des jours croissants, de 1 à {most}."
    ),
    c.NotWithThisKind: mark("Ce champ n'existe pas pour cette sorte de formule : laissez-le vide."),
    c.TooManyLines: mark("Trop de lignes : au plus {maximum}."),
    c.BadCondition: mark("Cette condition ne se comprend pas : corrigez sa valeur."),
    # people and codes
    s.WrongNameOrCode: mark("Nom d'utilisateur ou code inconnu."),
    s.AccountLocked: mark("Trop d'essais : réessayez à {until}."),
    s.CodeTooShort: mark("Code trop court : au moins {minimum} caractères."),
    s.CodeTooLong: mark("Code trop long : au plus {maximum} caractères."),
    s.CodeTooCommon: mark("Ce code est trop connu : choisissez-en un que personne ne devine."),
    s.CodeUnchanged: mark("Choisissez un code différent de l'ancien."),
    s.WrongCurrentCode: mark("Ce n'est pas le code actuel."),
    s.LastAdministrator: mark("Il doit rester un administrateur actif."),
    # rows and commands
    s.StaleEdit: mark("Modifié entre-temps par {by} ({at}) : votre modification n'est pas enregistrée."),
    s.NotFound: mark("Ce que vous cherchez n'existe plus."),
    s.CommandAlreadyUsed: mark(
        "Cette demande a déjà servi à autre chose : fermez la fenêtre et recommencez."
    ),
    # files
    s.FileUnreadable: mark("Le fichier {name} ne peut pas être lu."),
    s.FileTooLarge: mark("Le fichier {name} est trop grand : au plus {megabytes} Mo."),
    s.FileKindUnknown: mark("Le fichier {name} n'est ni un PDF, ni un JPEG, ni un PNG."),
    s.FileNotWritten: mark("Le fichier {name} n'a pas pu être écrit : choisissez un autre dossier."),
    s.NothingToPrint: mark("Aucun des clients choisis n'a d'accès en cours : il n'y a rien à imprimer."),
    # the database
    s.DatabaseNewer: mark(
        "Cette base vient d'une version plus récente du programme : installez celle-ci d'abord."
    ),
    s.NetworkPath: mark(
        "Un fichier de base ne peut pas se trouver sur un lecteur réseau ({path}) : utilisez PostgreSQL pour plusieurs postes."
    ),
    s.PlaceUnusable: mark(
        "Cet endroit ne convient pas : {path}. Indiquez le chemin complet d'un fichier, ou une adresse postgresql://…"
    ),
    s.FolderUnusable: mark(
        "Ce dossier ne convient pas : {path}. Indiquez le chemin complet d'un dossier où vous pouvez écrire."
    ),
    s.NotOurDatabase: mark("Ce n'est pas une base de ce programme : {path}"),
    s.DatabaseMissing: mark("Aucune base à cet endroit : {path}"),
    s.DatabaseExists: mark("Il y a déjà une base à cet endroit : {path}"),
    s.AnswerLost: mark(
        "La base n'a plus répondu pendant l'enregistrement : il est peut-être fait. Réessayez dès qu'elle répond : rien ne sera fait deux fois."
    ),
    s.DatabaseUnreachable: mark(
        "La base ne répond pas : vérifiez le réseau et le serveur. Rien n'est modifié."
    ),
    s.DatabaseBusy: mark("Un autre poste enregistre depuis trop longtemps : réessayez. Rien n'est modifié."),
    s.DiskFull: mark("Le disque est plein : libérez de la place, puis réessayez. Rien n'est modifié."),
    s.DatabaseReadOnly: mark(
        "Ce poste ne peut rien écrire dans la base : demandez-en le droit. Rien n'est modifié."
    ),
    s.DatabaseDamaged: mark("Le fichier de la base est abîmé : restaurez une sauvegarde."),
    s.BackupDamaged: mark("La sauvegarde {path} est abîmée : choisissez-en une autre."),
    s.BackupOnServerOnly: mark("Cette base partagée se sauvegarde sur son serveur PostgreSQL."),
}

_MANAGER = mark("Cette opération est réservée aux responsables.")
_ADMINISTRATOR = mark("Cette opération est réservée aux administrateurs.")
RIGHTS = {
    **billing.RIGHTS,
    **dossiers.RIGHTS,
    **prospects.RIGHTS,
    Right.BLOCK: mark("Seul un responsable peut bloquer un client."),
    Right.UNBLOCK: mark("Seul un responsable peut débloquer un client."),
    Right.DELETE_INSTALMENT: mark("Seul un responsable peut supprimer une échéance."),
    Right.BACKDATE: mark("Seul un responsable peut antidater."),
    Right.DEACTIVATE: _MANAGER,
    Right.REACTIVATE: _MANAGER,
    Right.EXCEED_NORMAL_AMOUNT: _MANAGER,
    Right.PREPARE_DEBITS: _MANAGER,
    Right.SEE_REPORTS: _MANAGER,
    Right.PRINT_SELECTION: _MANAGER,
    Right.BULK_SUSPEND: mark(
        "Seul un responsable peut suspendre une sélection entière ou arrêter ses reports."
    ),
    Right.SEE_IDENTITY: _MANAGER,
    Right.SEE_IBAN: _MANAGER,
    Right.DELETE_CLIENT: _MANAGER,
    Right.MERGE: _MANAGER,
    Right.MANAGE_USERS: _ADMINISTRATOR,
    Right.MANAGE_PLANS: _ADMINISTRATOR,
    Right.MANAGE_SETTINGS: _ADMINISTRATOR,
    Right.BACKUP: _ADMINISTRATOR,
    Right.RESTORE: _ADMINISTRATOR,
    Right.ERASE_PERSON: _ADMINISTRATOR,
}
"""Who may, where the sentence can say it."""

THINGS = {
    **billing.THINGS,
    **dossiers.THINGS,
    **links.THINGS,
    **prospects.THINGS,
    "client": mark("Ce client n'existe plus."),
    "access": mark("Cet accès n'existe plus."),
    "suspension": mark("Ce report n'existe plus : il a été annulé entre-temps."),
    "plan": mark("Cette formule n'existe plus."),
    "user": mark("Cet utilisateur n'existe plus."),
    "segment": mark("Cette recherche enregistrée n'existe plus."),
    "document": mark("Ce document n'existe plus."),
}
"""What is gone, where the sentence can say it."""
