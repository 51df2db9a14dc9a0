"""What the links in letters open. Whoever holds the letter need not be signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.models import User
from notices.access import Quieted, quieted_by
from notices.actions import decline, have_letters_again, snooze
from notices.kinds import KINDS, declinable
from notices.models import Declined

WEEK, NEVER, AGAIN = "week", "never", "again"


# Mail programs post here by themselves (RFC 8058), and hold no cookie of ours: the key in the address is what counts.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def quiet_page(request: HttpRequest, key: str) -> HttpResponse:
    """Fewer letters of some kinds, for a week or for good. Opening it does nothing: mail filters open links too."""
    wish = quieted_by(key)
    person = User.objects.filter(pk=wish.recipient, is_active=True).first() if wish else None
    if wish is None or person is None:
        return render(request, "notices/quiet_over.html", status=410)
    done = ""
    if request.method == "POST":
        # One click of a mail program says nothing but that there should be no more.
        done = request.POST.get("act", NEVER)
        _do(done, wish, person)
    kinds = _declinable(wish)
    declined = Declined.objects.filter(recipient=person, kind__in=kinds, about_kind="").exists()
    context = {"kinds": [KINDS[kind] for kind in kinds], "done": done, "declined": declined, "key": key}
    with override(person.language):
        return render(request, "notices/quiet.html", context)


def _declinable(wish: Quieted) -> list[str]:
    return [kind for kind in wish.kinds if kind in declinable()]


def _do(act: str, wish: Quieted, person: User) -> None:
    kinds = _declinable(wish)
    if act == WEEK:
        snooze(person=person, kinds=kinds, by=person, at=timezone.now())
    elif act == AGAIN:
        have_letters_again(person=person, kinds=kinds, by=person)
    else:
        decline(person=person, kinds=kinds, by=person)
