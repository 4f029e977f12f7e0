"""The drawn blocks of a sheet: a boxed card, a timeline with dots, a list of boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence

from facewrit.formats.pdf.drawing import ACCENT, GREY, MILLIMETRE, TINT, WHITE, Box, Dot, Item, Rule, lowered
from facewrit.formats.pdf.flow import Strip, joined
from facewrit.formats.pdf.setting import SetLine, Style, set_lines
from facewrit.formats.pdf.tagging import Mark
from facewrit.formats.pdf.typography import Measure
from facewrit.letters.document import Card, Checklist, Run, Timeline

_PADDING = 3 * MILLIMETRE
_LABELS = 0.26
_WHEN = 0.25
_GUTTER = 9 * MILLIMETRE
_TICK = 3.3 * MILLIMETRE
# Panels up to this height are not parted; longer ones only between rows.
_WHOLE_UP_TO = 95 * MILLIMETRE


def shaded(strips: list[Strip], measure: Measure) -> list[Strip]:
    """Lay a shade behind strips, with a bar before them: what has to be read if nothing else is."""
    left, width = measure.left - _PADDING, measure.width + 2 * _PADDING
    made = []
    for number, strip in enumerate(strips):
        above = _PADDING * 0.8 if number == 0 else 0.0
        below = _PADDING * 0.8 if number == len(strips) - 1 else 0.0
        gap = strip.gap if number else 0.0
        height = gap + above + strip.height + below
        back = (
            Box(x=left, y=-gap, width=width, height=height + 0.2, fill=TINT),
            Box(x=left, y=-gap, width=2.2, height=height + 0.2, fill=ACCENT),
        )
        items = (*back, *(lowered(item, above) for item in strip.items))
        made.append(strip._replace(items=items, height=strip.height + above + below))
    return joined(made)


def card(block: Card, measure: Measure) -> list[Strip]:
    """Set a card: a shaded title, then rows of label and value, all in a box."""
    left, width, typography = measure.left, measure.width, measure.typography
    style = typography.text._replace(even=False)
    inner = width - 2 * _PADDING
    label_width = inner * _LABELS
    value_left = left + _PADDING + label_width
    value_width = inner - label_width
    title = style._replace(strong=True, colour=typography.accent)
    rows: list[Strip] = []
    heading = _card_title(block.title, title, measure) if block.title else []
    table = Mark("Table")
    marks = (Mark("TH"), Mark("TD"))
    for number, (label, runs) in enumerate(block.rows):
        if label or not number:
            row = Mark("TR", table)
            marks = (Mark("TH", row), Mark("TD", row))
        label_style = style._replace(colour=GREY)
        labels = _set(label, label_style, label_width - 2 * MILLIMETRE, measure) if label else []
        values = set_lines(runs, style, value_width, measure.shaper, measure.direction)
        ends_row = number + 1 == len(block.rows) or bool(block.rows[number + 1][0])
        rows += _card_row(
            labels, values, (label_style, style), (left, value_left), width, marks, opens=bool(label), ends=ends_row
        )
    return _kept(heading, rows)


def _card_title(text: str, style: Style, measure: Measure) -> list[Strip]:
    left, width = measure.left, measure.width
    lines = _set(text, style, width - 2 * _PADDING, measure)
    pad = 2.2
    height = len(lines) * style.leading + 2 * pad
    mark = measure.outline.heading(1)
    items: list[Item] = [Box(x=left, y=0, width=width, height=height, fill=TINT)]
    items += [Rule(x=left, y=0, width=width), *_sides(left, width, height), Rule(x=left, y=height, width=width)]
    items += [
        line.drawn(style, left + _PADDING, pad + number * style.leading, width - 2 * _PADDING, mark)
        for number, line in enumerate(lines)
    ]
    return [Strip(height=height, items=tuple(items))]


def _card_row(
    labels: Sequence[SetLine],
    values: Sequence[SetLine],
    styles: tuple[Style, Style],
    lefts: tuple[float, float],
    width: float,
    marks: tuple[Mark, Mark],
    *,
    opens: bool,
    ends: bool,
) -> list[Strip]:
    """One strip a line, so that a row longer than a page can still be parted."""
    left, value_left = lefts
    label_room = value_left - left - _PADDING
    leading = styles[1].leading
    count = max(len(labels), len(values), 1)
    strips = []
    for number in range(count):
        above = (2.4 if opens else 0.6) if number == 0 else 0.0
        below = 2.4 if ends and number == count - 1 else 0.0
        height = leading + above + below
        items: list[Item] = _sides(left, width, height)
        if number < len(labels):
            items.append(labels[number].drawn(styles[0], left + _PADDING, above, label_room, marks[0]))
        if number < len(values):
            items.append(values[number].drawn(styles[1], value_left, above, left + width - value_left, marks[1]))
        if below:
            items.append(Rule(x=left, y=height, width=width))
        strips.append(
            Strip(
                height=height,
                items=tuple(items),
                joined=number > 0 or not opens,
                head=(Rule(x=left, y=0, width=width),),
            )
        )
    return strips


def _set(text: str, style: Style, room: float, measure: Measure) -> list[SetLine]:
    return set_lines((Run(text=text),), style, room, measure.shaper, measure.direction)


def _sides(left: float, width: float, height: float) -> list[Item]:
    return [Rule(x=left, y=0, height=height), Rule(x=left + width, y=0, height=height)]


def timeline(block: Timeline, measure: Measure) -> list[Strip]:
    """Set a timeline: dates left, a line with a dot for each point (hollow if estimated), texts right."""
    left, width, typography = measure.left, measure.width, measure.typography
    style = typography.text._replace(even=False)
    strong = style._replace(strong=True)
    faint = style._replace(colour=GREY)
    when_width = width * _WHEN
    line_x = left + when_width + _GUTTER / 2
    text_left = left + when_width + _GUTTER
    text_width = width - when_width - _GUTTER
    rows: list[Strip] = []
    title = _panel_title(block.title, measure)
    whole = Mark("L")
    for number, point in enumerate(block.points):
        mark = Mark("LBody", Mark("LI", whole))
        dated = faint if point.estimated else strong
        dates = _set(point.when, dated, when_width, measure)
        texts = [(line, strong) for line in _set(point.label, strong, text_width, measure)]
        if point.text:
            texts += [(line, style) for line in _set(point.text, style, text_width, measure)]
        count = max(len(dates), len(texts))
        last = number + 1 == len(block.points)
        for row in range(count):
            ends = row == count - 1
            height = style.leading + (0 if not ends or last else typography.between + 3)
            top = style.leading / 2 if number == 0 and row == 0 else 0.0
            bottom = style.leading / 2 if last and row == 0 else height if not last else 0.0
            items: list[Item] = []
            if bottom > top:
                items.append(Rule(x=line_x, y=top, height=bottom - top, thickness=1.1, colour=ACCENT))
            if row == 0:
                items.append(Dot(x=line_x, y=style.leading / 2, radius=3.1, hollow=point.estimated))
            if row < len(dates):
                items.append(dates[row].drawn(dated._replace(align="right"), left, 0, when_width, mark))
            if row < len(texts):
                line, worded = texts[row]
                items.append(line.drawn(worded, text_left, 0, text_width, mark))
            rows.append(Strip(height=height, items=tuple(items), joined=row > 0))
    return _kept(title, rows)


def checklist(block: Checklist, measure: Measure) -> list[Strip]:
    """Set a list of boxes to tick by hand."""
    left, width, typography = measure.left, measure.width, measure.typography
    style = typography.text._replace(even=False)
    indent = _TICK + 3 * MILLIMETRE
    rows: list[Strip] = []
    title = _panel_title(block.title, measure)
    whole = Mark("L")
    for number, runs in enumerate(block.items):
        mark = Mark("LBody", Mark("LI", whole))
        lines = set_lines(runs, style, width - indent, measure.shaper, measure.direction)
        for row, line in enumerate(lines):
            items: list[Item] = [line.drawn(style, left + indent, 0, width - indent, mark)]
            if row == 0:
                top = (style.leading - _TICK) / 2
                items.append(
                    Box(x=left, y=top, width=_TICK, height=_TICK, line=GREY, fill=WHITE, thickness=0.8, radius=0.8)
                )
            gap = typography.between * 0.8 if row == 0 and number else 0.0
            rows.append(Strip(height=style.leading, items=tuple(items), gap=gap, joined=row > 0))
    return _kept(title, rows)


def _panel_title(text: str, measure: Measure) -> list[Strip]:
    if not text:
        return []
    left, width, typography = measure.left, measure.width, measure.typography
    style = typography.headings[0]._replace(align="left")
    lines = _set(text, style, width, measure)
    after = typography.between + 1
    mark = measure.outline.heading(1)
    strips = [Strip(height=style.leading, items=(line.drawn(style, left, 0, width, mark),)) for line in lines]
    strips[-1] = strips[-1]._replace(height=style.leading + after)
    return strips


def _kept(title: list[Strip], rows: list[Strip]) -> list[Strip]:
    """Join a title to its first row, and a small panel to one block."""
    if sum(strip.height + strip.gap for strip in (*title, *rows)) <= _WHOLE_UP_TO:
        return joined([*title, *rows])
    if not title or not rows:
        return [*title, *rows]
    return [*joined([*title, rows[0]]), *rows[1:]]
