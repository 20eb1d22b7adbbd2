"""Publishes one event into Hyväksiluku as the system that produces it would: checked first, acknowledged by the broker.

    python publish.py --type university.course-published.v1 --topic university.course.v1 \\
        --key 1.2.246.562.10.10000000001:TKT-101 < course.json
"""

import argparse
import json
import sys
import uuid
from datetime import datetime, timezone

from confluent_kafka import Producer
from contracts import SCHEMAS, TYPE_PREFIX, Contracts


def main():
    options = arguments()
    event_type = TYPE_PREFIX + options.type
    contracts = Contracts(options.schemas)
    if not contracts.knows(event_type):
        raise SystemExit(f"There is no schema of {options.type}.")
    try:
        body = json.load(sys.stdin)
    except ValueError as error:
        raise SystemExit(f"Not published: standard input is not JSON ({error}).")
    wrong = contracts.violations(event_type, body)
    if wrong:
        raise SystemExit(f"Not published: the body breaks the schema of {options.type}: {'; '.join(wrong)}")
    # murmur2_random: a key lands on the partition where Java and Node clients would put it. Acknowledged by all replicas.
    settings = {"bootstrap.servers": options.brokers, "partitioner": "murmur2_random", "acks": "all"}
    producer = Producer(settings)
    headers = {
        "content-type": "application/json; charset=utf-8",
        "ce_specversion": "1.0",
        "ce_id": options.id or str(uuid.uuid4()),
        "ce_source": options.source,
        "ce_type": event_type,
        "ce_time": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "ce_subject": options.key,
        "ce_institutionoid": body["institutionOid"],
    }
    answers = []
    producer.produce(
        options.topic,
        json.dumps(body, ensure_ascii=False).encode("utf-8"),
        options.key,
        headers=list(headers.items()),
        on_delivery=lambda error, message: answers.append((error, message)),
    )
    producer.flush(30)
    error, message = answers[0] if answers else ("no answer from the broker within 30 s", None)
    if error:
        raise SystemExit(f"Not published: {error}. Send it again with --id {headers['ce_id']}: it counts once.")
    print(json.dumps({"id": headers["ce_id"], "partition": message.partition(), "offset": message.offset()}))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--brokers", default="127.0.0.1:9092")
    parser.add_argument("--type", required=True, help="event name, as university.course-published.v1")
    parser.add_argument("--topic", required=True)
    parser.add_argument("--key", required=True, help="what the key of the topic is stands in asyncapi.yaml")
    parser.add_argument("--source", default="/example-university/registry")
    parser.add_argument("--id", help="the id of the first attempt, to send the same event again")
    parser.add_argument("--schemas", default=SCHEMAS, help="folder libs/contracts/events")
    return parser.parse_args()


if __name__ == "__main__":
    main()
