from notices.actions.going_on import let_go_on, set_rule
from notices.actions.keeping import give_up_wording, keep_rules, keep_wording, seal_of_rules, seal_of_wording
from notices.actions.portal import mark_seen, tell, tell_by_letter
from notices.actions.sending import send_due, tick
from notices.actions.settling import change_rules, settle, use_our_words, word_letters
from notices.actions.sweeping import held_by_the_clock, say_the_clock_is_right, sweep
from notices.actions.trying import send_a_test
from notices.actions.wishes import decline, have_letters_again, snooze

__all__ = [
    "change_rules",
    "decline",
    "give_up_wording",
    "have_letters_again",
    "held_by_the_clock",
    "keep_rules",
    "keep_wording",
    "let_go_on",
    "mark_seen",
    "say_the_clock_is_right",
    "seal_of_rules",
    "seal_of_wording",
    "send_a_test",
    "send_due",
    "set_rule",
    "settle",
    "snooze",
    "sweep",
    "tell",
    "tell_by_letter",
    "tick",
    "use_our_words",
    "word_letters",
]
