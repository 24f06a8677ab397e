"""Who calls while the deployed API is fuzzed. schemathesis loads it in each run that fuzz.py begins.

FUZZ_CALLER is somebody whom fuzz.py signed in once already; without it nobody is signed in. FUZZ_ADDRESS is where the
calls come from: wrong sign-ins are counted for an address, and one run must not use up another's.
"""

import itertools
import json
import os
import re

import schemathesis
from fuzz_caller import Caller
from requests.adapters import HTTPAdapter
from schemathesis.openapi.checks import RejectedPositiveData

CALLER = Caller(**json.loads(os.environ["FUZZ_CALLER"])) if "FUZZ_CALLER" in os.environ else None
# No schema can say whether a cursor was given out, or a key used for something else.
KNOWN_TO_THE_PORTAL_ONLY = ("invalid_cursor", "idempotency_key_reused")
EXAMPLES = ("anna@brueckner.example",)
NUMBERS = itertools.count()


class Session:
    """A session of the caller."""

    def get(self, case, context):
        return CALLER.sign_in()

    def set(self, case, token, context):
        case.headers["Authorization"] = f"Bearer {token}"


if CALLER:
    # A token lives 15 minutes, unless one ends sessions with it.
    ending = ["auth.sign_out", "auth.end_sessions"]
    # Guessing their own password, callers would soon not be able to sign in any more.
    guessing = ["auth.change_password", "auth.step_up"]
    # Whoever left an account would see nothing of it from then on.
    leaving = ["accounts.leave_account"]
    schemathesis.auth(refresh_interval=600).skip_for(operation_id=ending + guessing + leaving)(Session)
    schemathesis.auth(refresh_interval=None).apply_to(operation_id=ending)(Session)


# An id of any kind: three letters that say which, and a ULID.
ID = re.compile(r"[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}")
# What the ids in paths begin with.
KINDS = {
    "account_id": "acc",
    "approval_id": "apr",
    "file_id": "fil",
    "invitation_id": "inv",
    "person_id": "prs",
    "request_id": "frq",
    "share_id": "shr",
    "ticket_id": "tic",
    "upload_id": "upl",
}


@schemathesis.hook
def after_load_schema(context, schema):
    """Checks what no generated case reaches: signing in with what is right, and refreshing."""
    if CALLER:
        body = {"email": CALLER.email, "password": CALLER.password}
        begun = schema["/auth/sign-in"]["POST"].Case(body=body).call_and_validate()
        body = CALLER.answer_to(begun.json()["challenge"])
        signed_in = schema["/auth/answer-challenge"]["POST"].Case(body=body).call_and_validate()
        (refresh,) = (cookie for cookie in signed_in.headers["set-cookie"] if cookie.startswith("__Secure-atrium_refresh="))
        cookie = {"Cookie": refresh.partition(";")[0]}
        schema["/auth/refresh-session"]["POST"].Case(headers=cookie).call_and_validate()


class FromOneAddress(HTTPAdapter):
    def init_poolmanager(self, *arguments, **settings):
        super().init_poolmanager(*arguments, **settings, source_address=(os.environ["FUZZ_ADDRESS"], 0))


@schemathesis.hook
def before_call(context, case, kwargs):
    session = kwargs.get("session")
    if session and not isinstance(session.get_adapter("http://"), FromOneAddress):
        session.mount("http://", FromOneAddress())
    # Whoever is named in the contract's example would soon be throttled; one person for each call is not.
    if isinstance(case.body, dict) and case.body.get("email") in EXAMPLES:
        case.body["email"] = f"{next(NUMBERS)}.{os.environ['FUZZ_ADDRESS']}@fuzz.example"


@schemathesis.hook
def filter_failure(context, failure, case, response):
    problem = response.json() if isinstance(failure, RejectedPositiveData) else None
    return problem is None or not (is_beyond_schemas(problem) or has_id_of_another_kind(case, problem))


def has_id_of_another_kind(case, problem):
    """Whether an id of one thing was put where the contract's pattern asks for that of another: links that are guessed from names do."""
    given = case.path_parameters or {}
    wrong = [error["pointer"].removeprefix("/path/") for error in problem.get("errors", [])]
    return bool(wrong) and all(name in KINDS and is_of_another_kind(str(given.get(name, "")), KINDS[name]) for name in wrong)


def is_of_another_kind(value, kind):
    return ID.fullmatch(value) is not None and not value.startswith(f"{kind}_")


def is_beyond_schemas(problem):
    # Neither can a schema say that two values contradict each other.
    contradicts = problem.get("errors") and all(error["code"] == "contradiction" for error in problem["errors"])
    return problem["code"] in KNOWN_TO_THE_PORTAL_ONLY or contradicts
