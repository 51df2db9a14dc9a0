from django.urls import path

from members.views import account, drafts, invitations, people

urlpatterns = [
    path("drafts/", drafts.keep_page, name="draft-keep"),
    path("language/setlang/", account.language_page, name="set_language"),
    path("account/", account.account_page, name="account"),
    path("account/confirm/<secret:key>/", account.confirm_page, name="account-confirm"),
    path("people/", people.people_page, name="people"),
    path("people/<str:code>/invite/", people.invite_page, name="people-invite"),
    path("people/<str:code>/keys/", people.keys_page, name="people-keys"),
    path("people/<str:code>/posts/<int:number>/end/", people.end_page, name="people-end"),
    path("people/<str:code>/invitations/<uuid:key>/again/", people.invite_again_page, name="people-invite-again"),
    path("people/<str:code>/invitations/<uuid:key>/withdraw/", people.withdraw_page, name="people-withdraw"),
    path("invitations/<secret:key>/", invitations.invitation_page, name="invitation"),
]
