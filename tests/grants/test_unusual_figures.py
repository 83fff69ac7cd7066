"""Forms of quotas, rounds and programmes ask about, or refuse, each figure beyond reason."""

import datetime
import uuid

import pytest
from django import forms
from django.urls import reverse

from finance.forms.fields import RupiahField
from foundation.rules import RuleBroken
from grants.selection.actions.rounds import close_round, open_round
from grants.selection.forms.programmes import ProgrammeForm
from grants.selection.forms.rounds import QuotaCorrectionForm, QuotaForm, RoundForm
from grants.selection.models import Round
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory, region
from tests.grants.factories import InstrumentFactory, QuotaFactory
from tests.grants.test_open_round import facts, typed

pytestmark = pytest.mark.django_db
FIGURES = (forms.IntegerField, RupiahField, forms.DateField)
LONG_AGO, FAR_OFF = datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)
FINE = {"places at least", "waiting_months at least", "closed_months at least", "deciles at most"}


def quota_form(more):
    programme, district = ProgrammeFactory(amount=30_000_000), region("35.07")
    usual = {"programme": programme.pk, "district": district.pk, "year": TODAY.year}
    usual |= {"places": 10, "amount": "30.000.000", "submission": uuid.uuid4()}
    return QuotaForm(usual | more, districts=type(district).objects.filter(pk=district.pk))


def correction_form(more):
    figures = {"places": 9, "amount": "30.000.000", "reason": "Salah", "submission": uuid.uuid4()}
    return QuotaCorrectionForm(figures | more, quota=QuotaFactory(programme__amount=30_000_000))


def round_form(more):
    quota = QuotaFactory(places=10)
    return RoundForm(typed(quota) | more, quota=quota, left=10)


def programme_form(more):
    usual = {"name": "BLPS", "since": "2026-01-01", "least_members": "5", "most_members": "15"}
    usual |= {"youngest": "18", "oldest": "60", "poverty_list": "DTSEN", "amount": "30.000.000"}
    return ProgrammeForm(usual | {"waiting_months": "0", "closed_months": "12"} | more)


FORMS = [quota_form, correction_form, round_form, programme_form]


def extremes(field):
    """The least and the most that can be typed."""
    if isinstance(field, forms.DateField):
        return LONG_AGO, FAR_OFF
    if isinstance(field, RupiahField):
        return 1, 999_999_999_999
    return field.min_value or 0, field.max_value


@pytest.mark.parametrize("make", FORMS)
def test_usual_figures_are_taken_without_a_question(make):
    form = make({})

    assert form.is_valid(), form.errors


@pytest.mark.parametrize("make", FORMS)
def test_no_extreme_figure_is_taken_without_a_question(make):
    fields = make({}).fields
    taken = {
        f"{name} {end}"
        for name, field in fields.items()
        if isinstance(field, FIGURES)
        for end, value in zip(("at least", "at most"), extremes(field), strict=True)
        if make({name: str(value)}).is_valid()
    }

    in_action = {"places at most"} if make == round_form else set()  # the quota refuses it
    assert taken <= FINE | in_action


def test_all_that_is_unusual_is_one_question_and_its_tick_answers_it(as_user):
    quota = QuotaFactory(places=10)
    client, url = as_user(UserFactory(role="head")), reverse("grants:open_round", args=[quota.pk])
    odd = typed(quota, report_days="1", two_offers_over="0")

    asked = client.post(url, odd | {"check": "1"})
    sure = {"sure": "on", "sure_asked": asked.context["form"].data["sure_asked"]}

    assert asked.status_code == 422
    assert "Rp0, biasanya" in asked.text
    assert "1, biasanya 14" in asked.text
    assert "Rp300.000.000" in client.post(url, odd | sure | {"check": "1"}).text
    assert client.post(url, odd | sure | {"open": "1"}).status_code == 302


REFUSED = {
    "no day to report": ({"name": "Kedua", "report_days": 0}, "report_days"),
    "no day to mend": ({"name": "Kedua", "mend_days": 0}, "mend_days"),
    "the name of another": ({"name": "blps 2026 "}, "name"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_meant_is_refused(case):
    changed, field = REFUSED[case]
    quota = QuotaFactory(places=10)
    open_round(**facts(quota, places=5))

    with pytest.raises(RuleBroken) as refused:
        open_round(**facts(quota, places=5, instrument=InstrumentFactory(), **changed))

    assert refused.value.field == field


def test_the_name_of_a_closed_round_is_free_again():
    quota = QuotaFactory(places=10)
    first = open_round(**facts(quota))
    close_round(selection_round=first, reason="Salah", today=TODAY, by=quota.by)

    open_round(**facts(quota))

    assert Round.objects.filter(name=first.name).count() == 2


@pytest.mark.parametrize("said", ["a,b,c", "1,14", "0,1,2", "28,14,1", "1,2,9999", "1.5,2,3"])
def test_the_days_of_letters_are_asked_for_in_words(said):
    errors = round_form({"reminder_days": said}).errors["reminder_days"]

    assert len(errors) == 1
    assert "tiga angka" in errors[0]
