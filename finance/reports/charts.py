"""Geometry of bar charts and sparklines for inline SVG (ux.md §8)."""

from dataclasses import dataclass

from foundation.formatting import dotted

BASE = 150  # y of the axis, in pixels from the top
HEIGHT = 100  # pixels from the axis to the highest grid line
LEFT = 6.5  # per cent of the width for the labels of the axis
FILLED = 0.7  # share of a bar in its slot
FEWEST = 8  # slots, so that a single bar is not too wide


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
    """A bar for each value, in order; phones skip every second label, counted from the last."""
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
    """Round up to 1, 2, 4, 6, 8, 10, 20, … units."""
    size = 1
    while True:
        for step in (1, 2, 4, 6, 8):
            if most <= step * size * unit:
                return step * size * unit
        size *= 10


SPARK_WIDTH, SPARK_HEIGHT = 96, 24  # pixels
SPARK_EDGE = 3  # room for the point of the last month


@dataclass(frozen=True)
class Spark:
    """A line through the values, and where it ends."""

    points: str
    x: str
    y: str


def sparkline(values: list[int]) -> Spark:
    """From 0 to the highest value."""
    top = max([*values, 1])
    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / max(len(values) - 1, 1)
    places = [
        (
            f"{SPARK_EDGE + number * step:.1f}",
            f"{SPARK_HEIGHT - SPARK_EDGE - value * (SPARK_HEIGHT - 2 * SPARK_EDGE) / top:.1f}",
        )
        for number, value in enumerate(values)
    ]
    x, y = places[-1] if places else ("0", "0")
    return Spark(" ".join(f"{x},{y}" for x, y in places), x, y)
