"""Verbs of papers, comments and letters."""

from papers.actions.comments import answer_comment, take_up
from papers.actions.correspondence import (
    add_scan,
    close_letter,
    enter_sent_letter,
    lay_letter,
    register_letter,
    say_what_it_answers,
    tell_what_it_did,
)
from papers.actions.entrusting import (
    InvitedExpert,
    accept_entrusted,
    agree_to_let_in,
    ask_to_let_in,
    end_entrusted,
    send_entrusted_again,
)
from papers.actions.expert_drafts import hand_in_draft, take_over_draft
from papers.actions.laying_down import (
    NEEDS_ITS_TITLE,
    WAITS_NOT,
    SentTo,
    circulate_paper,
    lay_down,
    leave_on_file,
    newest_of,
    say_anew,
    why_no_symbol,
)
from papers.actions.outgoing import (
    annex_file,
    begin_letter,
    finish_letter,
    give_up_letter,
    revise_letter,
    take_annex_off,
)
from papers.actions.papers import (
    ONE_OF_A_KIND,
    add_version,
    circulate,
    comment,
    looked_through,
)
from papers.actions.reading import read_files, unread_files, unread_scans
from papers.actions.sending import letter_to_write, not_open, send_letter, why_not_sent
from papers.actions.wordings import set_form_of_address, take_back_form, take_back_wording, word_letters_anew

__all__ = [
    "NEEDS_ITS_TITLE",
    "ONE_OF_A_KIND",
    "WAITS_NOT",
    "InvitedExpert",
    "SentTo",
    "accept_entrusted",
    "add_scan",
    "add_version",
    "agree_to_let_in",
    "annex_file",
    "answer_comment",
    "ask_to_let_in",
    "begin_letter",
    "circulate",
    "circulate_paper",
    "close_letter",
    "comment",
    "end_entrusted",
    "enter_sent_letter",
    "finish_letter",
    "give_up_letter",
    "hand_in_draft",
    "lay_down",
    "lay_letter",
    "leave_on_file",
    "letter_to_write",
    "looked_through",
    "newest_of",
    "not_open",
    "read_files",
    "register_letter",
    "revise_letter",
    "say_anew",
    "say_what_it_answers",
    "send_entrusted_again",
    "send_letter",
    "set_form_of_address",
    "take_annex_off",
    "take_back_form",
    "take_back_wording",
    "take_over_draft",
    "take_up",
    "tell_what_it_did",
    "unread_files",
    "unread_scans",
    "why_no_symbol",
    "why_not_sent",
    "word_letters_anew",
]
