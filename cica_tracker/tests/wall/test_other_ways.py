"""By the other ways in which things get about: searching, choosing in the admin, notices, letters."""

from collections import Counter
from email.utils import parseaddr

import pytest
from django.contrib import admin
from django.urls import reverse

from cica_tracker.mailbox import letters
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import answer_of, ask, carried_by, compared, leaks, path_of
from cica_tracker.tests.wall.personas import AUTHORITY, OBSERVER, OFFICER, OFFICERS, PERSONAS, XA, XB, XO, is_among
from cica_tracker.tests.wall.table import TABLE, Answer, Door
from notices.actions import send_due
from notices.models import Notice
from record.actions import compare_index

pytestmark = pytest.mark.django_db


SEARCHED = {
    "search": "q",
    "api-search": "q",
    "commitment-list": "search",
    "paper-list": "search",
    "expert-list": "search",
    "notices": "q",
    **{f"api-{noun}-list": "search" for noun in ("commitments", "steps", "papers", "views", "experts", "coordinators")},
}
HIDDEN = (
    "title for members", "statement for members", "uncirculated title", "uncirculated text", "expert own of xb",
    "expertise secretariat of xb", "post own of xb", "view own of xb", "view secretariat of xb", "draft begin of xb",
)  # fmt: skip


def test_what_is_searched_of_a_house_at_work_is_what_its_rows_say(world):
    """Each row was written as people write it, and its words with it."""
    assert compare_index() == []


@pytest.mark.parametrize("name", SEARCHED)
def test_whoever_looks_for_hidden_words_finds_what_they_find_for_words_that_stand_nowhere(name, world):
    """By day an observer looks where everything is looked through at once, and a member state everywhere."""
    path, found = reverse(name), []
    for persona in (AUTHORITY, OBSERVER) if IS_NIGHT or name in ("search", "api-search") else (AUTHORITY,):
        for canary in world.canaries:
            if canary.place not in HIDDEN or persona in canary.seen_by:
                continue
            answers = []
            for words in (canary.text, "nowhere".ljust(len(canary.text), "x")):
                response = ask(world.client(persona), "GET", f"{path}?{SEARCHED[name]}={words}")
                status, headers, body = compared(response, f"{SEARCHED[name]}={words}")
                answers.append((status, headers, body.replace(words.encode(), b"(words)")))
            if answers[0] != answers[1]:
                found.append(f"{persona} can tell that somewhere stands the {canary.place}")
    assert not found, "\n".join(found)


def choices():
    """Every field of the admin that is chosen by typing."""
    for model, page in admin.site._registry.items():
        for owner in (page, *page.inlines):
            for name in owner.autocomplete_fields:
                label = (owner.model if owner is not page else model)._meta
                yield f"?app_label={label.app_label}&model_name={label.model_name}&field_name={name}&term="


def test_what_is_chosen_by_typing_in_the_admin_is_the_officers_and_holds_nothing_a_state_keeps_to_itself(world):
    found, path, asked = Counter(), reverse("admin:autocomplete"), sorted(set(choices()))
    assert len(asked) > 10
    for query in asked:
        for term in ("", "canary"):
            for persona in (*PERSONAS,):
                if persona != OFFICER and term:
                    continue
                response = ask(world.client(persona), "GET", path + query + term)
                right = Answer.SHOWN if is_among(persona, OFFICERS) else Answer.SIGN_IN
                if answer_of(response) is not right:
                    found[f"{query} · {persona}: {response.status_code}"] += 1
                found.update(
                    f"{query} · {persona}: carries the {leak}" for leak in leaks(world, persona, response, path)
                )
    assert not found, "\n".join(found)


def test_a_notice_tells_nobody_what_they_may_not_see_and_leads_to_a_page_that_is_there_for_them(world):
    persona_of = {person.pk: persona for persona, person in world.people.items()}
    found, opened = [], set()
    for notice in Notice.objects.select_related("recipient"):
        # Any other officer is told what an officer may be.
        persona = OFFICER if notice.recipient.is_staff else persona_of[notice.recipient_id]
        said = f"{notice.about_label} {notice.url} {notice.values}"
        found += [
            f"{persona} was told the {one.place}"
            for one in world.canaries
            if one.text in said and not is_among(persona, one.seen_by)
        ]
        path = notice.url.partition("#")[0]
        if (persona, path) not in opened and notice.recipient.is_active:
            opened.add((persona, path))
            if ask(world.client(persona), "GET", path).status_code != 200:
                found.append(f"{persona} was sent to {path}, which isn't there for them")
    assert len(opened) > 20
    assert not found, "\n".join(found)


def test_a_letter_tells_nobody_what_they_may_not_see(world):
    persona_of = {person.email: persona for persona, person in world.people.items()}
    again = reverse("invitation-act", args=[world.kept["invitation of xa"].pk, "again"])
    assert world.client(AUTHORITY).post(again).status_code == 302
    send_due()
    sent = letters()
    assert len(sent) > 1
    for _key, letter in sent:
        persona = persona_of.get(parseaddr(str(letter["To"]))[1], "somebody")
        words = letter.as_string()
        told = [one.place for one in world.canaries if one.text in words and not is_among(persona, one.seen_by)]
        own = {"invited by xa", "name invited by xa", "name of authority", "letter's subject", "letter's words"}
        own.add("name of officer")  # what an officer asks a second one names who asks
        if persona == "somebody":  # the second officer is told of what went to some alone, as every officer is
            own.add("title for xb")
        assert set(told) <= own, (letter["To"], told)


# What no page shows, and a search finds: `papers/tests/test_words_of_scans.py` looks for it.
READ_BY_SEARCH_ALONE = ("words of the scan",)


def test_each_text_is_met_by_somebody_it_is_for(world, at):
    """Else the wall would look for what is nowhere to be seen. By day an officer meets those that are for officers."""
    readers = sorted(XA | XB | XO | OFFICERS) if IS_NIGHT else [OFFICER]
    unseen = {
        one.text: one
        for one in world.canaries
        if one.seen_by & {*readers} and not one.place.startswith(("session", "seal", *READ_BY_SEARCH_ALONE))
    }
    office = (
        "admin:members_participant_history",
        "admin:axes_accessattempt_changelist",
        "admin:members_user_changelist",
    )
    names = [
        name for name, row in TABLE.items() if "GET" in row.door.methods and row.door not in (Door.ADMIN, Door.ACCOUNT)
    ]
    for personas, asked in (
        (readers, names),
        ([OFFICER], office),
        (sorted(XB) if IS_NIGHT else [], ["mfa_view_recovery_codes"]),
    ):
        for persona in personas:
            for name in asked:
                for place in at.get(name, [TABLE[name].place]):
                    if persona in place.seen_by and any(persona in one.seen_by for one in unseen.values()):
                        path = path_of(name, TABLE[name], place.kwargs)
                        carried = carried_by(ask(world.client(persona), "GET", path))
                        for text in [
                            text for text, one in unseen.items() if text.encode() in carried and persona in one.seen_by
                        ]:
                            del unseen[text]
    assert not unseen, sorted(one.place for one in unseen.values())
