"""Form to upload a signed page."""

from django.utils.translation import gettext_lazy as _

from foundation.submissions import SubmitOnceForm
from groups.forms.photos import PhotoField


class SignedPageForm(SubmitOnceForm):
    photo = PhotoField(
        label=_("Photo or scan of the signed page"),
        help_text=_(
            "The whole page, with number and signatures to be read. "
            "Several pages: one PDF or a photo of each."
        ),
        error_messages={"required": _("Choose the photo of the signed page.")},
    )
