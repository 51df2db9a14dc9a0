"""Verbs about people, their posts, and what they write."""

from members.actions.accounts import (
    answer_asked_links,
    ask_for_a_link,
    change_preferences,
    confirm_details,
    forget_second_factor,
    grant_the_secretariat,
    is_counted_against,
    let_try_again,
    send_details_link,
    send_password_link,
    switch_account,
)
from members.actions.deputies import end_deputyship, enter_deputy, name_deputy
from members.actions.drafts import WrittenMeanwhile, drop_draft, keep_draft
from members.actions.entered import answer_the_state, enter_for, enter_item, say_it_was_not_us
from members.actions.handing_over import close_accounts, hand_over
from members.actions.invitations import accept_invitation, invite, invite_again, withdraw_invitation
from members.actions.posts import choose_keys, confirm_people, end_office
from members.actions.second_officer import ask_of_two, confirm_of_two, decline_of_two
from members.actions.telling import tell_of_post
from members.actions.terms import end_earlier_terms
from members.actions.tokens import end_tokens, make_token, revoke_token
from members.actions.vouched import link_sign_in

__all__ = [
    "WrittenMeanwhile",
    "accept_invitation",
    "answer_asked_links",
    "answer_the_state",
    "ask_for_a_link",
    "ask_of_two",
    "change_preferences",
    "choose_keys",
    "close_accounts",
    "confirm_details",
    "confirm_of_two",
    "confirm_people",
    "decline_of_two",
    "drop_draft",
    "end_deputyship",
    "end_earlier_terms",
    "end_office",
    "end_tokens",
    "enter_deputy",
    "enter_for",
    "enter_item",
    "forget_second_factor",
    "grant_the_secretariat",
    "hand_over",
    "invite",
    "invite_again",
    "is_counted_against",
    "keep_draft",
    "let_try_again",
    "link_sign_in",
    "make_token",
    "name_deputy",
    "revoke_token",
    "say_it_was_not_us",
    "send_details_link",
    "send_password_link",
    "switch_account",
    "tell_of_post",
    "withdraw_invitation",
]
