#!/bin/sh
# Every record of a topic so far, with place, key and headers: read-topic.sh [topic]
exec kcat -b "${KAFKA_BROKERS:-127.0.0.1:9092}" -C -t "${1:-decisions.decision.v1}" -o beginning -e -q \
  -f 'partition %p offset %o key %k\n%h\n%s\n\n'
