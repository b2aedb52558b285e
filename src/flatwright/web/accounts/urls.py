"""Addresses of accounts. Of the sign-in library's pages only those that are wanted."""

from allauth.account import views as allauth_account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from flatwright.web.accounts.views import entrance, house, own

_factor = "sign-in/second-factor"
_key = f"{_factor}/passkeys/<int:pk>"

urlpatterns = [
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-out/", login_not_required(allauth_account.logout), name="account_logout"),
    path(
        "sign-in/closed/",
        login_not_required(allauth_account.account_inactive),
        name="account_inactive",
    ),
    path("sign-in/again/", allauth_account.reauthenticate, name="account_reauthenticate"),
    path("me/password/", allauth_account.password_change, name="account_change_password"),
    path("me/password/first/", allauth_account.password_set, name="account_set_password"),
    path(f"{_factor}/", mfa.index, name="mfa_index"),
    path(f"{_factor}/code/", mfa.authenticate, name="mfa_authenticate"),
    path(f"{_factor}/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(f"{_factor}/app/", totp.activate_totp, name="mfa_activate_totp"),
    path(f"{_factor}/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(f"{_factor}/codes/", entrance.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{_factor}/codes/new/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(f"{_factor}/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path(f"{_factor}/passkeys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        f"{_factor}/passkeys/again/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{_key}/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path(f"{_key}/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "sign-in/passkey/",
        login_not_required(passkeys.login_webauthn),
        name="mfa_login_webauthn",
    ),
    path("invitation/<str:secret>/", entrance.invitation, name="invitation"),
    path("me/", own.me, name="me"),
    path("me/sessions/others/", own.end_others, name="me_end_others"),
    path("me/sessions/<int:number>/", own.end_session, name="me_end_session"),
    path("me/tokens/", own.add_token, name="me_add_token"),
    path("me/tokens/<str:key>/", own.end_token, name="me_end_token"),
    path("settings/accounts/", house.accounts, name="accounts"),
    path("settings/accounts/invite/", house.invite_one, name="accounts_invite"),
    path(
        "settings/accounts/invitations/<str:key>/",
        house.withdraw_one,
        name="accounts_withdraw",
    ),
    path("settings/accounts/<str:key>/", house.account, name="accounts_one"),
    path("settings/accounts/<str:key>/close/", house.close_one, name="accounts_close"),
    path("settings/accounts/<str:key>/reopen/", house.reopen_one, name="accounts_reopen"),
    path("settings/accounts/<str:key>/way-back/", house.way_back, name="accounts_way_back"),
]
