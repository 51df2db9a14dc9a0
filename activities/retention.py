"""Who came to an activity, by name, and pictures of which consent was withdrawn: how long they are kept."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from activities.choices import AHEAD, Consent
from activities.models import ActivityParty, Photograph
from record.dates import day_of_the_house
from record.kept import RETENTION, Aside, Batch, Kept


def empty_names(before: dt.datetime, most: int, aside: Aside) -> Batch:
    """Of activities that are over since then; how many people came stays."""
    over = ActivityParty.objects.filter(activity__starts_on__lt=day_of_the_house(before)).exclude(named="")
    keys = list(over.exclude(activity__course__in=AHEAD).exclude(pk__in=aside).values_list("pk", flat=True)[:most])
    return Batch(len(keys), ActivityParty.objects.filter(pk__in=keys).update(named=""))


def let_go_of_pictures(before: dt.datetime, most: int, aside: Aside) -> Batch:
    """Of photographs of which consent was withdrawn by then: no row names the file any more, and the nightly sweep removes it."""
    withdrawn = Photograph.everything.filter(consent=Consent.WITHDRAWN, withdrawn_at__lt=before).exclude(file="")
    keys = list(withdrawn.exclude(pk__in=aside).values_list("pk", flat=True)[:most])
    return Batch(len(keys), Photograph.everything.filter(pk__in=keys).update(file=""))


def register() -> None:
    RETENTION.add(
        Kept(
            "names of participants",
            _("Who comes to an activity, by name"),
            365,
            _("the activity was over"),
            _("the names are removed; how many came stays"),
            _("who prepared the activity may still write to them; then the house has no use for their names"),
            empty_names,
        ),
        Kept(
            "pictures without consent",
            _("Pictures of which consent was withdrawn"),
            30,
            _("consent was withdrawn"),
            _("the file is removed; its digest and its words stay"),
            _("nobody is given the file any more: the house has no use for it"),
            let_go_of_pictures,
        ),
    )
