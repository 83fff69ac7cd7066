"""Form fields for photos and scans; they clean to `Picture`."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.photos import Picture, read_photo, read_scan

PICTURES = "image/jpeg,image/png,image/webp"


class PhotosInput(forms.FileInput):
    """A file input for images; kube.js scales them down before upload."""

    allow_multiple_selected = True
    accept = PICTURES

    def __init__(self, attrs=None):
        super().__init__({"accept": self.accept, "data-photo": ""} | (attrs or {}))


class PhotoInput(PhotosInput):
    accept = f"{PICTURES},application/pdf"


class FilesField(forms.FileField):
    """Several files as a list; the page's form needs `enctype="multipart/form-data"`."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        checked = [super(FilesField, self).clean(file, initial) for file in files or [None]]
        try:
            return self.read(checked if files else [])
        except RuleBroken as rule:
            raise forms.ValidationError(str(rule)) from rule

    def read(self, files: list[Any]) -> Any:
        raise NotImplementedError


class PhotoField(FilesField):
    """A document: a photo, a PDF, or several, which are its pages; cleans to one picture."""

    widget = PhotoInput

    def read(self, files: list[Any]) -> Picture | None:
        return read_scan(files) if files else None


class PhotosField(FilesField):
    """Several photos, each by itself; cleans to a list."""

    widget = PhotosInput

    def __init__(self, *, most: int = 5, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def read(self, files: list[Any]) -> list[Picture]:
        if len(files) > self.most:
            raise RuleBroken(_("At most %(most)s photos.") % {"most": self.most})
        return [read_photo(file) for file in files]
