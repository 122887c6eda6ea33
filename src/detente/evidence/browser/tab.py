"""One page in a context of its own: nothing of an earlier visit in it, nothing of it in a later one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from detente.contracts.capture import Stop, VisitOrder
from detente.evidence import guard
from detente.evidence.browser import said
from detente.evidence.browser.deadline import Deadline, TooLate
from detente.evidence.browser.pipe import BrowserGone, CallRefused, Pipe
from detente.evidence.browser.said import Said
from detente.evidence.browser.traffic import Stopped

VIEW: Final = (1280, 900)
_SCRIPT: Final = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
_WORLD: Final = "detente"
_PARTING: Final = 1.5
"""Seconds that the browser has to throw a context away; a page that holds it longer costs the whole browser."""
_REGION: Final = {"fr": "fr-FR", "en": "en-GB"}
_BUFFERS: Final = {"maxTotalBufferSize": 64 << 20, "maxResourceBufferSize": 16 << 20}


class Tab:
    """A page. What the browser refuses is `CallRefused`; a page that does not answer is `TooLate`.

    `port`: of the gate through which all its traffic goes, None for none.
    """

    def __init__(self, pipe: Pipe, order: VisitOrder, port: int | None, deadline: Deadline) -> None:
        self._root = pipe.session()
        self.loaded = False
        self._context = said.text(
            self._root.call("Target.createBrowserContext", _own(port), deadline), "browserContextId"
        )
        told = {"url": "about:blank", "browserContextId": self._context, "width": VIEW[0], "height": VIEW[1]}
        self.frame = said.text(self._root.call("Target.createTarget", told, deadline), "targetId")
        attached = self._root.call("Target.attachToTarget", {"targetId": self.frame, "flatten": True}, deadline)
        self.session = pipe.session(said.text(attached, "sessionId"))
        self._world = 0
        self._listen()
        self._dress(order, deadline)

    def _listen(self) -> None:
        self.session.on("Page.loadEventFired", self._note_loaded)
        self.session.on("Page.javascriptDialogOpening", self._dismiss)
        self.session.on("Page.downloadWillBegin", _refuse_download)
        self.session.on("Browser.downloadWillBegin", _refuse_download)
        self.session.on("Target.attachedToTarget", self._adopt)
        self.session.on("Inspector.targetCrashed", _say_crashed)

    def _dress(self, order: VisitOrder, deadline: Deadline) -> None:
        """Language, hour and size of an ordinary reader; no stored answers, no downloads, no service workers."""
        version = self._root.call("Browser.getVersion", {}, deadline)
        region = _REGION.get(order.language, order.language)
        agent = {"userAgent": said.text(version, "userAgent"), "acceptLanguage": f"{region},{order.language}"}
        size = {"width": VIEW[0], "height": VIEW[1], "deviceScaleFactor": 1, "mobile": False}
        deny = {"behavior": "deny", "browserContextId": self._context, "eventsEnabled": True}
        follow = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
        self._root.call("Browser.setDownloadBehavior", deny, deadline)
        post = self.session.post
        post("Emulation.setDeviceMetricsOverride", size)
        post("Emulation.setLocaleOverride", {"locale": region})
        post("Emulation.setTimezoneOverride", {"timezoneId": order.time_zone})
        post("Emulation.setUserAgentOverride", agent)
        post("Emulation.setFocusEmulationEnabled", {"enabled": True})
        post("Target.setAutoAttach", follow)
        post("Network.enable", _BUFFERS)
        post("Network.setBypassServiceWorker", {"bypass": True})
        self.session.call("Page.enable", {}, deadline)

    def _note_loaded(self, _: Said) -> None:
        self.loaded = True

    def _dismiss(self, message: Said) -> None:
        leaving = said.text(message, "params", "type") == "beforeunload"
        self.session.post("Page.handleJavaScriptDialog", {"accept": leaving})

    def _adopt(self, message: Said) -> None:
        """A frame of another site or a worker lives in a process of its own; it waits until it is listened to."""
        key, kind = said.text(message, "params", "sessionId"), said.text(message, "params", "targetInfo", "type")
        self.session.adopt(key)
        if kind == "iframe":
            self.session.post("Network.enable", _BUFFERS, key=key)
            self.session.post("Network.setBypassServiceWorker", {"bypass": True}, key=key)
        self.session.post("Runtime.runIfWaitingForDebugger", {}, key=key)

    def go(self, url: str, deadline: Deadline) -> str:
        """Go there; returns once the first bytes are in, with the browser's own word for what went wrong or ""."""
        answer = self.session.call("Page.navigate", {"url": url}, deadline)
        if said.flag(answer, "isDownload"):
            raise Stopped(Stop.DOWNLOAD)
        return said.text(answer, "errorText")

    def ask(self, function: str, arguments: list[object], deadline: Deadline) -> Said:
        """Run one function of `page.js`; the object that it gives. Its world is made anew when the page changed."""
        try:
            return self._ask(function, arguments, deadline)
        except CallRefused:
            self._world = 0
            return self._ask(function, arguments, deadline)

    def _ask(self, function: str, arguments: list[object], deadline: Deadline) -> Said:
        call = {
            "functionDeclaration": f"(...given) => detente.{function}(...given)",
            "executionContextId": self._enter(deadline),
            "arguments": [{"value": each} for each in arguments],
            "returnByValue": True,
            "awaitPromise": True,
        }
        answer = self.session.call("Runtime.callFunctionOn", call, deadline)
        if "exceptionDetails" in answer:
            raise CallRefused(f"page.js: {function} failed")
        return said.part(answer, "result", "value")

    def node(self, key: str, deadline: Deadline) -> int:
        """The number of the element that was found for this key, for commands about styles."""
        call = {
            "functionDeclaration": "(key) => detente.element(key)",
            "executionContextId": self._enter(deadline),
            "arguments": [{"value": key}],
        }
        self.session.call("DOM.getDocument", {"depth": 0}, deadline)
        held = said.text(self.session.call("Runtime.callFunctionOn", call, deadline), "result", "objectId")
        return int(said.number(self.session.call("DOM.requestNode", {"objectId": held}, deadline), "nodeId"))

    def _enter(self, deadline: Deadline) -> int:
        """The world beside the page's own, with our functions in it."""
        if not self._world:
            asked = {"frameId": self.frame, "worldName": _WORLD}
            made = self.session.call("Page.createIsolatedWorld", asked, deadline)
            self._world = int(said.number(made, "executionContextId"))
            script = {"expression": _SCRIPT, "contextId": self._world}
            self.session.call("Runtime.evaluate", script, deadline)
        return self._world

    def settle(self, quiet: Callable[[], bool], deadline: Deadline) -> bool:
        """Wait for the page to be loaded and its network quiet; whether both came before the deadline."""
        try:
            self.session.wait(lambda: self.loaded, deadline)
            while not deadline.passed:
                self.session.wait(quiet, deadline)
                self.session.pump(min(0.2, deadline.left))
                if quiet():
                    return True
        except TooLate:
            pass
        return False

    def close(self) -> bool:
        """Throw the context away with all it holds; whether the browser did so in time."""
        try:
            self.session.close()
            self._root.call(
                "Target.disposeBrowserContext", {"browserContextId": self._context}, Deadline.after(_PARTING)
            )
        except (BrowserGone, CallRefused, TooLate):
            return False
        finally:
            self._root.close()
        return True


def _own(port: int | None) -> Said:
    """What a new context is told: its way out is the gate at this port, even to this machine."""
    way_out = {} if port is None else {"proxyServer": guard.proxy_server(port), "proxyBypassList": guard.BYPASS}
    return {"disposeOnDetach": True, **way_out}


def _refuse_download(_: Said) -> None:
    raise Stopped(Stop.DOWNLOAD)


def _say_crashed(_: Said) -> None:
    raise Stopped(Stop.BROWSER_GONE, "the page's process ended")
