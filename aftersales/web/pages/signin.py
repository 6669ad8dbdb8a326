"""Signing in and out, the language, and taking back a device that was handed over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, get_user_model, login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from aftersales.web import middleware, throttle
from aftersales.web.viewer import demo_people, staff

YEAR = 365 * 24 * 60 * 60


def safe_next(request: HttpRequest, wanted: str) -> str:
    """The wanted address when it is one of ours, else the first page."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and ours else reverse("my-work")


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first page of everybody who is not known yet."""
    wanted = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted)
    page: dict[str, Any] = {"next": wanted, "people": demo_people() if settings.DEMO else []}
    if request.method != "POST":
        return render(request, "web/signin.html", page)
    name = request.POST.get("username", "").strip()
    page["username"] = name
    if throttle.blocked(request, name):
        page["said"] = _("Too many attempts. Please wait a quarter of an hour and try again.")
        return render(request, "web/signin.html", page, status=429)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        throttle.failed(request, name)
        page["said"] = _("Name and password do not fit together.")
        return render(request, "web/signin.html", page, status=401)
    throttle.succeeded(name)
    return _enter(request, user, wanted)


@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponse:
    """In a demo anybody may be anybody; outside demo mode this address does not exist."""
    if not settings.DEMO:
        raise Http404
    user = get_user_model().objects.filter(username=request.POST.get("username", ""), is_active=True).first()
    if user is None:
        raise Http404
    return _enter(request, user, reverse("my-work"))


def _enter(request: HttpRequest, user: Any, wanted: str) -> HttpResponse:
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    response = HttpResponseRedirect(wanted)
    if user.language in dict(settings.LANGUAGES):
        _remember(response, user.language)
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("sign-in")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch between the two languages of the house; a signed-in viewer's choice is kept."""
    wanted = request.POST.get("language", "")
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")))
    if wanted in dict(settings.LANGUAGES):
        _remember(response, wanted)
        if request.user.is_authenticated and not middleware.locked(request):
            get_user_model().objects.filter(pk=request.user.pk).update(language=wanted)
    return response


def _remember(response: HttpResponse, wanted: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


@never_cache
@sensitive_post_parameters("password")
def unlock(request: HttpRequest) -> HttpResponse:
    """The staff member takes the device back with their password."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    if not middleware.locked(request):
        return redirect("my-work")
    page: dict[str, Any] = {"person": request.user}
    if request.method == "POST":
        name = request.user.get_username()
        if throttle.blocked(request, name):
            page["said"] = _("Too many attempts. Please wait a quarter of an hour and try again.")
            return render(request, "web/unlock.html", page, status=429)
        if request.user.check_password(request.POST.get("password", "")):
            throttle.succeeded(name)
            middleware.unlock(request)
            return redirect("my-work")
        throttle.failed(request, name)
        page["said"] = _("The password is not right.")
    return render(request, "web/unlock.html", page, status=401 if "said" in page else 200)


@staff
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    if not request.user.is_authenticated:
        raise Http404
    wanted = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and wanted.is_valid():
        update_session_auth_hash(request, wanted.save())
        return redirect("my-work")
    return render(request, "web/password.html", {"wanted": wanted}, status=422 if wanted.errors else 200)
