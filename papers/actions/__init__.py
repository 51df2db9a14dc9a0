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
from papers.actions.reading import read_files, unread_files, unread_scans
from papers.actions.sending import letter_to_write, not_open, send_letter, why_not_sent
from papers.actions.wordings import set_form_of_address, take_back_form, take_back_wording, word_letters_anew

__all__ = [
    "ONE_OF_A_KIND",
    "AboutWhat",
    "add_scan",
    "add_version",
    "annex_file",
    "answer_comment",
    "begin_letter",
    "circulate",
    "close_letter",
    "comment",
    "enter_sent_letter",
    "finish_letter",
    "give_up_letter",
    "lay_letter",
    "letter_to_write",
    "looked_through",
    "not_open",
    "read_files",
    "register_letter",
    "revise_letter",
    "say_what_it_answers",
    "send_letter",
    "set_form_of_address",
    "take_annex_off",
    "take_back_form",
    "take_back_wording",
    "take_up",
    "tell_what_it_did",
    "unread_files",
    "unread_scans",
    "why_not_sent",
    "word_letters_anew",
]
