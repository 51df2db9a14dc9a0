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
from papers.actions.outgoing import (
    AboutWhat,
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
from papers.actions.publications import (
    agreed_to_publish,
    ask_states,
    begin_publication,
    hand_in_text,
    may_publication_be_public,
    publish,
    say_what_it_is,
    withdraw_publication,
)
from papers.actions.publishing import answer_to_publish, ask_to_publish, set_aside, when_agreed
from papers.actions.reading import read_files, unread_files, unread_scans
from papers.actions.sending import letter_to_write, not_open, send_letter, why_not_sent
from papers.actions.wordings import set_form_of_address, take_back_form, take_back_wording, word_letters_anew

__all__ = [
    "ONE_OF_A_KIND",
    "AboutWhat",
    "InvitedExpert",
    "accept_entrusted",
    "add_scan",
    "add_version",
    "agree_to_let_in",
    "agreed_to_publish",
    "annex_file",
    "answer_comment",
    "answer_to_publish",
    "ask_states",
    "ask_to_let_in",
    "ask_to_publish",
    "begin_letter",
    "begin_publication",
    "circulate",
    "close_letter",
    "comment",
    "end_entrusted",
    "enter_sent_letter",
    "finish_letter",
    "give_up_letter",
    "hand_in_draft",
    "hand_in_text",
    "lay_letter",
    "letter_to_write",
    "looked_through",
    "may_publication_be_public",
    "not_open",
    "publish",
    "read_files",
    "register_letter",
    "revise_letter",
    "say_what_it_answers",
    "say_what_it_is",
    "send_entrusted_again",
    "send_letter",
    "set_aside",
    "set_form_of_address",
    "take_annex_off",
    "take_back_form",
    "take_back_wording",
    "take_over_draft",
    "take_up",
    "tell_what_it_did",
    "unread_files",
    "unread_scans",
    "when_agreed",
    "why_not_sent",
    "withdraw_publication",
    "word_letters_anew",
]
