"""The minutes of a meeting as a document: the newest version that its reader may see, as of any day."""

import datetime as dt

from django.utils.translation import gettext as _

from decisions.models import Minutes, MinutesVersion
from decisions.reports.minutes import minutes_blocks
from members.models import Person
from record.dates import end_of_the_day
from record.outlines import OutlineBlock, OutlineParagraph


def title(minutes: Minutes) -> str:
    return _("Minutes: %(meeting)s") % {"meeting": minutes.meeting.label}


def blocks(minutes: Minutes, user: Person, day: dt.date) -> list[OutlineBlock]:
    versions = MinutesVersion.objects.visible_to(user).filter(minutes=minutes, at__lte=end_of_the_day(day))
    version = versions.select_related("minutes__meeting", "minutes__decision").order_by("-number").first()
    return minutes_blocks(version, user) if version else [OutlineParagraph(_("No entry yet."))]
