/**
 * `npm run bench:study-rights`: transfers, guarded invalidation and search of the service study-rights among 350,000 study
 * rights as ratios to the same work in hand-written SQL over `pg`; a replay of 200,000 inbound events with every effect
 * counted; the cost of an event in a small and a large table. On a Kafka and a PostgreSQL of its own, in one run.
 *   --quick                  small loads, rough figures, less than two minutes
 *   --only=search,transfers  only these parts (search, transfers, growth, replay)
 *   --beside=REF             also the service of another git ref or built checkout, on a database of its own, in turn with this one
 *   --write                  also writes the report to docs/benchmarks-study-rights.md
 */
import { benchStudyRights, FULL, PARTS, QUICK } from './parts.js';
import { runBenchmark } from '../../../scripts/bench/benchmark.js';

await runBenchmark({
  heading: { title: 'Benchmarks of study-rights', command: 'npm run bench:study-rights -- --write' },
  file: 'benchmarks-study-rights.md',
  parts: PARTS,
  packages: ['kafkajs', 'pg', 'typeorm', '@nestjs/core', 'fastify', 'zod', 'rfc6902'],
  database: 'study-rights',
  measure: (ground, parts, running) => {
    // Access tokens are asked for at the issuer of the running stack.
    process.env['STACK_FILE'] = ground.data.file('stack.json');
    return benchStudyRights(ground, ground.quick ? QUICK : FULL, parts, running);
  },
});
