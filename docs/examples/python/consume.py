"""A study register outside Hyväksiluku: takes over every attainment once, even if it is delivered twice.

The effect and the note that it was had (table inbox) are one SQLite transaction; the offset is committed by hand after
it. A crash in between brings the record again, and the inbox knows it. A record that comes again late, behind newer ones
of its key, is passed over by its number (table highest). What cannot be read is noted and passed over.
"""

import argparse
import json
import sqlite3

from brokers import add_broker_options, broker_settings
from confluent_kafka import Consumer, KafkaError, KafkaException
from contracts import SCHEMAS, Contracts, Event

TOPIC = "decisions.attainment.v1"
REACTS_TO = "fi.hyvaksiluku.decisions.attainment-recorded.v1"

TABLES = """
CREATE TABLE IF NOT EXISTS inbox (fact_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS highest (topic TEXT, key BLOB, sequence TEXT NOT NULL, PRIMARY KEY (topic, key));
CREATE TABLE IF NOT EXISTS attainment (
  id TEXT PRIMARY KEY, student_id TEXT NOT NULL, name TEXT NOT NULL, credits REAL NOT NULL, recognised_on TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS unreadable (
  topic TEXT, partition INTEGER, position INTEGER, why TEXT, PRIMARY KEY (topic, partition, position));
"""


def main():
    options = arguments()
    contracts = Contracts(options.schemas)
    register = sqlite3.connect(options.register)
    register.executescript(TABLES)
    consumer = Consumer(
        {
            **broker_settings(options),
            "group.id": options.group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
        }
    )
    consumer.subscribe([TOPIC])
    counts = {"done": 0, "seen": 0, "passed-over": 0, "unreadable": 0}
    at_end = set()
    try:
        while not (options.until_end and at_end and at_end.issuperset(places(consumer))):
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                if message.error().code() != KafkaError._PARTITION_EOF:
                    raise KafkaException(message.error())
                at_end.add((message.topic(), message.partition()))
                continue
            counts[handle(Event(message), contracts, register)] += 1
            consumer.commit(message=message, asynchronous=False)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
    print(json.dumps(counts))


def handle(event, contracts, register):
    """One record, one transaction: its effect and the note of it are kept together or not at all."""
    with register:
        body, wrong = event.read(contracts)
        if wrong:
            register.execute("INSERT OR IGNORE INTO unreadable VALUES (?, ?, ?, ?)", (*event.place, "; ".join(wrong)))
            return "unreadable"
        if event.type != REACTS_TO:
            return "passed-over"
        if comes_late(event, register):
            return "seen"
        if register.execute("INSERT OR IGNORE INTO inbox VALUES (?)", (event.fact_id,)).rowcount == 0:
            return "seen"
        register.execute(
            "INSERT INTO attainment VALUES (?, ?, ?, ?, ?)",
            (
                body["attainmentId"],
                body["studentId"],
                body["name"]["fi"],
                body["credits"],
                body["recognitionDate"],
            ),
        )
        return "done"


def comes_late(event, register):
    """True when its key has had this number or a higher one. Of a key that is new here every record is taken."""
    if event.sequence is None:
        return False
    # One length, so that numbers are compared as text.
    noted = register.execute(
        "INSERT INTO highest VALUES (?, ?, ?) ON CONFLICT (topic, key) DO UPDATE SET sequence = excluded.sequence"
        " WHERE excluded.sequence > highest.sequence",
        (event.place[0], event.key, event.sequence),
    )
    return noted.rowcount == 0


def places(consumer):
    return {(partition.topic, partition.partition) for partition in consumer.assignment()}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_broker_options(parser)
    parser.add_argument("--group", default="example-register")
    parser.add_argument("--register", default="register.sqlite", help="SQLite file that holds the register")
    parser.add_argument("--schemas", default=SCHEMAS, help="folder libs/contracts/events")
    parser.add_argument("--until-end", action="store_true", help="end when everything there is has been read")
    return parser.parse_args()


if __name__ == "__main__":
    main()
