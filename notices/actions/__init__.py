from notices.actions.portal import mark_seen, tell
from notices.actions.sending import send_due, tick
from notices.actions.settling import change_rules, settle, use_our_words, word_letters
from notices.actions.sweeping import say_the_clock_is_right, sweep
from notices.actions.wishes import decline, have_letters_again, snooze

__all__ = [
    "change_rules",
    "decline",
    "have_letters_again",
    "mark_seen",
    "say_the_clock_is_right",
    "send_due",
    "settle",
    "snooze",
    "sweep",
    "tell",
    "tick",
    "use_our_words",
    "word_letters",
]
