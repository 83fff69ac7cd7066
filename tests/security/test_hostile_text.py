"""Bar, row 42: one spelling of each text, and names that do not look like others."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from foundation.inputs import NameField
from foundation.plain_text import MOST_MARKS, plain, validate_one_script
from groups.models import Group
from tests.factories import GroupFactory
from tests.foundation.test_forms import form_classes
from tests.groups.test_edit_group import send

NAMED = ("accounts.forms.users", "groups.forms", "papers.forms.office")
SPELLED = {
    "Budi\u202egnay": "Budignay",
    "Mel\u200bati\ufeff": "Melati",
    "cafe\u0301": "café",
    "cafe\u200b\u0301": "café",
    "a\x07b\x1bc": "abc",
    "sa\u00adpi": "sapi",
    "satu\u2028dua": "satu\ndua",
    "\u3164Siti": "Siti",
    "baris\r\nbaru\tsatu": "baris\r\nbaru\tsatu",
    "👩\u200d🌾 sapi": "👩\u200d🌾 sapi",
    "ꦱꦥꦶ": "ꦱꦥꦶ",
    "क्\u200dष": "क्\u200dष",
    "a\u200db": "ab",
    "nul\0": "nul\0",
}


@pytest.mark.parametrize("typed", SPELLED)
def test_a_text_has_one_spelling(typed):
    assert plain(typed) == SPELLED[typed]
    assert plain(plain(typed)) == plain(typed)


def test_a_letter_bears_few_marks():
    zalgo = plain("Z" + "\u0334\u200b" * 90 + "iko")

    assert sum(unicodedata.combining(sign) > 0 for sign in zalgo) == MOST_MARKS
    assert zalgo.endswith("iko")


@pytest.mark.parametrize("name", ["bаmbang", "Ｂudi", "Suрadi", "𝐁udi"])
def test_a_name_of_letters_that_look_alike_is_refused(name):
    with pytest.raises(ValidationError):
        validate_one_script(name)


@pytest.mark.parametrize(
    "name", ["Nur'aini binti Sa’ad", "Ñandú 2", "ꦱꦶꦠꦶ", "Dra. Endang, M.Si.", ""]
)
def test_a_name_of_one_alphabet_is_kept(name):
    validate_one_script(name)


def test_every_name_is_asked_in_one_alphabet():
    names = {
        f"{form.__qualname__}.{name}": form.base_fields[name]
        for form in form_classes()
        if form.__module__.startswith(NAMED)
        for name in ("name", "username")
        if name in getattr(form, "base_fields", {})
    }

    assert len(names) > 6
    assert [name for name, field in names.items() if not isinstance(field, NameField)] == []


def test_what_is_stored_is_spelled_so(as_user):
    group = GroupFactory(rhythm="35")

    send(as_user, group, name="Mel\u202eati e\u0301", hamlet="Krajan\u200b")
    refused = send(as_user, group, name="M\u0435lati")

    stored = Group.objects.get(pk=group.pk)
    assert (stored.name, stored.hamlet) == ("Melati é", "Krajan")
    assert "satu abjad" in refused.text


def test_a_password_is_left_as_it_is(rf, client, db):
    answer = client.post(reverse("account_login"), {"login": "a\u200b", "password": "e\u0301"})

    assert answer.wsgi_request.POST.dict() == {"login": "a", "password": "e\u0301"}
