"""The amount, the users and the district that the factories of all stages share."""

import datetime

import factory

from tests.factories import (
    acting,
    region,
)

GRANT = 30_000_000

DAY = datetime.timedelta(days=1)


user = acting


def district():
    return factory.LazyFunction(lambda: region("35.07"))
