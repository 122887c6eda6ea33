"""Addresses by which evidence leaves the desk: links to show it, and what a link shows."""

from __future__ import annotations

from django.urls import path

from detente.web.views import case_file, shared

urlpatterns = [
    path("cases/<int:case_id>/file", case_file.file, name="case_file"),
    path("cases/<int:case_id>/file/zip", case_file.export, name="case_file_zip"),
    path("cases/<int:case_id>/file/pictures/<int:item_id>", case_file.picture, name="case_file_picture"),
    path("messages/<int:message_id>/shares", shared.shares, name="shares"),
    path("shares/<int:share_id>/end", shared.close_share, name="end_share"),
    path("shared/<str:token>", shared.shared, name="shared"),
    path("shared/<str:token>/pictures/<int:item_id>", shared.shared_image, name="shared_picture"),
]
