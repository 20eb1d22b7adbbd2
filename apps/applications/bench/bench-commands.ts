/**
 * `npm run bench:commands`: the commands of applications and decisions through HTTP, this build beside another one in one run,
 * in turn, each on a Kafka and a PostgreSQL of its own. Less than six minutes.
 *   --beside=REF  a git ref or a built checkout; without it the build before the house style (14ea0ab). `--beside=.` shows the noise
 *   --quick       few commands, rough figures
 *   --write       also writes the report to docs/benchmarks-commands.md
 */
import path from 'node:path';
import { localIssuer } from '#testing';
import { runBenchmark } from '../../../scripts/bench/benchmark.js';
import { onInfrastructure } from '../../../scripts/bench/infrastructure.js';
import { ROOT } from '../../../scripts/launcher/run.js';
import { type CommandsSize, measureCommands } from './commands.js';
import { Side } from './side.js';

const FULL: CommandsSize = { applications: 40, rounds: 12 };
const QUICK: CommandsSize = { applications: 16, rounds: 2 };

await runBenchmark({
  heading: { title: 'Benchmarks of commands', command: 'npm run bench:commands -- --write' },
  file: 'benchmarks-commands.md',
  parts: ['commands'],
  besideParts: ['commands'],
  beside: '14ea0ab',
  packages: ['kafkajs', 'pg', 'typeorm', '@nestjs/core', 'fastify', 'zod'],
  database: 'applications',
  measure: async (ground, _parts, running) => {
    const { steps, signal, data, quick, otherBuild = ROOT } = ground;
    const issuer = await localIssuer();
    const folder = path.join(path.dirname(data.path), 'other');
    try {
      return await onInfrastructure(folder, steps, signal, async (second) => {
        const ours = await Side.start(ground, ground, ROOT, issuer);
        try {
          const other = await Side.start(ground, second, otherBuild, issuer);
          try {
            const size = quick ? QUICK : FULL;
            return [await running('commands', () => measureCommands(ours, other, issuer, size))];
          } finally {
            await other.stop();
          }
        } finally {
          await ours.stop();
        }
      });
    } finally {
      await issuer.close();
    }
  },
});
