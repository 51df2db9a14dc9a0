"""Who sees a row, noun by noun: everything that leaves the house is read by `visible_to`, and here it is asked by itself.

The rows are of states and people who are none of those that ask. A noun without a row here fails.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from activities.tests.factories import ActivityFactory, PhotographFactory, YearPlanFactory
from commitments.tests.factories import (
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    PaperVersionFactory,
    ViewFactory,
)
from decisions.models import AgendaItem, ObjectionWithdrawal
from decisions.tests.factories import MinutesFactory
from decisions.tests.silence_stories import ENDS, an_objection
from desk.tests.entries import a_document_asked_for, a_saved_list, a_workbook_brought_back, an_entry_on_a_desk
from meetings.actions.feeds import make_feed
from meetings.choices import Status
from meetings.tests.factories import AttendanceFactory, DeadlineFactory, MeetingFactory, PositionFactory
from members.choices import Audience
from members.models import Draft, MemberState, Participant
from members.tests.factories import ParticipantFactory, UserFactory, a_state
from notices.models import PlannedSource
from notices.tests.hooks import a_delivery, a_webhook
from papers.models import Folder, WordsOfAFile, WordsOfAScan
from papers.tests.factories import PublicationFactory, PublicationTextFactory, PublishingAnswerFactory
from record.models import SearchPiece
from record.searchable import SEARCH
from record.tests.makers import (
    MAKERS,
    a_finished_letter,
    a_wish_for_paper,
    an_addressee,
    an_annex_of_a_letter,
    an_experts_draft,
)

pytestmark = pytest.mark.django_db


def a_folder() -> Folder:
    MAKERS["commitments.commitment"]()
    return Folder.objects.get()


def an_item() -> AgendaItem:
    return AgendaItem.objects.create(meeting=MeetingFactory(), position=1, title={"en": "An item"}, matter="a matter")


def a_withdrawal() -> ObjectionWithdrawal:
    objection = an_objection()
    return ObjectionWithdrawal.objects.create(objection=objection, made_at=ENDS, by=objection.by)


def a_draft() -> Draft:
    return Draft.objects.create(owner=ParticipantFactory(), form="share-view", by=UserFactory())


def a_member_state() -> Participant:
    return MemberState.objects.get(pk=a_state("XZ").pk)


def an_imported_row() -> Any:
    return MAKERS["record.import"]().rows.get()


def the_piece_of(thing: Any) -> SearchPiece:
    """What the index holds of it."""
    return SearchPiece.objects.get(thing=thing.pk, kind__in=[noun.name for noun in SEARCH.of_model(type(thing))])


def proposed() -> Any:
    return MeetingFactory(status=Status.PROPOSED)


# -- By noun, and what is said of its row beside it: who sees it.

NOBODY: set[str] = set()
OFFICE, PREPARE = {"officer"}, {"officer", "chair"}
MEMBERS, EVERYBODY = {*PREPARE, "member"}, {*PREPARE, "member", "observer"}
CLOSED = "an officer whose account is closed"
WHO_SEES: dict[str, set[str]] = {
    "catalogue.edition": EVERYBODY,
    "catalogue.area": EVERYBODY,
    "catalogue.measure": EVERYBODY,
    "commitments.commitment": MEMBERS,
    "commitments.intention": MEMBERS,
    "commitments.steptaken": MEMBERS,
    "commitments.coordinatorassignment": EVERYBODY,
    "commitments.coordinatorassignment in a commitment": MEMBERS,
    "commitments.coordinationend": EVERYBODY,
    "commitments.view": MEMBERS,
    "commitments.view kept by its state": NOBODY,
    "commitments.expertnomination": MEMBERS,
    "activities.activity": MEMBERS,
    "activities.activity for the Secretariat": PREPARE,
    "activities.activityturn": MEMBERS,
    "activities.photograph": OFFICE,
    "activities.photograph with consent": MEMBERS,
    "activities.photograph of which consent is withdrawn": OFFICE,
    "activities.yearplan": PREPARE,
    "activities.yearplan before a meeting": MEMBERS,
    "activities.planversion": PREPARE,
    "activities.activityparty": MEMBERS,
    "papers.publication": PREPARE,
    "papers.publication that is published": EVERYBODY,
    "papers.institution": MEMBERS,
    "papers.publicationtext": PREPARE,
    "papers.publishingrequest": PREPARE,
    "papers.publishinganswer": PREPARE,
    "activities.information": MEMBERS,
    "activities.informationgiver": MEMBERS,
    "activities.informationreply": MEMBERS,
    "activities.actionplan": MEMBERS,
    "activities.actionplanversion": MEMBERS,
    "activities.noterequest": MEMBERS,
    "activities.progressnote": MEMBERS,
    "decisions.agendaitem": PREPARE,
    "decisions.agendaversion": PREPARE,
    "decisions.decision": MEMBERS,
    "decisions.position": MEMBERS,
    "decisions.followup": MEMBERS,
    "decisions.approachproposal": MEMBERS,
    "decisions.minutes": PREPARE,
    "decisions.minutes that went out": MEMBERS,
    "decisions.minutesversion": PREPARE,
    "decisions.minuteschange": MEMBERS,
    "decisions.silenceprocedure": MEMBERS,
    "decisions.silencenotification": PREPARE,
    "decisions.silenceobjection": MEMBERS,
    "decisions.objectionwithdrawal": MEMBERS,
    "desk.deskentry": OFFICE,
    "desk.deskentry of a state": NOBODY,
    "desk.requesteddocument": NOBODY,
    "desk.savedlist": NOBODY,
    "desk.broughtfile": OFFICE,
    "desk.broughtfile without a letter": NOBODY,
    "journal.entry": OFFICE,
    "meetings.workinggroup": EVERYBODY,
    "meetings.groupseat": MEMBERS,
    "meetings.meeting": EVERYBODY,
    "meetings.meeting proposed": PREPARE,
    "meetings.attendance": MEMBERS,
    "meetings.attendance at one proposed": PREPARE,
    "meetings.deadline": EVERYBODY,
    "meetings.deadline of one proposed": PREPARE,
    "meetings.leadtime": EVERYBODY,
    "meetings.reminderlead": EVERYBODY,
    "meetings.calendarfeed": NOBODY,
    "members.participant": EVERYBODY,
    "members.memberstate": EVERYBODY,
    "members.participation": EVERYBODY,
    "members.chairmanship": EVERYBODY,
    "members.user": OFFICE,
    "members.focalpoint": OFFICE,
    "members.invitation": OFFICE,
    "members.draft": NOBODY,
    "members.enteredforstate": OFFICE,
    "members.deputyship": OFFICE,
    "members.secondofficerrequest": OFFICE,
    "members.apitoken": OFFICE,
    "notices.notice": OFFICE,
    "notices.letter": OFFICE,
    "notices.declined": OFFICE,
    "notices.goingonrule": EVERYBODY,
    "notices.wenton": OFFICE,
    "notices.wenton within a state": NOBODY,
    "notices.addressee": OFFICE,
    "notices.paperreceipt": OFFICE,
    "notices.paperwish": OFFICE,
    "notices.plannedsource": OFFICE,
    "notices.sweep": OFFICE,
    "notices.webhook": OFFICE,
    "notices.webhookdelivery": OFFICE,
    "papers.folder": MEMBERS,
    "papers.paper": MEMBERS,
    "papers.paper not circulated yet": PREPARE,
    "papers.paperversion": PREPARE,
    "papers.comment": PREPARE,
    "papers.commentreply": PREPARE,
    "papers.registeredletter": OFFICE,
    "papers.scanofaletter": OFFICE,
    "papers.letterdeed": OFFICE,
    "papers.outgoingletter": OFFICE,
    "papers.letterannex": OFFICE,
    "papers.finishedletter": OFFICE,
    "papers.letterwording": OFFICE,
    "papers.formofaddress": OFFICE,
    "papers.entrustedpaper": OFFICE,
    "papers.expertdraft": OFFICE,
    "papers.wordsofafile": PREPARE,
    "papers.wordsofascan": OFFICE,
    "record.correction": OFFICE,
    "record.import": OFFICE,
    "record.importedrow": OFFICE,
    "record.searchpiece": EVERYBODY,
    "record.searchpiece of a view kept by its state": NOBODY,
    "record.searchpiece of a version sent to nobody": PREPARE,
    "record.source": EVERYBODY,
    "record.sourcefile": EVERYBODY,
}


def a_photograph(**more: Any) -> Any:
    return PhotographFactory(consent_by="Both", consent_how="On a form", consent_on=dt.date(2027, 5, 5), **more)


# A notice is the officer's own here, as everybody reads their own and nobody else's.
MAKE: dict[str, Callable[[], Any]] = {
    **MAKERS,
    "commitments.coordinatorassignment in a commitment": lambda: CoordinatorAssignmentFactory(
        commitment=CommitmentFactory()
    ),
    "decisions.minutes that went out": lambda: MinutesFactory(circulated=True),
    "activities.yearplan before a meeting": lambda: YearPlanFactory(stage="before", meeting=MeetingFactory()),
    "papers.publication that is published": lambda: PublicationFactory(stage="published", published_on="2026-01-05"),
    "papers.publicationtext": PublicationTextFactory,
    "papers.publishinganswer": PublishingAnswerFactory,
    "activities.photograph with consent": lambda: a_photograph(consent="given"),
    "activities.photograph of which consent is withdrawn": lambda: a_photograph(
        consent="withdrawn", withdrawn_at=timezone.now()
    ),
    "activities.activity for the Secretariat": lambda: ActivityFactory(audience=Audience.SECRETARIAT),
    "commitments.view kept by its state": lambda: ViewFactory(audience=Audience.OWN),
    "decisions.agendaitem": an_item,
    "decisions.objectionwithdrawal": a_withdrawal,
    "decisions.position": PositionFactory,
    "desk.deskentry": an_entry_on_a_desk,
    "desk.deskentry of a state": lambda: an_entry_on_a_desk(desk="XZ"),
    "desk.requesteddocument": a_document_asked_for,
    "desk.savedlist": a_saved_list,
    "notices.webhook": a_webhook,
    "notices.webhookdelivery": a_delivery,
    "desk.broughtfile without a letter": a_workbook_brought_back,
    "papers.folder": a_folder,
    "papers.paper not circulated yet": lambda: PaperVersionFactory().paper,
    "meetings.calendarfeed": lambda: make_feed(by=UserFactory())[0],
    "meetings.meeting proposed": proposed,
    "meetings.attendance at one proposed": lambda: AttendanceFactory(meeting=proposed()),
    "meetings.deadline of one proposed": lambda: DeadlineFactory(meeting=proposed()),
    "members.memberstate": a_member_state,
    "members.draft": a_draft,
    "notices.wenton within a state": lambda: MAKERS["notices.wenton"](kind="second-key"),
    "notices.addressee": an_addressee,
    "papers.letterannex": an_annex_of_a_letter,
    "papers.expertdraft": an_experts_draft,
    "papers.finishedletter": a_finished_letter,
    "notices.paperwish": a_wish_for_paper,
    "notices.plannedsource": lambda: PlannedSource.objects.create(source="kites"),
    "record.importedrow": an_imported_row,
    "papers.wordsofascan": lambda: WordsOfAScan.objects.create(scan=MAKERS["papers.scanofaletter"](), text="Kites"),
    "papers.wordsofafile": lambda: WordsOfAFile.objects.create(version=PaperVersionFactory(), text="Kites"),
    "record.searchpiece": lambda: the_piece_of(MAKERS["record.source"]()),
    "record.searchpiece of a view kept by its state": lambda: the_piece_of(ViewFactory(audience=Audience.OWN)),
    "record.searchpiece of a version sent to nobody": lambda: the_piece_of(PaperVersionFactory()),
}


def test_each_noun_that_says_who_sees_it_has_a_row_here():
    asked = [model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")]
    assert {model._meta.label_lower for model in asked} == {label.partition(" ")[0] for label in WHO_SEES}


@pytest.mark.parametrize("label", WHO_SEES)
def test_a_row_is_there_for_those_it_is_for_and_for_nobody_else(label, officer, chair, stranger, observer):
    row = MAKE[label]()
    people = {
        "officer": officer, "chair": chair, "member": stranger, "observer": observer, "a visitor": AnonymousUser(),
        CLOSED: UserFactory(is_staff=True, is_active=False),
    }  # fmt: skip
    rows: Any = type(row)._default_manager
    seen = {name for name, person in people.items() if rows.visible_to(person).filter(pk=row.pk).exists()}
    assert seen == WHO_SEES[label]
