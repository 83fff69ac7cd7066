"""The field that asks where a person lives who lives in another village than the group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.regions import RegionField, WithRegions, spelled
from accounts.models import Region


class HomeForm(WithRegions, forms.Form):
    """`village` is empty where the person lives in that of the group."""

    village = RegionField(level=Region.Level.VILLAGE, required=False)

    fields: dict[str, Any]  # each of its own class of field

    def ask_home(self, group_village: Region, *, now: str = "") -> None:
        """Offer places near the group first; `now` is the code of where the person lives."""
        field, place = self.fields["village"], {"village": group_village}
        field.label = _("Village, if it is not %(village)s") % place
        field.help_text = (
            _("Empty: in %(village)s. Else write the name or the code, then choose what is found.")
            % place
        )
        subdistrict = group_village.code.rpartition(".")[0]
        field.near = [subdistrict, subdistrict.rpartition(".")[0]]
        if now and now != group_village.pk:
            field.initial = spelled(Region.objects.with_path().get(pk=now))
