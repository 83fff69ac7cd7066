"""A file of people: read, looked at, decided, taken back."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from foundation.rules import RuleBroken, constraint_of
from groups.models import Register, RegisterPerson
from groups.registers.actions.loading import (
    choose_rows,
    decide_register,
    load_register,
    withdraw_register,
)
from groups.registers.reading.people import Fault, Flaw
from groups.registers.reports.differences import changes_of
from groups.registers.reports.findings import Findings
from groups.registers.views import loading
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, PersonFactory, UserFactory, region
from tests.finance.promises.sql import run
from tests.groups.registers.files import (
    BORN,
    VILLAGE,
    flaw,
    loaded,
    nik,
    reading,
    row,
    taken_over,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PAGES = ["decide_register", "register"]


@pytest.fixture
def operator():
    return UserFactory(role="operator")


def names(rows) -> list[str]:
    return list(rows.order_by("row").values_list("name", flat=True))


def test_numbers_are_sealed_for_their_row_and_found(operator):
    register = loaded(row(1), row(2, "SULIKAH", nik="", kk=""), by=operator)

    one, other = register.people.all()
    assert (one.nik, one.kk[-2:], other.nik_sealed) == (nik(1), "02", "")
    assert nik(1) not in one.nik_sealed
    assert list(RegisterPerson.objects.with_nik(nik(1))) == [one]


def test_people_without_a_nik_stay_several(operator):
    register = taken_over(row(1, nik=""), row(2, nik="0"), row(3, nik="350"), by=operator)

    assert register.people.count() == 3


def test_a_file_waits_for_its_decision(operator):
    register = loaded(row(1), by=operator)

    assert (list(Register.objects.newest()), list(Register.objects.waiting())) == ([], [register])
    decide_register(register=register, by=operator)
    assert list(Register.objects.newest()) == [register]


def test_the_very_same_file_adds_nothing(operator):
    register = taken_over(row(1), by=operator)

    again = loaded(row(1), by=operator)

    assert (again, Register.objects.count()) == (register, 1)


def test_a_newer_file_answers_the_older_and_shows_what_is_other(operator):
    old = taken_over(
        row(1), row(2, "SULIKAH"), row(3, "MISNI", nik=""), by=operator, as_of=TODAY - DAY
    )

    new = loaded(row(2, "SULIKAH", rt=4), row(3, "MISNI", nik=""), row(4, "TUTIK"), by=operator)

    found = Findings(new, operator)
    assert (names(found.new()), names(found.changed()), names(found.gone())) == (
        ["TUTIK"],
        ["SULIKAH"],
        ["SUTINI"],
    )
    decision = decide_register(register=new, by=operator)
    assert (decision.counts["new"], decision.counts["changed"], decision.counts["gone"]) == (
        1,
        1,
        1,
    )
    assert list(Register.objects.newest()) == [new]
    assert old.people.count() == 3


def test_what_changed_is_told_beside_the_row(as_user, operator):
    taken_over(row(1), row(2, "SULIKAH"), by=operator, as_of=TODAY - DAY)
    new = taken_over(row(1, rt=4, job="Petani"), row(2, "SULIKAH"), by=operator)
    url = reverse("groups:register_rows", args=[new.pk])

    page = as_user(operator).get(url, {"show": "changed"}).text

    assert "RT: 2 → 4" in page
    assert "– → Petani" in page
    assert "SULIKAH" not in page


def test_a_changed_birth_date_is_told_as_the_row_shows_it(in_english):
    before, after = (RegisterPerson(born_on=BORN.replace(year=year)) for year in (1985, 1986))

    assert changes_of(after, before, whole=True) == "born on: 17 May 1985 → 17 May 1986"
    assert changes_of(after, before, whole=False) == "born on: 1985 → 1986"


@pytest.mark.parametrize(
    ("named", "is_asked"),
    [("SUMBEREJO", True), ("DAWUHAN", False), ("2001 DESA DAWUHAN", False), ("", False)],
)
def test_a_file_that_names_another_village_is_asked_about(as_user, operator, named, is_asked):
    pages = _pages(operator, reading(row(1), named=named), as_user)

    assert ["Berkas menyebut desa SUMBEREJO" in page for page in pages] == [is_asked, is_asked]


def test_a_file_that_counts_others_than_its_rows_is_asked_about(as_user, operator):
    counts = {"people": 120, "families": 1}
    wrong = Flaw(0, "people", Fault.COUNT, True)
    pages = _pages(operator, reading(row(1), counts=counts, flaws=[wrong]), as_user)

    assert all("Menurut berkas: 120 orang, tetapi" in page for page in pages)


def _pages(user, read, as_user) -> list[str]:
    """Of a file that waits: where it is decided, and its own."""
    register = load_register(
        village=region(VILLAGE),
        as_of=TODAY,
        file_name="penduduk.xls",
        content=b"",
        reading=read,
        today=TODAY,
        by=user,
    ).register
    client = as_user(user)
    urls = [reverse(f"groups:{name}", args=[register.pk]) for name in PAGES]
    return [client.get(url).text for url in urls]


def test_an_older_file_sent_later_is_not_the_latest(operator):
    new = taken_over(row(1), by=operator)

    taken_over(row(2), by=operator, as_of=TODAY - DAY)

    assert list(Register.objects.newest()) == [new]


def test_siks_ng_is_a_poverty_list_beside_the_population(operator):
    population = taken_over(row(1), by=operator)

    dtsen = taken_over(row(1, decile=2), by=operator, kind="siks_ng_desil", version="III/2026")

    assert (dtsen.kind, dtsen.list_name, str(dtsen)) == ("poverty", "DTSEN", "DTSEN III/2026")
    assert set(Register.objects.newest()) == {population, dtsen}


def test_who_gets_aid_is_another_list_than_the_deciles(operator):
    aided = taken_over(row(1, aid=("PKH", "BPNT")), by=operator, kind="siks_ng_bnba")

    assert (aided.kind, aided.list_name) == ("poverty", "Penerima bantuan")
    assert aided.people.get().aid == "PKH, BPNT"


def test_rows_are_left_out_by_kind_and_by_row(operator):
    register = loaded(
        row(1),
        row(2, "SULIKAH"),
        row(3, "MISNI"),
        row(4, "MISNI LAGI", nik=nik(1)),
        flaws=[flaw(2), flaw(3, Fault.NAME_SIGNS)],
        by=operator,
    )
    misni = register.people.get(name="MISNI")
    choose_rows(register=register, taken={misni.pk: False}, same={}, by=operator)

    decision = decide_register(
        register=register, leaves_out=[Fault.NIK_DATE.value, "twice"], by=operator
    )

    assert names(register.people) == ["SUTINI"]
    assert (decision.counts["taken"], decision.counts["left_out"]) == (1, 3)


def test_who_is_in_a_group_here_is_found_by_nik_and_by_name(operator):
    group = GroupFactory()
    known = PersonFactory(name="Sutini")
    known.seal_nik(nik(1))
    known.save()
    yusuf = PersonFactory(name="Moh. Yusuf", sex="M", born_on=BORN)
    for person in (known, yusuf):
        MembershipFactory(group=group, person=person)

    register = loaded(row(1), row(2, "MUHAMMAD YUSUF", sex="L"), by=operator)

    found = Findings(register, operator)
    assert (names(found.known()), names(found.alike())) == (["SUTINI"], ["MUHAMMAD YUSUF"])
    decide_register(register=register, joins_alike=True, by=operator)
    assert set(register.people.values_list("person", flat=True)) == {known.pk, yusuf.pk}


def test_of_a_member_whom_the_user_does_not_see_nothing_is_told(operator):
    stranger = PersonFactory(name="Sutini", born_on=BORN)
    stranger.seal_nik(nik(1))
    stranger.save()
    MembershipFactory(group=GroupFactory(village=region("35.07.07.2002")), person=stranger)

    found = Findings(loaded(row(1), by=operator), operator)

    assert not found.known()
    assert not found.alike()


@pytest.mark.parametrize(
    ("what", "status"),
    [(Fault.DEAD, "died"), (Fault.MOVED, "moved"), (Fault.NOT_VALID, "invalid")],
)
def test_who_is_away_is_known(operator, what, status):
    register = taken_over(row(1), by=operator, flaws=[flaw(1, what, serious=False)])

    assert [each.status for each in register.people.all()] == [status]
    assert not register.people.living_here()


def test_a_file_is_decided_once(operator, in_english):
    register = taken_over(row(1), by=operator)

    with pytest.raises(RuleBroken, match="taken over already"):
        decide_register(register=register, by=operator)
    with pytest.raises(RuleBroken, match="taken over already"):
        choose_rows(register=register, taken={}, same={}, by=operator)


def test_a_file_is_taken_back_with_its_people(operator):
    register = taken_over(row(1), by=operator)

    withdraw_register(register=register, reason="Desa lain", by=operator)

    assert not RegisterPerson.objects.exists()
    assert not Register.objects.in_force()
    assert loaded(row(1), by=operator) != register


def test_an_empty_file_and_one_of_tomorrow_are_refused(operator, in_english):
    with pytest.raises(RuleBroken, match="nobody in this file"):
        loaded(by=operator)
    with pytest.raises(RuleBroken, match="not come yet"):
        loaded(row(1), by=operator, as_of=TODAY + DAY)


def test_a_facilitator_without_a_group_there_changes_nobodys_list(operator):
    theirs = taken_over(row(1), by=operator, as_of=TODAY - DAY)
    newcomer = UserFactory(role="facilitator")

    own = taken_over(row(2), by=newcomer)

    assert not own.is_shared
    assert list(Register.objects.visible_to(operator)) == [theirs]
    assert list(Register.objects.visible_to(newcomer)) == [own]
    assert theirs in Register.objects.newest()


# What the database promises


def refused(sql: str, *args) -> str:
    with pytest.raises(IntegrityError) as broken:
        run(sql, *args)
    return constraint_of(broken.value)


ONE_MORE = """INSERT INTO groups_registerperson (register_id, "row", name, sound, sex, nik_sealed,
        nik_index, kk_sealed, kk_index, relation, status, hamlet, address, job, married, aid, flaws,
        is_left_out)
    SELECT register_id, 99, name, sound, sex, '', '', '', '', '', status, '', '', '', '', '', '[]',
        false FROM groups_registerperson WHERE register_id = %s"""


def test_a_register_that_stands_takes_and_loses_nobody(operator):
    register = taken_over(row(1), by=operator)

    assert refused(ONE_MORE, register.pk) == "groups_registerperson_stands"
    assert (
        refused("DELETE FROM groups_registerperson WHERE register_id = %s", register.pk)
        == "groups_registerperson_stands"
    )


@pytest.mark.parametrize(
    "change", ["name = 'X'", "decile = 1", "status = 'died'", "born_on = '1990-01-01'"]
)
def test_a_row_stays_as_it_was_read(operator, change):
    taken_over(row(1), by=operator)

    assert refused(f"UPDATE groups_registerperson SET {change}") == "groups_registerperson_as_read"


def test_a_number_has_its_index_and_a_decile_its_ten(operator):
    loaded(row(1), by=operator)

    sealed = "UPDATE groups_registerperson SET nik_index = ''"
    assert refused(sealed) == "groups_registerperson_sealed_and_indexed"
    assert (
        refused(
            ONE_MORE.replace("aid, flaws", "aid, decile, flaws").replace(
                "'', '[]'", "'', 11, '[]'"
            ),
            Register.objects.get().pk,
        )
        == "groups_registerperson_decile"
    )


# Pages


@pytest.fixture
def read_as(monkeypatch):
    """The next file is read as these rows: the reader has tests of its own."""

    def says(*people, **more):
        monkeypatch.setattr(loading, "read_people", lambda content, name: reading(*people, **more))

    return says


def sent(client, **more):
    file = SimpleUploadedFile("penduduk.xls", b"rows")
    typed = {"village": "35.07.07.2001", "as_of": TODAY.isoformat(), "file": file} | more
    return client.post(reverse("groups:load_register"), typed)


def test_from_the_file_to_the_list(as_user, operator, read_as):
    client = as_user(operator)
    read_as(row(1), row(2, "SULIKAH"), flaws=[flaw(2)], counts={"people": 2})

    answer = sent(client)

    register = Register.objects.get()
    assert answer.url == reverse("groups:decide_register", args=[register.pk])
    page = client.get(answer.url).text
    assert "penduduk.xls" in page
    assert nik(1) not in page
    answer = client.post(answer.url, {"fault-0": "leave"})
    assert answer.url == reverse("groups:register", args=[register.pk])
    assert names(register.people) == ["SUTINI"]
    rows = client.get(reverse("groups:register_rows", args=[register.pk]), {"q": "sutini"}).text
    assert "SUTINI" in rows
    assert nik(1) not in rows


def test_rows_are_chosen_on_a_page(as_user, operator):
    known = PersonFactory(name="Sulikah", born_on=BORN)
    MembershipFactory(group=GroupFactory(), person=known)
    register = loaded(row(1), row(2, "SULIKAH"), flaws=[flaw(1), flaw(2)], by=operator)
    one, other = register.people.all()
    url = reverse("groups:choose_rows", args=[register.pk])

    as_user(operator).post(url, {f"take-{other.pk}": "on", f"same-{other.pk}": known.pk})

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.is_left_out, other.is_left_out, other.person) == (True, False, known)


def test_a_file_is_taken_back_on_a_page(as_user, operator):
    register = taken_over(row(1), by=operator)

    answer = as_user(operator).post(
        reverse("groups:withdraw_register", args=[register.pk]), {"reason": "Desa lain"}
    )

    assert answer.url == reverse("groups:registers")
    assert Register.objects.get().withdrawal.reason == "Desa lain"


def test_twenty_files_a_day(as_user, operator, read_as, monkeypatch):
    monkeypatch.setattr(loading, "MOST_A_DAY", 1)
    read_as(row(1))
    client = as_user(operator)
    sent(client)

    assert sent(client, file=SimpleUploadedFile("lain.xls", b"other")).status_code == 422
    assert Register.objects.count() == 1


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"a;b\n1;2\n"], ids=["empty", "zip", "unknown"]
)
def test_what_is_no_file_of_people_is_refused_in_words(as_user, operator, content):
    file = SimpleUploadedFile("penduduk.xlsx", content)

    answer = sent(as_user(operator), file=file)

    assert (answer.status_code, Register.objects.count()) == (422, 0)
    assert answer.context["form"].errors["file"]


def test_an_operator_sends_files_of_the_own_village_alone(as_user, operator, read_as):
    read_as(row(1))
    region("35.07.07.2002")

    assert sent(as_user(operator), village="35.07.07.2002").status_code == 422
    assert not Register.objects.exists()


@pytest.mark.parametrize("url", ["register", "register_rows", "decide_register", "choose_rows"])
def test_a_register_of_another_place_is_not_there(as_user, operator, url):
    register = loaded(row(1), by=operator)
    address = reverse(f"groups:{url}", args=[register.pk])

    elsewhere = UserFactory(role="operator", at="35.07.07.2002")
    far = GroupFactory(village=region("35.79.01.2001")).facilitations.get().facilitator

    assert [as_user(user).get(address).status_code for user in (elsewhere, far)] == [404, 404]


def test_the_list_of_registers_tells_its_state(as_user, operator, django_assert_max_num_queries):
    taken_over(row(1), by=operator)
    loaded(row(2), by=operator)
    client = as_user(operator)

    with django_assert_max_num_queries(14):
        page = client.get(reverse("groups:registers")).text

    assert "Dawuhan" in page


def test_every_action_is_of_who_may_load(operator):
    register = load_register(
        village=region("35.07.07.2001"),
        as_of=TODAY,
        file_name="x",
        content=b"x",
        reading=reading(row(1)),
        today=TODAY,
        by=operator,
    ).register

    assert operator.has_perm("groups.load_register", register)
    assert not UserFactory(role="auditor").has_perm("groups.load_register", register)
    assert not UserFactory(role="operator", at="35.07.07.2002").has_perm(
        "groups.load_register", register
    )
