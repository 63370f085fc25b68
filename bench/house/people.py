"""One person of a session evening: opens the page, registers, says something, votes; without scripts."""

import http.client
import re
import time
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Person:
    """Somebody who is signed in. `times` holds seconds by "read" and "write"; `errors` counts bad answers."""

    def __init__(self, port: int, session: int, conversation: int, cookie: str) -> None:
        self.port, self.session, self.conversation = port, session, conversation
        self.cookies = {"session": cookie}
        self.times: dict[str, list[float]] = {"read": [], "write": []}
        self.errors = 0

    def come(self, after: float) -> None:
        """The evening of this person, beginning so many seconds from now."""
        time.sleep(after)
        page, say = f"/sessions/{self.session}/", f"/sessions/{self.session}/say/"
        self._get(page)
        how, check = (f"/sessions/{self.session}/register/{step}/" for step in ("coming", "check"))
        self._post(how, self._get(how), {"coming": "online", "brings": ""})
        self._post(check, self._get(check), {})
        self._get(page)
        said = {"kind": "idea", "text": "Dark rooms help me. Screens do not.", "named": "none"}
        self._post(say, self._get(say), said)
        vote = f"/conversations/{self.conversation}/vote/"
        self._post(vote, self._get(vote), {"value": "1"})
        self._get(page)

    def _get(self, path: str) -> str:
        return self._ask("read", "GET", path, None)

    def _post(self, path: str, page: str, answers: dict[str, str]) -> None:
        self._ask("write", "POST", path, dict(HIDDEN.findall(page)) | answers)

    def _ask(self, kind: str, method: str, path: str, form: dict[str, str] | None) -> str:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=30)
        headers = {
            "Cookie": "; ".join(self.cookies.values()),
            "Referer": f"http://localhost:{self.port}{path}",
        }
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            connection.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = connection.getresponse()
            said = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            self.errors += 1
            return ""
        finally:
            connection.close()
        self.times[kind].append(time.perf_counter() - began)
        if answer.status != (302 if method == "POST" else 200):
            self.errors += 1
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies[cookie.partition("=")[0]] = cookie.partition(";")[0]
        return said
