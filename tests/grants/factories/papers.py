"""Papers of the office and its letterhead."""

import json

import factory
from factory.django import DjangoModelFactory

from papers.models import Letterhead, Paper
from tests.conftest import TODAY
from tests.grants.factories.shared import district, user
from tests.once import OnceFactory


class LetterheadFactory(OnceFactory):
    class Meta:
        model = Letterhead
        django_get_or_create = ["office"]

    office = district()
    name = "Dinas Sosial Kabupaten Malang"
    place = "Kepanjen"


class PaperFactory(DjangoModelFactory):
    class Meta:
        model = Paper

    kind = Paper.Kind.DECREE
    office = factory.LazyFunction(lambda: LetterheadFactory().office)
    date = TODAY
    text = json.dumps({})
    by = user("head")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        paper = super()._create(model_class, *args, **kwargs)
        paper.refresh_from_db()  # a trigger sets number and digest
        return paper


def paper(kind):
    return factory.LazyAttribute(
        lambda row: PaperFactory(kind=kind, date=getattr(row, "date", TODAY), by=row.by)
    )
