"""Addresses of the channels: the list, connecting, one channel and what is done with it."""

from __future__ import annotations

from django.urls import path

from detente.web.views import channel_acts, channels, connect

urlpatterns = [
    path("channels", channels.channels, name="channels"),
    path("channels/live", channels.channels_live, name="channels_live"),
    path("channels/news", channels.channel_news, name="channel_news"),
    path("channels/connect", connect.connect, name="connect"),
    path("channels/connect/<slug:network>", connect.connect_network, name="connect_network"),
    path("channels/<int:channel_id>", channels.channel, name="channel"),
    path("channels/<int:channel_id>/live", channels.channel_live, name="channel_live"),
    path("channels/<int:channel_id>/state", channel_acts.channel_state, name="channel_state"),
    path("channels/<int:channel_id>/check", channel_acts.check, name="channel_check"),
    path("channels/<int:channel_id>/answers", channel_acts.answers, name="channel_answers"),
    path("channels/<int:channel_id>/past", channel_acts.past, name="channel_past"),
    path("channels/<int:channel_id>/holes/<int:hole_id>", channel_acts.hole, name="channel_hole"),
    path("channels/<int:channel_id>/aside/<int:aside_id>", channel_acts.aside, name="channel_aside"),
    path("channels/<int:channel_id>/remove", channel_acts.remove, name="channel_remove"),
]
