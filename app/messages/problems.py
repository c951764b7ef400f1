"""What the check of a whole database found, in a line per problem (`python -m app check DATABASE`)."""

from app.i18n import Texts, mark
from app.services.check import Problem, ProblemKind

PROBLEMS: dict[ProblemKind, str] = {
    ProblemKind.FILE: mark("Le fichier de la base est abîmé : {detail}"),
    ProblemKind.SCHEDULE: mark("Accès {of} : l'échéancier enregistré n'est pas celui du contrat ({detail})"),
    ProblemKind.HORIZON: mark("Accès {of} : l'échéancier n'est pas enregistré assez loin ({detail})"),
    ProblemKind.ACCESS_END: mark(
        "Accès {of} : la fin d'accès enregistrée n'est pas celle du contrat ({detail})"
    ),
    ProblemKind.SUMMARY: mark("Client {of} : l'état enregistré n'est pas celui de ses accès ({detail})"),
    ProblemKind.OVERLAP: mark("Accès {of} : deux reports se recouvrent ({detail})"),
    ProblemKind.IMPOSSIBLE: mark("Accès {of} : ce contrat ne peut pas exister ({detail})"),
    ProblemKind.DOSSIER: mark(
        "Dossiers, activité ou facture {of} : les parts ne font pas le montant ({detail})"
    ),
    ProblemKind.INVOICE: mark(
        "Facture {of} : lignes, TVA, paiements ou crédits ne concordent pas ({detail})"
    ),
    ProblemKind.PAYMENT: mark("Paiement {of} : ses parts ne font pas son montant ({detail})"),
    ProblemKind.NUMBER: mark("Numérotation, {of} : un numéro manque ou n'est pas à sa place ({detail})"),
    ProblemKind.LINK: mark("Lien {of} : il ne joint pas une personne à une société ({detail})"),
    ProblemKind.QUOTE: mark("Devis {of} : numéro, lignes ou vente ne concordent pas ({detail})"),
    ProblemKind.HISTORY: mark("Historique, entrée {of} : la chaîne est rompue ({detail})"),
}


def told(problem: Problem, texts: Texts) -> str:
    """The sentence for one problem, in the language of these texts."""
    return texts.tr(PROBLEMS[problem.kind], of=problem.of, detail=problem.detail or "–")
