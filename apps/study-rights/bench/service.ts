import type { BenchGround } from '../../../scripts/bench/benchmark.js';
import { BenchService, startProcess } from '../../../scripts/bench/service.js';
import { query } from '../../../scripts/launcher/postgres.js';
import type { SupervisedProcess } from '../../../scripts/launcher/processes.js';
import { Programs } from '../../../scripts/launcher/programs.js';
import { ROOT } from '../../../scripts/launcher/run.js';
import { OTHER } from './schemas.js';

/** The service study-rights of this checkout. */
export function ofThisBuild(ground: BenchGround): BenchService {
  const { ports, addresses } = ground;
  const listens = { httpPort: ports.studyRights, metricsPort: ports.studyRightsMetrics };
  const databaseUrl = addresses.databaseUrls['study-rights'];
  return new BenchService(ground, { ...listens, service: 'study-rights', root: ROOT, databaseUrl });
}

/** The one of another checkout, with tables of its own, which are made. */
export async function ofAnotherBuild(ground: BenchGround, root: string): Promise<BenchService> {
  const { ports, addresses } = ground;
  // Ports and database of a service that does not run here: relays of one database would elect one of them.
  const listens = { httpPort: ports.decisions, metricsPort: ports.decisionsMetrics };
  const databaseUrl = addresses.databaseUrls.decisions;
  await query(databaseUrl, `CREATE SCHEMA ${OTHER}`);
  const service = new BenchService(ground, { ...listens, service: 'study-rights', root, databaseUrl });
  await service.migrate(OTHER);
  return service;
}

/** The issuer of access tokens. */
export async function startIssuer(ground: BenchGround): Promise<SupervisedProcess> {
  const { ports, data, addresses } = ground;
  const programs = new Programs(ROOT, process.env);
  return startProcess(ground, programs.devIdp({ port: ports.devIdp, publicBaseUrl: addresses.gatewayUrl, data }));
}
