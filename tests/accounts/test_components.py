"""The components that pages share: the error summary, fields, the pager."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.template import Context, Template

from foundation.templatetags import pages


class NameForm(forms.Form):
    name = forms.CharField(label="Nama")
    amount = forms.IntegerField(label="Jumlah", min_value=100)


def written(text: str, **context) -> str:
    return Template(text).render(Context(context))


def test_the_summary_names_each_field_once_and_leads_to_it():
    form = NameForm({"name": "", "amount": "5"})

    wrong = pages.mistakes(form)

    assert [mistake.field for mistake in wrong] == ["id_name", "id_amount"]
    assert wrong[0].text == "Tulis: Nama."
    assert wrong[1].text == "Jumlah: Paling sedikit 100."


def test_the_words_beside_a_field_are_those_of_the_summary():
    form = NameForm({"name": "Siti", "amount": "5"})

    html = written(
        "{% load crispy_forms_tags %}"
        '{% include "components/error_summary.html" %}{{ form|crispy }}',
        form=form,
    )

    assert html.count(pages.mistakes(form)[0].text.removeprefix("Jumlah: ")) == 2
    assert 'href="#id_amount"' in html
    assert 'id="id_amount_error"' in html
    assert 'aria-describedby="id_amount_error"' in html


def test_the_summary_of_rows_leads_to_the_row():
    rows = formset_factory(NameForm)(
        {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-name": "A", "form-0-amount": "100"}
    )

    assert [mistake.field for mistake in pages.mistakes(rows)] == [
        "id_form-1-name",
        "id_form-1-amount",
    ]


def test_a_form_of_forms_lists_them_in_parts():
    whole = SimpleNamespace(is_bound=True, parts=[NameForm({}), NameForm({}, prefix="second")])

    assert len(pages.mistakes(whole)) == 4


@pytest.mark.parametrize(("data", "text"), [({}, "Salah: "), (None, "")])
def test_the_title_says_that_something_is_wrong(data, text):
    assert written("{% title_prefix %}", sheet=NameForm(data)) == text


def test_the_pager_keeps_the_filter(rf):
    page = Paginator(range(120), 50).page(2)

    html = written(
        '{% include "components/pager.html" %}', page=page, request=rf.get("/?name=mawar&page=2")
    )

    assert "?name=mawar&amp;page=1" in html
    assert "?name=mawar&amp;page=3" in html
