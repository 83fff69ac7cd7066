"""URL and user of each measured page."""

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from accounts.actions import assign_role
from accounts.models import Assignment, User
from bench.clones import FEW, MANY
from finance.models import Book, Entry
from grants.models import Award, Report
from groups.models import Group, Membership

Pages = dict[str, tuple[str, User]]
HOMES = {
    "home_operator": "yuli",
    "home_verifier": "hendro",
    "home_head": "endang",
    "home_approver": "bambang",
    "home_cashier": "lilik",
    "home_auditor": "agus",
    "home_province": "dewi",
}
OF_A_GROUP = {
    "group": "finance:group_overview",
    "members": "groups:members",
    "meetings": "groups:meetings",
    "record_meeting": "finance:record_meeting",
    "savings": "finance:savings",
    "dues": "finance:dues",
    "cash": "finance:cash",
    "count_cash": "finance:count_cash",
    "books": "finance:books",
    "problems": "groups:problems",
}


def of_groups() -> Pages:
    """Pages of the first group."""
    group = Group.objects.get(hamlet=FEW)
    membership = group.memberships.select_related("person__user").earliest("number")
    facilitator, groups = group.registered_by, reverse("groups:groups")
    offices = User.objects.filter(username__in=["admin", *HOMES.values()])
    staff = {user.username: user for user in offices}
    verifier = staff["hendro"]
    return {
        "home": (reverse("home"), facilitator),
        **{name: (reverse("home"), staff[username]) for name, username in HOMES.items()},
        "groups": (groups, verifier),
        "groups_search": (f"{groups}?q={MANY}", verifier),
        "groups_search_one": (f"{groups}?q={FEW}", verifier),
        "open_problems": (reverse("groups:open_problems"), verifier),
        "disputes": (reverse("finance:disputes"), verifier),
        "users": (reverse("users"), staff["admin"]),
        "regions": (f"{reverse('regions')}?field=at&at=dawuhan", verifier),
        **{name: (reverse(url, args=[group.pk]), facilitator) for name, url in OF_A_GROUP.items()},
        **of_rows(group, membership, facilitator),
        "periods": (reverse("finance:periods", args=[group.pk]), staff["endang"]),
        "my": (reverse("finance:my"), member(membership)),
    }


def of_rows(group: Group, membership: Membership, facilitator: User) -> Pages:
    """The pages of one meeting, one member, one book, one entry."""
    book = group.books.get(kind=Book.Kind.CASH)
    entry = Entry.objects.filter(group=group).latest("sequence")
    rows = {
        "meeting": ("finance:meeting", group.meetings.latest("date")),
        "member": ("groups:member", membership),
        "savings_book": ("finance:savings_book", membership),
        "book": ("finance:book", book),
        "entry": ("finance:entry", entry),
    }
    return {name: (reverse(url, args=[row.pk]), facilitator) for name, (url, row) in rows.items()}


def member(membership: Membership) -> User:
    """The user of this member, created on first use."""
    if not membership.person.user:
        user = User.objects.create_user("anggota", name=membership.person.name, sex="F")
        today = timezone.localdate()
        assign_role(
            user=user,
            role=Assignment.Role.MEMBER,
            since=today,
            by=User.objects.get(username="admin"),
        )
        membership.person.user = user
        membership.person.save(update_fields=["user"])
    return membership.person.user


def of_grants() -> Pages:
    """Pages of the first grant with a report."""
    staff = {user.username: user for user in User.objects.all()}
    verifier, cashier = staff["hendro"], staff["lilik"]
    award = Award.objects.filter(reports__isnull=False).earliest("pk")
    facilitator = award.group.facilitations.running().get().facilitator
    report = Report.objects.filter(award=award).latest("version")
    return {
        "reports": (reverse("grants:reports"), facilitator),
        "reports_verifier": (reverse("grants:reports"), verifier),
        "rounds": (reverse("grants:rounds"), verifier),
        "disbursements": (reverse("grants:disbursements"), cashier),
        "bank": (reverse("grants:bank"), cashier),
        "group_grant": at("grants:group_grant", award.group, facilitator),
        "spending": at("grants:spending", award, facilitator),
        "write_report": at("grants:write_report", award, facilitator),
        "report": at("grants:report", report, verifier),
        "monitor_grant": at("grants:monitor_grant", award, verifier),
        "candidacy": at("grants:candidacy", award.candidacy, verifier),
        "documents": at("grants:documents", award.candidacy, verifier),
        "round": at("grants:round", award.round, verifier),
        "ranking": at("grants:ranking", award.round, verifier),
        "remind_group": at("grants:remind_group", award, verifier),
        "audit_award": at("grants:audit_award", award, staff["agus"]),
        "home_with_grants": (reverse("home"), facilitator),
        "register_group": (reverse("groups:register_group"), facilitator),
    }


def at(url: str, row: Model, user: User) -> tuple[str, User]:
    return reverse(url, args=[row.pk]), user
