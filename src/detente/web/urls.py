"""Addresses of the screens: the shell here, cases in `urls_work.py`, channels in `urls_channels.py`."""

from __future__ import annotations

from django.urls import include, path

from detente.web.views import (
    first_run,
    health,
    house_settings,
    imports,
    join,
    keeping,
    people,
    public,
    reader,
    reading_settings,
    settings,
    sign,
)

urlpatterns = [
    path("", include("detente.web.urls_work")),
    path("sign-in", sign.sign_in, name="sign_in"),
    path("sign-out", sign.sign_out, name="sign_out"),
    path("welcome/<str:token>", first_run.welcome, name="welcome"),
    path("join/<str:token>", join.join, name="join"),
    path("language", reader.language, name="language"),
    path("theme", reader.theme, name="theme"),
    path("people", people.people, name="people"),
    path("people/invite", people.invite, name="invite"),
    path("people/chain", people.chain, name="chain"),
    path("people/duty", people.duty, name="duty"),
    path("people/<int:person_id>", people.person, name="person"),
    path("people/<int:person_id>/deactivate", people.deactivate, name="person_deactivate"),
    path("settings", settings.brand_settings, name="settings"),
    path("settings/sending", settings.sending, name="sending"),
    path("settings/departments", settings.department, name="department"),
    path("", include("detente.web.urls_channels")),
    path("", include("detente.web.urls_hooks")),
    path("", include("detente.web.urls_custody")),
    path("settings/writing", house_settings.writing, name="writing"),
    path("settings/writing/try", house_settings.try_out, name="try_writing"),
    path("settings/words", reading_settings.words, name="reading_words"),
    path("settings/words/<int:word_id>/remove", reading_settings.remove_word, name="remove_word"),
    path("settings/ledger", keeping.ledger, name="ledger"),
    path("settings/reading", reading_settings.reading, name="reading"),
    path("import", imports.import_comments, name="import"),
    path("import/<int:upload_id>", imports.import_file, name="import_file"),
    path("import/<int:upload_id>/refused", imports.import_refused, name="import_refused"),
    path("charter/<slug:slug>", public.charter, name="charter"),
    path("charter/<slug:slug>.json", public.charter_json, name="charter_json"),
    path("charter/<slug:slug>.txt", public.charter_text, name="charter_text"),
    path("register/<slug:slug>", public.register, name="register"),
    path("health", health.health, name="health"),
]
