"""What a card says about when its client pays, in the words of a club (spec 1.3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.payment_terms import due_day, read_payment_term

ISSUED = date(2010, 1, 15)

READ = {
    "30 jours": date(2010, 2, 14),
    "30": date(2010, 2, 14),
    "30j": date(2010, 2, 14),
    "30 j.": date(2010, 2, 14),
    "À 30 jours date de facture": date(2010, 2, 14),
    "30 jours nets": date(2010, 2, 14),
    "Délai de paiement : 45 jours": date(2010, 3, 1),
    "30 dagen": date(2010, 2, 14),
    "Binnen 14 dagen na factuurdatum": date(2010, 1, 29),
    "net 30": date(2010, 2, 14),
    "30 days net": date(2010, 2, 14),
    "Within 8 days of the invoice": date(2010, 1, 23),
    "2 semaines": date(2010, 1, 29),
    "2 weken": date(2010, 1, 29),
    "1 mois": date(2010, 2, 15),
    "un mois": date(2010, 2, 15),
    "2 maanden": date(2010, 3, 15),
    "fin de mois": date(2010, 1, 31),
    "einde maand": date(2010, 1, 31),
    "end of month": date(2010, 1, 31),
    "30 jours fin de mois": date(2010, 2, 28),
    "30 jours, fin du mois": date(2010, 2, 28),
    "30 dagen einde maand": date(2010, 2, 28),
    "30 dagen einde van de maand": date(2010, 2, 28),
    "30 days end of month": date(2010, 2, 28),
    "60 FDM": date(2010, 3, 31),
    "net 30 EOM": date(2010, 2, 28),
    "fin de mois + 30 jours": date(2010, 3, 2),
    "30 jours fin de mois le 10": date(2010, 3, 10),
    "fin du mois suivant": date(2010, 2, 28),
    "einde volgende maand": date(2010, 2, 28),
    "end of next month": date(2010, 2, 28),
    "comptant": ISSUED,
    "Au comptant": ISSUED,
    "à réception de facture": ISSUED,
    "contant": ISSUED,
    "due on receipt": ISSUED,
    "0 jours": ISSUED,
}


@pytest.mark.parametrize(("text", "due"), READ.items())
def test_a_term_is_read_as_a_club_writes_it(text: str, due: date) -> None:
    term = read_payment_term(text)
    assert term is not None
    assert term.due(ISSUED) == due


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "jours",
        "à convenir",
        "voir M. Dupont",
        "le 10 du mois suivant",
        "30 ou 60 jours",
        "30/60 jours",
        "30 jours, 2 % d'escompte à 8 jours",
        "2 % 10 jours",
        "30 jours, 15 jours",
        "1000 jours",
        "48 mois",
        "fin de mois fin de mois",
        "trente-et-un décembre",
        "31/12/2010",
        "30,5 jours",
    ],
)
def test_what_is_not_sure_to_be_one_term_is_not_read(text: str) -> None:
    assert read_payment_term(text) is None


@given(st.text(max_size=40), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_whatever_is_read_is_due_within_two_years_and_not_before_the_day_of_issue(
    text: str, issued: date
) -> None:
    term = read_payment_term(text)
    assert term is None or 0 <= (term.due(issued) - issued).days <= 732


@given(st.integers(0, 366), st.sampled_from(["{} jours", "{} dagen", "{} days", "{}"]))
def test_days_are_counted_from_the_day_of_issue(days: int, written: str) -> None:
    term = read_payment_term(written.format(days))
    assert term is not None
    assert (term.due(ISSUED) - ISSUED).days == days


def test_what_the_card_says_comes_before_the_term_of_the_club() -> None:
    assert due_day("30 jours", ISSUED, 14) == date(2010, 2, 14)
    assert due_day("", ISSUED, 14) == date(2010, 1, 29)
    assert due_day("à convenir", ISSUED, 14) == date(2010, 1, 29)
