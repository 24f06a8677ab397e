"""Works a ticket with a Python client that was generated from the contract: `work_a_ticket.py STACK_JSON`.

The generated package `atrium_client` must be importable. A customer signs in with password and app, opens a ticket, finds it
again, writes in it and closes it; then something that is not there is asked for, and comes back as a problem.
"""

import base64
import hashlib
import hmac
import json
import struct
import sys
import time
import uuid
from pathlib import Path

from atrium_client import AuthenticatedClient, Client
from atrium_client.api.accounts import accounts_get_me
from atrium_client.api.auth import auth_answer_challenge, auth_sign_in
from atrium_client.api.tickets import tickets_close_ticket, tickets_get_ticket, tickets_list_tickets, tickets_open_ticket, tickets_reply
from atrium_client.models import AnswerChallenge, OpenTicket, Problem, Reply, SignIn

STEP = 30


def code_at(secret, now):
    """The code of RFC 6238 that an authenticator app shows."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(now // STEP)), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(client, person):
    """The access token. A code is good once: when it was used a moment ago, the next one is waited for."""
    for _ in range(3):
        signed_in = auth_sign_in.sync(client=client, body=SignIn(email=person["email"], password=person["password"]))
        assert signed_in and not isinstance(signed_in, Problem), signed_in
        challenge = signed_in.to_dict()["challenge"]
        code = code_at(person["totp_secret"], time.time())
        answer = AnswerChallenge.from_dict({"name": challenge["name"], "session": challenge["session"], "code": code})
        done = auth_answer_challenge.sync(client=client, body=answer)
        if not isinstance(done, Problem):
            return done.to_dict()["access_token"]
        time.sleep(STEP - time.time() % STEP + 0.1)
    raise AssertionError(done)


def work_a_ticket(client, account):
    opened = tickets_open_ticket.sync(
        account,
        client=client,
        body=OpenTicket.from_dict(
            {"subject": "Opened by a program", "message": "Works.", "kind": "question", "impact": "low", "urgency": "low"}
        ),
        idempotency_key=str(uuid.uuid4()),
    )
    assert not isinstance(opened, Problem), opened
    listed = tickets_list_tickets.sync(account, client=client, limit=100)
    assert opened.id in [ticket.id for ticket in listed.items], listed
    replied = tickets_reply.sync(account, opened.id, client=client, body=Reply(message="And again."), idempotency_key=str(uuid.uuid4()))
    assert not isinstance(replied, Problem), replied
    thread = tickets_get_ticket.sync(account, opened.id, client=client)
    assert [message.text for message in thread.messages.items] == ["Works.", "And again."], thread
    assert thread.opened_at == opened.opened_at and thread.opened_at.tzinfo, thread
    closed = tickets_close_ticket.sync(account, opened.id, client=client, idempotency_key=str(uuid.uuid4()))
    assert closed.status == "solved", closed
    missing = tickets_get_ticket.sync(account, "tic_" + "0" * 26, client=client)
    assert isinstance(missing, Problem) and missing.code == "not_found", missing


def main(stack_json):
    stack = json.loads(Path(stack_json).read_text())
    person = next(person for person in stack["demo"] if person["role"] == "owner")
    token = sign_in(Client(base_url=stack["api_url"]), person)
    client = AuthenticatedClient(base_url=stack["api_url"], token=token)
    me = accounts_get_me.sync(client=client)
    work_a_ticket(client, me.memberships[0].account.id)


if __name__ == "__main__":
    main(*sys.argv[1:])
