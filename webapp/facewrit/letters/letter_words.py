"""From facts to the closed list of words of one text in one language."""

from __future__ import annotations

from facewrit.law.catalogue import FaceDemand
from facewrit.law.deadlines import ClockCount
from facewrit.law.model import CONFIRMED, Period, Provisions
from facewrit.law.rights import ChosenRight
from facewrit.letters.facts import LetterFacts
from facewrit.letters.history_words import authority_words, complaint_to_you, court_words, duty, history_words
from facewrit.letters.locale import name_in
from facewrit.letters.phrasebook import NoWords
from facewrit.letters.wording import Wording
from facewrit.letters.words import (
    ControllerWords,
    DecisionWords,
    DemandWords,
    GroundWords,
    LawWords,
    LetterWords,
    PairWords,
    PeriodWords,
    PersonWords,
    RepresentativeWords,
    RightWords,
    SheetWords,
    SightingWords,
)

#: Phrases of the records that say that the law is silent on the time, and those that say that nobody has found it.
SILENT = ("nothing_about_a_period", "no_period_in_the_law")
UNKNOWN = (None, "not_found")
#: Wishes to be told something, in the order of a letter; where access is granted, its list takes up all of them.
INFORMING = ("access", "copy", "source", "recipients", "policy", "explanation")


def letter_words(facts: LetterFacts, wording: Wording, sheet: SheetWords | None = None) -> LetterWords:
    """Word the facts of a letter.

    :raises NoWords: if a code has no words in the language.
    """
    request, regime = facts.request, facts.route.regime
    language = wording.language
    by_wish = {granted.wish: granted for granted in facts.granted}
    demands = _demands(facts, wording)

    def rights(wish: str) -> tuple[RightWords, ...]:
        return tuple(_right(chosen, wording) for chosen in _of(wish))

    def _of(wish: str) -> tuple[ChosenRight, ...]:
        return by_wish[wish].rights if wish in by_wish else ()

    def basis(wish: str) -> str:
        return wording.citation(_widest(tuple(p for chosen in _of(wish) for p in chosen.right.provisions)))

    def grounds(wish: str) -> tuple[GroundWords, ...]:
        return tuple(
            GroundWords(
                id=ground.id,
                text=wording.word(f"ground.{ground.id}"),
                citation=wording.citation(ground.provisions),
                named=chosen.named,
            )
            for chosen in _of(wish)
            for ground in chosen.grounds
        )

    representative = request.representative
    return LetterWords(
        subject=PersonWords(
            name=request.subject.name,
            local_name=request.subject.local_name or "",
            born=language.day(request.subject.born) if request.subject.born else "",
            email=request.subject.email or "",
            address=", ".join(request.subject.address),
        ),
        representative=RepresentativeWords(
            name=representative.name,
            role=representative.role,
            organisation=representative.organisation or "",
            address=", ".join(representative.address),
            mandated_on=language.day(representative.mandated_on) if representative.mandated_on else "",
        )
        if representative
        else None,
        controller=ControllerWords(
            name=facts.organisation.entity,
            address=_one_line(facts),
            sector=facts.organisation.sector or "",
            country=_place(facts.organisation.country, facts, wording),
            joint=language.list([name_in(names, wording.code) for names in facts.joint]),
        ),
        law=LawWords(
            id=regime.id,
            name=name_in(regime.names, wording.code),
            short=name_in(regime.names, wording.code, short=True),
            track=facts.route.track,
            reach=wording.citation(facts.route.rule.provisions) if facts.route.rule.confirmed else "",
            wants_purpose="state_purpose_no_threats" in regime.cautions,
        ),
        wishes=request.ask,
        decisions=tuple(
            DecisionWords(
                body=name_in(decision.body, wording.code),
                date=wording.fact("date", decision.date or ""),
                reference=decision.reference or "",
            )
            for decision in facts.route.decisions
            if decision.territory == facts.route.territory or len(facts.route.decisions) == 1
        ),
        sightings=tuple(
            SightingWords(
                place=sighting.place,
                time=language.span(sighting.start, sighting.end),
                description="" if request.minimal else sighting.description or "",
            )
            for sighting in request.sightings
        ),
        links=request.links,
        particulars=_particulars(facts, wording),
        remarks="" if request.minimal else request.remarks or "",
        enclosures=request.enclosures,
        acts=tuple(words for home, words in demands if home == "" and words.act),
        also_tell=tuple(words for home, words in demands if not home and not words.withheld and not words.act),
        withheld=tuple(words for _, words in demands if words.withheld),
        also_do=tuple(words for home, words in demands if home is None and not words.withheld and words.act),
        period=_period(facts, wording),
        pleas=_pleas(facts, wording),
        today=language.day(request.date),
        reference=facts.reference,
        related=request.related,
        minimal=request.minimal,
        preserving="preservation" in request.ask or facts.kind == "preservation",
        sheet=sheet or SheetWords(),
        history=history_words(facts, (words for _, words in demands), wording),
        authority=authority_words(facts, wording),
        court=court_words(facts, wording),
        complaint_to_you=complaint_to_you(facts, wording),
        resident_of=_resident_of(facts, wording),
        asked_for=language.list([wording.word(f"wish.{wish}") for wish in request.ask]),
        reply_within=wording.period(facts.patience),
        fee_rule=_fee_rule(facts, wording),
        asks=lambda wish: wish in request.ask,
        granted=lambda wish: bool(_of(wish)),
        rights=rights,
        basis=basis,
        demands=lambda wish: tuple(words for home, words in demands if home == wish),
        grounds=grounds,
        wish_name=lambda wish: wording.word(f"wish.{wish}"),
        wish_heading=lambda wish: _capital(wording.word(f"wish.{wish}")),
        own_period=lambda wish: _own_period(facts, wish, _of(wish), wording),
        wish_sentence=lambda wish: wording.word(f"wish_sentence.{wish}"),
        duty=lambda name: duty(facts, name, wording),
        refusal=lambda name: wording.word(f"refusal.{name}"),
    )


def _widest(provisions: Provisions) -> Provisions:
    """The provisions, each once, without those that lie inside another one of them (15(1)(g) inside 15(1))."""
    return tuple(
        dict.fromkeys(
            one
            for one in provisions
            if not any(
                other.instrument == one.instrument
                and other.path != one.path
                and not other.to
                and other.path
                and one.path[: len(other.path)] == other.path
                for other in provisions
            )
        )
    )


def _right(chosen: ChosenRight, wording: Wording) -> RightWords:
    right = chosen.right
    return RightWords(
        id=right.id, kind=right.kind, citation=wording.citation(right.provisions), asks_ground=chosen.asks_ground
    )


def _demands(facts: LetterFacts, wording: Wording) -> list[tuple[str | None, DemandWords]]:
    """Every face demand with its home (see :func:`_home`); ``None`` where the law gives no basis to ask for it."""
    granted = frozenset(found.wish for found in facts.granted if found.rights)
    found: list[tuple[str | None, DemandWords]] = []
    for demand, basis in facts.demands:
        code = f"{demand.id}_withheld" if basis and basis.withheld else _plainer(demand.id, facts)
        text = wording.phrasebook.demand(wording.code, code, wording.chain)
        if text is None:
            raise NoWords(f"demands.{code}", wording.code)
        provisions = basis.provisions if basis else ()
        found.append(
            (
                _home(demand, granted) if provisions and basis and not basis.withheld else None,
                DemandWords(
                    id=demand.id,
                    text=text,
                    citation=wording.citation(provisions) if provisions else "",
                    withheld=bool(basis and basis.withheld),
                    act=demand.act,
                ),
            )
        )
    return found


def _plainer(demand: str, facts: LetterFacts) -> str:
    """The demand for the legal basis without the exception for biometric data, where the law puts faces in no class."""
    ordinary = {"not_special_category", "no_category_of_its_own"} & set(facts.route.regime.biometric)
    return "legal_basis_alone" if demand == "legal_basis" and ordinary else demand


def _home(demand: FaceDemand, granted: frozenset[str]) -> str:
    """The one wish in whose list a demand stands, so that no letter asks for a thing twice or in the wrong list.

    Things to do stand with erasure, things to tell with the first wish to be told something; empty where none of the
    wishes granted has such a list.
    """
    if demand.act:
        return "erasure" if "erasure" in granted and "erasure" in demand.wishes else ""
    return next((wish for wish in INFORMING if wish in granted and wish in demand.wishes), "")


def _particulars(facts: LetterFacts, wording: Wording) -> tuple[PairWords, ...]:
    pairs = [
        PairWords(label=wording.word(f"particular.{key}") if wording.has(f"particular.{key}") else key, value=value)
        for key, value in facts.request.subject.particulars
    ]
    if facts.request.subject.born:
        born = wording.language.day(facts.request.subject.born)
        pairs.insert(0, PairWords(label=wording.word("particular.born"), value=born))
    if facts.request.subject.local_name:
        pairs.insert(0, PairWords(label=wording.word("particular.local_name"), value=facts.request.subject.local_name))
    return tuple(pairs)


def _period(facts: LetterFacts, wording: Wording) -> PeriodWords:
    """The period that answers the request."""
    acknowledge = next((c for c in facts.counts if c.stage == "acknowledge" and c.period.amount), None)
    told = wording.period(acknowledge.period) if acknowledge and acknowledge.confidence in CONFIRMED else ""
    return _worded(facts.answering, wording, told, earlier=facts.history is not None)


def _worded(count: ClockCount | None, wording: Wording, acknowledge: str = "", *, earlier: bool = False) -> PeriodWords:
    """A period as the letter states it: its length and start, never a date that nobody can know yet.

    A period that nobody has confirmed (grade low or memory) is not stated as law. ``earlier``: it runs from an earlier
    letter, not from the one at hand.
    """
    known = count is not None and (count.period.amount is not None or count.period.phrase not in UNKNOWN)
    if count is None or count.confidence not in CONFIRMED or not known:
        asked = _asked(count.asks if count else None, wording)
        return PeriodWords(numbered=False, silent=count is None, asked=asked, acknowledge=acknowledge)
    extension = count.extension
    group = "start_earlier" if earlier else "start"
    start = wording.word(f"{group}.{count.counted_from}") if count.period.amount else ""
    return PeriodWords(
        numbered=count.period.amount is not None,
        length=wording.language.period(count.period) or "",
        start=start,
        citation=wording.citation(count.provisions) if count.provisions else "",
        phrase="" if count.period.amount or count.period.phrase in SILENT else wording.period(count.period),
        silent=count.period.phrase in SILENT,
        extension=wording.language.period(extension.period) or "" if extension and extension.confirmed else "",
        asked=_asked(count.asks, wording) if count.period.amount is None else "",
        acknowledge=acknowledge,
    )


def _own_period(facts: LetterFacts, wish: str, rights: tuple[ChosenRight, ...], wording: Wording) -> PeriodWords:
    """The period of a wish whose rights all run on another clock than the answer; else one without words.

    Where several rights grant the wish, those that are of its kind count, not those that come with it (word to the
    recipients of what is erased). A clock that is worded like that of the answer would only be said twice.
    """
    main = facts.answering
    ids = {chosen.right.id for chosen in rights if chosen.right.kind == wish}
    ids = ids or {chosen.right.id for chosen in rights}
    counts = [count for count in facts.counts if count.right in ids and count.stage != "acknowledge"]
    if main is None or not counts or any(count.clock == main.clock for count in counts):
        return PeriodWords(numbered=False)
    earlier = facts.history is not None
    own, answer = _worded(counts[0], wording, earlier=earlier), _worded(main, wording, earlier=earlier)
    return own if _told_of(own) != _told_of(answer) else PeriodWords(numbered=False)


def _told_of(period: PeriodWords) -> tuple[str, ...]:
    return period.length, period.start, period.phrase, period.citation


def _asked(asked: Period | None, wording: Wording) -> str:
    return wording.language.period(asked) or "" if asked else ""


def _pleas(facts: LetterFacts, wording: Wording) -> tuple[str, ...]:
    """Sentences to the controller on identity, photos, fees and what its procedure asks too much, each once."""
    codes: list[str] = []
    for granted in facts.granted:
        for chosen in granted.rights:
            codes += [code for code in (chosen.right.identity, chosen.right.fee) if code]
    record = facts.organisation.record
    codes += list(record.attach if record else ())
    if record and record.role == "processor":
        codes.append("processor")
    known = (code for code in dict.fromkeys(codes) if wording.has(f"plea.{code}"))
    burdens = [code for procedure in facts.procedures if procedure.confirmed for code in procedure.burden]
    said = [wording.word(f"plea.{code}") for code in known] + [wording.word(f"burden.{code}") for code in burdens]
    return tuple(dict.fromkeys(said))


def _one_line(facts: LetterFacts) -> str:
    """The organisation's address, also where the letter goes to somebody else; empty where nobody has confirmed it."""
    return ", ".join(facts.written_to)


def _resident_of(facts: LetterFacts, wording: Wording) -> str:
    """Where the sender lives, if that is why this law holds; the sender has said so by choosing the residence."""
    return _place(facts.request.residence, facts, wording) if facts.route.rule.subject == "within" else ""


def _place(code: str, facts: LetterFacts, wording: Wording) -> str:
    """The name of a territory; of a part whose name nobody has recorded, that of its country."""
    names = facts.named.get(code)
    return name_in(names, wording.code) if names else wording.language.territory(code.partition("-")[0])


def _fee_rule(facts: LetterFacts, wording: Wording) -> str:
    """That the law makes the answer to the first wish free; empty where it does not, or nothing is known."""
    for granted in facts.granted:
        for right in (chosen.right for chosen in granted.rights):
            if right.kind == granted.wish and right.fee and right.confirmed:
                free = right.fee.startswith(("free", "first_copy_free"))
                return wording.word(f"fee.{right.fee}") if free else ""
    return ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
