"""Bank accounts of groups: entered by one user, checked by another, changed with a reason."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from foundation.rules import RuleBroken
from grants.payment.actions.bank_accounts import check_account, enter_account
from grants.payment.models import AccountCheck, BankAccount
from groups.models import Office
from groups.photos import Picture
from tests.conftest import TODAY
from tests.factories import GroupFactory, OfficeFactory, UserFactory
from tests.grants.factories import AccountCheckFactory, BankAccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LETTER = Picture(b"jpeg", 800, 600)


@pytest.fixture
def group():
    """A group with chair and treasurer."""
    group = GroupFactory(name="Mawar 3", members=3)
    chair, treasurer, _third = group.memberships.all()
    OfficeFactory(membership=chair)
    OfficeFactory(membership=treasurer, post=Office.Post.TREASURER)
    return group


def enter(group, **more):
    facts = {
        "bank": "Bank Jatim",
        "number": "0012345678",
        "holder": "KUBE MAWAR 3",
        "letter": LETTER,
        "today": TODAY,
        "by": UserFactory(role="facilitator"),
    }
    return enter_account(group=group, **facts | more)


def photo():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    return SimpleUploadedFile("surat.jpg", file.getvalue(), "image/jpeg")


def test_chair_and_treasurer_sign_for_it(group):
    account = enter(group)

    chair, treasurer, _third = group.memberships.all()
    assert (account.chair, account.treasurer) == (chair, treasurer)
    assert account.masked == "••••••5678"


@pytest.mark.parametrize("holder", ["KUBE Mawar 3", "MAWAR 3", "Kelompok Usaha Bersama MAWAR-3"])
def test_banks_write_its_name_in_their_ways(group, holder):
    assert enter(group, holder=holder)


@pytest.mark.parametrize("holder", ["Siti Aminah", "KUBE Mawar 33", "Mawar"])
def test_another_name_is_refused(group, holder):
    with pytest.raises(RuleBroken, match="in the name of KUBE Mawar 3"):
        enter(group, holder=holder)


def test_without_a_treasurer_there_is_no_account():
    with pytest.raises(RuleBroken, match="Choose both officers first"):
        enter(GroupFactory(name="Mawar 3", members=2))


def test_an_account_is_of_one_group(group):
    BankAccountFactory(bank="BANK JATIM", number="0012345678")

    with pytest.raises(RuleBroken, match="another group's"):
        enter(group)


def test_a_change_says_why(group):
    enter(group)

    with pytest.raises(RuleBroken, match="why the account changes"):
        enter(group, number="9999999999")


def test_the_same_account_is_no_change(group):
    enter(group)

    with pytest.raises(RuleBroken, match="stands here already"):
        enter(group, reason="Tidak ada")


def test_the_database_wants_a_reason_for_a_change():
    first = BankAccountFactory()

    with pytest.raises(IntegrityError, match="says why"), transaction.atomic():
        BankAccountFactory(group=first.group)


def test_signatories_of_another_group_are_refused():
    stranger = BankAccountFactory().chair

    with pytest.raises(IntegrityError, match="of one group"), transaction.atomic():
        BankAccountFactory(chair=stranger)


def test_another_person_checks_it(group):
    account = enter(group)

    assert check_account(account=account, right=True, by=UserFactory(role="verifier"))


def test_who_typed_it_never_checks_it(group):
    account = enter(group)

    with pytest.raises(RuleBroken, match="typed the account may not check"):
        check_account(account=account, right=True, by=account.by)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountCheckFactory(account=account, by=account.by)


def test_a_wrong_one_says_what_is_wrong(group):
    with pytest.raises(RuleBroken, match="what is wrong"):
        check_account(account=enter(group), right=False, by=UserFactory(role="verifier"))


def test_an_account_that_was_changed_is_not_checked(group):
    old = enter(group)
    enter(group, number="9999999999", reason="Bank tutup")

    with pytest.raises(RuleBroken, match="changed after this one"):
        check_account(account=old, right=True, by=UserFactory(role="verifier"))


def test_it_is_checked_once(group):
    account = enter(group)
    check_account(account=account, right=True, by=UserFactory(role="verifier"))

    with pytest.raises(RuleBroken):
        check_account(account=account, right=False, note="x", by=UserFactory(role="verifier"))


def test_the_page_takes_dashes_and_a_photo(as_user, group):
    facilitator = group.facilitations.get().facilitator
    fields = {
        "submission": str(uuid.uuid4()),
        "bank": "Bank Jatim",
        "number": "0123-01-004567-50-8",
        "holder": "KUBE Mawar 3",
        "letter": photo(),
    }

    response = as_user(facilitator).post(reverse("grants:enter_account", args=[group.pk]), fields)

    assert response.url == reverse("grants:bank_account", args=[group.pk])
    assert BankAccount.objects.get().number == "012301004567508"


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "12"},
        {"number": "12345A"},
        {"number": "٠١٢٣٤٥٦٧"},
        {"number": "9" * 31},
        {"bank": '=cmd("x")'},
        {"holder": "+KUBE Mawar 3"},
        {"letter": SimpleUploadedFile("x.jpg", b"no photo")},
        {"letter": ""},
    ],
)
def test_what_is_no_account_is_said_in_words(as_user, group, typed):
    facilitator = group.facilitations.get().facilitator
    fields = {
        "submission": str(uuid.uuid4()),
        "bank": "Bank Jatim",
        "number": "0012345678",
        "holder": "KUBE Mawar 3",
        "letter": photo(),
    }

    url = reverse("grants:enter_account", args=[group.pk])
    response = as_user(facilitator).post(url, fields | typed)

    assert response.status_code == 422
    assert not BankAccount.objects.exists()


def test_the_verifier_compares_the_whole_number(as_user):
    account = BankAccountFactory(number="0012345678")
    client = as_user(UserFactory(role="verifier"))
    url = reverse("grants:check_account", args=[account.pk])

    page = client.get(url)
    key = page.context["form"]["submission"].value()
    client.post(url, {"submission": key, "right": "yes", "note": ""})

    assert "0012345678" in page.text
    assert AccountCheck.objects.get().right


def test_others_see_four_figures(as_user):
    account = BankAccountFactory(number="0012345678")

    page = as_user(UserFactory(role="approver")).get(
        reverse("grants:bank_account", args=[account.group_id])
    )

    assert "5678" in page.text
    assert "0012345678" not in page.text


def test_the_approver_sees_each_change(as_user):
    first = BankAccountFactory()
    BankAccountFactory(group=first.group, reason="Buku lama hilang")

    page = as_user(UserFactory(role="approver")).get(
        reverse("grants:bank_account", args=[first.group_id])
    )

    assert "Buku lama hilang" in page.text
    assert first.masked in page.text


LONGER = [
    "KUBE MAWAR 3 DAWUHAN",
    "KUBE MAWAR 3 DS DAWUHAN KEC PONCOKUSUMO",
    "KUBE MAWAR 3 DESA DAWUHAN KEC PONCOKU",
    "MAWAR3 KAB MALANG",
]


@pytest.mark.parametrize("holder", LONGER)
def test_the_bank_may_add_the_place_by_the_verifiers_word(group, holder):
    group.village.parent.name, group.village.parent.parent.name = "Poncokusumo", "Kabupaten Malang"
    account = enter(group, holder=holder)

    with pytest.raises(RuleBroken, match="what its letter says"):
        check_account(account=account, right=True, by=UserFactory(role="verifier"))
    word = "Surat bank: rekening milik KUBE Mawar 3 Desa Dawuhan"
    check = check_account(account=account, right=True, note=word, by=UserFactory(role="verifier"))
    assert BankAccount.objects.right().get() == check.account


@pytest.mark.parametrize(
    "holder",
    ["KUBE MELATI DAWUHAN", "KUBE MAWAR 3 SUKODADI", "KUBE MAWAR 3 SITI", "KUBE MAWAR", "DAWUHAN"],
)
def test_another_name_or_place_is_refused(group, holder):
    with pytest.raises(RuleBroken, match="in the name of"):
        enter(group, holder=holder)


def test_a_correction_of_a_refused_account_does_not_wait(group):
    AccountCheckFactory(account=enter(group), right=False, note="Nomor salah")

    corrected = enter(group, number="0012345679", reason="Nomor salah ketik")

    assert not corrected.is_change
    assert not BankAccount.objects.in_force().get().is_change


def test_a_change_of_a_right_account_waits(group):
    AccountCheckFactory(account=enter(group))

    changed = enter(group, number="0012345679", reason="Pindah bank")

    assert changed.is_change
    assert BankAccount.objects.in_force().get().is_change


def test_the_check_shows_the_longer_name(as_user, group):
    account = enter(group, holder="KUBE MAWAR 3 DAWUHAN")
    client = as_user(UserFactory(role="verifier"))

    page = client.get(reverse("grants:check_account", args=[account.pk]))

    assert page.text.count("KUBE MAWAR 3 DAWUHAN") >= 2
