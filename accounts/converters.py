"""Parts of addresses."""

from django.urls.converters import StringConverter


class RegionCodeConverter(StringConverter):
    """Kemendagri's code of a region; anything else is an address that leads nowhere."""

    regex = r"\d\d(?:\.\d\d){0,2}(?:\.\d{4})?"
