"""How minutes (berita acara) open and close: the day in words, who was there, that it is true."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.formatting import date_in_words
from foundation.texts import Text
from papers.content import Signature
from papers.parts import Part, heading, numbered, pairs, texts


def minutes_parts(
    title: Text, about: Text, *, date: datetime.date, signed: Sequence[Signature], says: Text
) -> list[Part]:
    """`says` leads from those who sign to what was found or done."""
    return [
        heading(str(title).upper(), str(about).upper()),
        texts(_("On this day %(day)s, the undersigned:") % {"day": date_in_words(date)}),
        _signers([each for each in signed if each.name]),
        texts(says),
        "facts",
        "paragraphs",
        "amount",
        closing(),
        "signatures",
    ]


def _signers(signed: list[Signature]) -> Part:
    if len(signed) != 1:
        return numbered(named(each, role=each.role) for each in signed)
    (one,) = signed
    post = ", ".join(str(each) for each in (one.role, one.of) if each)
    return pairs((_("Name"), one.name), (_("NIP"), one.nip or "–"), (_("Post"), post))


def visited() -> str:
    return _("have met for a visit to the group, with this result:")


def closing() -> Part:
    return texts(_("These minutes are made truthfully, to be used as is proper."))


def named(signed: Signature, *, role: Text = "") -> str:
    """Name, number, role and post of a signer, as far as they are known."""
    nip = f"NIP {signed.nip}" if signed.nip else ""
    return ", ".join(str(each) for each in (signed.name, nip, role, signed.of) if each)
