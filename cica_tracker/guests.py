"""The one gate for experts who were let in to a paper: which addresses there are for them. Every other one isn't there.

Closed by default: an address that is new to the house is none of theirs until its name stands here.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

NOTHING = "/api/v1/nothing/is/here/"
# Where a guest is led, and from where: what the house opens with for others.
HOME = "entrusted-list"
DOORS = frozenset({"overview", "desk"})
# What was entrusted to them: its page, its versions, the drafts they hand in.
THEIR_PAPER = frozenset(
    {HOME, "entrusted-detail", "entrusted-act", "entrusted-version", "entrusted-draft", "entrusted-invitation"}
)
# Their account: how they read, their password, their second factor, where they are signed in.
THEIR_ACCOUNT = frozenset(
    {
        "account",
        "set_language",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "usersessions_list",
        "sign_out_everywhere",
    }
)
# What anybody reads who comes to the house, and the help that speaks to them.
OPEN_TO_ALL = frozenset({"healthz", "accessibility", "help"})
OPEN = THEIR_PAPER | THEIR_ACCOUNT | OPEN_TO_ALL


class GuestsStayWithTheirPaper:
    """An expert who was let in to one paper reads that, keeps their account, and finds nothing else in the house.

    Everything else, whatever is sent there and whether it exists or not, is answered as what isn't there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not getattr(request.user, "is_guest", False):
            return self.get_response(request)
        name = name_of_address(request.path_info)
        if name in OPEN:
            # What they read cites articles, whose pages aren't there for them.
            request.reads_no_instruments = True  # type: ignore[attr-defined]
            return self.get_response(request)
        if name in DOORS and request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(reverse(HOME))
        if request.path_info.startswith("/api/"):
            return nothing_for_programs(request)
        raise Http404


def name_of_address(path: str) -> str:
    """What an address is called; "" where there is none."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def nothing_for_programs(request: HttpRequest) -> HttpResponse:
    """What a program is answered where there is nothing, byte for byte: by the view that answers so."""
    answer = resolve(NOTHING).func(request)
    return answer.render() if hasattr(answer, "render") else answer
