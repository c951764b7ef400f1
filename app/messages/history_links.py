"""What the history tells of persons and companies that were linked or parted."""

from app.i18n import mark

SENTENCES: dict[str, str] = {
    "company_linked": mark("Lié à la société {company} (n° {number})"),
    "company_linked_as": mark("Lié à la société {company} (n° {number}) : {role_there}"),
    "person_linked": mark("Personne liée : {person} (n° {number})"),
    "person_linked_as": mark("Personne liée : {person} (n° {number}) : {role_there}"),
    "company_parted": mark("Lien avec la société {company} (n° {number}) enlevé"),
    "person_parted": mark("Lien avec {person} (n° {number}) enlevé"),
}
