"""Writes records with librdkafka, idempotently; the file is that of java/ForeignProducer.java."""

import sys

from confluent_kafka import Producer

brokers, codec, transactional_id, path = sys.argv[1:5]
settings = {
    "bootstrap.servers": brokers,
    "compression.type": codec,
    "enable.idempotence": True,
    "linger.ms": 50,
    "partitioner": "murmur2_random",
}
if transactional_id != "-":
    settings["transactional.id"] = transactional_id
producer = Producer(settings)
if transactional_id != "-":
    producer.init_transactions(30)
    producer.begin_transaction()
refused = []
with open(path, encoding="utf-8") as lines:
    for line in lines:
        line = line.rstrip("\n")
        if line in ("commit", "abort"):
            producer.flush(30)
            producer.commit_transaction(30) if line == "commit" else producer.abort_transaction(30)
            producer.begin_transaction()
            continue
        topic, key, headers, body = line.split("\t", 3)
        producer.produce(
            topic,
            body.encode("utf-8"),
            key,
            headers=[tuple(header.split("=", 1)) for header in headers.split("\x1f")],
            on_delivery=lambda error, _: error and refused.append(str(error)),
        )
if transactional_id != "-":
    producer.abort_transaction(30)
if producer.flush(30) or refused:
    raise SystemExit(f"Not written: {refused[:3]}")
