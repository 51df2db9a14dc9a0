"""Whatever a state's people may do here, an officer can enter from a letter of theirs; else a row says why not."""

from record.acts import TABLE, Act, Noun, Whom

OF_A_STATE = {Whom.MEMBERS, Whom.OBSERVERS, Whom.OWNERS, Whom.AUTHORITY, Whom.COORDINATOR, Whom.CHAIR}
OFFICE_DOES_IT = "the Secretariat does the same in its own office, whoever asked for it and by whichever way"
ITS_OWN_DESK = "how a desk is kept is for whoever sits at it, and says nothing in a state's name"
AS_THE_CHAIR = "the Chair convenes here itself; the Secretariat records what was opened, and goes on with, at a meeting"

# "noun.act", or "noun." for each act of the noun: why no officer enters it from a letter.
NOT_BY_LETTER = {
    "desk-entry.": ITS_OWN_DESK,
    "brought-file.enter": "the workbook itself was brought with the letter",
    "brought-file.drop": "the workbook itself was brought with the letter",
    "deputyship.name": "about a post, by `post.name-deputy`: an officer names for whom",
    "deputyship.end": ITS_OWN_DESK,
    "agenda-item.": OFFICE_DOES_IT,
    "meeting.": OFFICE_DOES_IT,
    "invitation.again": OFFICE_DOES_IT,
    "invitation.withdraw": OFFICE_DOES_IT,
    "entrusted.again": OFFICE_DOES_IT,
    "entrusted.end": OFFICE_DOES_IT,
    "expert-draft.take-over": OFFICE_DOES_IT,
    "silence.open": AS_THE_CHAIR,
    "silence.take-up": AS_THE_CHAIR,
    "silence.extend": AS_THE_CHAIR,
    "silence.restart": AS_THE_CHAIR,
    "silence.withdraw": AS_THE_CHAIR,
    "participant.keys": "it guards the state against what others submit for it; the state's authority alone changes it",
}


def acts_of_states() -> dict[str, tuple[Noun, Act]]:
    return {
        f"{noun.name}.{act.name}": (noun, act)
        for noun in TABLE.nouns.values()
        for act in (*noun.every_act_of(), *TABLE.rows[noun.name].values())
        if act.whom & OF_A_STATE
    }


def entered_by(noun: Noun, act: Act) -> Act:
    """The act by which an officer enters it."""
    return TABLE.rows[noun.name][act.entered_as] if act.entered_as else act


def test_every_act_that_a_state_is_offered_is_entered_from_its_letter_or_says_why_not():
    silent = [
        name
        for name, (noun, act) in acts_of_states().items()
        if not entered_by(noun, act).is_entered_from_letters
        and name not in NOT_BY_LETTER
        and f"{noun.name}." not in NOT_BY_LETTER
    ]
    assert not silent, f"An officer can't enter these from a state's letter, and no row says why: {silent}"


def test_no_reason_outlives_its_act():
    acts = acts_of_states()
    idle = [
        row
        for row in NOT_BY_LETTER
        if not any(
            name.startswith(row) and not entered_by(noun, act).is_entered_from_letters
            for name, (noun, act) in acts.items()
        )
    ]
    assert not idle, f"These are entered from letters, or aren't offered to states any more: {idle}"


def test_what_is_entered_from_letters_stands_on_a_page_of_the_portal_or_is_a_program_s_way_to_one_that_does():
    hidden = [
        name
        for name, (noun, act) in acts_of_states().items()
        if entered_by(noun, act).is_entered_from_letters and not entered_by(noun, act).in_portal
    ]
    # A program names the commitment; on a page the same stands at the commitment.
    assert hidden == ["view.share", "action-plan.propose", "progress-note.give"]


def test_whom_a_letter_names_and_what_it_says_are_fields_of_the_act():
    for noun in TABLE.nouns.values():
        for act in TABLE.rows[noun.name].values():
            if act.written_by is None:
                continue
            # One or the other says whose letter it is.
            assert bool(act.written_by.names) is not bool(act.written_by.of), f"{noun.name}.{act.name}"
