"""A new version of an instrument in the site: checked for gaps, previewed, earlier ones kept."""

import datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.assessment.actions.instruments import edit_instrument
from groups.assessment.forms.instruments import InstrumentForm
from groups.instruments import CategoryDraft
from groups.models import Group, Instrument
from tests.assessing import assessed, monitoring, written
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory
from tests.grants.factories import InstrumentFactory, RoundFactory, ScoreSheetFactory
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
made = shared(lambda: assessed(GroupFactory(), (2, 3, 4)).group)
LONG = TODAY - datetime.timedelta(days=400)


@pytest.fixture
def instrument(made):
    return Instrument.objects.with_parts().get(assessments__group=made)


@pytest.fixture
def head():
    return UserFactory(role="head")


def typed(instrument, **changed):
    """The form as it comes, filled; a changed value of None leaves the field out."""
    form = InstrumentForm(instrument, instrument.version + 1)
    data = {bound.name: bound.initial for bound in form} | {"why": "Bobot ditinjau"} | changed
    return {name: value for name, value in data.items() if value is not None}


@pytest.fixture
def page(as_user, instrument, head):
    url = reverse("groups:edit_instrument", args=[instrument.pk])
    client = as_user(head)
    return lambda **changed: client.post(url, typed(instrument, **changed))


def test_a_version_follows_and_the_earlier_one_stays(page, instrument):
    answer = page(weight_1=40, weight_2=40)

    new = Instrument.objects.get(version=instrument.version + 1)
    assert answer.url == reverse("groups:instrument", args=[new.pk])
    assert list(new.criteria.values_list("weight", flat=True)) == [40, 40, 20]
    assert list(instrument.criteria.values_list("weight", flat=True)) == [50, 30, 20]
    assert new.purpose == instrument.purpose
    assert list(Instrument.objects.newest()) == [new]


FAULTS = {
    "weights": ({"weight_1": 51}, "come to 101"),
    "fewer levels": ({"levels_1": "Satu\nDua\nTiga"}, "same lowest and highest"),
    "one text": ({"levels_1": "Satu\nDua\nDUA\nTiga"}, "two levels have one text"),
    "per cents": (
        {"levels_1": "Tidak naik\nNaik 1-10%\nNaik 11-20%\nDi atas 20%"},
        "between 10% and 11%",
    ),
    "categories apart": ({"least_2": 202}, "gap or overlap"),
    "categories too short": ({"most_3": 399}, "do not cover"),
    "a criterion left out": ({"name_3": ""}, "come to 80"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_gap_is_named(instrument, fault):
    changed, words = FAULTS[fault]

    form = InstrumentForm(instrument, 2, typed(instrument, **changed))

    assert words in " ".join(form.non_field_errors())


def test_nothing_is_saved_with_a_gap(page):
    assert page(weight_1=51).status_code == 422
    assert not Instrument.objects.filter(version=2).exists()


def test_a_criterion_is_added_and_one_left_out(page):
    answer = page(
        name_3="",
        dimension_4="Sosial",
        name_4="Baru",
        weight_4=20,
        levels_4="Satu\nDua\nTiga\nEmpat",
    )

    assert answer.status_code == 302
    new = Instrument.objects.get(version=2)
    assert [each.name for each in new.criteria.all()] == ["Ukuran 1", "Ukuran 2", "Baru"]


def test_the_preview_says_what_last_years_answers_would_give(page, made):
    older = GroupFactory()
    written(older, (1, 1, 1), date=LONG)

    answer = page(weight_1=20, weight_2=50, weight_3=30, preview="1")

    [shifted] = answer.context["preview"]
    assert answer.status_code == 200
    assert (shifted.about, shifted.before, shifted.after) == (str(made), 270, 310)
    assert (shifted.was, shifted.would_be) == ("Berhasil", "Sangat berhasil")
    assert not Instrument.objects.filter(version=2).exists()


def test_the_preview_counts_a_new_criterion_with_its_lowest_level(page):
    new = {"dimension_4": "Sosial", "name_4": "Baru", "weight_4": 20}

    answer = page(name_3="", levels_4="Satu\nDua\nTiga\nEmpat", **new, preview="1")

    assert [each.after for each in answer.context["preview"]] == [50 * 2 + 30 * 3 + 20]


def test_the_preview_is_of_the_own_territory(as_user, instrument):
    client = as_user(UserFactory(role="head", at="35.79"))
    url = reverse("groups:edit_instrument", args=[instrument.pk])

    assert client.post(url, typed(instrument, preview="1")).context["preview"] == []


def test_scores_of_a_selection_are_previewed_too(as_user, head):
    sheet = ScoreSheetFactory()
    instrument = Instrument.objects.with_parts().get(pk=sheet.candidacy.round.instrument_id)
    url = reverse("groups:edit_instrument", args=[instrument.pk])

    answer = as_user(head).post(url, typed(instrument, preview="1"))

    assert [each.about for each in answer.context["preview"]] == [str(sheet.candidacy.group)]


def test_the_two_purposes_are_kept_apart(instrument, head):
    selection = InstrumentFactory()

    assert selection not in Instrument.objects.filter(purpose=Instrument.Purpose.MONITORING)
    assert list(Instrument.objects.of_points()) == [selection]
    draft = InstrumentForm(instrument, 2, typed(instrument, name="Lain"))
    assert draft.is_valid()
    draft.draft.purpose = Instrument.Purpose.SELECTION
    with pytest.raises(RuleBroken, match="keeps what it is used for"):
        edit_instrument(instrument=instrument, draft=draft.draft, why="?", by=head)


def test_a_round_takes_no_instrument_of_monitoring(made):
    with pytest.raises(IntegrityError, match="instrument in use"):
        RoundFactory(instrument=monitoring())


def test_only_the_newest_gets_another_version(page, instrument, head):
    page(name="Pantauan baru")
    form = InstrumentForm(instrument, 2, typed(instrument))
    assert form.is_valid()

    with pytest.raises(RuleBroken, match="later version"):
        edit_instrument(instrument=instrument, draft=form.draft, why="?", by=head)


def test_the_action_asks_for_no_gap_either(instrument, head):
    form = InstrumentForm(instrument, 2, typed(instrument))
    assert form.is_valid()
    form.draft.categories[-1] = CategoryDraft("Sangat berhasil", 301, 390)

    with pytest.raises(RuleBroken, match="do not cover"):
        edit_instrument(instrument=instrument, draft=form.draft, why="?", by=head)


def test_what_was_assessed_keeps_its_version(page, made):
    page(weight_1=20, weight_2=50, weight_3=30)

    row = Group.objects.get(pk=made.pk).assessments.get()
    assert (row.instrument.version, row.total) == (1, 270)
