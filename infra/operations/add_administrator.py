"""Adds the first administrator, or more staff, to a deployed stack, by invoking its job `auth-run-add-administrator`.

Whoever may invoke that function in the AWS account may do this, and nobody else. The person gets a mail that tells where
to set a password; no password or code is made up here or shown. Doing it twice changes nothing.
"""

import json

import deployment
from botocore.config import Config
from botocore.exceptions import ClientError
from deployment import Deployment, Refused

FUNCTION = "auth-run-add-administrator"
# An answer that is late is no reason for the library to do it again by itself.
ONCE = Config(connect_timeout=10, read_timeout=60, retries={"total_max_attempts": 1})


def main() -> int:
    parser = deployment.arguments("add-administrator", "Add the first administrator, or more staff, to a deployed stack.")
    parser.add_argument("--email", required=True, help="where the portal's mails reach them; they sign in with it")
    parser.add_argument("--name", required=True, help="as others see it")
    parser.add_argument("--language", required=True, choices=["de", "en"], help="of their mails and pages")
    parser.add_argument("--role", default="admin", choices=["admin", "agent"], help="default: admin")
    parser.add_argument("--time-zone", help="an IANA time zone, for example Europe/Berlin (default: UTC)")
    parser.add_argument("--existing", action="store_true", help="give the role to somebody who is in the portal already")
    options = parser.parse_args()
    target = deployment.deployment(options)
    web_url = target.output("WebUrl")
    request = {"email": options.email, "name": options.name, "language": options.language, "role": options.role}
    if options.time_zone:
        request["time_zone"] = options.time_zone
    if options.existing:
        request["existing"] = True
    answer = invoke(target, request)
    if "problem" in answer:
        raise Refused(problem(answer["problem"]))
    print(told(answer, options.email, web_url))
    return deployment.NOT_DONE if "mail_error" in answer else deployment.DONE


def invoke(target: Deployment, request: dict) -> dict:
    """The function's answer; refused when there is no such function, or it failed."""
    name = f"{target.stack}-{FUNCTION}"
    lambdas = target.session.client("lambda", config=ONCE)
    try:
        answer = lambdas.invoke(FunctionName=name, Payload=json.dumps(request).encode())
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise Refused(f"There is no function {name}: the stack is older than this command. Deploy it anew.") from error
        raise
    payload = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        reason = payload.get("errorMessage", "it ended without an answer")
        logs = f"aws logs tail /atrium/{target.stack}/auth --since 10m --region {target.region}"
        raise Refused(f"{name} failed: {reason}\nTo do it again is safe. Its log: {logs}")
    return payload


def problem(told: dict) -> str:
    """The problem as an operator reads it."""
    lines = [told["detail"] if told["code"] != "invalid_body" else "Nothing was saved. Correct these:"]
    lines += [f"  --{error['pointer'].strip('/').replace('_', '-')}: {error['detail']}" for error in told.get("errors", [])]
    if told["code"] == "address_taken":
        lines = ["Somebody in the portal has this address already. Nothing was changed.", "Do you mean them? Add --existing"]
    return "\n".join(lines)


def told(answer: dict, email: str, web_url: str) -> str:
    """What was done, and what comes next."""
    role, person = answer["role"], answer["person"]
    password = f"To set a password, they open {web_url}/forgot-password and enter {email}."
    match answer["outcome"]:
        case "added":
            lines = [
                f"{email} is added as {role} ({person}).",
                password,
                "At the first sign-in they set up an authenticator app.",
            ]
        case "role_given":
            lines = [
                f"{email} is {role} now ({person}), and signed out on all devices.",
                "They sign in with the password they have.",
            ]
        case "unchanged":
            lines = [f"{email} is {role} already ({person}); nothing was changed.", password]
        case other:
            raise Refused(
                f"The deployed function answers {other!r}, which this command does not know. Use the command of that release."
            )
    if "mail_error" in answer:
        lines.append(f"No mail reached them: {answer['mail_error']}. Without mail no password can be set: cargo xtask preflight")
    return "\n".join(lines)


if __name__ == "__main__":
    deployment.run(main)
