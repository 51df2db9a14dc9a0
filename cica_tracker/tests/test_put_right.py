"""Nothing false is ever stuck: whatever a person enters is taken back as a mistake, or put right in another named way."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import get_resolver

from record.acts import TABLE
from record.admin import ReadOnlyAdmin
from record.corrections import KINDS

# What goes with something that is taken back, by its kind.
GOES_WITH = {
    "activities.actionplanversion": "actionplan",
    "activities.planversion": "yearplan",
    "decisions.minutesversion": "minutes",
    "commitments.commitment": "steptaken",  # with the step by which it began
    "commitments.intention": "steptaken",
    "papers.paper": "steptaken",
    "papers.paperversion": "steptaken",
    "decisions.agendamatter": "steptaken",
    "decisions.decidedmatter": "steptaken",
    "decisions.objectionwithdrawal": "silenceobjection",  # the objection is entered anew, as it stands
    "record.importedrow": "import",
}
# What an act puts right: its noun and its name.
BY_ACT = {
    "decisions.agendaitem": ("agenda-item", "change"),
    "decisions.agendapaper": ("agenda-item", "take-paper-off"),
    "decisions.agendaversion": ("agenda", "circulate"),  # the next one, to the same
    "decisions.silenceprocedure": ("silence", "withdraw"),
    "decisions.silenceround": ("silence", "restart"),
    "decisions.silencematter": ("silence", "withdraw"),
    "meetings.meetingdates": ("meeting", "move"),
    "meetings.deadline": ("meeting", "fix"),
    "commitments.saidperiod": ("commitment", "period"),  # anew
    "activities.activityparty": ("activity", "take-part"),
    "activities.informationgiver": ("information", "answer"),
    "papers.publicationtext": ("publication", "hand-in"),  # the next version
    "papers.publishingrequest": ("publication", "ask"),  # anew
    "papers.publishinganswer": ("publication", "may-be-public"),
    "members.enteredforstate": ("entry", "answer"),
    "members.invitation": ("invitation", "withdraw"),
    "members.secondofficerrequest": ("second-officer-request", "decline"),
    "members.apitoken": ("token", "revoke"),
    "desk.deskentry": ("desk-entry", "undo"),
    "notices.webhook": ("webhook", "end"),
    "desk.savedlist": ("saved-list", "rename"),
    "desk.broughtfile": ("brought-file", "drop"),  # what it entered is put right by the acts of each entry
    "papers.outgoingletter": ("outgoing-letter", "revise"),  # once it went, its place in the register is taken back
    "papers.letterannex": ("outgoing-letter", "take-off"),
    "papers.finishedletter": ("outgoing-letter", "finish"),
    "papers.letterwording": ("wording", "take-back"),
    "papers.formofaddress": ("form-of-address", "take-back"),
    "members.deputyship": ("deputyship", "end"),
    "papers.entrustedpaper": ("entrusted", "end"),
    "papers.expertdraft": ("entrusted", "hand-in"),  # the next one
    "notices.goingonrule": ("going-on-rule", "set"),  # the next one takes its place
    "notices.paperwish": ("participant", "no-more-paper"),
    "record.correction": ("correction", "decline"),  # one in effect: the thing is entered again, rightly
}
# What its own page in the admin changes, with the journal.
IN_THE_ADMIN = {
    "catalogue.edition",
    "catalogue.area",
    "catalogue.measure",
    "meetings.workinggroup",
    "meetings.leadtime",
    "meetings.reminderlead",
}
# What a form of its own writes over: the name of its address.
BY_FORM = {
    "meetings.attendance": "delegation",
    "meetings.delegate": "delegation",
    "meetings.calendarfeed": "calendar-feeds",
    "members.draft": "draft-keep",
    "notices.letter": "reminders-settle",
    "notices.lettertemplate": "reminders-wording",
    "notices.rules": "reminders-rules",
    "notices.declined": "reminders-mine",
}
# What no person enters.
NOT_BY_PEOPLE = {
    "papers.folder": "opened with its commitment, or with the report of an activity",
    "members.memberstate": "a participant, seen as a member",
    "members.linkasked": "asked at the sign-in page, and forgotten once the letter is written",
    "desk.requesteddocument": "how far a file has come, which goes after some days; what is in it stands elsewhere",
    "record.retentionrun": "a turn of the nightly job",
    "record.searchpiece": "words of things, written with them",
    "papers.wordsofascan": "taken out of a scan, which is what counts",
    "papers.wordsofafile": "taken out of a file, which is what counts",
    "notices.webhookdelivery": "the ledger of what was told",
    "notices.notice": "the ledger of what was told",
    "notices.noticetransition": "the ledger of what was told",
    "notices.wenton": "what went on by itself",
    "notices.addressee": "the ledger of what was told",
    "notices.sweep": "a beat of the clock",
    "notices.plannedsource": "how far a beat of the clock came",
    "notices.toldjob": "when a clock told a job last",
    "record.keyuse": "kept so that a second press finds the first",
    "journal.entry": "what was done stays told",
    "journal.nightlyseal": "sealed by night",
    "journal.nightlycheck": "checked by night",
}


def models() -> set[str]:
    rooms = {path.name for path in settings.BASE_DIR.iterdir() if (path / "__init__.py").exists()}
    return {model._meta.label_lower for model in apps.get_models() if model.__module__.split(".")[0] in rooms}


def taken_back() -> set[str]:
    return {kind.model._meta.label_lower for kind in KINDS.values()}


def test_every_model_is_taken_back_or_put_right_in_a_named_way_or_says_why_not():
    named = [taken_back(), set(GOES_WITH), set(BY_ACT), IN_THE_ADMIN, set(BY_FORM), set(NOT_BY_PEOPLE)]
    assert models() == set().union(*named)
    assert sum(map(len, named)) == len(set().union(*named)), "one way each"


def test_each_way_is_there():
    assert set(GOES_WITH.values()) <= set(KINDS)
    missing = {label: way for label, way in BY_ACT.items() if way[1] not in TABLE.rows[way[0]]}
    assert missing == {}
    addresses = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {label: name for label, name in BY_FORM.items() if name not in addresses} == {}


@pytest.mark.parametrize("label", sorted(IN_THE_ADMIN))
def test_what_the_admin_puts_right_can_be_changed_there(label):
    page = admin.site._registry[apps.get_model(label)]
    assert not isinstance(page, ReadOnlyAdmin)
