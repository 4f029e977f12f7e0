"""What a period meets on its way: demands of the controller and their answers, and word of an extension."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from facewrit.events import Chronology
from facewrit.law.model import Clock, Pause
from facewrit.law.periods import Run, Step, Stop, period_end
from facewrit.law.reasons import reason

#: The events that open and close a pause.
_PAUSES = {
    "identity": ("identity_demanded", "identity_given"),
    "clarification": ("clarification_demanded", "clarification_given"),
    "correction": ("correction_demanded", "correction_given"),
    "fee": ("fee_demanded", "fee_paid"),
}


def follow(run: Run, clock: Clock, events: Chronology) -> tuple[Run, bool, tuple[Step, ...]]:
    """Lead a period past demands, answers and the extension, in order of time.

    :returns: the period with its stops, whether it was extended in time, and a step for all that it met.
    """
    stops, steps = _stops(clock, events)
    happened: list[tuple[date, int, Stop | None]] = [(stop.demanded, 0, stop) for stop in stops]
    if (told := events.first("extension")) is not None:
        happened.append((told, 1, None))  # after the demands of the same day, which may have stopped the period
    extended = False
    for day, _, stop in sorted(happened, key=lambda item: item[:2]):
        if stop is None:
            extended, step = _extend(run, day)
        else:
            run, step = _stop(run, stop, extended)
        steps.append(step)
    if days := run.still(run.stops):
        moved = run.later(run.plain_end(), run.stops)
        steps.append(Step(on=moved, reason=reason("step.pauses_together", days=days, day=moved)))
    return run, extended, tuple(steps)


def _stops(clock: Clock, events: Chronology) -> tuple[list[Stop], list[Step]]:
    """The demands that this clock stops for, with their answers, and steps for demands and answers without effect."""
    stops, steps = [], []
    for event, (asking, giving) in _PAUSES.items():
        pauses = [pause for pause in clock.pauses if pause.event == event]
        demands = sorted({happened.on for happened in events if happened.kind == asking})
        answers = sorted({happened.on for happened in events if happened.kind == giving})
        for day in demands:
            pause = next((pause for pause in pauses if _holds_on(pause, day)), None)
            if pause is not None:
                answered = next((answer for answer in answers if answer >= day), None)
                stops.append(Stop(pause=pause, demanded=day, answered=answered))
            else:
                steps.append(Step(on=day, reason=reason("step.demand_does_not_pause", event=event, day=day)))
        for day in answers:
            if pauses and not any(demand <= day for demand in demands):
                steps.append(Step(on=day, reason=reason("step.answer_without_demand", event=event, day=day)))
    return stops, steps


def _holds_on(pause: Pause, day: date) -> bool:
    """Whether a demand of that day has this effect."""
    written = day.isoformat()
    return (pause.since is None or pause.since <= written) and (pause.until is None or written < pause.until)


def _stop(run: Run, stop: Stop, extended: bool) -> tuple[Run, Step]:
    """Let a demand stop the period, unless the period is over."""
    event, demanded, answered = stop.pause.event, stop.demanded, stop.answered
    due = run.due()[0]
    late = demanded > due and not run.waiting  # a period that stands still cannot end
    if late:
        end = run.extended() if extended else (due, ())
        if end is not None and demanded > end[0]:
            return run, Step(on=demanded, reason=reason("step.demand_too_late", event=event, day=demanded, due=end[0]))
    law, respite = stop.pause.provisions, stop.pause.respite
    by = period_end(respite, demanded, "excluded", run.calendar) if respite is not None else None
    if answered is None:
        code = "step.paused" if by is None else "step.paused_with_respite"
        waits = Step(on=demanded, reason=reason(code, event=event, day=demanded, by=by, provisions=law))
        return replace(run, waiting=(*run.waiting, stop)), waits
    start = answered if by is None else max(answered, by)
    if start <= run.start:
        before = reason("step.answered_before_start", event=event, day=demanded, answered=answered, start=run.start)
        return run, Step(on=answered, reason=before)
    if stop.pause.effect == "restart":
        anew = reason("step.restarted", event=event, day=demanded, answered=answered, start=start, provisions=law)
        return replace(run, start=start), Step(on=start, reason=anew)
    days = run.still((stop,))
    stood = reason("step.suspended", event=event, day=demanded, answered=answered, days=days, provisions=law)
    if late:
        run = replace(run, late_stops=(*run.late_stops, stop))
    else:
        run = replace(run, stops=(*run.stops, stop))
    return run, Step(on=answered, reason=stood)


def _extend(run: Run, told: date) -> tuple[bool, Step]:
    """Whether word of an extension came in time."""
    allowed = run.value.extension
    if allowed is None:
        return False, Step(on=told, reason=reason("step.extension_not_provided", told=told))
    due = run.due()[0]
    in_time = Step(on=told, reason=reason("step.extension_in_time", told=told, provisions=allowed.provisions))
    if run.waiting or told <= due:
        return True, in_time
    end = run.extended()
    if allowed.notice == "within_period" or (end is not None and told > end[0]):
        return False, Step(on=told, reason=reason("step.extension_too_late", told=told, due=due))
    if allowed.notice == "none":
        return True, in_time
    return True, Step(on=told, reason=reason("step.extension_told_late", told=told, due=due))
