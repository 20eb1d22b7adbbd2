"""Publishes one event into Hyväksiluku as the system that produces it would: checked first, acknowledged by the broker.

    python publish.py --type university.course-published.v1 < course.json

Topic and key follow from the type and the body. answers.py shows whether the event was taken.
"""

import argparse
import json
import sys
import uuid
from datetime import datetime, timezone

from brokers import add_broker_options, broker_settings
from confluent_kafka import KafkaException, Producer
from contracts import INBOUND, SCHEMAS, TYPE_PREFIX, Contracts, key_of

# Versions are kept in 32 bits.
LARGEST_VERSION = 2_147_483_647


def main():
    options = arguments()
    body, topic, key = checked(options)
    value = json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8")
    headers = {
        "content-type": "application/json; charset=utf-8",
        "ce_specversion": "1.0",
        "ce_id": options.id or str(uuid.uuid4()),
        "ce_source": options.source,
        "ce_type": TYPE_PREFIX + options.type,
        "ce_time": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "ce_subject": key,
        "ce_institutionoid": body["institutionOid"],
    }
    if options.check:
        print(json.dumps({"topic": topic, "key": key}, ensure_ascii=False))
        return
    # murmur2_random: a key lands on the partition where Java and Node clients would put it. Acknowledged by all replicas.
    producer = Producer({**broker_settings(options), "partitioner": "murmur2_random", "acks": "all"})
    answers = []
    try:
        producer.produce(
            topic,
            value,
            key,
            headers=list(headers.items()),
            on_delivery=lambda error, message: answers.append((error, message)),
        )
    except KafkaException as error:
        raise SystemExit(f"Not published: {error.args[0]}.") from None
    producer.flush(30)
    error, message = answers[0] if answers else ("no answer from the broker within 30 s", None)
    if error:
        raise SystemExit(f"Not published: {error}. Send it again with --id {headers['ce_id']}: it counts once.")
    print(json.dumps({"id": headers["ce_id"], "partition": message.partition(), "offset": message.offset()}))


def checked(options):
    """Body, topic and key of an event that will be taken; ends the program with a sentence when it would not be."""
    if options.type not in INBOUND:
        raise SystemExit(f"Not published: systems outside publish {', '.join(INBOUND)}; not {options.type}.")
    try:
        body = json.loads(sys.stdin.buffer.read().decode("utf-8"), parse_constant=no_number)
    except ValueError as error:
        raise SystemExit(f"Not published: standard input is not JSON in UTF-8 ({error}).") from None
    if unstorable(body):
        raise SystemExit("Not published: a text holds the character U+0000 or half of a surrogate pair; nothing can store it.")
    wrong = Contracts(options.schemas).violations(TYPE_PREFIX + options.type, body)
    if wrong:
        raise SystemExit(f"Not published: the body breaks the schema of {options.type}: {'; '.join(wrong)}")
    if body.get("version", 1) > LARGEST_VERSION:
        raise SystemExit(f"Not published: /version is more than {LARGEST_VERSION}; count in seconds, not milliseconds.")
    topic, places = INBOUND[options.type]
    try:
        key = key_of(options.type, body)
    except ValueError as error:
        raise SystemExit(f"Not published: {error}.") from None
    if options.key not in (None, key):
        made_of = " + ':' + ".join(places)
        raise SystemExit(f"Not published: the key of {options.type} is {made_of} of the body; --key says something else.")
    if options.topic not in (None, topic):
        raise SystemExit(f"Not published: {options.type} belongs on {topic}, not on {options.topic}.")
    return body, topic, key


def no_number(name):
    raise ValueError(f"{name} is no number in JSON")


def unstorable(value):
    if isinstance(value, dict):
        return any(unstorable(one) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return any(map(unstorable, value))
    return isinstance(value, str) and any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_broker_options(parser)
    parser.add_argument("--type", required=True, help="event name, as university.course-published.v1")
    parser.add_argument("--topic", help="the topic of the type; another one is refused")
    parser.add_argument("--key", help="the key that the body makes; another one is refused")
    parser.add_argument("--source", default="/example-university/registry")
    parser.add_argument("--id", help="the id of the first attempt, to send the same event again")
    parser.add_argument("--check", action="store_true", help="only check the body and print topic and key")
    parser.add_argument("--schemas", default=SCHEMAS, help="folder libs/contracts/events")
    return parser.parse_args()


if __name__ == "__main__":
    main()
