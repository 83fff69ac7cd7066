"""How minutes (berita acara) open and close: the day in words, who was there, that it is true."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.formatting import date_in_words
from foundation.texts import Text
from papers.content import Signature
from papers.parts import Part, heading, numbered, pairs, texts
from papers.wording import filled


def minutes_parts(
    kind: str,
    title: Text,
    about: Text,
    *,
    words: dict[str, str],
    date: datetime.date,
    signed: Sequence[Signature],
) -> list[Part]:
    """In the words of this kind of paper, which lead from those who sign to what was done."""
    return [
        heading(str(title).upper(), str(about).upper()),
        opening(kind, words, date),
        _signers([each for each in signed if each.name]),
        texts(*filled(words[f"{kind}_result"])),
        "facts",
        "paragraphs",
        "amount",
        closing(kind, words),
        "signatures",
    ]


def opening(kind: str, words: dict[str, str], date: datetime.date, **more: object) -> Part:
    return texts(*filled(words[f"{kind}_opening"], hari=date_in_words(date), **more))


def closing(kind: str, words: dict[str, str]) -> Part:
    return texts(*filled(words[f"{kind}_closing"]))


def _signers(signed: list[Signature]) -> Part:
    if len(signed) != 1:
        return numbered(named(each, role=each.role) for each in signed)
    (one,) = signed
    post = ", ".join(str(each) for each in (one.role, one.of) if each)
    return pairs((_("Name"), one.name), (_("NIP"), one.nip or "–"), (_("Post"), post))


def named(signed: Signature, *, role: Text = "") -> str:
    """Name, number, role and post of a signer, as far as they are known."""
    nip = f"NIP {signed.nip}" if signed.nip else ""
    return ", ".join(str(each) for each in (signed.name, nip, role, signed.of) if each)
