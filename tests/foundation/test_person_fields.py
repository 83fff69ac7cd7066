"""Names and phone numbers of persons: what is no name or number is refused in words."""

import pytest
from django.core.exceptions import ValidationError

from accounts.forms.users import InviteForm
from foundation.inputs import PersonNameField, PhoneField
from groups.forms.members import FamilyForm
from groups.forms.persons import PersonForm
from papers.forms.office import OfficialForm


@pytest.mark.parametrize(
    "name",
    ["Sri", "Dra. Endang Lestari, M.Si.", "Ma'ruf", "Ma’ruf", "Siti Nur-Aini", "Éva Ñ", "ꦱꦿꦶ"],
)
def test_names_are_taken(name):
    assert PersonNameField().clean(name) == name


@pytest.mark.parametrize(
    ("name", "odd"),
    [("12345", "1 2 3 4 5"), ("<i>Ü</i> 😀", "< > / 😀"), ("Sri 2", "2"), ("- .", "")],
)
def test_digits_and_markup_are_no_name(name, odd):
    with pytest.raises(ValidationError) as refused:
        PersonNameField().clean(name)

    assert odd in refused.value.messages[0]


@pytest.mark.parametrize("number", ["", "0812-3456-7890", "+62 812 3456 7890", "(0341) 391679"])
def test_numbers_are_taken(number):
    assert PhoneField(required=False).clean(number) == number


@pytest.mark.parametrize(
    "number", ["xyz", "0812345", "0812345678901234", "0812/34567890", "٠٨١٢٣٤٥٦٧٨"]
)
def test_other_numbers_are_refused(number):
    with pytest.raises(ValidationError, match="8 sampai 15 angka"):
        PhoneField(required=False).clean(number)


@pytest.mark.parametrize("form", [FamilyForm, PersonForm, InviteForm, OfficialForm])
def test_each_form_of_a_person_asks_so(form):
    fields = form.base_fields

    assert isinstance(fields["name"], PersonNameField)
    assert isinstance(fields.get("phone", PhoneField()), PhoneField)
