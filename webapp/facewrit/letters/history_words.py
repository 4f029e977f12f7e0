"""The words of a letter that follows another one: what it looks back on, and who takes a complaint."""

from __future__ import annotations

from collections.abc import Iterable

from facewrit.events import ANSWERS, Event
from facewrit.letters.facts import History, LetterFacts
from facewrit.letters.locale import name_in
from facewrit.letters.wording import Wording
from facewrit.letters.words import AuthorityWords, DemandWords, HistoryWords, PairWords


def history_words(facts: LetterFacts, demands: Iterable[DemandWords], wording: Wording) -> HistoryWords:
    """Word what came before; all empty where the letter follows none.

    :param demands: the face demands of the request in words.
    :raises NoWords: if an event or a ground has no words in the language.
    """
    history = facts.history
    if history is None:
        return HistoryWords()
    day = wording.language.day
    answers = history.answers or _latest_with(history, "reference")
    extension = next((event for event in history.events if event.kind == "extension"), None)
    return HistoryWords(
        kind=history.answers.kind if history.answers else "",
        sent=day(history.sent),
        reference=history.reference or "",
        received=day(history.received) if history.received else "",
        due=day(history.due) if history.due else "",
        overdue=history.due is not None and history.due < facts.today,
        on=day(history.answers.on) if history.answers else "",
        their_reference=(answers.reference or "") if answers else "",
        grounds=history.answers.grounds if history.answers else (),
        missing=tuple(words for words in demands if history.answers and words.id in history.answers.missing),
        amount=(history.answers.amount or "") if history.answers else "",
        until=day(extension.until) if extension and extension.until else "",
        too_late=any(step.reason.code == "step.extension_too_late" for count in facts.counts for step in count.steps),
        reminded=_day_of(history, wording, "reminded"),
        answered=_day_of(history, wording, *ANSWERS),
        events=tuple(PairWords(label=day(event.on), value=_told(event, wording)) for event in history.events),
    )


def authority_words(facts: LetterFacts, wording: Wording) -> AuthorityWords:
    """The authority that a complaint goes to, or could go to next."""
    authority = facts.recipient or next((one for one in facts.authorities if one.takes_complaints), None)
    if authority is None:
        return AuthorityWords()
    rungs = [step.rung for step in facts.ladder if step.rung.kind == "regulator_complaint"]
    rung = next((rung for rung in rungs if rung.to in (authority.id, "competent_authority")), None)
    return AuthorityWords(
        name=name_in(authority.names, wording.code),
        short=name_in(authority.names, wording.code, short=True),
        citation=wording.citation(rung.provisions) if rung is not None and rung.confirmed else "",
    )


def court_words(facts: LetterFacts, wording: Wording) -> AuthorityWords:
    """The way to a court that the ladder names first, if it is confirmed."""
    kinds = ("court", "tribunal")  # not those against what an authority did, nor for damages alone
    rungs = (step.rung for step in facts.ladder if step.rung.kind in kinds and step.rung.to == "court")
    rung = next((rung for rung in rungs if rung.confirmed), None)
    return AuthorityWords(citation=wording.citation(rung.provisions)) if rung and rung.provisions else AuthorityWords()


def complaint_to_you(facts: LetterFacts, wording: Wording) -> str:
    """That the letter is also the complaint (appeal) that the law wants made to the controller itself.

    Empty where no confirmed step says so. An appeal is made against an answer, so a reminder is none (for instance Va.
    Code § 59.1-577(C)); a complaint may be about silence (for instance DPA 2018 s. 164A).
    """
    if facts.kind not in ("reminder", "refusal_reply"):
        return ""
    rungs = [step.rung for step in facts.ladder]
    after_an_answer = any("appeal_to_the_organisation_first" in rung.how for rung in rungs)
    found = (rung for rung in rungs if rung.kind == "internal_complaint" and rung.to == "controller" and rung.confirmed)
    rung = next(found, None)
    if rung is None or not rung.provisions or (facts.kind == "reminder" and after_an_answer):
        return ""
    return wording.word("plea.complaint_to_you", citation=wording.citation(rung.provisions))


def duty(facts: LetterFacts, name: str, wording: Wording) -> str:
    """Where the law of the letter bids the controller do something in answering; empty where nothing is confirmed."""
    found = (
        one.provisions
        for one in facts.route.regime.duties
        if one.id == name and facts.route.track in one.tracks and one.confirmed
    )
    provisions = next(found, ())
    return wording.citation(provisions) if provisions else ""


def _told(event: Event, wording: Wording) -> str:
    """An event in one sentence."""
    if event.kind == "refused" and event.grounds:
        grounds = wording.language.list([wording.word(f"refusal.{ground}") for ground in event.grounds])
        return wording.word("event_told.refused_because", grounds=grounds)
    if event.kind == "extension" and event.until:
        return wording.word("event_told.extension_until", until=event.until)
    if event.kind == "fee_demanded" and event.amount:
        return wording.word("event_told.fee_amount", amount=event.amount)
    return wording.word(f"event_told.{event.kind}")


def _day_of(history: History, wording: Wording, *kinds: str) -> str:
    found = next((event for event in reversed(history.events) if event.kind in kinds), None)
    return wording.language.day(found.on) if found else ""


def _latest_with(history: History, field: str) -> Event | None:
    return next((event for event in reversed(history.events) if getattr(event, field)), None)
