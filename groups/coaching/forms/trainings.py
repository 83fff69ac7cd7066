"""Forms of trainings: one of them, who of a group took part, filters of the lists."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from foundation.filters import Filter, QuerySetFilter
from foundation.numbers import CountField, YearField
from foundation.searches import SearchField, SearchFilter, each_word
from foundation.submissions import SubmitOnceForm
from groups.coaching.models import Training
from groups.forms.problems import MembersField, PastDay
from groups.forms.rows import GroupRowsFilter
from groups.models import Group, Membership, Office


class TrainingForm(SubmitOnceForm):
    office = forms.ModelChoiceField(Region.objects.none(), label=_("district"), empty_label=None)
    date = PastDay(label=_("day of the training"))
    place = forms.CharField(label=_("place"), max_length=100)
    topics = forms.CharField(
        label=_("topics"), max_length=200, help_text=_("For example: cash book, leading a meeting.")
    )
    trainer = forms.CharField(label=_("trainer"), max_length=100)
    hours = CountField(label=_("hours of teaching"), least=1, most=200)

    def __init__(self, *args: Any, offices: QuerySet[Region]):
        super().__init__(*args)
        self.fields["office"].queryset = offices


class TrainedForm(forms.Form):
    present = MembersField(
        label=_("Who took part"), queryset=Membership.objects.none(), required=False
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, data: Any = None, *, training: Training, group: Group):
        named = training.trained.there().filter(membership__group=group)
        present = list(named.values_list("membership", flat=True))
        super().__init__(data, initial={"present": present})
        then = group.memberships.running(training.date).without_mistakes()
        members = group.memberships.filter(Q(pk__in=then.values("pk")) | Q(pk__in=present))
        self.fields["present"].queryset = members.in_book_order()


class YearFilter(django_filters.Filter):
    field_class = YearField


class TrainingFilter(QuerySetFilter):
    q = SearchFilter(label=_("Topics or trainer"), method="told")
    year = YearFilter(label=_("Year"), field_name="date__year", least=1990, most=2100)

    class Meta:
        model = Training
        fields = ["q", "year"]

    def told(self, rows, name, words):
        return rows.filter(
            each_word(words, lambda word: Q(topics__icontains=word) | Q(trainer__icontains=word))
        )


class GroupSearch(Filter):
    """Looks for a group whose members took part."""

    q = SearchField(label=_("Group or village"))

    @property
    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class UntrainedFilter(GroupRowsFilter):
    post = django_filters.ChoiceFilter(label=_("Office"), choices=Office.Post, empty_label=_("All"))

    class Meta:
        model = Office
        fields = ["q", "post", "subdistrict", "facilitator"]
