"""Addresses by which evidence leaves the desk: links to show it, and what a link shows."""

from __future__ import annotations

from django.urls import path

from detente.web.views import shared

urlpatterns = [
    path("messages/<int:message_id>/shares", shared.shares, name="shares"),
    path("shares/<int:share_id>/end", shared.close_share, name="end_share"),
    path("shared/<str:token>", shared.shared, name="shared"),
    path("shared/<str:token>/pictures/<int:item_id>", shared.shared_image, name="shared_picture"),
]
