from django.urls import path

from notices.views import going_on, letters, office, own, paper, quiet, webhooks, wording
from record.doors.portal import act_page, act_paths

urlpatterns = [
    path("reminders/", office.office_page, name="reminders"),
    path("reminders/pause/", office.pause_act, name="reminders-pause"),
    path("reminders/clock/", office.clock_act, name="reminders-clock"),
    path("reminders/rules/", office.rules_page, name="reminders-rules"),
    path("reminders/ahead/", office.ahead_page, name="reminders-ahead"),
    path("reminders/letters/", letters.letters_page, name="reminders-letters"),
    path("reminders/letters/<uuid:key>/", letters.letter_page, name="reminders-letter"),
    path("reminders/letters/<uuid:key>/settle/", letters.settle_act, name="reminders-settle"),
    path("reminders/never-sent/", letters.never_sent_page, name="reminders-never-sent"),
    path("reminders/wording/", wording.wordings_page, name="reminders-wordings"),
    path("reminders/wording/<str:kind>/", wording.wording_page, name="reminders-wording"),
    path("reminders/wording/<str:kind>/default/", wording.default_act, name="reminders-wording-default"),
    path("reminders/mine/", own.quieten_act, name="reminders-mine"),
    path("reminders/quiet/<secret:key>/", quiet.quiet_page, name="reminders-quiet"),
    # To whom something official was told, and receipts on paper: a state reads its own, too.
    path("served/", paper.addressees_page, name="addressee-list"),
    *act_paths("receipt-on-paper", "enter", "set-aside"),
    # Addresses at which programs are told what their person is told.
    path("webhooks/", webhooks.webhooks_page, name="webhook-list"),
    *act_paths("webhook", "register"),
    path("webhooks/<uuid:key>/", webhooks.webhook_page, name="webhook-detail"),
    # What stays unanswered, by which rule it goes on, and what did.
    path("unanswered/", going_on.going_on_page, name="going-on"),
    path("unanswered/set/", act_page("going-on-rule"), {"act": "set"}, name="going-on-rule-set"),
]
