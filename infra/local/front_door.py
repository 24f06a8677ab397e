"""The local cloud with a front door: what DNS and TLS do for the distribution on AWS.

The emulated distribution answers by its host name, `<label>.cloudfront.localhost`, which nothing but a browser
resolves. This wrapper serves the emulator on two ports: on the cloud's own port unchanged, and on FRONT_DOOR_PORT as
if the viewer had asked for the distribution by name and over HTTPS, so that http://localhost:<port> is the portal.

    FRONT_DOOR_PORT=8400 FRONT_DOOR_HOST_FILE=…/distribution-domain \
    python -m hypercorn front_door:app --workers 0 --bind 127.0.0.1:8400 --bind 127.0.0.1:8401

The deployment writes the distribution's domain name into the host file; it is read on each request, because it exists
only after the first deployment and a fresh one changes it.
"""

import os
from pathlib import Path

import emulator_repairs  # noqa: F401  (repairs on import)
from ministack.app import app as cloud

if "RECORDED_CALLS_FILE" in os.environ:
    import call_recorder  # noqa: F401  (records from its import on)

PORT = int(os.environ["FRONT_DOOR_PORT"])
HOST_FILE = Path(os.environ["FRONT_DOOR_HOST_FILE"])
# The door decides these itself; a viewer's own must not pass.
DECIDED = (b"host", b"x-forwarded-proto")


async def app(scope, receive, send):
    if scope["type"] != "http" or scope["server"][1] != PORT:
        return await cloud(scope, receive, send)
    try:
        host = HOST_FILE.read_bytes().strip()
    except FileNotFoundError:
        await send({"type": "http.response.start", "status": 503, "headers": [(b"content-type", b"text/plain")]})
        return await send({"type": "http.response.body", "body": b"The portal is not deployed yet.\n"})
    headers = [header for header in scope["headers"] if header[0].lower() not in DECIDED]
    headers += [(b"host", host), (b"x-forwarded-proto", b"https")]
    return await cloud({**scope, "headers": headers}, receive, send)
