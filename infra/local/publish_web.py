"""Puts the built web app into its bucket: `publish_web.py web/dist BUCKET`.

Names under assets/ carry a hash of their content, so browsers may keep them for good, and old ones stay for tabs that
are still open. Everything else is asked for anew each time. index.html goes last: whoever gets the new one finds
everything it names.
"""

import sys
from pathlib import Path

import boto3

# Named here, because what Python guesses depends on the machine.
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"


def main(folder: Path, bucket: str) -> None:
    s3 = boto3.client("s3")
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    unknown = sorted(name for name, path in files.items() if path.suffix not in CONTENT_TYPES)
    if "index.html" not in files or unknown:
        sys.exit(f"{folder} cannot be published: no index.html, or a file type without a content type: {unknown}")

    for name in sorted(files, key=order):
        s3.put_object(
            Bucket=bucket,
            Key=name,
            Body=files[name].read_bytes(),
            ContentType=CONTENT_TYPES[files[name].suffix],
            CacheControl=FOR_GOOD if name.startswith("assets/") else ASK_EACH_TIME,
        )
        print(name)

    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for name in (found["Key"] for found in page.get("Contents", [])):
            if name not in files and not name.startswith("assets/"):
                s3.delete_object(Bucket=bucket, Key=name)
                print(f"{name} deleted")


def order(name: str) -> tuple[bool, bool, str]:
    return (name == "index.html", not name.startswith("assets/"), name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
