"""Addresses of the public page, mounted under `/p/`."""

from __future__ import annotations

from django.urls import path

from detente.publicpage import api, pages

app_name = "publicpage"
urlpatterns = [
    path("<slug:slug>/", pages.show_page, name="page"),
    path("<slug:slug>/m/<slug:comment_id>/", pages.show_thread, name="thread"),
    path("<slug:slug>/m/<slug:comment_id>/change", pages.change_message, name="change"),
    path("<slug:slug>/m/<slug:comment_id>/contest", pages.contest, name="contest"),
    path("<slug:slug>/api/v1/whoami", api.whoami, name="api-whoami"),
    path("<slug:slug>/api/v1/changes", api.changes, name="api-changes"),
    path("<slug:slug>/api/v1/comments", api.comments, name="api-comments"),
    path("<slug:slug>/api/v1/comments/<str:comment_id>", api.one_comment, name="api-comment"),
    path("<slug:slug>/api/v1/comments/<str:comment_id>/replies", api.replies, name="api-replies"),
    path("<slug:slug>/api/v1/comments/<str:comment_id>/contact", api.contact, name="api-contact"),
    path("<slug:slug>/api/v1/comments/<str:comment_id>/hide", api.hide, name="api-hide"),
    path("<slug:slug>/api/v1/comments/<str:comment_id>/restore", api.restore, name="api-restore"),
    path("<slug:slug>/api/v1/replies/by-key/<str:key>", api.reply_by_key, name="api-by-key"),
]
