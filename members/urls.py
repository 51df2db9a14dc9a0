from django.urls import path

from members import views

urlpatterns = [
    path("account/", views.account_page, name="account"),
]
