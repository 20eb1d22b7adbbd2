/**
 * `npm run bench:pipeline`: the way of an event from outbox to effect, measured in one run against kafkajs and `pg` alone,
 * against another outbox, and against Nest's own Kafka server, on a Kafka and a PostgreSQL of its own.
 *   --quick            small loads, rough figures, less than two minutes
 *   --only=relay,nest  only these parts (relay, inbox, nest, end-to-end, growth)
 *   --write            also writes the report to docs/benchmarks.md
 */
import { benchPipeline, FULL, PARTS, QUICK } from '../libs/messaging/bench/pipeline.js';
import { PIPELINE_HEADING } from '../libs/messaging/bench/report.js';
import { runBenchmark } from './bench/benchmark.js';

await runBenchmark({
  heading: PIPELINE_HEADING,
  file: 'benchmarks.md',
  parts: PARTS,
  packages: ['kafkajs', 'pg', 'typeorm', '@nestjs/microservices', 'pg-transactional-outbox'],
  database: 'notifications',
  measure: ({ addresses: { kafkaBrokers, databaseUrls }, quick }, parts, running) =>
    benchPipeline({ kafkaBrokers, databaseUrl: databaseUrls.notifications }, quick ? QUICK : FULL, parts, running),
});
