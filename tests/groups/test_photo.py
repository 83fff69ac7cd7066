"""Photos: accepted and refused files, permissions."""

import hashlib
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from PIL import Image

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from groups.forms.photos import PhotoField, PhotosField
from groups.models import Photo, PhotoPage
from groups.pdf_pages import MOST_PAGES
from groups.photos import (
    MOST_BYTES,
    MOST_BYTES_OF_A_PDF,
    Picture,
    keep_photo,
    read_photo,
    read_scan,
)
from tests.factories import GroupFactory, UserFactory

PICTURE = Picture(b"\xff\xd8 a photo \xff\xd9", 40, 30)


def sent(kind="JPEG", size=(400, 300), mode="RGB", **saved) -> SimpleUploadedFile:
    """An uploaded file."""
    packed = io.BytesIO()
    Image.new(mode, size, "brown").save(packed, kind, **saved)
    return SimpleUploadedFile("IMG_1.jpg", packed.getvalue())


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_written_anew_as_jpeg(kind):
    picture = read_photo(sent(kind))

    assert opened(picture).format == "JPEG"
    assert (picture.width, picture.height) == opened(picture).size == (400, 300)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_gets_through(kind):
    exif = Image.Exif()
    exif[0x010E], exif[0x0110] = "rumah Bu Siti", "HP Siti"
    exif.get_ifd(0x8825).update({1: "S", 2: (8.0, 2.0, 11.0)})  # GPS position

    file = sent(kind, exif=exif, comment=b"catatan", icc_profile=b"warna")
    sent_along = file.read()
    picture = read_photo(file)

    assert b"HP Siti" in sent_along
    assert not dict(opened(picture).getexif())
    assert not {"exif", "comment", "icc_profile"} & set(opened(picture).info)
    assert not [word for word in (b"Siti", b"catatan", b"warna") if word in picture.content]


def test_what_hides_behind_a_picture_is_dropped():
    file = SimpleUploadedFile("a.jpg", sent().read() + b"<script>alert(1)</script>")

    assert b"script" not in read_photo(file).content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_upright(kind):
    exif = Image.Exif()
    exif[0x0112] = 6  # EXIF orientation

    assert read_photo(sent(kind, exif=exif)).height == 400


def test_a_large_photo_becomes_smaller():
    assert max(opened(read_photo(sent(size=(4000, 3000)))).size) == 1600


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1"])
def test_every_kind_of_colour_is_read(mode):
    assert opened(read_photo(sent("PNG", mode=mode))).mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 a letter",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"\xff\xd8\xff\xe0 no more than a beginning",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        sent().read()[:-200],
        sent("PNG").read()[:60],
    ],
    ids=["empty", "pdf", "svg", "beginning", "gif", "cut off", "cut off png"],
)
def test_what_is_no_image_is_refused_in_words(content, in_english):
    with pytest.raises(RuleBroken, match="This is no photo"):
        read_photo(SimpleUploadedFile("photo.jpg", content))


def test_a_file_over_five_megabytes_is_not_even_opened(in_english):
    with pytest.raises(RuleBroken, match="At most 5 MB"):
        read_photo(SimpleUploadedFile("photo.jpg", b"0" * (MOST_BYTES + 1)))


def test_a_small_file_with_a_huge_picture_is_not_unpacked(in_english):
    with pytest.raises(RuleBroken, match="too many pixels"):
        read_photo(sent("PNG", size=(30_000, 20_000), mode="1"))


class LetterForm(forms.Form):
    scan = PhotoField(required=False)
    pages = PhotosField(required=False, most=2)


def test_a_form_reads_a_photo_and_several():
    files = MultiValueDict({"scan": [sent()], "pages": [sent(), sent("PNG")]})
    form = LetterForm({"a": "b"}, files)

    assert form.is_valid()
    assert form.cleaned_data["scan"].width == 400
    assert len(form.cleaned_data["pages"]) == 2


def test_a_form_says_what_is_wrong_with_a_photo(in_english):
    files = MultiValueDict({"scan": [SimpleUploadedFile("a.jpg", b"x")], "pages": [sent()] * 3})
    form = LetterForm({"a": "b"}, files)

    assert form.errors == {
        "scan": ["This is no photo. Send a photo as JPEG, PNG or WebP, or a scan as PDF."],
        "pages": ["At most 2 photos."],
    }


def test_no_photo_is_none():
    form = LetterForm({"a": "b"}, {})

    assert form.is_valid()
    assert form.cleaned_data == {"scan": None, "pages": []}


def test_a_kept_photo_carries_its_digest(db):
    group = GroupFactory()

    photo = keep_photo(group=group, picture=PICTURE, by=group.registered_by)

    assert photo.digest == hashlib.sha256(PICTURE.content).hexdigest()


WRITES = [
    "UPDATE groups_photo SET content = 'x'",
    "DELETE FROM groups_photo",
    "UPDATE groups_photopage SET content = 'x'",
    "DELETE FROM groups_photopage",
]


@pytest.mark.parametrize("write", WRITES)
def test_the_site_changes_no_photo(db, write):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(write)


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_changes_one():
    group, scan = GroupFactory(), replace(PICTURE, further=(b"page 2",))
    keep_photo(group=group, picture=scan, by=group.registered_by)

    for write in WRITES:
        with (
            as_owner(),
            pytest.raises(IntegrityError, match="never changed"),
            connection.cursor() as cursor,
        ):
            cursor.execute(write)


def test_the_page_gives_the_picture_large_and_small(as_user):
    verifier, group = UserFactory(role="verifier"), GroupFactory()
    picture = read_photo(sent(size=(1200, 900)))
    photo = keep_photo(group=group, picture=picture, by=verifier)

    large = as_user(verifier).get(reverse("groups:photo", args=[photo.pk]))
    little = as_user(verifier).get(reverse("groups:photo_small", args=[photo.pk]))

    assert large["Content-Type"] == little["Content-Type"] == "image/jpeg"
    assert large.content == bytes(Photo.objects.get().content)
    assert Image.open(io.BytesIO(little.content)).size == (320, 240)


def pdf(*pages: str, more: str = "") -> SimpleUploadedFile:
    """An uploaded PDF; `more` is Typst that stands before its pages."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "letter.typ")
        source.write_text(more + "\n#pagebreak()\n".join(pages))
        return SimpleUploadedFile("surat.pdf", typst.compile(str(source), format="pdf"))


def test_a_pdf_is_kept_as_pictures_of_its_pages(db):
    group = GroupFactory()

    picture = read_scan([pdf("Satu", "Dua", "#set page(flipped: true)\nTiga")])
    photo = keep_photo(group=group, picture=picture, by=group.registered_by)

    kept = [photo.content, *photo.further.values_list("content", flat=True)]
    sizes = [Image.open(io.BytesIO(page)).size for page in kept]
    assert (photo.pages, photo.digest) == (3, hashlib.sha256(b"".join(kept)).hexdigest())
    assert [width > height for width, height in sizes] == [False, False, True]
    assert max(sizes[0]) == 1600


def test_nothing_hidden_in_a_pdf_is_kept():
    file = pdf("Surat", more='#pdf.attach("x.js", bytes("app.alert(1)"))\n')
    sent_along = file.read()
    file.seek(0)

    picture = read_scan([file])

    assert b"x.js" in sent_along
    assert opened(picture).format == "JPEG"
    assert b"alert" not in picture.content


def test_photos_and_pdfs_are_pages_of_one_document():
    form = LetterForm({"a": "b"}, MultiValueDict({"scan": [sent(), pdf("Satu", "Dua"), sent()]}))

    assert form.is_valid()
    assert len(form.cleaned_data["scan"].further) == 3


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (lambda: [pdf(*["Halaman"] * (MOST_PAGES + 1))], "At most 20 pages"),
        (lambda: [sent() for _page in range(MOST_PAGES + 1)], "At most 20 pages"),
        (lambda: [SimpleUploadedFile("a.pdf", b"%PDF-1.7 a letter")], "cannot be read"),
        (lambda: [SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * MOST_BYTES_OF_A_PDF)], "15 MB"),
    ],
    ids=["long pdf", "many photos", "broken", "large"],
)
def test_what_is_too_much_is_refused_in_words(files, words, in_english):
    with pytest.raises(RuleBroken, match=words):
        read_scan(files())


def test_several_pages_are_shown_as_one_pdf(as_user):
    verifier, group = UserFactory(role="verifier"), GroupFactory()
    photo = keep_photo(group=group, picture=read_scan([pdf("Satu", "Dua")]), by=verifier)

    large = as_user(verifier).get(reverse("groups:photo", args=[photo.pk]))
    little = as_user(verifier).get(reverse("groups:photo_small", args=[photo.pk]))

    assert large["Content-Type"] == "application/pdf"
    assert len(read_scan([SimpleUploadedFile("again.pdf", large.content)]).further) == 1
    assert Image.open(io.BytesIO(little.content)).format == "JPEG"


def test_a_scan_gets_no_page_later(db):
    photo = keep_photo(group=(group := GroupFactory()), picture=PICTURE, by=group.registered_by)

    with pytest.raises(IntegrityError, match="no more pages later"), transaction.atomic():
        PhotoPage.objects.create(photo=photo, number=2, content=b"later")
