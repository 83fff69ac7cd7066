"""The template that an office fills in where it has no file of its own."""

from django.contrib.auth.decorators import permission_required
from django.views.decorators.http import require_safe

from groups.registers.reports.template import PEOPLE


@permission_required("groups.load_register", raise_exception=True)
@require_safe
def people_template(request):
    return PEOPLE.response()
