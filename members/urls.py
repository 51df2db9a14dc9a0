from django.urls import path

from members.views import account

urlpatterns = [
    path("account/", account.account_page, name="account"),
]
