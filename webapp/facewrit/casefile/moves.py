"""What a person can sensibly do next: letters that answer what came back, and the steps of the law, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from facewrit.casefile.form import Case, CaseLetter
from facewrit.casefile.history import letters_of_matter
from facewrit.casefile.standing import Matter, Next
from facewrit.events import ANSWERS, Event
from facewrit.law.calendars import WorkingCalendar
from facewrit.law.directory import Authority
from facewrit.law.escalation import OBJECTIONS, Step
from facewrit.law.lawbook import Lawbook
from facewrit.law.periods import period_end
from facewrit.law.reasons import reason
from facewrit.letters.gathering import complaint_to
from facewrit.request import REPLIES

_OPEN = ("awaiting", "received", "sent", "extended", "paused")
_LATE = ("overdue", "very_overdue")
#: Answers that leave something to be had; the others are what was asked for.
_WANTING = ("refused", "law_denied", "sent_elsewhere", "answered_in_part", "no_data")
#: Words on the request itself; a later one takes the place of an earlier one and of every question before it.
_FINAL = (*ANSWERS, "sent_elsewhere")
#: Steps without a letter of ours, to be told of when they are open.
_OTHER_STEPS = (
    "administrative_review",
    "administrative_review_of_silence",
    "regulator_procedure",
    "mediation",
    "regulator_mediation",
    "indirect_check",
    "habeas_data",
)
_COMPLAINTS = ("regulator_complaint", "regulator_report")
#: Courts that do not make anybody answer a letter.
_OTHER_CAUSES = {"only_after_data_breach", "only_for_negligent_security"}
#: Complaints that are not about this law.
_OTHER_LAW = "consumer_fraud_not_this_act"
#: What can be had by a complaint about a refused access only where the law has no procedure of its own for that.
_ACCESS = {"access", "copy", "source", "recipients", "explanation"}


def next_moves(matter: Matter, case: Case, first: CaseLetter, lawbook: Lawbook, today: date) -> Iterator[Next]:
    """What to do, the most urgent first."""
    events = list(matter.chronology)
    last = events[-1] if events else None
    if matter.state == "closed":
        return
    if last is not None and last.kind == "bounced":
        yield Next(do="send_again", kind=None, because=reason("next.bounced", day=last.on))
        return
    if last is not None and last.kind in ("phoned", "offered"):
        yield Next(do="get_advice", kind=None, because=reason(f"next.{last.kind}", day=last.on))
    if matter.state == "drafted":
        yield Next(do="send", kind=None, because=reason("next.send"))
        return
    yield from _replies(matter, case, first)
    yield from _escalation(matter, first, lawbook, today)
    if matter.state in _OPEN and not _unanswered(matter, today):
        because = reason("next.wait_until", day=matter.due) if matter.due else reason("next.wait_no_day")
        yield Next(do="wait", kind=None, because=reason("state.paused") if matter.state == "paused" else because)
    elif matter.state in ("complained", "decided"):
        if matter.state == "complained":
            yield from map(_told_of, Steps(matter, today, wanting=False).open_among("regulator_silence"))
        yield Next(do="wait", kind=None, because=reason(f"next.{matter.state}"), until=_until_court(matter, today))


def _replies(matter: Matter, case: Case, first: CaseLetter) -> Iterator[Next]:
    """A letter for each thing that the organisation said and that nobody has answered yet; the newest first."""
    written = {(one.kind, one.date) for one in letters_of_matter(case, first)}
    done = {"identity_demanded": "identity_given", "fee_demanded": "fee_paid"}
    final = _day(matter.chronology.last(*_FINAL))
    for kind, answered in sorted(REPLIES.items(), key=lambda pair: _day(matter.chronology.last(pair[1])), reverse=True):
        event = matter.chronology.last(answered)
        if event is None or any(one == kind and day >= event.on.isoformat() for one, day in written):
            continue
        after = matter.chronology.last(done.get(answered, ""))
        if after is not None and after.on >= event.on:
            continue
        if event.on < final or (answered not in _FINAL and event.on == final):
            continue  # what they said later counts
        if matter.state == "decided" or (matter.state == "complained" and answered not in ANSWERS):
            continue
        if answered == "extension" and matter.state in _LATE and any(count.extended for count in matter.counts):
            continue  # the longer period is over, too: remind them of that
        yield Next(do="write", kind=kind, because=reason(f"next.{kind}", day=event.on))


def _escalation(matter: Matter, first: CaseLetter, lawbook: Lawbook, today: date) -> Iterator[Next]:
    """Reminder, complaint, other steps and formal demand, as far as the law lets one take them today."""
    if matter.state in ("complained", "decided", "drafted", "sent"):
        return
    silent = _unanswered(matter, today)
    answer = matter.chronology.last(*_FINAL)
    wanting = answer is not None and answer.kind in _WANTING
    if not silent and not wanting:
        return
    steps = Steps(matter, today, wanting=wanting)
    reminded = matter.objected is not None
    by_letter = steps.wants_reminder()
    complaint = steps.complaint(first)
    first_to_them = complaint is not None and steps.first_to_them(complaint)
    if silent and not reminded and (by_letter or first_to_them):
        code = "next.reminder" if matter.due is not None else "next.reminder_no_day"
        yield Next(do="write", kind="reminder", because=reason(code, day=matter.due or matter.look))
    if first_to_them:
        yield Next(do="complain_to_them", kind=None, because=reason("next.complain_to_them"))
    yield from _complaint(matter, complaint, steps, silent, lawbook)
    others = _OTHER_STEPS if complaint is not None else ("internal_complaint", *_OTHER_STEPS)
    open_now = [one for one in steps.open_among(*others) if not steps.waits(one) and not _by_phone_alone(one, lawbook)]
    yield from dict.fromkeys(map(_told_of, open_now))  # two of one kind and day are told of once
    court = steps.court()
    if court is not None and matter.route.track != "private" and isinstance(court.latest, date):
        yield _told_of(court)  # no demand stops the time to sue a public body for its decision
    elif court is not None and matter.chronology.first("demanded") is None and (wanting or reminded or not by_letter):
        because = reason("next.pre_action")
        yield Next(do="write", kind="pre_action", because=because, until=_until(court), closes=court.rung.closes)


def _complaint(matter: Matter, step: Step | None, steps: Steps, silent: bool, lawbook: Lawbook) -> Iterator[Next]:
    """The complaint to the authority: a letter, a telephone call, or the day until which to wait for it."""
    authority = complaint_to(matter.route, lawbook)
    if step is None or steps.first_to_them(step):
        return
    if (until := steps.waits_until(step)) is not None:
        yield Next(do="wait", kind=None, because=reason("next.wait_for_them", day=until))
        return
    if steps.waits(step):
        return
    if authority is None:
        yield _told_of(step)
        return
    if "phone_only" in authority.channels:
        yield Next(do="call", kind=None, because=reason("next.call", authority=authority.names), until=_until(step))
        return
    numbered = "next.complaint_silence" if matter.due is not None else "next.complaint_no_day"
    yield Next(
        do="write",
        kind="complaint",
        because=reason(numbered if silent else "next.complaint_answer", day=matter.due, authority=authority.names),
        until=_until(step),
        closes=step.rung.closes,
    )


class Steps:
    """The ladder of a matter as it stands on a day. ``wanting``: there is an answer, and it is not good enough."""

    def __init__(self, matter: Matter, today: date, *, wanting: bool) -> None:
        self.matter, self.today, self.wanting = matter, today, wanting
        self.known = {step.rung.id: step for step in matter.ladder}

    def open_among(self, *kinds: str) -> Iterator[Step]:
        """The steps of some kinds that can be taken today, as far as anybody knows, in the order of the law."""
        return (step for step in self.matter.ladder if step.rung.kind in kinds and self._possible(step))

    def wants_reminder(self) -> bool:
        """Whether silence is met by a reminder: everywhere but where the law itself begins with a formal demand."""
        kinds = {step.rung.kind for step in self.matter.ladder}
        return "reminder" in kinds or "pre_action" not in kinds

    def complaint(self, first: CaseLetter) -> Step | None:
        """The complaint that fits, whether it can be made today or only after another step."""
        for kinds in (_COMPLAINTS[:1], _COMPLAINTS[1:], ("regulator_mediation",)):
            for step in self.matter.ladder:
                if step.rung.kind not in kinds or (isinstance(step.latest, date) and step.latest < self.today):
                    continue
                if _OTHER_LAW in step.rung.how:
                    continue
                if "for_unlawful_practice_not_refused_access" in step.rung.how and set(first.asked.ask) <= _ACCESS:
                    continue
                if self._possible(step) or self.first_to_them(step) or self.waits_until(step):
                    return step
        return None

    def court(self) -> Step | None:
        """The court that a last demand would come before, or that demand where the law itself wants it."""
        courts = [
            one for one in self.matter.ladder if one.rung.kind == "court" and not _OTHER_CAUSES & set(one.rung.how)
        ]
        if courts and all(isinstance(one.latest, date) and one.latest < self.today for one in courts):
            return None
        possible = [one for one in courts if self._possible(one) and not self.waits(one)]
        return next(iter([*possible, *self.open_among("pre_action")]), None)

    def first_to_them(self, step: Step) -> bool:
        """Whether the organisation itself has to hear of it first, and has not."""
        return self.matter.objected is None and self._objection(step) is not None

    def waits_until(self, step: Step) -> date | None:
        """The day until which the organisation may deal with what it was told, if that is not over."""
        objection = self._objection(step)
        objected = self.matter.objected
        if objection is None or objected is None:
            return None
        answer = self.matter.chronology.last(*_FINAL)
        if answer is not None and answer.on > objected:
            return None
        days = []
        if isinstance(step.earliest, date):
            days.append(step.earliest - timedelta(days=1))
        theirs = objection.rung.starts_clock
        if theirs is not None and theirs.period is not None and theirs.period.amount and theirs.after != "receipt":
            days.append(period_end(theirs.period, objected, "excluded", WorkingCalendar(None)))
        latest = max(days, default=None)
        return latest if latest is not None and latest >= self.today else None

    def waits(self, step: Step) -> bool:
        """Whether a step that the law wants first has not been taken."""
        return any(not self._taken(self.known[name]) for name in step.rung.requires_before if name in self.known)

    def _objection(self, step: Step) -> Step | None:
        """The complaint to the organisation itself that comes before a step."""
        how = step.rung.how
        required = [self.known[name] for name in step.rung.requires_before if name in self.known]
        if "appeal_to_the_organisation_first" in how and self.wanting:
            required += [one for one in self.matter.ladder if one.rung.kind == "internal_complaint"]
        if "after_dispute_with_organisation" in how:
            required += [one for one in self.matter.ladder if one.rung.kind in ("reminder", "pre_action")]
        return next((one for one in required if one.rung.to == "controller" and not self._counts_already(one)), None)

    def _counts_already(self, step: Step) -> bool:
        """Whether the first letter is itself the step, once it has arrived."""
        return "same_request_counts_once_it_arrived" in step.rung.how

    def _taken(self, step: Step) -> bool:
        if step.rung.kind in OBJECTIONS or step.rung.to == "controller":
            return self.matter.objected is not None or self._counts_already(step)
        return step.rung.kind.startswith("regulator_") and self.matter.chronology.first("complained") is not None

    def _possible(self, step: Step) -> bool:
        if isinstance(step.latest, date) and step.latest < self.today:
            return False
        return step.earliest != "later" and (not isinstance(step.earliest, date) or step.earliest <= self.today)


def _unanswered(matter: Matter, today: date) -> bool:
    """Whether the period is over, or the day by which the letter asked for an answer, and nothing came."""
    if matter.state in _LATE:
        return True
    return matter.state == "received" and matter.look is not None and matter.look < today


def _told_of(step: Step) -> Next:
    """A step that is open and that no letter of ours takes."""
    return Next(do="step", kind=None, because=reason("next.step", rung=step.rung.kind), until=_until(step))


def _by_phone_alone(step: Step, lawbook: Lawbook) -> bool:
    """Whether only a telephone leads there; the complaint already says so."""
    found: list[Authority] = [lawbook.authority(name) for name in step.authorities if lawbook.has("authorities", name)]
    return any("phone_only" in one.channels for one in found)


def _until_court(matter: Matter, today: date) -> date | None:
    """The last day of a court's review of the authority's decision, if the law sets one."""
    if matter.state != "decided":
        return None
    steps = (step for step in matter.ladder if any(limit.after == "decision" for limit in step.rung.last_limits))
    days = [step.latest for step in steps if isinstance(step.latest, date) and step.latest >= today]
    return min(days, default=None)


def _until(step: Step) -> date | None:
    return step.latest if isinstance(step.latest, date) else None


def _day(event: Event | None) -> date:
    return event.on if event else date.min
