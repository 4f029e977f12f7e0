"""The drawn blocks of a sheet: a boxed card, a timeline with dots, a list of boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facewrit.formats.pdf.drawing import ACCENT, GREY, MILLIMETRE, TINT, WHITE, Box, Dot, Item, Rule
from facewrit.formats.pdf.flow import Strip, joined
from facewrit.formats.pdf.setting import SetLine, Style, set_lines
from facewrit.formats.pdf.typography import Typography
from facewrit.letters.document import Card, Checklist, Run, Timeline

_PADDING = 3 * MILLIMETRE
_LABELS = 0.26
_WHEN = 0.25
_GUTTER = 9 * MILLIMETRE
_TICK = 3.3 * MILLIMETRE
# Panels up to this height are not parted; longer ones only between rows.
_WHOLE_UP_TO = 95 * MILLIMETRE


def card(block: Card, left: float, width: float, typography: Typography, language: str) -> list[Strip]:
    """Set a card: a shaded title, then rows of label and value, all in a box."""
    style = replace(typography.text, even=False)
    inner = width - 2 * _PADDING
    label_width = inner * _LABELS
    value_left = left + _PADDING + label_width
    value_width = inner - label_width
    title = replace(style, strong=True, colour=typography.accent)
    rows: list[Strip] = []
    for number, (label, runs) in enumerate(block.rows):
        label_style = replace(style, colour=GREY)
        labels = set_lines((Run(text=label),), label_style, label_width - 2 * MILLIMETRE, language) if label else []
        values = set_lines(runs, style, value_width, language)
        ends_row = number + 1 == len(block.rows) or bool(block.rows[number + 1][0])
        rows += _card_row(
            labels, values, (label_style, style), (left, value_left), width, opens=bool(label), ends=ends_row
        )
    return _kept(_card_title(block.title, title, left, width, language) if block.title else [], rows)


def _card_title(text: str, style: Style, left: float, width: float, language: str) -> list[Strip]:
    lines = set_lines((Run(text=text),), style, width - 2 * _PADDING, language)
    pad = 2.2
    height = len(lines) * style.leading + 2 * pad
    items: list[Item] = [Box(x=left, y=0, width=width, height=height, fill=TINT)]
    items += [Rule(x=left, y=0, width=width), *_sides(left, width, height), Rule(x=left, y=height, width=width)]
    items += [
        line.drawn(style, left + _PADDING, pad + number * style.leading, width) for number, line in enumerate(lines)
    ]
    return [Strip(height=height, items=tuple(items))]


def _card_row(
    labels: Sequence[SetLine],
    values: Sequence[SetLine],
    styles: tuple[Style, Style],
    lefts: tuple[float, float],
    width: float,
    *,
    opens: bool,
    ends: bool,
) -> list[Strip]:
    """One strip a line, so that a row longer than a page can still be parted."""
    left, value_left = lefts
    leading = styles[1].leading
    count = max(len(labels), len(values), 1)
    strips = []
    for number in range(count):
        above = (2.4 if opens else 0.6) if number == 0 else 0.0
        below = 2.4 if ends and number == count - 1 else 0.0
        height = leading + above + below
        items: list[Item] = _sides(left, width, height)
        if number < len(labels):
            items.append(labels[number].drawn(styles[0], left + _PADDING, above, width))
        if number < len(values):
            items.append(values[number].drawn(styles[1], value_left, above, width))
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


def _sides(left: float, width: float, height: float) -> list[Item]:
    return [Rule(x=left, y=0, height=height), Rule(x=left + width, y=0, height=height)]


def timeline(block: Timeline, left: float, width: float, typography: Typography, language: str) -> list[Strip]:
    """Set a timeline: dates left, a line with a dot for each point (hollow if estimated), texts right."""
    style = replace(typography.text, even=False)
    strong = replace(style, strong=True)
    faint = replace(style, colour=GREY)
    when_width = width * _WHEN
    line_x = left + when_width + _GUTTER / 2
    text_left = left + when_width + _GUTTER
    text_width = width - when_width - _GUTTER
    rows: list[Strip] = []
    for number, point in enumerate(block.points):
        dated = faint if point.estimated else strong
        dates = set_lines((Run(text=point.when),), dated, when_width, language)
        texts = [(line, strong) for line in set_lines((Run(text=point.label),), strong, text_width, language)]
        if point.text:
            texts += [(line, style) for line in set_lines((Run(text=point.text),), style, text_width, language)]
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
                items.append(dates[row].drawn(replace(dated, align="right"), left, 0, when_width))
            if row < len(texts):
                line, worded = texts[row]
                items.append(line.drawn(worded, text_left, 0, text_width))
            rows.append(Strip(height=height, items=tuple(items), joined=row > 0))
    return _kept(_panel_title(block.title, left, width, typography, language), rows)


def checklist(block: Checklist, left: float, width: float, typography: Typography, language: str) -> list[Strip]:
    """Set a list of boxes to tick by hand."""
    style = replace(typography.text, even=False)
    indent = _TICK + 3 * MILLIMETRE
    rows: list[Strip] = []
    for number, runs in enumerate(block.items):
        lines = set_lines(runs, style, width - indent, language)
        for row, line in enumerate(lines):
            items: list[Item] = [line.drawn(style, left + indent, 0, width - indent)]
            if row == 0:
                top = (style.leading - _TICK) / 2
                items.append(
                    Box(x=left, y=top, width=_TICK, height=_TICK, line=GREY, fill=WHITE, thickness=0.8, radius=0.8)
                )
            gap = typography.between * 0.8 if row == 0 and number else 0.0
            rows.append(Strip(height=style.leading, items=tuple(items), gap=gap, joined=row > 0))
    return _kept(_panel_title(block.title, left, width, typography, language), rows)


def _panel_title(text: str, left: float, width: float, typography: Typography, language: str) -> list[Strip]:
    if not text:
        return []
    style = replace(typography.headings[0], align="left")
    lines = set_lines((Run(text=text),), style, width, language)
    after = typography.between + 1
    strips = [Strip(height=style.leading, items=(line.drawn(style, left, 0, width),)) for line in lines]
    strips[-1] = replace(strips[-1], height=style.leading + after)
    return strips


def _kept(title: list[Strip], rows: list[Strip]) -> list[Strip]:
    """Join a title to its first row, and a small panel to one block."""
    if sum(strip.height + strip.gap for strip in (*title, *rows)) <= _WHOLE_UP_TO:
        return joined([*title, *rows])
    if not title or not rows:
        return [*title, *rows]
    return [*joined([*title, rows[0]]), *rows[1:]]
