"""Whether the portal can send mail. Without it nobody can sign up or set a password.

Source: Amazon SES API v2 reference, `GetAccount` and `GetEmailIdentity`; Amazon SES developer guide, *Request production
access* and *Verified identities*.
"""

from botocore.exceptions import ClientError
from preflight_findings import NOTE, OK, PROBLEM, Finding, Plan, code_of


def account(plan: Plan) -> list[Finding]:
    told = plan.target.client("sesv2").get_account()
    region = plan.target.region
    findings = []
    if not told.get("SendingEnabled", False):
        resume = f"aws sesv2 put-account-sending-attributes --sending-enabled --region {region}"
        findings.append(Finding("mail account", PROBLEM, f"SES sends nothing from this account in {region}.", (resume,)))
    if told.get("EnforcementStatus", "HEALTHY") != "HEALTHY":
        found = f"SES has put the account under review: {told['EnforcementStatus']}."
        findings.append(Finding("mail account", PROBLEM, found, ("Console: Amazon SES, Account dashboard",)))
    if not told.get("ProductionAccessEnabled", False):
        found = "The account is in the SES sandbox: mail reaches verified addresses only, 200 a day, so customers cannot sign up."
        request = (
            f"aws sesv2 put-account-details --region {region} --production-access-enabled --mail-type TRANSACTIONAL "
            f"--website-url https://{plan.domain or 'YOUR-SITE'} "
            "--use-case-description 'Sign-in codes and notices to customers who signed up'"
        )
        findings.append(Finding("mail account", PROBLEM, found, (request, "AWS answers within a day or so.")))
    if findings:
        return findings
    quota = told.get("SendQuota", {})
    most = f"; up to {quota['Max24HourSend']:.0f} mails a day" if quota.get("Max24HourSend", -1) >= 0 else ""
    return [Finding("mail account", OK, f"SES sends from {region}, out of the sandbox{most}.")]


def sender(plan: Plan) -> list[Finding]:
    if not plan.mail_from:
        return [
            Finding(
                "mail sender", PROBLEM, "No sender: the parameter MailFrom must be given.", ("--mail-from portal@YOUR-DOMAIN",)
            )
        ]
    identity = plan.mail_identity or plan.mail_from
    if not covers(identity, plan.mail_from):
        found = f"MailIdentity is {identity}, and {plan.mail_from} is not an address of it."
        return [Finding("mail sender", PROBLEM, found)]
    ses = plan.target.client("sesv2")
    told = identity_of(ses, identity)
    if told is None:
        return [missing_identity(ses, plan, identity)]
    findings = [verified(told, identity, plan.mail_from), *signed(told, identity)]
    if identity != plan.mail_from and identity_of(ses, plan.mail_from) is not None:
        found = (
            f"SES knows {plan.mail_from} besides its domain and asks for the permission on the address; "
            "the functions have it for MailIdentity."
        )
        delete = f"aws sesv2 delete-email-identity --email-identity {plan.mail_from} --region {plan.target.region}"
        findings.append(Finding("mail sender", NOTE, found, (f"Deploy without MailIdentity, or: {delete}",)))
    return findings


def identity_of(ses, identity: str) -> dict | None:
    try:
        return ses.get_email_identity(EmailIdentity=identity)
    except ClientError as error:
        if code_of(error) == "NotFoundException":
            return None
        raise


def missing_identity(ses, plan: Plan, identity: str) -> Finding:
    domain = identity.rpartition("@")[2]
    if domain != identity and identity_of(ses, domain) is not None:
        found = f"SES knows the domain {domain} and not {identity}: the functions may not send as it."
        return Finding(
            "mail sender", PROBLEM, found, (f"Deploy with MailIdentity={domain}, and check: --mail-identity {domain}",)
        )
    create = f"aws sesv2 create-email-identity --email-identity {domain} --region {plan.target.region}"
    found = f"SES in {plan.target.region} does not know {identity}."
    then = f"Put the DKIM records of its answer into the DNS of {domain}, then deploy with MailIdentity={domain}"
    return Finding("mail sender", PROBLEM, found, (create, then))


def verified(told: dict, identity: str, mail_from: str) -> Finding:
    if told.get("VerifiedForSendingStatus"):
        return Finding("mail sender", OK, f"{mail_from}: SES has verified {identity}.")
    if "@" in identity:
        to_do = (f"Open the link in the mail that SES sent to {identity}",)
    else:
        to_do = dkim_records(told, identity)
    return Finding("mail sender", PROBLEM, f"SES has not verified {identity} yet.", to_do)


def signed(told: dict, identity: str) -> list[Finding]:
    """DKIM is a note: mail leaves without it, and lands in spam."""
    dkim = told.get("DkimAttributes", {})
    state = dkim.get("Status", "NOT_STARTED")
    if dkim.get("SigningEnabled") and state == "SUCCESS":
        return [Finding("mail DKIM", OK, f"Mail from {identity} is signed.")]
    if not told.get("VerifiedForSendingStatus") and "@" not in identity:
        return []  # The same records verify the domain.
    if "@" in identity:
        found = (
            "A single address is verified. Verify its domain instead, so that mail is signed (DKIM) and does not count as spam."
        )
        return [Finding("mail DKIM", NOTE, found)]
    found = f"Mail from {identity} is not signed (DKIM: {state}), so much of it counts as spam."
    return [Finding("mail DKIM", NOTE, found, dkim_records(told, identity))]


def dkim_records(told: dict, domain: str) -> tuple[str, ...]:
    tokens = told.get("DkimAttributes", {}).get("Tokens", [])
    return tuple(f"DNS: {token}._domainkey.{domain} CNAME {token}.dkim.amazonses.com" for token in tokens)


def covers(identity: str, address: str) -> bool:
    """Whether an identity verifies an address: as itself, by its domain, or by a domain above."""
    identity, address = identity.lower(), address.lower()
    domain = address.rpartition("@")[2]
    return identity == address or ("@" not in identity and (domain == identity or domain.endswith(f".{identity}")))
