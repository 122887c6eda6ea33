"""Addresses of the practice buttons; mounted in demos only."""

from __future__ import annotations

from django.urls import path

from detente.drill import views

urlpatterns = [
    path("drafts/<int:draft_id>/review", views.review, name="practise_review"),
    path("hand-offs/<int:hand_off_id>/answer", views.answer, name="practise_answer"),
]
