"""The type of a text that is only shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise  # only the type stubs know it
else:
    from django.utils.functional import Promise

Text = str | Promise  # a str, or what gettext_lazy returns: translated where it is rendered
