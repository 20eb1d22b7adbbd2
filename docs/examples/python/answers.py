"""What became of my events: follows the dead-letter topics of the topics I produce and prints a line of JSON per letter.

    python answers.py --as university --once          # everything that is new since the last time, then ends
    python answers.py --as university                 # goes on until Ctrl-C

An event without a letter has had its effect, or will have it. Each service that reads a topic answers for itself: one
event may get a letter from each. The body is not printed: you have it, by its id.
"""

import argparse
import json
import sys
import time

from brokers import add_broker_options, broker_settings
from confluent_kafka import Consumer, KafkaError, KafkaException

# Failures that are not the sender's: the event is kept and its key waits, in order, until the operator has handled it.
KEPT_BY_OPERATOR = {"bug", "time-limit", "parked-key"}
CORRECT = "Correct it at its source and publish it again: same key, higher version, new id."
WAIT = "Nothing is wrong with it that you can mend. It is kept, and its key with it, until the operator has handled it."


def main():
    options = arguments()
    consumer = Consumer(
        {
            **broker_settings(options),
            "group.id": options.group or f"{options.system}.answers",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
        }
    )
    # With sign-in the broker names only what this principal may read.
    known = consumer.list_topics(timeout=20).topics
    topics = sorted(name for name in known if name.startswith(f"{options.system}.") and ".dlt." in name)
    if not topics:
        raise SystemExit(f"There is no dead-letter topic of {options.system} that I may read.")
    consumer.subscribe(topics)
    until = time.monotonic() + options.seconds if options.seconds else None
    at_end = set()
    printed = 0
    try:
        while until is None or time.monotonic() < until:
            if options.once and at_end and at_end.issuperset(places(consumer)):
                break
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                if message.error().code() != KafkaError._PARTITION_EOF:
                    raise KafkaException(message.error())
                at_end.add((message.topic(), message.partition()))
                continue
            letter = letter_of(message)
            if options.institution in (None, letter["institution"]) or letter["institution"] is None:
                print(json.dumps(letter, ensure_ascii=False), flush=True)
                printed += 1
            consumer.commit(message=message, asynchronous=False)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
    print(f"{printed} new letters on {len(topics)} topics.", file=sys.stderr)


def letter_of(message):
    """A letter is the record as it was sent, with headers dlt-… that say what happened."""
    headers = {name: (value or b"").decode("utf-8", "replace") for name, value in message.headers() or []}
    topic, _, _ = message.topic().partition(".dlt.")
    failure = headers.get("dlt-failure")
    return {
        "id": headers.get("ce_id"),
        "type": headers.get("ce_type"),
        "key": (message.key() or b"").decode("utf-8", "replace"),
        "institution": headers.get("ce_institutionoid") or institution_in(message.value()),
        "topic": topic,
        "partition": int(headers.get("dlt-original-partition", message.partition())),
        "offset": int(headers.get("dlt-original-offset", -1)),
        "consumer": headers.get("dlt-consumer"),
        "at": headers.get("dlt-last-failure"),
        "failure": failure,
        "code": headers.get("dlt-code"),
        "detail": headers.get("dlt-detail"),
        "next": WAIT if failure in KEPT_BY_OPERATOR else CORRECT,
    }


def institution_in(value):
    try:
        return json.loads(value)["institutionOid"]
    except (ValueError, KeyError, TypeError):
        return None


def places(consumer):
    return {(partition.topic, partition.partition) for partition in consumer.assignment()}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_broker_options(parser)
    parser.add_argument("--as", dest="system", default="university", choices=["university", "national"])
    parser.add_argument("--institution", help="oid: only letters of this institution, and those that name none")
    parser.add_argument("--group", help="remembers what has been printed; begins with your principal and a dot")
    parser.add_argument("--once", action="store_true", help="end when everything there is has been printed")
    parser.add_argument("--seconds", type=float, help="end after so many seconds")
    return parser.parse_args()


if __name__ == "__main__":
    main()
