"""Puts the built web app into the bucket of a deployed stack.

Names under assets/ carry a hash of their content, so browsers may keep them for good, and old ones stay for tabs that
are still open. Everything else is asked for anew each time. index.html goes last: whoever gets the new one finds
everything it names.

CloudFront needs no invalidation after that. The managed cache policy CachingOptimized has a minimum of one second, and
what says no-cache is kept for the minimum (Amazon CloudFront developer guide, *Managing how long content stays in the
cache*): one second after the upload everybody gets the new pages. The exception is a file that somebody put there
without our header, by hand: CloudFront may keep that for a day, so then, and only then, it is told to forget.
"""

import time
from pathlib import Path

import deployment
import signing_keys
from botocore.exceptions import ClientError
from deployment import Deployment, Refused

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
BUILT = Path(__file__).parents[2] / "web/dist"
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"


def main() -> int:
    parser = deployment.arguments("publish-web", "Build the web app and put it into the bucket of a deployed stack.")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
    parser.add_argument("--check", action="store_true", help="only see whether there is a stack to publish to")
    options = parser.parse_args()
    target = deployment.deployment(options)
    bucket, distribution = target.output("WebBucket"), target.output("DistributionId")
    if options.check:
        return deployment.DONE
    return publish(target, BUILT, bucket, distribution, options.dry_run)


def publish(target: Deployment, folder: Path, bucket: str, distribution: str, dry_run: bool) -> int:
    s3 = target.client("s3")
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    unknown = sorted(name for name, path in files.items() if path.suffix not in CONTENT_TYPES)
    if "index.html" not in files or unknown:
        raise Refused(f"{folder} cannot be published: no index.html, or a file type without a content type: {unknown}")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    there = [found["Key"] for page in pages for found in page.get("Contents", [])]
    kept_too_long = [name for name in there if is_page(name) and cache_control(s3, bucket, name) != ASK_EACH_TIME]

    would = "would be " if dry_run else ""
    for name in sorted(files, key=order):
        if not dry_run:
            upload(s3, bucket, name, files[name])
        print(f"{name} {would}put")
    keys = signing_keys.published(target, s3, bucket)
    if not dry_run:
        put(s3, bucket, signing_keys.NAME, keys)
    print(f"{signing_keys.NAME} {would}put")
    left_over = [name for name in there if is_page(name) and name not in files and name != signing_keys.NAME]
    for name in left_over:
        if not dry_run:
            s3.delete_object(Bucket=bucket, Key=name)
        print(f"{name} {would}deleted")
    if kept_too_long:
        if not dry_run:
            forget(target, distribution)
        print(f"CloudFront {would}told to forget all, because these could be kept for long: {', '.join(kept_too_long)}")
    done = "Nothing was changed" if dry_run else "The web app is published"
    print(f"{done}: {len(files)} files, {len(left_over)} left over, in {bucket}")
    return deployment.DONE


def is_page(name: str) -> bool:
    """Whether it is a file whose content changes under its name."""
    return not name.startswith("assets/")


def order(name: str) -> tuple[bool, bool, str]:
    return (name == "index.html", is_page(name), name)


def upload(s3, bucket: str, name: str, path: Path) -> None:
    put(s3, bucket, name, path.read_bytes())


def put(s3, bucket: str, name: str, content: bytes) -> None:
    s3.put_object(
        Bucket=bucket,
        Key=name,
        Body=content,
        ContentType=CONTENT_TYPES[Path(name).suffix],
        CacheControl=ASK_EACH_TIME if is_page(name) else FOR_GOOD,
    )


def cache_control(s3, bucket: str, name: str) -> str | None:
    try:
        return s3.head_object(Bucket=bucket, Key=name).get("CacheControl")
    except ClientError as error:
        # Somebody deleted it meanwhile; CloudFront may still have it.
        if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
            return None
        raise


def forget(target: Deployment, distribution: str) -> None:
    """One path for everything: a page is known by its own name and by the addresses that lead to it."""
    batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": f"publish-web-{time.time_ns()}"}
    target.client("cloudfront").create_invalidation(DistributionId=distribution, InvalidationBatch=batch)


if __name__ == "__main__":
    deployment.run(main)
