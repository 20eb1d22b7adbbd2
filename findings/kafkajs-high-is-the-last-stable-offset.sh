#!/usr/bin/env bash
# kafkajs: `high` of fetchTopicOffsets is not the high watermark while a transaction is open.
#
# The admin client's `fetchTopicOffsets` gives `low`, `high` and `offset` of each partition, and lag is reckoned from `high`
# by everybody. kafkajs 2.2.4 sends ListOffsets with isolation level read_committed, so `high` is the last stable offset: with
# one record of an open transaction and one plain record behind it, both acknowledged, a partition looks empty. A
# transaction that never ends therefore shows no lag at all, although nothing behind it is handed to a reader. There is no
# setting for it. Seen with kafkajs 2.2.4 on Node 20 and Apache Kafka 4.4.0:
#
#   acknowledged at offset 1, high while the transaction is open: 0
#   high after the transaction has been aborted: 3
#
# Exits with 1 when that changes. Needs Java 17, Maven, node and npm; works in a temporary folder, on loopback only.
set -euo pipefail
folder=$(mktemp -d)
broker=
cleanup() {
  [ -z "$broker" ] || kill "$broker" 2> /dev/null || true
  wait 2> /dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT
cd "$folder"

cat > pom.xml << 'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>broker</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.4.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=jars
npm install --silent --no-audit --no-fund kafkajs@2.2.4

read -r port controller < <(node -e '
const net = require("node:net");
const servers = [net.createServer(), net.createServer()];
Promise.all(servers.map((s) => new Promise((r) => s.listen(0, "127.0.0.1", () => r(s.address().port))))).then((ports) => {
  console.log(ports.join(" "));
  servers.forEach((s) => s.close());
});')
cat > server.properties << PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller
controller.listener.names=CONTROLLER
log.dirs=$folder/data
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
PROPERTIES
java -cp 'jars/*' kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAQ -c server.properties > /dev/null
java -Xmx256m -cp 'jars/*' kafka.Kafka server.properties > broker.log 2>&1 &
broker=$!

cat > finding.js << 'JS'
process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1';
const { Kafka, logLevel } = require('kafkajs');
const retry = { initialRetryTime: 300, retries: 12 };
const kafka = new Kafka({ brokers: [process.argv[2]], logLevel: logLevel.NOTHING, retry });
const settings = { transactionalId: 't', idempotent: true, maxInFlightRequests: 1, transactionTimeout: 60_000 };
const topic = 'finding';

async function main() {
  const [admin, hanging, plain] = [kafka.admin(), kafka.producer(settings), kafka.producer()];
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] });
  await hanging.connect();
  await plain.connect();
  const high = async () => (await admin.fetchTopicOffsets(topic))[0].high;
  const transaction = await hanging.transaction();
  await transaction.send({ topic, messages: [{ value: 'open' }] });
  const [{ baseOffset }] = await plain.send({ topic, messages: [{ value: 'plain' }] });
  const open = await high();
  await transaction.abort();
  let ended = await high();
  for (let i = 0; i < 50 && ended !== '3'; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    ended = await high();
  }
  console.log(`acknowledged at offset ${baseOffset}, high while the transaction is open: ${open}`);
  console.log(`high after the transaction has been aborted: ${ended}`);
  await Promise.all([admin.disconnect(), hanging.disconnect(), plain.disconnect()]);
  return baseOffset === '1' && open === '0' && ended === '3';
}
main().then((asSeen) => process.exit(asSeen ? 0 : 1), (error) => { console.error(error); process.exit(1); });
JS
node finding.js "127.0.0.1:$port"
