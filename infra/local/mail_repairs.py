"""Mails sent through SES v2. Importing this module repairs three things that ministack 1.5.33 does otherwise than AWS. Each
repair can go when a newer pinned version passes without it.
"""

import base64
import email
import email.policy
import json
import time
from email.utils import getaddresses, parseaddr

from ministack import app
from ministack.core.responses import get_account_id, get_region
from ministack.services import ses, ses_v2, sns

SEND = "/v2/email/outbound-emails"
MESSAGES = "/_ministack/ses/messages"

# AWS sends the message with its headers and attachments (Amazon SES API v2 reference, *Message*, *RawMessage*). The emulator
# keeps subject, text and HTML only. These fields of a message are shown beside its own at /_ministack/ses/messages: `Raw`
# is base64 and there when the mail was sent raw, `Headers` are those that the sender gave, and `Attachments` are as sent.
SHOWN = ("MessageId", "Source", "To", "CC", "BCC", "Subject", "BodyText", "BodyHtml", "Timestamp", "Type")
KEPT = ("Raw", "Headers", "Attachments", "ConfigurationSetName", "EmailTags")
handle_request = ses_v2.handle_request
show_messages = app._handle_ses_messages_request


async def send_and_keep(method, path, headers, body, query):
    answer = await handle_request(method, path, headers, body, query)
    if method == "POST" and path.rstrip("/") == SEND and answer[0] == 200:
        sent = record_of(json.loads(answer[2])["MessageId"])
        keep(sent, json.loads(body))
        publish_events(sent)
    return answer


async def show_whole_messages(method, path, headers, query):
    """With `?to=` only those to one address: of thousands, whoever waits for a mail would read all again and again."""
    if method == "GET" and path == MESSAGES and "to" in query:
        (address,) = query["to"] if isinstance(query["to"], list) else [query["to"]]
        mails = [{field: sent.get(field) for field in (*SHOWN, *KEPT)} for sent in caught() if address in sent["To"]]
        return 200, {"Content-Type": "application/json"}, json.dumps({"messages": {get_account_id(): mails}}).encode()
    answer = await show_messages(method, path, headers, query)
    if answer is None or answer[0] != 200:
        return answer
    shown = json.loads(answer[2])
    records = {record["MessageId"]: record for record in caught()}
    for messages in shown["messages"].values():
        for message in messages:
            message.update({field: records[message["MessageId"]].get(field) for field in KEPT})
    return answer[0], answer[1], json.dumps(shown).encode()


def caught() -> list[dict]:
    return [record for entries in ses._sent_emails.to_dict().values() for record in entries]


def record_of(message_id: str) -> dict:
    return next(record for record in reversed(ses._sent_emails_list()) if record["MessageId"] == message_id)


def keep(sent: dict, request: dict) -> None:
    content = request["Content"]
    message = content.get("Simple") or content.get("Template") or {}
    sent.update(Raw=None, Headers=message.get("Headers", []), Attachments=message.get("Attachments", []))
    if "Raw" in content:
        keep_raw(sent, content["Raw"]["Data"])
    sent["ConfigurationSetName"] = request.get("ConfigurationSetName") or default_configuration_set(sent["Source"])
    sent["EmailTags"] = request.get("EmailTags", [])


def keep_raw(sent: dict, raw: str) -> None:
    """A raw mail says itself whom it is from and to where the request does not (*SendEmail*)."""
    mail = email.message_from_bytes(base64.b64decode(raw), policy=email.policy.default)
    sent.update(Raw=raw, Headers=[{"Name": name, "Value": str(value)} for name, value in mail.items()])
    sent["Source"] = sent["Source"] or str(mail.get("From", ""))
    if not recipients_of(sent):
        for kept, field in (("To", "To"), ("CC", "Cc"), ("BCC", "Bcc")):
            sent[kept] = [address for _, address in getaddresses(mail.get_all(field, []))]


# AWS publishes what becomes of a mail to the event destinations of its configuration set, which is the identity's own one
# when the request names none (Amazon SES developer guide, *Monitor email sending using event publishing*, *Contents of
# event data that Amazon SES publishes to Amazon SNS*). The emulator stores event destinations and tells them nothing. Here,
# topics of SNS are told of Send, Delivery, Bounce and Complaint; the mailbox simulator's addresses decide which.


def default_configuration_set(sender: str) -> str | None:
    address = parseaddr(sender)[1]
    for name in (address, *ses._domain_and_parents(address.rpartition("@")[2])):
        if name in ses_v2._identities:
            return ses_v2._identities[name].get("ConfigurationSetName") or None
    return None


def publish_events(sent: dict) -> None:
    destinations = (ses_v2._config_sets.get(sent["ConfigurationSetName"] or "") or {}).get("EventDestinations") or {}
    topics = [destination for destination in destinations.values() if destination["Enabled"] and "SnsDestination" in destination]
    for kind, detail in events_of(sent) if topics else ():
        event = json.dumps({"eventType": kind, "mail": mail_of(sent), **detail})
        for destination in topics:
            if kind.upper() in destination["MatchingEventTypes"]:
                sns.publish_internal(destination["SnsDestination"]["TopicArn"], event, "Amazon SES Email Event Notification")


def events_of(sent: dict) -> list[tuple[str, dict]]:
    """What becomes of a mail: it is sent, and then each recipient's provider answers."""
    events = [("Send", {"send": {}})]
    for recipient in recipients_of(sent):
        name, _, domain = recipient.lower().partition("@")
        outcomes = (("Delivery", None),)
        if domain == ses._SIMULATOR_DOMAIN:
            outcomes = ses._SIMULATOR_OUTCOMES.get(name.split("+")[0], outcomes)
        events += [(kind, ses._notification_detail(kind, recipient, now(), subtype)) for kind, subtype in outcomes]
    return events


def mail_of(sent: dict) -> dict:
    tags = {tag["Name"]: [tag["Value"]] for tag in sent["EmailTags"]}
    return {
        "timestamp": now(),
        "source": sent["Source"],
        "sourceArn": f"arn:aws:ses:{get_region()}:{get_account_id()}:identity/{parseaddr(sent['Source'])[1]}",
        "sendingAccountId": get_account_id(),
        "messageId": sent["MessageId"],
        "destination": recipients_of(sent),
        "headersTruncated": False,
        "headers": [{"name": header["Name"], "value": header["Value"]} for header in sent["Headers"]],
        "tags": {"ses:configuration-set": [sent["ConfigurationSetName"]], **tags},
    }


def recipients_of(sent: dict) -> list[str]:
    return [address for _, address in getaddresses([*sent["To"], *sent["CC"], *sent["BCC"]])]


def now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())


# AWS authorises SendEmail on the configuration set too, whether the request names it or the identity has it as its own (Service
# authorization reference, *Amazon SES v2*; for the identity's own one, AWS's refusals name the set). The emulator asks for the
# identity only.
enforce_ses_v2 = app._enforce_ses_v2


def enforce_on_configuration_set(method, path, headers, body, query_params, request_id):
    refused = enforce_ses_v2(method, path, headers, body, query_params, request_id)
    name = None if refused or method != "POST" or path.rstrip("/") != SEND else configuration_set_of(json.loads(body or b"{}"))
    if not name:
        return refused
    arn = f"arn:aws:ses:{get_region()}:{get_account_id()}:configuration-set/{name}"
    return app._enforce_data_plane(
        "sesv2", "ses:SendEmail", headers, query_params, request_id, resource_arn=arn, named_resource=arn
    )


def configuration_set_of(request: dict) -> str | None:
    return request.get("ConfigurationSetName") or default_configuration_set(request.get("FromEmailAddress", ""))


app._enforce_ses_v2 = enforce_on_configuration_set
ses_v2.handle_request = send_and_keep
app._handle_ses_messages_request = show_whole_messages
