"""What is kept of a mail, and who is told of it."""

import asyncio
import base64
import json
import unittest
from unittest import mock

import mail_repairs
from ministack import app
from ministack.services import ses, ses_v2, sns
from ministack.services.cloudformation import provisioners

SENDER = "portal@firm.example"
TOPIC = "arn:aws:sns:eu-central-1:000000000000:mails"
RAW = b"From: portal@firm.example\r\nTo: Ann <ann@x.example>\r\nCc: bob@x.example\r\nSubject: Invoice\r\nX-Ours: 1\r\n\r\nHello"


def call(method: str, path: str, body: dict):
    return asyncio.run(ses_v2.handle_request(method, path, {}, json.dumps(body).encode(), {}))


def simple(**message) -> dict:
    return {"Simple": {"Subject": {"Data": "Hello"}, "Body": {"Text": {"Data": "Text"}}, **message}}


def send(content: dict, to: str = "", **more) -> None:
    destination = {"Destination": {"ToAddresses": [to]}} if to else {}
    status, _, answer = call("POST", mail_repairs.SEND, {"Content": content, **destination, **more})
    assert status == 200, answer


def shown() -> dict:
    return caught({})[-1]


def caught(query: dict) -> list[dict]:
    status, _, answer = asyncio.run(app._handle_ses_messages_request("GET", mail_repairs.MESSAGES, {}, query))
    assert status == 200, answer
    return next(iter(json.loads(answer)["messages"].values()))


class Mails(unittest.TestCase):
    def setUp(self):
        ses.reset()
        ses_v2.reset()
        call("POST", "/v2/email/identities", {"EmailIdentity": "firm.example"})

    def test_headers_and_attachments_of_a_simple_mail_are_shown(self):
        headers = [{"Name": "List-Unsubscribe", "Value": "<https://firm.example/u>"}]
        attachments = [{"FileName": "a.txt", "RawContent": base64.b64encode(b"hi").decode()}]
        send(simple(Headers=headers, Attachments=attachments), to="ann@x.example", FromEmailAddress=SENDER)
        mail = shown()
        self.assertEqual((mail["Subject"], mail["Headers"], mail["Attachments"]), ("Hello", headers, attachments))
        self.assertIsNone(mail["Raw"])

    def test_a_raw_mail_is_shown_whole_and_says_itself_whom_it_is_for(self):
        send({"Raw": {"Data": base64.b64encode(RAW).decode()}})
        mail = shown()
        self.assertEqual(base64.b64decode(mail["Raw"]), RAW)
        self.assertEqual((mail["Source"], mail["To"], mail["CC"]), (SENDER, ["ann@x.example"], ["bob@x.example"]))
        self.assertIn({"Name": "X-Ours", "Value": "1"}, mail["Headers"])

    def test_those_to_one_address_are_shown_as_all_are(self):
        for to in ("ann@x.example", "bob+1@x.example"):
            send(simple(), to=to, FromEmailAddress=SENDER)
        (mail,) = caught({"to": ["bob+1@x.example"]})
        self.assertEqual(mail, caught({})[-1])
        self.assertEqual(caught({"to": ["cid@x.example"]}), [])

    def test_a_refused_mail_is_not_kept(self):
        status, _, _ = call("POST", mail_repairs.SEND, {"Content": simple(), "FromEmailAddress": "x@stranger.example"})
        self.assertEqual(status, 400)
        self.assertEqual(ses._sent_emails_list(), [])


class Events(unittest.TestCase):
    def setUp(self):
        ses.reset()
        ses_v2.reset()
        call("POST", "/v2/email/identities", {"EmailIdentity": "firm.example"})
        call("POST", "/v2/email/configuration-sets", {"ConfigurationSetName": "mails"})
        self.listen("SEND", "DELIVERY", "BOUNCE", "COMPLAINT")

    def listen(self, *kinds: str) -> None:
        destination = {"Enabled": True, "MatchingEventTypes": kinds, "SnsDestination": {"TopicArn": TOPIC}}
        call("DELETE", "/v2/email/configuration-sets/mails/event-destinations/topic", {})
        path = "/v2/email/configuration-sets/mails/event-destinations"
        status, _, answer = call("POST", path, {"EventDestinationName": "topic", "EventDestination": destination})
        assert status == 200, answer

    def events(self, to: str, **more) -> list[dict]:
        with mock.patch.object(sns, "publish_internal") as published:
            send(simple(), to=to, FromEmailAddress=f"Portal <{SENDER}>", **more)
        self.assertTrue(all(each.args[0] == TOPIC for each in published.call_args_list))
        return [json.loads(each.args[1]) for each in published.call_args_list]

    def kinds(self, to: str, **more) -> list[str]:
        return [event["eventType"] for event in self.events(to, **{"ConfigurationSetName": "mails", **more})]

    def test_the_simulators_addresses_decide_what_becomes_of_a_mail(self):
        self.assertEqual(self.kinds("ann@x.example"), ["Send", "Delivery"])
        self.assertEqual(self.kinds("bounce+1@simulator.amazonses.com"), ["Send", "Bounce"])
        self.assertEqual(self.kinds("complaint@simulator.amazonses.com"), ["Send", "Delivery", "Complaint"])

    def test_an_event_names_the_mail_and_the_recipient(self):
        tags = [{"Name": "kind", "Value": "code"}]
        _, bounce = self.events("bounce@simulator.amazonses.com", ConfigurationSetName="mails", EmailTags=tags)
        self.assertEqual(bounce["mail"]["messageId"], shown()["MessageId"])
        self.assertEqual(bounce["mail"]["tags"], {"ses:configuration-set": ["mails"], "kind": ["code"]})
        self.assertEqual(bounce["bounce"]["bouncedRecipients"][0]["emailAddress"], "bounce@simulator.amazonses.com")

    def test_only_what_the_destination_asks_for_is_told(self):
        self.listen("BOUNCE")
        self.assertEqual(self.kinds("ann@x.example"), [])
        self.assertEqual(self.kinds("bounce@simulator.amazonses.com"), ["Bounce"])

    def test_the_identitys_own_configuration_set_is_the_default(self):
        self.assertEqual(self.events("ann@x.example"), [])
        ses_v2._identities["firm.example"]["ConfigurationSetName"] = "mails"
        self.assertEqual([event["eventType"] for event in self.events("ann@x.example")], ["Send", "Delivery"])


class Template(unittest.TestCase):
    """A configuration set and its destination as infra/template.yaml has them."""

    def test_the_topic_of_a_template_is_told(self):
        ses.reset()
        ses_v2.reset()
        call("POST", "/v2/email/identities", {"EmailIdentity": "firm.example"})
        options = {
            "Name": "atrium",
            "ReputationOptions": {"ReputationMetricsEnabled": "true"},
            "SuppressionOptions": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
        }
        self.assertEqual(made("AWS::SES::ConfigurationSet", options), "atrium")
        destination = {
            "Name": "outcomes",
            "Enabled": "true",
            "MatchingEventTypes": ["SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT"],
            "SnsDestination": {"TopicARN": TOPIC},
        }
        made("AWS::SES::ConfigurationSetEventDestination", {"ConfigurationSetName": "atrium", "EventDestination": destination})
        with mock.patch.object(sns, "publish_internal") as published:
            send(simple(), to="complaint@simulator.amazonses.com", FromEmailAddress=SENDER, ConfigurationSetName="atrium")
        self.assertEqual([each.args[0] for each in published.call_args_list], [TOPIC] * 3)
        kinds = [json.loads(each.args[1])["eventType"] for each in published.call_args_list]
        self.assertEqual(kinds, ["Send", "Delivery", "Complaint"])


def made(kind: str, properties: dict) -> str:
    physical_id, _ = provisioners._RESOURCE_HANDLERS[kind]["create"]("Made", properties, "atrium")
    return physical_id


class Authorisation(unittest.TestCase):
    def setUp(self):
        ses.reset()
        ses_v2.reset()
        call("POST", "/v2/email/identities", {"EmailIdentity": "firm.example"})

    def asked(self, path: str = mail_repairs.SEND, **request) -> list[str]:
        """The resources that IAM is asked for besides the identity."""
        body = json.dumps({"FromEmailAddress": SENDER, **request}).encode()
        with (
            mock.patch.object(mail_repairs, "enforce_ses_v2", return_value=None),
            mock.patch.object(app, "_enforce_data_plane", return_value="refused") as asked,
        ):
            refused = app._enforce_ses_v2("POST", path, {}, body, {}, "request")
        self.assertEqual(refused, "refused" if asked.called else None)
        return [each.kwargs["resource_arn"].rpartition(":")[2] for each in asked.call_args_list]

    def test_a_mail_is_authorised_on_its_configuration_set_too(self):
        self.assertEqual(self.asked(ConfigurationSetName="mails"), ["configuration-set/mails"])
        self.assertEqual(self.asked(), [])
        self.assertEqual(self.asked("/v2/email/identities", ConfigurationSetName="mails"), [])

    def test_the_identitys_own_configuration_set_is_asked_for_too(self):
        ses_v2._identities["firm.example"]["ConfigurationSetName"] = "own"
        self.assertEqual(self.asked(), ["configuration-set/own"])
        self.assertEqual(self.asked(ConfigurationSetName="mails"), ["configuration-set/mails"])

    def test_what_is_refused_on_the_identity_is_refused(self):
        with mock.patch.object(mail_repairs, "enforce_ses_v2", return_value="no"):
            body = json.dumps({"ConfigurationSetName": "mails"}).encode()
            self.assertEqual(app._enforce_ses_v2("POST", mail_repairs.SEND, {}, body, {}, "request"), "no")


if __name__ == "__main__":
    unittest.main()
