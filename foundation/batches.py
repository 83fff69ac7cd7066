"""Acts on many rows at once: the act of one row for each of them, each by itself.

An act of many is an action too and calls the one of a single row, so that its rules are the same:

    sign = partial(sign_agreement, date=date, today=today, by=by)
    return act_on_each(awards, lambda award: sign(award=award))

A row that a rule refuses is left as it was, and its reason is said; the others are done.
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from foundation.rules import RuleBroken
from foundation.texts import Text

AT_ONCE = 100  # rows of a page of many

Row = TypeVar("Row")
Made = TypeVar("Made")


class Batch(NamedTuple, Generic[Row, Made]):
    made: list[Made]
    left: list[tuple[Row, str]]  # rows that a rule refused, with its words


def act_on_each(rows: Iterable[Row], act: Callable[[Row], Made]) -> Batch[Row, Made]:
    """Call `act` for each row; of a row that a rule refuses nothing is written."""
    batch: Batch[Row, Made] = Batch([], [])
    for row in rows:
        try:
            with transaction.atomic():
                batch.made.append(act(row))
        except RuleBroken as rule:
            batch.left.append((row, str(rule)))
    return batch


def say_result(
    request: HttpRequest,
    batch: Batch[Any, Any],
    words: Callable[[int], Text],
    label: Callable[[Any], object] = str,
) -> str:
    """Show a message for each row that was left; returns `words` of how many were done."""
    for row, why in batch.left:
        messages.warning(request, f"{label(row)}: {why}")
    return str(words(len(batch.made))) if batch.made else ""
