from django.urls import path

from notices.views import letters, office, own, quiet, wording

urlpatterns = [
    path("", office.office_page, name="reminders"),
    path("pause/", office.pause_act, name="reminders-pause"),
    path("clock/", office.clock_act, name="reminders-clock"),
    path("rules/", office.rules_page, name="reminders-rules"),
    path("ahead/", office.ahead_page, name="reminders-ahead"),
    path("letters/", letters.letters_page, name="reminders-letters"),
    path("letters/<uuid:key>/", letters.letter_page, name="reminders-letter"),
    path("letters/<uuid:key>/settle/", letters.settle_act, name="reminders-settle"),
    path("never-sent/", letters.never_sent_page, name="reminders-never-sent"),
    path("wording/", wording.wordings_page, name="reminders-wordings"),
    path("wording/<str:kind>/", wording.wording_page, name="reminders-wording"),
    path("wording/<str:kind>/default/", wording.default_act, name="reminders-wording-default"),
    path("mine/", own.quieten_act, name="reminders-mine"),
    path("quiet/<secret:key>/", quiet.quiet_page, name="reminders-quiet"),
]
