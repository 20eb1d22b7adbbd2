/**
 * `npm run bench:pipeline`: the way of an event from outbox to effect, measured in one run against kafkajs and `pg` alone,
 * against another outbox, and against Nest's own Kafka server, on a Kafka and a PostgreSQL of its own.
 *   --quick            small loads, rough figures, less than two minutes
 *   --only=relay,nest  only these parts (relay, inbox, codecs, nest, end-to-end, growth, beside)
 *   --beside=FOLDER    also relay and consumer of another built checkout in turn with these (part "beside")
 *   --write            also writes the report to docs/benchmarks.md
 */
import { NEST_OUTBOX } from './peer-nest-outbox.js';
import { benchPipeline, FULL, PARTS, QUICK } from './pipeline.js';
import { PIPELINE_HEADING } from './report.js';
import { runBenchmark } from '../../../scripts/bench/benchmark.js';

await runBenchmark({
  heading: PIPELINE_HEADING,
  file: 'benchmarks.md',
  parts: PARTS,
  besideParts: ['beside'],
  packages: ['kafkajs', 'pg', 'typeorm', '@nestjs/microservices', 'pg-transactional-outbox', NEST_OUTBOX],
  database: 'notifications',
  measure: ({ addresses: { kafkaBrokers, databaseUrls }, quick, otherBuild }, parts, running) => {
    const addresses = { kafkaBrokers, databaseUrl: databaseUrls.notifications };
    return benchPipeline(addresses, quick ? QUICK : FULL, parts, running, otherBuild);
  },
});
