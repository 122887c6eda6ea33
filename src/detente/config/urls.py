"""Every address of the desk, on one port."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("p/", include("detente.publicpage.urls")),
    path("hooks/", include("detente.api.urls")),
    path("", include("detente.web.urls")),
]
if settings.DETENTE_DEMO:
    urlpatterns.insert(0, path("practise/", include("detente.drill.urls")))
handler400 = "detente.web.views.errors.bad_request"
handler403 = "detente.web.views.errors.forbidden"
handler404 = "detente.web.views.errors.not_found"
handler500 = "detente.web.views.errors.broken"
