"""Merge two records of one person: ask, answer, undo."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Group, Membership, Merge, MergedMembership, Person

ANSWERED = ["agreed", "answer", "answered_by", "answered_at", "moved_nik", "moved_user"]


@transaction.atomic
def ask_merge(*, group: Group, person: Person, duplicate: Person, why: str, by: User) -> Merge:
    """Ask the verifier to merge two records; `person` is the one whose facts stay."""
    if not why.strip():
        raise RuleBroken(_("Write how you know that it is one person."), field="why")
    _require_two_records(person, duplicate)
    _require_one_sex(person, duplicate)
    _require_one_membership_a_time(person, duplicate)
    if Merge.objects.open().filter(person=duplicate, duplicate=person).exists():
        raise RuleBroken(_("This was asked already. Wait for the answer."))
    with refusals_in_words():
        return Merge.objects.create(
            group=group, person=person, duplicate=duplicate, why=why.strip(), asked_by=by
        )


@transaction.atomic
def answer_merge(*, merge: Merge, agrees: bool, answer: str = "", by: User) -> Merge:
    """Agree and merge, or refuse with a reason. Who asked may not answer."""
    merge = _locked(merge)
    if merge.answered_at:
        raise RuleBroken(_("This is answered already."))
    if merge.asked_by_id == by.pk:
        raise RuleBroken(_("Who asked may not answer. Ask another verifier."))
    if not agrees and not answer.strip():
        raise RuleBroken(_("Write why these are two people."), field="answer")
    merge.agreed, merge.answer = agrees, answer.strip()
    merge.answered_by, merge.answered_at = by, timezone.now()
    if agrees:
        _join(merge)
    with refusals_in_words():
        merge.save(update_fields=ANSWERED)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: User) -> Merge:
    """Give each record its memberships back, while the merged person has got no other."""
    merge = _locked(merge)
    if not merge.is_in_force:
        raise RuleBroken(_("These records are not merged."))
    _require_nothing_since(merge)
    person, duplicate = merge.person, merge.duplicate
    if merge.moved_nik:
        _move_nik(person, duplicate)
    if merge.moved_user:
        _move_user(person, duplicate)
    duplicate.same_as = None
    duplicate.save(update_fields=["same_as"])
    with refusals_in_words():
        Membership.objects.filter(pk__in=_moved(merge)).update(person=duplicate)
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    return merge


def _locked(merge: Merge) -> Merge:
    """The merge with both records, read again under locks in the order of keys."""
    keys = {merge.person_id, merge.duplicate_id}
    people = {
        row.pk: row for row in Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    merge.person, merge.duplicate = people[merge.person_id], people[merge.duplicate_id]
    return merge


def _join(merge: Merge) -> None:
    person, duplicate = merge.person, merge.duplicate
    _require_two_records(person, duplicate)
    _require_one_membership_a_time(person, duplicate)
    memberships = list(Membership.objects.filter(person__in=[person, duplicate]))
    MergedMembership.objects.bulk_create(
        MergedMembership(merge=merge, membership=row, person_id=row.person_id, until=row.until)
        for row in memberships
    )
    if duplicate.nik_sealed and not person.nik_sealed:
        _move_nik(duplicate, person)
        merge.moved_nik = True
    if duplicate.user and not person.user:
        merge.moved_user = duplicate.user
        _move_user(duplicate, person)
    duplicate.same_as = person
    duplicate.save(update_fields=["same_as"])
    with refusals_in_words():
        duplicate.memberships.update(person=person)


def _move_nik(source: Person, to: Person) -> None:
    to.seal_nik(source.nik)
    source.nik_sealed = source.nik_index = ""
    for row in (source, to):
        row.save(update_fields=["nik_sealed", "nik_index"])


def _move_user(source: Person, to: Person) -> None:
    to.user, source.user = source.user, None
    for row in (source, to):
        row.save(update_fields=["user"])


def _require_two_records(person: Person, duplicate: Person) -> None:
    if person == duplicate:
        raise RuleBroken(_("This is the same record. Choose the other one."), field="other")
    for row in (person, duplicate):
        if row.same_as_id:
            raise RuleBroken(_("%(name)s is merged with another record already.") % {"name": row})


def _require_one_sex(person: Person, duplicate: Person) -> None:
    if person.sex != duplicate.sex:
        woman, man = sorted((person, duplicate), key=lambda row: row.sex)
        raise RuleBroken(
            _(
                "%(woman)s is a woman and %(man)s is a man: two people. Where a record is wrong, "
                "correct it first."
            )
            % {"woman": woman, "man": man},
            field="other",
        )


def _require_one_membership_a_time(person: Person, duplicate: Person) -> None:
    """Refuse terms that overlap, save those registered by mistake."""
    real = Membership.objects.without_mistakes().select_related("group")
    for mine in real.filter(person=duplicate):
        until = {"since__lt": mine.until} if mine.until else {}
        others = real.not_ended(mine.since).filter(person=person, **until)
        if other := others.first():
            raise RuleBroken(f"{_at_once(mine, other)} {_way_out(mine, other)}")


def _at_once(mine: Membership, other: Membership) -> str:
    words = _("%(one)s in %(group)s and %(other)s in %(where)s are memberships of one time.")
    return words % {
        "one": f"{mine.person} ({mine.code})",
        "group": mine.group,
        "other": f"{other.person} ({other.code})",
        "where": other.group,
    }


def _way_out(mine: Membership, other: Membership) -> str:
    """What makes one of them a mistake: the reason of one that has ended, or its ending."""
    if ended := next((row for row in (mine, other) if row.until), None):
        words = _(
            "One has ended: on the page of %(code)s in %(group)s correct why it ended, to "
            "registered by mistake."
        )
        return words % {"code": ended.code, "group": ended.group}
    return _("First the facilitator of the group ends the wrong one, as registered by mistake.")


def _require_nothing_since(merge: Merge) -> None:
    before = dict(merge.memberships.values_list("membership", "until"))
    now = dict(merge.person.memberships.values_list("pk", "until"))
    if before != now or merge.person.same_as_id:
        raise RuleBroken(
            _("The memberships of %(name)s have changed since. The merge stays.")
            % {"name": merge.person}
        )
    if merge.moved_nik and not merge.person.nik_sealed:
        raise RuleBroken(_("The NIK has changed since. The merge stays."))


def _moved(merge: Merge) -> list[int]:
    rows = merge.memberships.filter(person=merge.duplicate)
    return list(rows.values_list("membership", flat=True))
