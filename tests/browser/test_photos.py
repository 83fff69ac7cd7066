"""A photo is downscaled in the browser, uploaded, and shown small and large."""

import io

from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from groups.models import Photo
from tests.grants.factories import CandidacyFactory

SENT = "document.querySelector('input[type=file]').files[0].size"


def large_photo() -> bytes:
    """A photo of several megabytes, as from a camera."""
    packed = io.BytesIO()
    Image.effect_noise((3000, 2000), 40).convert("RGB").save(packed, "JPEG", quality=85)
    return packed.getvalue()


def test_a_photo_is_made_smaller_before_it_goes(page, sign_in, axe, no_sideways_scroll):
    candidacy = CandidacyFactory()
    sign_in(page, candidacy.by)
    page.goto(reverse("grants:add_document", args=[candidacy.pk]))
    page.get_by_label("Jenis berkas").select_option("minutes")
    content = large_photo()
    page.get_by_label("Foto atau pindaian").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": content}
    )
    for _wait in range(40):  # the CSP forbids to wait by a script
        if page.evaluate(SENT) < len(content):
            break
        page.wait_for_timeout(100)

    assert page.evaluate(SENT) <= 700 * 1024  # noise compresses worst
    page.get_by_role("button", name="Simpan berkas").click()

    expect(page.get_by_role("img", name="Berita acara pembentukan")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    assert max(Photo.objects.get().width, Photo.objects.get().height) == 1600
    page.locator("a.photo").click()
    expect(page.locator("img")).to_be_visible()


def test_what_is_no_photo_goes_as_it_is_and_is_refused(page, sign_in):
    candidacy = CandidacyFactory()
    sign_in(page, candidacy.by)
    page.goto(reverse("grants:add_document", args=[candidacy.pk]))
    page.get_by_label("Jenis berkas").select_option("minutes")
    page.get_by_label("Foto atau pindaian").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7" * 60_000}
    )
    page.get_by_role("button", name="Simpan berkas").click()

    expect(page.get_by_role("alert")).to_contain_text("PDF ini tidak bisa dibaca")
    assert not Photo.objects.exists()
