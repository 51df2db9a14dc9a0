"""Everything under `/accounts/`: signing in and out, passwords, the second factor, where one is signed in."""

from allauth.account import views as account
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import include, path
from django.views.decorators.cache import never_cache

from members.views import second_factor, vouched

# allauth's own list of addresses also has pages to add addresses and to sign up: here an address is entered by the
# Secretariat or the state, so those pages don't exist.
urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/<base36:uidb36>-<secret:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # What these two show is kept by no browser.
    path("2fa/totp/activate/", never_cache(second_factor.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("2fa/recovery-codes/", never_cache(view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/totp/deactivate/", second_factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("2fa/webauthn/add/", second_factor.SetUpPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", second_factor.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    # Under allauth's names. They answer where the setting names such a provider.
    path("oidc/<slug:provider_id>/", vouched.vouched_page, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/back/", vouched.vouched_back_page, name="openid_connect_callback"),
    path("sessions/end/", second_factor.sign_out_everywhere, name="sign_out_everywhere"),
]
