"""Notes on agendas and reasons in silence procedures keep the language they were written in, whoever reads them."""

import pytest
from django.urls import reverse

from decisions.actions.agenda import circulate_agenda
from decisions.actions.considering import consider_item
from decisions.actions.items import add_item, change_item
from decisions.actions.silence import extend, open_silence
from decisions.actions.silence_again import withdraw_objection
from decisions.actions.silence_replies import object_to
from decisions.choices import AgendaStage, ItemOutcome
from decisions.models import AgendaItem
from decisions.tests.silence_stories import DAY, OPENED, opened_by
from meetings.choices import Status
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db
RUSSIAN = "Совещание началось позже."
LATIN = "Soveshchanie nachalos."


@pytest.fixture
def meeting():
    return MeetingFactory(starts_on=day_of_the_house(), status=Status.PLANNED)


def test_the_note_of_an_item_keeps_its_language_through_its_circulation_at_every_door(meeting, officer, sign_in):
    item = add_item(meeting=meeting, title={"en": "Trade"}, note=LATIN, language="ru", by=officer)
    plain = add_item(meeting=meeting, title={"en": "Roads"}, note=RUSSIAN, by=officer)
    assert (item.language, plain.language) == ("ru", "ru")
    client = sign_in(officer)
    draft = client.get(reverse("agenda-draft", args=[meeting.reference])).content.decode()
    assert f'class="agenda-note" lang="ru" dir="ltr">{LATIN}' in draft
    version = circulate_agenda(
        meeting=meeting, stage=AgendaStage.PROVISIONAL, audience=Audience.MEMBERS, note=LATIN, language="ru", by=officer
    )
    assert version.language == "ru"
    assert [row.get("language") for row in version.content] == ["ru", "ru"]
    whole = client.get(f"/api/v1/agendas/{meeting.reference}.1/").json()
    assert [row["language"] for row in whole["items"]] == ["ru", "ru"]
    assert whole["language"] == "ru"


def test_the_form_of_an_item_begins_with_the_language_of_its_note_and_other_changes_leave_it(meeting, officer, sign_in):
    item = add_item(meeting=meeting, title={"en": "Trade"}, note=LATIN, language="ru", by=officer)
    client = sign_in(officer)
    page = client.get(reverse("agenda-item-act", args=[item.pk, "reword"]))
    assert page.context["form"]["language"].value() == "ru"
    answer = client.patch(
        f"/api/v1/agenda-items/{item.pk}/", {"title_en": "Trade and transit"}, content_type="application/json"
    )
    assert answer.status_code in {200, 405}, answer.content
    change_item(agenda_item=item, title={"en": "Transit"}, by=officer)
    item.refresh_from_db()
    assert (item.note, item.language) == (LATIN, "ru")
    change_item(agenda_item=item, note="In English.", language="en", by=officer)
    assert AgendaItem.objects.get(pk=item.pk).language == "en"
    change_item(agenda_item=item, note="", by=officer)
    assert AgendaItem.objects.get(pk=item.pk).language is None


def test_what_a_body_said_of_an_item_keeps_its_language(meeting, officer, sign_in):
    item = add_item(meeting=meeting, title={"en": "Trade"}, by=officer)
    consider_item(agenda_item=item, outcome=ItemOutcome.CONSIDERED, note=LATIN, language="ru", by=officer)
    shown = sign_in(officer).get(f"/api/v1/agenda-items/{item.pk}/").json()
    assert (shown["outcome_note"], shown["outcome_language"]) == (LATIN, "ru")
    draft = sign_in(officer).get(reverse("agenda-draft", args=[meeting.reference])).content.decode()
    assert f'lang="ru" dir="ltr">{LATIN}' in draft


def test_reasons_in_a_silence_procedure_keep_their_language(chair, authority, officer, sign_in, xa):
    procedure, at = opened_by(open_silence, chair), OPENED + DAY
    longer = extend(procedure=procedure, days=3, reason=LATIN, language="ru", by=chair, at=at)
    again = extend(procedure=longer, days=3, reason=RUSSIAN, by=chair, at=at)
    extend(procedure=again, days=3, by=chair, at=at)
    periods = sign_in(officer).get(f"/api/v1/silence-procedures/{procedure.reference}/").json()["periods"]
    assert [row["language"] for row in periods] == [None, "ru", "ru", None]


def test_why_an_objection_is_withdrawn_keeps_its_language(chair, xa, authority):
    procedure, at = opened_by(open_silence, chair), OPENED + DAY
    object_to(procedure=procedure, owner=xa, text="We object.", by=authority, at=at)
    taken = withdraw_objection(procedure=procedure, owner=xa, by=authority, reason=LATIN, language="ru", at=at)
    assert (taken.reason, taken.language) == (LATIN, "ru")
