"""The limits of coaching in a district."""

from django.contrib.auth.decorators import permission_required
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.acts import Crumb, act_page, posted
from groups.coaching.actions import limits as actions
from groups.coaching.forms.limits import LimitsForm

VERB = "groups.set_coaching_limits"


@permission_required(VERB, raise_exception=True)
def set_coaching_limits(request):
    """Of the head's district; of several, the one chosen."""
    codes = [each.region_id for each in request.user.assignments_for(VERB)]
    offices = Region.objects.filter(pk__in=codes).order_by("name", "pk")
    back = reverse("finance:coaching_reports")

    def act(**typed):
        return actions.set_coaching_limits(by=request.user, **typed)

    return act_page(
        request,
        form=LimitsForm(posted(request), offices=offices),
        act=act,
        done=_("Saved. It counts from now on."),
        title=_("Limits of coaching"),
        button=_("Save"),
        crumbs=[Crumb(_("Monthly reports"), back)],
        back=back,
    )
