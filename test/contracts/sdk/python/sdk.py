"""CloudEvents as its SDK for Python reads and writes them; JSON on standard input and output, bytes in base64.

read: records, each with key, headers and value, become what the SDK finds in them.
binary, structured: events, each with attributes, data and key, become records.
"""

import base64
import json
import sys

from cloudevents.http import CloudEvent
from cloudevents.kafka import KafkaMessage, from_binary, to_binary, to_structured


def read(record):
    headers = {name: base64.b64decode(value) for name, value in record["headers"].items()}
    event = from_binary(KafkaMessage(headers, record["key"].encode(), base64.b64decode(record["value"])))
    attributes = {name: str(value) for name, value in event.get_attributes().items()}
    return {"attributes": attributes, "data": event.get_data()}


def writer(convert):
    def write(event):
        message = convert(CloudEvent(event["attributes"], event["data"]), key_mapper=lambda _: event["key"])
        headers = {name: base64.b64encode(value).decode() for name, value in message.headers.items()}
        value = message.value if isinstance(message.value, bytes) else message.value.encode()
        return {"key": message.key, "headers": headers, "value": base64.b64encode(value).decode()}

    return write


COMMANDS = {"read": read, "binary": writer(to_binary), "structured": writer(to_structured)}

json.dump([COMMANDS[sys.argv[1]](one) for one in json.load(sys.stdin)], sys.stdout)
