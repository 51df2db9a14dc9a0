"""Signing in by the provider of one's ministry, or of the Secretariat. Without one in the setting these pages don't exist."""

import hmac
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter as socialaccount_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from members.actions import link_sign_in
from members.providers import vouchers
from members.vouching import NotVouchedFor, app_of, not_let_in, not_reached, vouched_for
from members.watch import note
from record.dates import day_of_the_house

# Signatures that a provider makes with a key of its own, of which it publishes half.
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
REQUIRED = ("iss", "sub", "aud", "exp", "iat")
# Seconds: clocks of two houses differ a little; what a provider says of itself is asked for now and then, and one that
# doesn't answer isn't waited for by everybody who presses the button.
LEEWAY, KEPT, DOWN = 60, 600, 20
# Of what a provider says of itself, what is used.
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
BY_DEFAULT = {"userinfo_endpoint": "", "token_endpoint_auth_methods_supported": ["client_secret_basic"]}
# What of theirs can go wrong on the way: no answer, an answer that is none, a token that isn't theirs or is for another.
FAULTS = (RequestException, jwt.PyJWTError, KeyError, ValueError, TypeError)


class _ClientWithNonce(OAuth2Client):
    """Asks for a token that says for which request it was made."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        return super().get_redirect_url(authorization_url, scope, {**extra_params, "nonce": _nonce(self.state)})


def _nonce(state: str) -> str:
    return salted_hmac("members.vouched.nonce", state, algorithm="sha256").hexdigest()


class _VouchersProvider(OpenIDConnectProvider):
    """Asks for what we ask for, whatever stands in the address."""

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        asked = super().get_redirect_from_request_kwargs(request)
        own = {"process": "login", "scope": ["openid", "email"], "auth_params": {}}
        return {**asked, **own}

    def get_oauth2_adapter(self, request: HttpRequest) -> OpenIDConnectOAuth2Adapter:
        return VouchersAdapter(request, self.app.provider_id)


class VouchersAdapter(OpenIDConnectOAuth2Adapter):
    """The conversation with one provider, from the button to a person of ours."""

    client_class = _ClientWithNonce

    def __init__(self, request: HttpRequest, provider_id: str):
        super().__init__(request, provider_id)
        self.voucher = vouchers()[provider_id]

    def get_provider(self) -> _VouchersProvider:
        return _VouchersProvider(self.request, app=app_of(self.voucher))

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises RequestException, and for a while without asking again; KeyError."""
        key = f"provider-{self.voucher.id}-{salted_hmac('provider', self.voucher.server_url).hexdigest()[:16]}"
        kept = cache.get(key)
        if kept is None:
            try:
                said = super().openid_config
            except RequestException:
                cache.set(key, {}, DOWN)
                raise
            kept = {**BY_DEFAULT, **{name: said[name] for name in said.keys() & BY_DEFAULT.keys()}}
            kept |= {name: said[name] for name in NEEDED}
            cache.set(key, kept, KEPT)
        if not kept:
            raise RequestException("it did not answer a moment ago")
        return dict(kept)

    def complete_login(  # type: ignore[override]  # as allauth calls it: with what the provider answered, and no more
        self, request: HttpRequest, app: SocialApp, token: SocialToken, *, response: Mapping[str, str]
    ) -> SocialLogin:
        """Whom the provider vouches for. Raises ImmediateHttpResponse: back to the door, with a sentence."""
        try:
            claims = self._claims(response["id_token"], token.token)
        except RequestException:
            raise
        except FAULTS as fault:
            raise ImmediateHttpResponse(not_let_in(request, self.voucher, f"no good token: {fault!r}")) from fault
        try:
            person = vouched_for(self.voucher, claims, day_of_the_house())
        except NotVouchedFor as why:
            raise ImmediateHttpResponse(not_let_in(request, self.voucher, str(why), claims.get("email"))) from why
        subject = str(claims["sub"])
        link_sign_in(person=person, voucher=self.voucher, subject=subject, at=timezone.now())
        note("vouched for", request, person, provider=self.voucher.id)
        if self.voucher.saw_second_factor(claims):
            record_authentication(request, person, "mfa", type="provider", provider=self.voucher.id)
        known = SocialAccount(provider=self.voucher.id, uid=subject, extra_data={})
        return SocialLogin(account=known, provider=self.get_provider())

    def _claims(self, id_token: str, access_token: str) -> dict[str, Any]:
        """What the provider signed: for us, just now, for this very request."""
        kid = jwt.get_unverified_header(id_token).get("kid")
        with self._asking() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if kid is None or key.key_id == kid]
        claims = jwt.decode(
            id_token,
            key=keys[0] if keys else _no_key(kid),
            algorithms=list(SIGNED_BY),
            audience=self.voucher.client_id,
            issuer=self.openid_config["issuer"],
            leeway=LEEWAY,
            options={"require": list(REQUIRED)},
        )
        if not hmac.compare_digest(str(claims.get("nonce", "")), _nonce(self.request.GET.get("state", ""))):
            raise ValueError("it was made for another request")
        if "email" not in claims:
            more = self._fetch_user_info(access_token)
            if more["sub"] != claims["sub"]:
                raise ValueError("it tells of somebody else")
            claims = {**{name: more.get(name) for name in ("email", "email_verified")}, **claims}
        return claims

    def _asking(self) -> Any:
        return socialaccount_adapter(self.request).get_requests_session()


def _no_key(kid: str | None) -> Any:
    raise ValueError(f"the provider publishes no key {kid}")


def _with(
    view: type[OAuth2LoginView] | type[OAuth2CallbackView], request: HttpRequest, provider_id: str
) -> HttpResponse:
    voucher = vouchers().get(provider_id)
    if voucher is None:
        raise Http404
    if request.user.is_authenticated:
        return redirect("desk")
    try:
        return view.adapter_view(VouchersAdapter(request, provider_id))(request)
    except FAULTS as fault:
        return not_reached(request, voucher, fault)


@require_safe
@never_cache
def vouched_page(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The button at the door: on to the provider."""
    return _with(OAuth2LoginView, request, provider_id)


@require_safe
@never_cache
def vouched_back_page(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends people back to."""
    return _with(OAuth2CallbackView, request, provider_id)
