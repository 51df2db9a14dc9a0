"""Lists of decisions and of silence procedures stand in the order that their address names, and say which it is."""

import datetime as dt

import pytest

from decisions.models import Decision, SilenceProcedure
from decisions.tests.silence_stories import a_procedure
from law.cica.bodies import Body
from meetings.tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def test_decisions_stand_in_the_order_that_is_asked(authority, sign_in):
    soc = MeetingFactory(body=Body.SENIOR_OFFICIALS)
    for symbol, day in (("B-1", 1), ("A-1", 3), ("C-1", 2)):
        Decision.objects.create(
            symbol=symbol,
            on=dt.date(2026, 3, day),
            meeting=soc,
            title={"en": symbol},
            audience="members",
        )
    client = sign_in(authority)
    for asked, symbols in (
        ("", ["A-1", "C-1", "B-1"]),
        ("day", ["B-1", "C-1", "A-1"]),
        ("-symbol", ["C-1", "B-1", "A-1"]),
    ):
        page = client.get("/decisions/", {"ordering": asked})
        assert [row.symbol for row in page.context["page"] if row.symbol in symbols] == symbols
        assert ('data-sorted="descending"' in page.content.decode()) is (asked == "-symbol")


def test_silence_procedures_stand_in_the_order_that_is_asked(authority, sign_in):
    first = a_procedure()
    later = a_procedure()
    SilenceProcedure.objects.filter(pk=later.pk).update(ends_at=first.ends_at + dt.timedelta(days=9))
    client = sign_in(authority)
    for asked, keys in (("", [later.pk, first.pk]), ("ends", [first.pk, later.pk])):
        page = client.get("/silence/", {"ordering": asked})
        assert [procedure.pk for procedure, _ends, _is_over in page.context["rows"]] == keys
        assert ('aria-sort="ascending"' in page.content.decode()) is (asked == "ends")
