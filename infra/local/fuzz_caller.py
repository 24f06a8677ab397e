"""Somebody who was made for fuzzing and can sign in, with password and code."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass

import requests


@dataclass
class Caller:
    api: str
    account_id: str
    email: str
    password: str
    totp_secret: str
    # Fuzzing makes wrong sign-ins, and these are counted for the machine's address; a known device is spared.
    device: str = ""

    def sign_in(self) -> str:
        """Signs in, in a session of its own, and returns the access token."""
        signed_in = self.post("/auth/sign-in", {"email": self.email, "password": self.password})
        # Fuzzing may have removed the second factor.
        if challenge := signed_in.json().get("challenge"):
            signed_in = self.post("/auth/answer-challenge", self.answer_to(challenge))
        self.device = signed_in.cookies.get("__Secure-atrium_device") or self.device
        return signed_in.json()["access_token"]

    def answer_to(self, challenge: dict) -> dict:
        return {"name": challenge["name"], "session": challenge["session"], "code": self.code()}

    def open_ticket(self) -> str:
        """Opens a ticket and returns its id."""
        new = {"subject": "To be fuzzed", "message": "Whoever may see this ticket finds it."}
        opened = self.post(f"/accounts/{self.account_id}/tickets", new, {"Authorization": f"Bearer {self.sign_in()}"})
        return opened.json()["id"]

    def post(self, path: str, body: dict, headers: dict | None = None) -> requests.Response:
        # Python's cookie jar keeps Secure cookies from http://localhost, browsers do not.
        known = {"Cookie": f"__Secure-atrium_device={self.device}"} if self.device else {}
        answer = requests.post(self.api + path, json=body, headers={**known, **(headers or {})}, timeout=60)
        answer.raise_for_status()
        return answer

    def code(self) -> str:
        """The six digits that an authenticator app shows now (RFC 6238)."""
        step = struct.pack(">Q", int(time.time()) // 30)
        digest = hmac.digest(base64.b32decode(self.totp_secret), step, hashlib.sha1)
        (number,) = struct.unpack_from(">I", digest, digest[-1] & 0x0F)
        return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"
