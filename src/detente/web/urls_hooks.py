"""Addresses of the connections out, and of the page of a channel that others push to."""

from __future__ import annotations

from django.urls import path

from detente.web.views import hooks, pushes

urlpatterns = [
    path("settings/connections", hooks.hooks, name="hooks"),
    path("settings/connections/<int:hook_id>", hooks.hook, name="hook"),
    path("settings/connections/<int:hook_id>/secret", hooks.hook_secret, name="hook_secret"),
    path("settings/connections/<int:hook_id>/state", hooks.hook_state, name="hook_state"),
    path("settings/connections/<int:hook_id>/try", hooks.hook_trial, name="hook_trial"),
    path(
        "settings/connections/<int:hook_id>/deliveries/<int:delivery_id>/again",
        hooks.delivery_again,
        name="delivery_again",
    ),
    path("channels/<int:channel_id>/pushes", pushes.pushes, name="pushes"),
    path("channels/<int:channel_id>/pushes/secret", pushes.push_secret, name="push_secret"),
]
