"""What CloudFront needs besides the stack: a certificate, a web ACL and a host name that leads to it.

Source: Amazon CloudFront developer guide, *Requirements for using SSL/TLS certificates with CloudFront*; AWS WAF API
reference, `GetWebACL`; AWS Certificate Manager API reference, `DescribeCertificate`.
"""

import socket
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from botocore.exceptions import ClientError
from deployment import Deployment, Refused
from preflight_findings import NOTE, OK, PROBLEM, Finding, Plan, code_of

EDGE_REGION = "us-east-1"
# ACM renews 60 days before the end; a certificate that is still the old one a month later was not renewed.
SOON = timedelta(days=30)


def with_outputs(plan: Plan, name: str) -> tuple[Plan, list[Finding]]:
    """Takes from the edge stack what the options do not say."""
    if plan.certificate and plan.web_acl:
        return plan, []
    edge = Deployment(name, plan.target.session)
    try:
        outputs = edge.outputs(region=EDGE_REGION)
    except Refused:
        found = f"There is no stack {name} in {EDGE_REGION} to take the certificate and the web ACL from."
        return plan, [Finding("edge", NOTE, found, (deploy_edge(plan, name),))]
    # A certificate without a host name is of no use.
    certificate = plan.certificate or (outputs.get("CertificateArn") if plan.domain else None)
    plan = replace(plan, certificate=certificate, web_acl=plan.web_acl or outputs.get("WebAclArn"))
    return plan, [Finding("edge", OK, f"Certificate and web ACL are taken from the stack {name} where they are not given.")]


def deploy_edge(plan: Plan, name: str | None = None) -> str:
    """As docs/OPERATIONS.md has it under "The edge"."""
    portal = plan.target.stack
    named_after = f" PortalStack={portal}" if portal != "atrium" else ""
    return (
        f"sam deploy --region {EDGE_REGION} --stack-name {name or edge_stack(portal)} --template-file infra/edge.yaml "
        f"--parameter-overrides DomainName={plan.domain or 'portal.YOUR-DOMAIN'}{named_after}"
    )


def edge_stack(portal: str) -> str:
    return f"{portal}-edge"


def certificate(plan: Plan) -> list[Finding]:
    if not plan.certificate:
        if not plan.domain:
            return [Finding("certificate", OK, "None is needed: without DomainName the portal has CloudFront's own name.")]
        found = f"{plan.domain} needs a certificate in {EDGE_REGION}: the parameter CertificateArn."
        return [Finding("certificate", PROBLEM, found, (deploy_edge(plan),))]
    if not plan.domain:
        return [Finding("certificate", PROBLEM, "CertificateArn without DomainName: give both or none.")]
    misplaced = misplaced_certificate(plan.certificate, plan.account)
    if misplaced:
        return [Finding("certificate", PROBLEM, misplaced, (deploy_edge(plan),))]
    try:
        acm = plan.target.client("acm", EDGE_REGION)
        told = acm.describe_certificate(CertificateArn=plan.certificate)["Certificate"]
    except ClientError as error:
        if code_of(error) == "ResourceNotFoundException":
            return [Finding("certificate", PROBLEM, f"There is no certificate {plan.certificate}.", (deploy_edge(plan),))]
        raise
    return judged_certificate(told, plan.domain, datetime.now(timezone.utc))


def misplaced_certificate(arn: str, account: str) -> str | None:
    """What is wrong with the certificate's name alone."""
    parts = arn.split(":")
    if len(parts) != 6 or parts[2] != "acm" or not parts[5].startswith("certificate/"):
        return f"{arn} is not the ARN of a certificate."
    if parts[3] != EDGE_REGION:
        return f"The certificate is in {parts[3]}. CloudFront takes certificates from {EDGE_REGION} only."
    if parts[4] != account:
        return f"The certificate is in the account {parts[4]}, and you deploy to {account}."
    return None


def judged_certificate(told: dict, domain: str, now: datetime) -> list[Finding]:
    findings = []
    names = [told["DomainName"], *told.get("SubjectAlternativeNames", [])]
    if not any(certifies(name, domain) for name in names):
        findings.append(
            Finding("certificate", PROBLEM, f"The certificate is for {', '.join(sorted(set(names)))} and not for {domain}.")
        )
    if told["Status"] != "ISSUED":
        validations = told.get("DomainValidationOptions", [])
        records = [one["ResourceRecord"] for one in validations if "ResourceRecord" in one]
        to_do = tuple(f"DNS: {record['Name']} {record['Type']} {record['Value']}" for record in records)
        findings.append(Finding("certificate", PROBLEM, f"The certificate is not issued: {told['Status']}.", to_do))
    ends = told.get("NotAfter")
    if ends and ends <= now:
        findings.append(Finding("certificate", PROBLEM, f"The certificate expired on {ends:%Y-%m-%d}."))
    elif ends and ends - now < SOON:
        renewed = told.get("Type") == "AMAZON_ISSUED" and "leave its DNS records in place" or "import its successor"
        findings.append(Finding("certificate", NOTE, f"The certificate ends on {ends:%Y-%m-%d}: {renewed}."))
    if findings:
        return findings
    until = f" until {ends:%Y-%m-%d}" if ends else ""
    return [Finding("certificate", OK, f"Issued for {domain}{until}.")]


def certifies(name: str, domain: str) -> bool:
    """A wildcard stands for one label (RFC 6125, §6.4.3)."""
    name, domain = name.lower(), domain.lower()
    return name == domain or (name.startswith("*.") and domain.partition(".")[2] == name[2:])


def web_acl(plan: Plan) -> list[Finding]:
    if not plan.web_acl:
        found = "None: what WAF keeps out (floods of sign-ins, above all) reaches the portal. The parameter WebAclArn."
        return [Finding("web ACL", NOTE, found, (deploy_edge(plan),))]
    parts = plan.web_acl.split(":")
    name, identifier = parts[5].split("/")[2:4] if len(parts) == 6 and parts[5].count("/") == 3 else ("", "")
    if parts[2:3] != ["wafv2"] or not identifier or not parts[5].startswith(("global/webacl/", "regional/webacl/")):
        return [Finding("web ACL", PROBLEM, f"{plan.web_acl} is not the ARN of a web ACL.")]
    if parts[3] != EDGE_REGION or not parts[5].startswith("global/"):
        found = f"The web ACL is a regional one in {parts[3]}. CloudFront takes those of scope CLOUDFRONT in {EDGE_REGION} only."
        return [Finding("web ACL", PROBLEM, found, (deploy_edge(plan),))]
    try:
        plan.target.client("wafv2", EDGE_REGION).get_web_acl(Name=name, Scope="CLOUDFRONT", Id=identifier)
    except ClientError as error:
        if code_of(error) == "WAFNonexistentItemException":
            return [Finding("web ACL", PROBLEM, f"There is no web ACL {plan.web_acl}.", (deploy_edge(plan),))]
        raise
    return [Finding("web ACL", OK, f"{name}, of scope CLOUDFRONT.")]


def domain(plan: Plan) -> list[Finding]:
    if not plan.domain:
        return []
    try:
        own = plan.target.outputs().get("DistributionDomain")
    except Refused:
        own = None
    holder = other_holder(plan, own)
    if holder:
        found = f"The distribution {holder} of this account has the name {plan.domain} already; no second one may take it."
        return [Finding("domain", PROBLEM, found, ("Remove it there: Console: CloudFront, Alternate domain names",))]
    if own is None:
        found = "After the deployment, point it at the stack's output DistributionDomain."
        state = f"{plan.domain} {'leads somewhere' if resolved(plan.domain) else 'leads nowhere'} today."
        return [Finding("domain", NOTE, f"{state} {found}")]
    return [pointing(plan.domain, own, resolved(plan.domain), resolved(own))]


def other_holder(plan: Plan, own: str | None) -> str | None:
    """Another distribution of the account that goes by this host name."""
    for page in plan.target.client("cloudfront").get_paginator("list_distributions").paginate():
        for one in page["DistributionList"].get("Items", []):
            if one["DomainName"] != own and plan.domain in one.get("Aliases", {}).get("Items", []):
                return one["Id"]
    return None


def resolved(name: str) -> set[str]:
    """The name's canonical name and addresses; nothing when it has none."""
    try:
        canonical, _, addresses = socket.gethostbyname_ex(name)
    except OSError:
        return set()
    return {canonical.rstrip(".").lower(), *addresses} - {name.lower()}


def pointing(name: str, distribution: str, here: set[str], there: set[str]) -> Finding:
    """A CNAME shows by its canonical name, an alias record by the same addresses."""
    if distribution.lower() in here or here & there:
        return Finding("domain", OK, f"{name} leads to the distribution.")
    record = (f"DNS: {name} CNAME {distribution}, or in Route 53 an alias record to it",)
    if not here:
        return Finding("domain", PROBLEM, f"{name} leads nowhere, so nobody finds the portal.", record)
    return Finding("domain", NOTE, f"{name} leads somewhere else than to {distribution}, or by another CDN.", record)
