"""The amount, the users and the district that the factories of all stages share."""

import datetime

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from tests.factories import (
    acting,
    region,
)

GRANT = 30_000_000

DAY = datetime.timedelta(days=1)


user = acting


def district():
    return factory.LazyFunction(lambda: region("35.07"))


class ActFactory(DjangoModelFactory):
    """A row with its paper and its parts, in one transaction as an act writes them."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        with transaction.atomic(savepoint=False):
            return super()._generate(strategy, params)
