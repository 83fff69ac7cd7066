"""Where the bars of a chart stand: numbers for inline SVG, by no library (ux.md §8)."""

from dataclasses import dataclass

from foundation.formatting import dotted

BASE = 150  # where the axis lies, in pixels from the top
HEIGHT = 100  # of the highest grid line above it
LEFT = 6.5  # per cent left to the figures of the axis
FILLED = 0.7  # of a bar's place
FEWEST = 8  # places: one bar alone is no wall


@dataclass(frozen=True)
class Bar:
    label: str
    figure: str
    x: str
    middle: str
    y: int
    height: int
    width: str
    skipped_on_phones: bool
    is_last: bool

    @property
    def figure_y(self) -> int:
        return self.y - 7


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    grid: list[tuple[int, str]]


def bar_chart(values: list[tuple[str, int]], *, unit: int = 1) -> Chart:
    """Bars from zero up, in the given order; every second label from the last may hide."""
    top = round_up(max((value for _label, value in values), default=0), unit)
    place = (100 - LEFT) / max(len(values), FEWEST)
    bars = []
    for number, (label, value) in enumerate(values):
        x = LEFT + number * place + place * (1 - FILLED) / 2
        height = round(value * HEIGHT / top)
        bars.append(
            Bar(
                label=label,
                figure=dotted(round(value / unit)),
                x=f"{x:.2f}%",
                middle=f"{x + place * FILLED / 2:.2f}%",
                y=BASE - height,
                height=height,
                width=f"{place * FILLED:.2f}%",
                skipped_on_phones=(len(values) - number) % 2 == 0,
                is_last=number == len(values) - 1,
            )
        )
    marks = [0, top // 2, top] if top // unit > 1 else [0, top]
    grid = [(BASE - round(mark * HEIGHT / top), dotted(mark // unit)) for mark in marks]
    return Chart(bars, grid)


def round_up(most: int, unit: int) -> int:
    """The next figure that reads easily: 1, 2, 4, 6, 8, 10, 20, … units."""
    size = 1
    while True:
        for step in (1, 2, 4, 6, 8):
            if most <= step * size * unit:
                return step * size * unit
        size *= 10
