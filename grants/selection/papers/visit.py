"""The minutes of a verifier's visit."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from grants.selection.models import Candidacy
from groups.models import Office, Photo
from papers.content import Signature, content, official
from papers.minutes import minutes_parts
from papers.models import Paper
from papers.office import signature_of
from papers.wording import words_of


@official
def visit_content(
    candidacy: Candidacy,
    *,
    date,
    place,
    people,
    animals,
    books_seen,
    notes,
    photos: list[Photo],
    by: User,
) -> dict:
    group, office = candidacy.group, candidacy.round.district
    chairs = Office.objects.running(date).filter(group=group, post=Office.Post.CHAIR)
    chair = chairs.select_related("membership__person").first()
    counted = "–" if animals is None else str(animals)
    signed = [
        signature_of(office, date, _("Verifier"), by=by),
        Signature(_("Chair"), chair.membership.person.name if chair else "", str(group)),
    ]
    title, about = _("Minutes of a visit"), f"{group}, {candidacy.round}"
    return content(
        title=title,
        about=about,
        facts=[
            (_("Group"), str(group)),
            (_("Visited on"), day(date)),
            (_("Place"), place),
            (_("People met"), str(people)),
            (_("Animals counted"), counted),
            (_("Books seen"), books_seen),
            (_("Photos"), str(len(photos))),
        ],
        paragraphs=[notes] if notes else [],
        signatures=signed,
        parts=minutes_parts(
            Paper.Kind.VISIT, title, about, words=words_of(office), date=date, signed=signed
        ),
        data={"candidacy": candidacy.pk, "photos": [photo.digest for photo in photos]},
    )
