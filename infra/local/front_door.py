"""The local cloud with a front door: what DNS and TLS do for the distribution on AWS.

The emulated distribution answers by its host name, `<label>.cloudfront.localhost`, which nothing but a browser
resolves. This wrapper serves the emulator on two ports: on the cloud's own port unchanged, and on FRONT_DOOR_PORT as
if the viewer had asked for the distribution by name and over HTTPS, so that http://localhost:<port> is the portal.

    FRONT_DOOR_PORT=8400 FRONT_DOOR_HOST_FILE=…/distribution-domain \
    python -m hypercorn front_door:app --workers 0 --bind 127.0.0.1:8400 --bind 127.0.0.1:8401

What comes from the web app's bucket is compressed, as the distribution does it on AWS and the emulator does not
(`Compress: true`; Amazon CloudFront developer guide, *Serve compressed files*); what comes from the API is not, since
nothing of it is cached.

The deployment writes the distribution's domain name into the host file; it is read on each request, because it exists
only after the first deployment and a fresh one changes it.
"""

import gzip
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
COMPRESSED_TYPES = (b"application/json", b"application/manifest+json", b"image/svg+xml", b"text/")
COMPRESSED_SIZES = range(1_000, 10_000_001)


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
    sent = dict(scope["headers"])
    if not scope["path"].startswith("/api/") and b"gzip" in sent.get(b"accept-encoding", b""):
        # The bucket knows its objects by strong tags only.
        headers = [(name, value.removeprefix(b"W/") if name.lower() == b"if-none-match" else value) for name, value in headers]
        send = compressing(send)
    return await cloud({**scope, "headers": headers}, receive, send)


def compressing(send):
    """Sends an answer once it is whole, and smaller where CloudFront would."""
    start, parts = {}, []

    async def send_whole(message):
        if message["type"] == "http.response.start":
            start.update(message)
            return
        parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        body, headers = b"".join(parts), {name.lower(): value for name, value in start["headers"]}
        fits = headers.get(b"content-type", b"").startswith(COMPRESSED_TYPES) and len(body) in COMPRESSED_SIZES
        if start["status"] == 200 and fits and b"content-encoding" not in headers:
            body = gzip.compress(body)
            changed = {b"content-encoding": b"gzip", b"content-length": str(len(body)).encode(), b"vary": b"Accept-Encoding"}
            if not headers.get(b"etag", b"W/").startswith(b"W/"):
                changed[b"etag"] = b"W/" + headers[b"etag"]
            kept = [header for header in start["headers"] if header[0].lower() not in changed]
            start["headers"] = [*kept, *changed.items()]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    return send_whole
