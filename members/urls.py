from django.urls import path

from members.views import account, deputies, drafts, entered, invitations, people, persons, second_officer, tokens
from record.doors.portal import act_paths

urlpatterns = [
    path("drafts/", drafts.keep_page, name="draft-keep"),
    path("language/setlang/", account.language_page, name="set_language"),
    path("account/", account.account_page, name="account"),
    path("account/confirm/<secret:key>/", account.confirm_page, name="account-confirm"),
    path("account/tokens/", tokens.tokens_page, name="account-tokens"),
    *act_paths("token"),
    path("people/", people.people_page, name="people"),
    path("people/deputies/", deputies.deputies_page, name="people-deputies"),
    *act_paths("deputyship", "name"),
    path("people/entered/", entered.entered_page, name="entered"),
    *act_paths("entry"),
    path("people/second-officer/", second_officer.second_officer_page, name="second-officer"),
    *act_paths("second-officer-request"),
    path("people/persons/<uuid:key>/", persons.person_page, name="person-detail"),
    *act_paths("person"),
    path("people/<str:code>/", people.people_of_page, name="people-of"),
    *act_paths("participant"),
    *act_paths("post"),
    *act_paths("invitation"),
    path("people/<str:code>/posts/<int:number>/end/", people.end_moved, name="people-end"),
    path("people/<str:code>/invitations/<uuid:key>/<slug:act>/", people.invitation_moved, name="people-invitation"),
    path("invitations/<secret:key>/", invitations.invitation_page, name="invitation"),
]
