"""Form fields for photos and scans; they clean to `Picture`."""

from django import forms
from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.photos import Picture, read_photo


class PhotoInput(forms.FileInput):
    """A file input for images; kube.js scales them down before upload."""

    def __init__(self, attrs=None):
        super().__init__(
            {"accept": "image/jpeg,image/png,image/webp", "data-photo": ""} | (attrs or {})
        )


class PhotosInput(PhotoInput):
    allow_multiple_selected = True


class PhotoField(forms.FileField):
    """A photo or scan; the page's form needs `enctype="multipart/form-data"`."""

    widget = PhotoInput

    def clean(self, data, initial=None) -> Picture | None:
        file = super().clean(data, initial)
        return self._read(file) if file else None

    def _read(self, file) -> Picture:
        try:
            return read_photo(file)
        except RuleBroken as rule:
            raise forms.ValidationError(str(rule)) from rule


class PhotosField(PhotoField):
    """Several photos; cleans to a list."""

    widget = PhotosInput

    def __init__(self, *, most: int = 5, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def clean(self, data, initial=None):
        files = data or []
        if len(files) > self.most:
            raise forms.ValidationError(_("At most %(most)s photos.") % {"most": self.most})
        if not files:
            super().clean(None, initial)
        return [picture for file in files if (picture := super(PhotosField, self).clean(file))]
