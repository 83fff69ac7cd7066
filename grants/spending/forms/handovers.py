"""The form of a handover."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.submissions import SubmitOnceForm
from groups.forms.photos import PhotoField


class HandoverForm(SubmitOnceForm):
    date = DayField(label=_("date"))
    witnesses = forms.CharField(
        label=_("witnesses"), help_text=_("For example the village head."), max_length=200
    )
    photo = PhotoField(
        label=_("photo of the handover"),
        error_messages={"required": _("Add a photo of the handover.")},
    )


class HandoversForm(SubmitOnceForm):
    """The handovers of one day: a photo for each group; without one it is left for later.

    `unread` are those whose file is no photo. The browser sends no file twice, so the others are
    saved without them.
    """

    date = DayField(label=_("date"))
    witnesses = forms.CharField(
        label=_("witnesses"), help_text=_("For example the village head."), max_length=200
    )

    def __init__(self, awards, data=None, files=None):
        super().__init__(data, files)
        self.awards = {f"photo_{award.pk}": award for award in awards}
        for name, award in self.awards.items():
            self.fields[name] = PhotoField(label=str(award.group), required=False)

    def clean(self):
        data = super().clean()
        kept = [(award, data.pop(name, None)) for name, award in self.awards.items()]
        photos = [(award, photo) for award, photo in kept if photo]
        if any(name.startswith("photo_") and name not in self.awards for name in self.files):
            self.add_error(None, _("One of these was settled meanwhile. Look again."))
        if not photos and not self.errors:
            self.add_error(None, _("Add the photo of at least one handover."))
        wrong = {name: self.errors[name] for name in self.awards if name in self.errors}
        if photos and wrong.keys() == self.errors.keys():
            self.errors.clear()
        unread = [((self.awards[name], None), " ".join(why)) for name, why in wrong.items()]
        for name, why in wrong.items():
            why[:] = [f"{self.awards[name].group}: {each}" for each in why]
        return data | {"photos": photos, "unread": unread}
