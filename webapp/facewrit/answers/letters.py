"""What a letter rests on and what its sender should mind, as JSON."""

from __future__ import annotations

from facewrit.answers.wordings import Json, told
from facewrit.drafting import Dossier
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import Wording


def letter_answer(dossier: Dossier, phrasebook: Phrasebook, language: str) -> Json:
    """Reference, route, languages, warnings and what is unconfirmed.

    :param language: of the texts for people.
    :raises NoWords: if a warning has no words in the language.
    """
    facts = dossier.facts
    wording = Wording(phrasebook, language, facts.route.regime)
    return {
        "reference": facts.reference,
        "kind": facts.kind,
        "regime": facts.route.regime.id,
        "track": facts.route.track,
        "territory": facts.route.territory,
        "authorities": list(facts.route.authorities),
        "strength": facts.route.strength,
        "language": dossier.language,
        "reading_language": dossier.reading_language,
        "warnings": [told(warning, wording) for warning in facts.warnings],
        "unconfirmed": [told(fact, wording) for fact in facts.unconfirmed],
        "ruleset": facts.ruleset,
    }
