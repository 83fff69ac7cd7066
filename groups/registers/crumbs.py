"""Breadcrumbs of the registers of people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.acts import Crumb
from groups.registers.models import Register


def of_registers() -> list[Crumb]:
    return [
        Crumb(_("Groups"), reverse("groups:groups")),
        Crumb(_("Registers of people"), reverse("groups:registers")),
    ]


def of_register(register: Register) -> list[Crumb]:
    words = f"{register}, {register.village}"
    return [*of_registers(), Crumb(words, reverse("groups:register", args=[register.pk]))]
