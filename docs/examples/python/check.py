"""Reads topics from their beginning to their end and says of each record, on a line of JSON, whether it keeps its contract."""

import argparse
import json

from brokers import add_broker_options, broker_settings
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition
from contracts import SCHEMAS, Contracts, Event


def main():
    options = arguments()
    contracts = Contracts(options.schemas)
    # Partitions are named here and nothing is committed: no group is joined.
    settings = {**broker_settings(options), "group.id": "example-check", "enable.auto.commit": False}
    consumer = Consumer({**settings, "enable.partition.eof": True})
    unread = set()
    for topic in options.topics:
        description = consumer.list_topics(topic, timeout=20).topics[topic]
        if description.error:
            raise SystemExit(f"{topic}: {description.error}")
        unread.update((topic, partition) for partition in description.partitions)
    consumer.assign([TopicPartition(*place, OFFSET_BEGINNING) for place in unread])
    while unread:
        message = consumer.poll(20)
        if message is None:
            raise SystemExit(f"Nothing came within 20 s although {len(unread)} partitions have not been read to their end.")
        if message.error():
            if message.error().code() != KafkaError._PARTITION_EOF:
                raise SystemExit(str(message.error()))
            unread.discard((message.topic(), message.partition()))
            continue
        event = Event(message)
        _, wrong = event.read(contracts)
        topic, partition, offset = event.place
        print(json.dumps({"topic": topic, "partition": partition, "offset": offset, "type": event.type, "wrong": wrong}))
    consumer.close()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    add_broker_options(parser)
    parser.add_argument("--schemas", default=SCHEMAS, help="folder libs/contracts/events")
    parser.add_argument("topics", nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    main()
