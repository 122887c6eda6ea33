"""Static files come whole, with their type and their lifetime, and again as not modified."""

from __future__ import annotations

from django.test import Client


def test_a_style_sheet_is_served_whole_and_then_as_not_modified(db: None) -> None:
    client = Client()
    first = client.get("/static/web/css/base.css")
    assert first.status_code == 200 and not first.streaming
    assert first["Content-Type"].startswith("text/css") and int(first["Content-Length"]) == len(first.content) > 1000
    again = client.get("/static/web/css/base.css", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_that_is_not_there_is_not_found(db: None) -> None:
    assert Client().get("/static/web/../config/settings.py").status_code == 404
