"""The rule by which common activities are divided, in words: on screen and on paper (spec 3.3.6)."""

from app.i18n import Texts


def rule_told(is_weighted: bool, spoken: Texts) -> str:
    """How shares are made, for who asks why one pays a cent more."""
    if is_weighted:
        return spoken.tr(
            "Chaque activité commune est partagée entre les clients actifs selon leurs parts, au cent près : chacun "
            "paie d'abord les cents entiers de sa part ; les cents qui restent vont aux plus grandes fractions et, "
            "à égalité, au premier de la liste."
        )
    return spoken.tr(
        "Chaque activité commune est partagée à parts égales entre les clients actifs, au cent près : chacun paie "
        "d'abord les cents entiers de sa part ; les cents qui restent vont aux premiers de la liste."
    )
