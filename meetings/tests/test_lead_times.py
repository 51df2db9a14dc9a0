"""How long before a meeting what has to be ready, as the record says it: whoever changes a number changes it twice."""

import pytest
from django.utils import translation

from law.choices import DeadlineKind
from law.cica.bodies import Body
from law.cica.lead_times import LEAD_TIMES, REMINDERS
from meetings.models import Deadline, LeadTime

pytestmark = pytest.mark.django_db
# Days, and whether they are days of work. None is named by a public instrument: all are proposed.
INVITATION, AGENDA, DOCUMENTS = DeadlineKind.INVITATION, DeadlineKind.PROVISIONAL_AGENDA, DeadlineKind.DOCUMENTS
NOMINATIONS, DELEGATION = DeadlineKind.NOMINATIONS, DeadlineKind.DELEGATION_LIST
AMONG_OFFICIALS = {INVITATION: 45, AGENDA: 30, DOCUMENTS: 14, DELEGATION: 5}
PROPOSED = {
    Body.SENIOR_OFFICIALS: AMONG_OFFICIALS,
    Body.WORKING_GROUP: AMONG_OFFICIALS,
    Body.SPECIALISED: {**AMONG_OFFICIALS, NOMINATIONS: 21},
    Body.MINISTERIAL: {INVITATION: 90, AGENDA: 45, DOCUMENTS: 14, DELEGATION: 10},
    Body.SUMMIT: {INVITATION: 120, AGENDA: 60, DOCUMENTS: 14, DELEGATION: 10},
}


def test_the_record_counts_from_each_meeting_as_is_proposed(record_loaded):
    rows = {(row.body, row.kind): (row.days, row.unit) for row in LeadTime.objects.all()}
    assert rows == {
        (body, kind): (days, "working" if kind == DELEGATION else "calendar")
        for body, kinds in PROPOSED.items()
        for kind, days in kinds.items()
    }


@pytest.mark.parametrize("language", ["ru", "zh-hans", "ar"])
def test_the_basis_of_a_deadline_is_read_in_ones_language_and_what_people_wrote_as_they_wrote_it(language):
    bases = {row.article for row in (*LEAD_TIMES, *REMINDERS)}
    with translation.override(language):
        assert [basis for basis in bases if Deadline(basis=basis).basis_in_words == basis] == []
        assert Deadline(basis="A decision.").basis_in_words == "A decision."
        assert Deadline(basis="").basis_in_words == ""
