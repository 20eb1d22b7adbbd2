#!/bin/sh
# Publishes a course of a university; the body is a file: publish-event.sh course.json [event id]
# The key is <institution oid>:<course code>. Without murmur2_random it is on another partition, and refused.
set -eu
body=$1
field() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$body" | head -n 1; }
institution=$(field institutionOid)
course=$(field courseCode)
for pair in "institutionOid=$institution" "courseCode=$course"; do
  if [ -z "${pair#*=}" ]; then
    echo "Not published: $body has no text /${pair%%=*}, and the key is made of it." >&2
    exit 1
  fi
done
key=$institution:$course
id=${2:-$(uuidgen 2>/dev/null || cat /proc/sys/kernel/random/uuid)}
kcat -b "${KAFKA_BROKERS:-127.0.0.1:9092}" -P -t university.course.v1 -k "$key" \
  -X acks=all -X partitioner=murmur2_random \
  -H 'content-type=application/json; charset=utf-8' \
  -H ce_specversion=1.0 \
  -H "ce_id=$id" \
  -H ce_source=/example-university/registry \
  -H ce_type=fi.hyvaksiluku.university.course-published.v1 \
  -H "ce_time=$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
  -H "ce_subject=$key" \
  -H "ce_institutionoid=$institution" \
  "$body"
echo "$id"
