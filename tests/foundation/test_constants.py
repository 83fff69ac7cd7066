"""The tags that keep what they worked out: the same html as Django's own."""

import pytest
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError
from django.urls import NoReverseMatch, set_script_prefix
from django.utils import translation

from foundation.templatetags.constants import KeptText, address


def rendered(text: str, **context) -> str:
    return Template(text).render(Context(context))


def test_a_text_is_kept_for_each_language():
    page = Template('{% translate "Savings" %}')

    with translation.override("id"):
        assert page.render(Context()) == page.render(Context()) == "Simpanan"
    with translation.override("en"):
        assert page.render(Context()) == "Savings"


def test_a_text_is_kept_under_a_name():
    page = Template('{% translate "Savings" as word %}[{{ word }}]')

    with translation.override("id"):
        assert page.render(Context()) == page.render(Context()) == "[Simpanan]"


def test_a_text_of_a_variable_is_not_kept():
    page = Template("{% translate word %}")

    assert not isinstance(page.nodelist[0], KeptText)
    with translation.override("id"):
        assert page.render(Context({"word": "Savings"})) == "Simpanan"
        assert page.render(Context({"word": "<b>"})) == "&lt;b&gt;"


def test_a_filtered_text_is_not_kept():
    assert not isinstance(Template('{% translate "Savings"|upper %}').nodelist[0], KeptText)


def test_words_around_a_variable_are_escaped_at_each_rendering():
    page = Template("{% blocktranslate with name=who %}since {{ name }}{% endblocktranslate %}")

    with translation.override("en"):
        assert page.render(Context({"who": "A"})) == "since A"
        assert page.render(Context({"who": "<"})) == "since &lt;"


def test_singular_and_plural_are_both_kept():
    page = Template(
        "{% blocktranslate count n=rows %}{{ n }} book{% plural %}{{ n }} books"
        "{% endblocktranslate %}"
    )

    with translation.override("en"):
        assert page.render(Context({"rows": 1})) == "1 book"
        assert page.render(Context({"rows": 2})) == page.render(Context({"rows": 2})) == "2 books"


def test_an_address_follows_its_argument_and_the_script_prefix():
    page = Template('{% url "groups:members" group %}')

    assert page.render(Context({"group": 1})) == "/groups/1/members/"
    assert page.render(Context({"group": 2})) == "/groups/2/members/"
    try:
        set_script_prefix("/kube/")
        assert page.render(Context({"group": 2})) == "/kube/groups/2/members/"
    finally:
        set_script_prefix("/")


def test_an_address_with_named_arguments_is_djangos():
    assert rendered('{% url "groups:members" pk=3 %}') == "/groups/3/members/"


def test_an_unknown_page_is_an_error_or_nothing_under_a_name():
    with pytest.raises(NoReverseMatch):
        rendered('{% url "nowhere" %}')
    assert rendered('{% url "nowhere" as url %}[{{ url }}]') == "[]"


def test_addresses_are_kept():
    address.cache_clear()
    page = Template('{% url "home" %}')

    page.render(Context())
    page.render(Context())

    assert address.cache_info().hits == 1


def test_wrong_tags_are_refused_as_by_django():
    with pytest.raises(TemplateSyntaxError):
        Template("{% translate %}")
