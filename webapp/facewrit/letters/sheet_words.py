"""What the sender's sheet says: how to send, what to enclose, when to come back, who helps, what happens next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from facewrit.law.deadlines import ClockCount
from facewrit.law.directory import Authority, Contact
from facewrit.law.escalation import Bound, Step
from facewrit.law.model import CONFIRMED, Sourced
from facewrit.law.rights import ChosenRight
from facewrit.letters.document import Run, Runs
from facewrit.letters.facts import LetterFacts
from facewrit.letters.locale import name_in
from facewrit.letters.wording import Wording
from facewrit.letters.words import Inserts, PairWords, SheetWords
from facewrit.request import FIRST

#: Letters that do harm if they are wrong: nobody should send a draft of them unread.
READ_BEFORE_SENDING = ("complaint", "pre_action", "mandate")
#: Steps of a count that the sheet leaves out: they only repeat what the days beside them show.
_UNTOLD = frozenset({"step.from_receipt", "step.rolled_rest_day", "step.due", "step.first_day_excluded"})


def sheet_words(facts: LetterFacts, wording: Wording, review: str) -> SheetWords:
    """Word what only the sheet says.

    :param review: who has reviewed the letter's text (``drafted``, ``native speaker``, ``lawyer``).
    :raises NoWords: if a code has no words in the language.
    """
    rights = [chosen for granted in facts.granted for chosen in granted.rights]
    record = facts.organisation.record
    count = facts.answering
    regime = facts.route.regime
    cautions = [wording.text(told) for told in facts.warnings]
    cautions += [wording.word(f"caution.{code}") for code in regime.cautions]
    cautions += [wording.word(f"behaviour.{code}") for code in (record.behaviour if record else ())]
    limits = [wording.text(note) for chosen in rights for note in chosen.notes if note.code.startswith("limit.")]
    if review == "drafted" and (facts.kind in READ_BEFORE_SENDING or facts.route.track == "police"):
        cautions.insert(0, wording.word("caution.have_it_read"))
    if facts.kind in FIRST and "erasure" in facts.request.ask and "access" not in facts.request.ask:
        cautions.insert(0, wording.word("caution.erasure_without_access"))
    attach = [wording.word(f"attach.{code}") for code in (record.attach if record else ())]
    if facts.request.representative:
        attach.append(wording.word("attach.mandate"))
    due = count.due if count else None
    return SheetWords(
        send=tuple(_channel(facts, channel.kind, channel.value, wording) for channel in facts.channels),
        attach=tuple(dict.fromkeys(attach)),
        unconfirmed=tuple(wording.text(told) for told in facts.unconfirmed),
        cautions=tuple(dict.fromkeys(cautions)),
        limits=tuple(dict.fromkeys(limits)),
        must_state=tuple(
            dict.fromkeys(
                wording.text(n) for chosen in rights for n in chosen.notes if n.code.startswith("must_state.")
            )
        ),
        formalities=(*_form_fields(facts, wording), *_formalities(rights, wording)),
        mandates=tuple(_graded(wording.word(f"mandate.{one.code}"), one, wording) for one in facts.mandates),
        procedure=tuple(dict.fromkeys(_procedure(facts, wording))),
        linked=tuple(
            PairWords(label=name_in(names, wording.code, gloss=True), value=wording.word(f"linked.{role}"))
            for role, names in facts.linked
        ),
        grounds_asked=tuple(
            dict.fromkeys(
                f"{wording.word(f'kind.{chosen.right.kind}')} ({wording.citation(chosen.right.provisions)})"
                for chosen in rights
                if chosen.asks_ground
            )
        ),
        instead=tuple(
            PairWords(
                label=wording.word(f"wish.{granted.wish}"),
                value=" ".join(
                    [wording.word(f"instead.{item.code}")]
                    + ([wording.language.list([_offer(code, wording) for code in item.offers])] if item.offers else [])
                ),
            )
            for granted in facts.granted
            for item in granted.instead
        ),
        come_back=wording.language.day(due) if due else wording.word("come_back.no_date"),
        help=tuple(
            PairWords(
                label=name_in(help_.names, wording.code),
                value=" · ".join(part for part in (help_.web, help_.phone, help_.email) if part)
                + ("" if help_.confirmed else f" ({wording.word('grade.' + help_.confidence)})"),
            )
            for help_ in facts.help
        ),
        review=wording.word(f"review.{review.replace(' ', '_')}"),
        law_as_of=wording.fact("day", regime.checked or facts.today.isoformat()),
        strength=wording.word(f"strength.{facts.route.strength}"),
        because=tuple(wording.text(told) for told in facts.route.because),
        first=tuple(
            dict.fromkeys(
                wording.word(f"kind.{right.kind}")
                for chosen in rights
                for right in regime.rights
                if right.id in chosen.first
            )
        ),
    )


def _form_fields(facts: LetterFacts, wording: Wording) -> Iterator[PairWords]:
    """What the authority's own complaint form asks of the person, field by field, to copy."""
    subject = facts.request.subject
    known = {
        "name": subject.name,
        "born": wording.language.day(subject.born) if subject.born else "",
        "email": subject.email or "",
        "address": ", ".join(subject.address),
    }
    for contact in facts.recipient.contacts if facts.recipient else ():
        if contact.fields_asked and contact.confirmed:
            yourself = f"({wording.word('form_field.yourself')})"
            told = [
                f"{wording.word(f'form_field.{name}')}{wording.language.colon}{known.get(name) or yourself}"
                for name in contact.fields_asked
            ]
            yield PairWords(label=wording.word("form_field.title"), value=" · ".join(told))


def _formalities(rights: Iterable[ChosenRight], wording: Wording) -> Iterator[PairWords]:
    """Form, fee and proof of identity; rights for which they are the same stand together."""
    found: dict[str, list[str]] = {}
    for right in (chosen.right for chosen in rights):
        parts = [("form", right.form), ("fee", right.fee), ("identity", right.identity)]
        told = " · ".join(wording.word(f"{group}.{code}") for group, code in parts if code)
        if told:
            text = _graded(told, right, wording)
            found.setdefault(text, []).append(wording.word(f"kind.{right.kind}"))
    for text, kinds in found.items():
        yield PairWords(label=wording.language.list(list(dict.fromkeys(kinds))), value=text)


def _procedure(facts: LetterFacts, wording: Wording) -> Iterator[str]:
    """What the organisation itself asks of people who write, as far as it concerns what they ask for."""
    for procedure in facts.procedures:
        for code in procedure.asks:
            yield _graded(wording.word(f"procedure.{code}"), procedure, wording)
        if procedure.form:
            yield wording.word("procedure_note.form", url=procedure.form)
        if procedure.fee:
            amount = wording.language.money(procedure.fee.amount, procedure.fee.currency)
            how = wording.word(f"fee_by.{procedure.fee.how}") if procedure.fee.how else ""
            code = "procedure_note.fee_how" if how else "procedure_note.fee"
            note = wording.word(code, amount=amount, how=how)
            yield _graded(note, procedure, wording)


def _graded(text: str, fact: Sourced, wording: Wording) -> str:
    """A text with the grade of its fact behind it where nobody has confirmed that."""
    return text if fact.confirmed else f"{text} ({wording.word('grade.' + fact.confidence)})"


def sheet_inserts(facts: LetterFacts, wording: Wording) -> Inserts:
    """The cards, the timeline, the checklist and the sources of the sheet."""
    regulator = tuple(
        (name_in(authority.names, wording.code, gloss=True), _authority_rows(authority, wording))
        for authority in facts.authorities[:4]
    )
    checklist = [_run(wording.word("check.signed")), _run(wording.word("check.copy_kept"))]
    checklist += [_run(text) for text in dict.fromkeys(facts.request.enclosures)]
    checklist.append(_run(wording.word("check.receipt_day")))
    return Inserts(
        regulator=regulator,
        timeline=(*_deadlines(facts, wording), *(_rung(step, wording) for step in facts.ladder)),
        checklist=tuple(checklist),
        sources=_sources(facts, wording),
    )


def _offer(code: str, wording: Wording) -> str:
    for group in ("wish", "rung", "remains"):
        if wording.has(f"{group}.{code}"):
            return wording.word(f"{group}.{code}")
    return wording.word(f"offer.{code}")


def _channel(facts: LetterFacts, kind: str, value: str, wording: Wording) -> PairWords:
    product = next((post for proof in ("delivery", "content") for post in facts.post if post.proof == proof), None)
    label = wording.word(f"channel.{kind}")
    if kind == "registered" and product:
        label = f"{label} ({product.name})"
    return PairWords(label=label, value=value)


def _deadlines(facts: LetterFacts, wording: Wording) -> tuple[tuple[str, str, str, bool], ...]:
    """The receipt, then the end of each period and its longest end, each with how it was counted."""
    points = [
        (
            wording.language.day(facts.received),
            wording.word("timeline.received_assumed" if facts.assumed else "timeline.received"),
            "",
            facts.assumed,
        )
    ]
    alike: dict[object, list[ClockCount]] = {}
    for count in facts.counts:
        alike.setdefault((count.stage, count.due, count.extended_due, count.status, count.period), []).append(count)
    for group in alike.values():
        points += _count_points(group, facts.assumed, wording)
    return tuple(points)


def _count_points(group: list[ClockCount], assumed: bool, wording: Wording) -> Iterator[tuple[str, str, str, bool]]:
    """The end of a period that several rights share, and its longest end."""
    count = group[0]
    how = " ".join(wording.text(step.reason) for step in count.steps if step.reason.code not in _UNTOLD)
    if count.confidence not in CONFIRMED:
        how = f"{how} ({wording.word('grade.' + count.confidence)})"
    basis = wording.citation(tuple(dict.fromkeys(p for one in group for p in one.provisions)))
    when = wording.language.day(count.due) if count.due else wording.word(f"status.{count.status}")
    text = f"{basis}{wording.language.colon}{how}" if basis else how
    yield when, wording.word(f"stage.{count.stage}"), text, assumed or count.due is None
    if count.extended_due and count.due:
        yield wording.language.day(count.extended_due), wording.word("timeline.extended"), "", True


def _rung(step: Step, wording: Wording) -> tuple[str, str, str, bool]:
    rung = step.rung
    name = _rung_name(rung.id, wording)
    parts = [name_in(rung.names, wording.code, gloss=True)] if rung.names else []
    parts += [wording.citation(rung.provisions)] if rung.provisions else []
    parts += [wording.word(f"how.{code}") for code in rung.how]
    if rung.fee:
        parts.append(wording.word(f"fee.{rung.fee}"))
    if rung.requires_before:
        parts.append(wording.word("rung_note.requires", steps=_names(rung.requires_before, wording)))
    if rung.closes:
        parts.append(wording.word("rung_note.closes", steps=_names(rung.closes, wording)))
    latest = _latest(step.latest, step, wording)
    if latest:
        parts.append(latest)
    if rung.starts_clock is not None and rung.starts_clock.period is not None:
        parts.append(wording.word("rung_note.then", length=rung.starts_clock.period))
    if not rung.confirmed:
        parts.append(wording.word(f"grade.{rung.confidence}"))
    return _earliest(step.earliest, step, wording), name, " · ".join(parts), step.earliest != "open"


def _rung_name(name: str, wording: Wording) -> str:
    """The name of a rung: its own words, else those of its kind."""
    kind = next((rung.kind for rung in wording.regime.ladder if rung.id == name), name) if wording.regime else name
    return wording.word(f"rung.{name}") if wording.has(f"rung.{name}") else wording.word(f"rung.{kind}")


def _names(ids: tuple[str, ...], wording: Wording) -> str:
    return wording.language.list(list(dict.fromkeys(_rung_name(name, wording) for name in ids)))


def _earliest(bound: Bound, step: Step, wording: Wording) -> str:
    if isinstance(bound, date):
        return wording.word("bound.from", day=bound)
    if bound == "later" and step.rung.not_before is not None:
        return wording.word(f"bound.after_{step.rung.not_before.after}")
    return wording.word(f"bound.{bound}")


def _latest(bound: Bound, step: Step, wording: Wording) -> str:
    if isinstance(bound, date):
        return wording.word("bound.until", day=bound)
    if bound == "unknown":
        return wording.word("bound.limit_unknown")
    if bound != "later":
        return ""
    limits = [(limit.period, limit.after) for limit in step.rung.last_limits]
    told = [wording.word("bound.within", length=length, event=event) for length, event in limits if length is not None]
    return ", ".join(told)


def _authority_rows(authority: Authority, wording: Wording) -> tuple[tuple[str, Runs], ...]:
    rows: list[tuple[str, Runs]] = []
    posts = [contact.language for contact in authority.contacts if contact.kind == "post"]
    for contact in authority.contacts:
        if contact.kind == "post" and wording.code in posts and contact.language != wording.code:
            continue
        value = ", ".join(contact.lines) if contact.lines else contact.value or ""
        if contact.hours:
            value = f"{value} ({contact.hours})"
        if not contact.confirmed:
            value = f"{value} ({wording.word('grade.' + contact.confidence)})"
        rows.append((wording.word(f"contact.{contact.kind}"), (Run(text=value, lang=contact.language),)))
    if authority.channels:
        named = [wording.word(f"authority_channel.{code}") for code in authority.channels]
        rows.append((wording.word("contact.accepts"), _run(wording.language.list(named))))
    languages = wording.language.list([wording.language.language(code) for code in authority.languages])
    rows.append((wording.word("contact.languages"), _run(languages)))
    rows += [("", _run(wording.word(f"caution.{code}"))) for code in authority.cautions]
    if authority.checked:
        rows.append((wording.word("contact.checked"), _run(wording.fact("day", authority.checked))))
    return tuple(rows)


def _sources(facts: LetterFacts, wording: Wording) -> tuple[Runs, ...]:
    lines: dict[str, None] = {}
    regime = facts.route.regime
    for instrument in regime.instruments:
        used = any(p.instrument == instrument.id for g in facts.granted for c in g.rights for p in c.right.provisions)
        if used:
            lines[_source(name_in(instrument.names, wording.code), instrument.url, instrument, wording)] = None
    for count in facts.counts:
        label = wording.word(f"stage.{count.stage}")
        lines[_source(label, count.source, count, wording)] = None
    for authority in facts.authorities[:4]:
        lines[_source(name_in(authority.names, wording.code), authority.source, authority, wording)] = None
    for contact in facts.organisation.contacts:
        if contact.source and contact.kind in ("post", "email", "form") and facts.organisation.record:
            lines[_source(wording.word(f"contact.{contact.kind}"), contact.source, contact, wording)] = None
    return tuple(_run(line) for line in lines)


def _source(label: str, source: str | None, fact: object, wording: Wording) -> str:
    grade = getattr(fact, "confidence", "memory")
    checked = getattr(fact, "checked", None)
    parts = [wording.word(f"grade.{grade}")]
    if source:
        parts.insert(0, source)
    if checked:
        parts.append(wording.word("source.checked", day=checked))
    return f"{label}{wording.language.colon}{'; '.join(parts)}"


def _run(text: str) -> Runs:
    return (Run(text=text),)


def contact_value(contact: Contact) -> str:
    """A contact on one line."""
    return ", ".join(contact.lines) if contact.lines else contact.value or ""
