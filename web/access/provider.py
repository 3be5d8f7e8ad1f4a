"""The provider that the settings name, made when someone first signs in by it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from assistant.accounts.oidc import OidcSettings, SignIn
from assistant.settings import Settings, listed
from web.access.errors import NoProvider


def oidc_settings(settings: Settings) -> OidcSettings | None:
    """None where no provider is named. Raises SettingInvalid for one that could not be signed in at safely."""
    if not settings.oidc_issuer:
        return None
    return OidcSettings(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        scope=settings.oidc_scope,
        parameters=settings.oidc_parameters,
        accepted_acr=listed(settings.oidc_accepted_acr),
        role_claim=settings.oidc_role_claim,
        helpdesk_values=listed(settings.oidc_helpdesk_values),
        admin_values=listed(settings.oidc_admin_values),
    )


def provider_of(settings: Settings) -> Callable[[], SignIn]:
    """Raises SettingInvalid at once, and what it gives NoProvider where there is none."""
    named = oidc_settings(settings)

    @cache
    def provider() -> SignIn:
        if named is None:
            raise NoProvider
        from assistant.accounts.oidc_authlib import AuthlibSignIn

        return AuthlibSignIn(named)

    return provider
