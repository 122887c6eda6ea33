"""Static files over ASGI: whole, from memory. Ours are small; a synchronous stream would be collected first anyway."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise without its streaming response, which Django warns about under ASGI."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """The file's bytes with WhiteNoise's own status and headers."""
        answer = static_file.get_response(request.method, request.META)
        body = b""
        if answer.file is not None:
            with answer.file as file:
                body = file.read()
        response = HttpResponse(body, status=HTTPStatus(answer.status))
        del response["content-type"]
        for name, value in answer.headers:
            response[name] = value
        return response
