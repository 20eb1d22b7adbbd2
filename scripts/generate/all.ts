import { generateAsyncApi } from './asyncapi.js';
import { generateBrokerRights } from './broker-rights.js';
import { generateCopies } from './copies.js';
import { generateEventTypes } from './event-types.js';
import { generateKafkaTopics } from './kafka-topics.js';
import { generateMigrationsLock } from './migrations-lock.js';
import { generateMetrics } from './metrics.js';
import { generateOpenApi } from './openapi.js';
import { generateProblemCodes } from './problem-codes.js';
import { generateRequirements } from './requirements.js';
import { generateStates } from './states.js';
import { generateThirdPartyNotices } from './third-party-notices.js';
import { generateWebClient } from './web-client.js';

/**
 * Every generated file of the repository but the schemas (schemas.ts): path from the root → content. Writes nothing.
 */
export async function generateAll(): Promise<Record<string, string>> {
  const openApi = await generateOpenApi();
  return {
    ...(await generateEventTypes()),
    ...generateAsyncApi(),
    ...openApi,
    ...(await generateWebClient(openApi)),
    ...generateKafkaTopics(),
    ...generateBrokerRights(),
    ...(await generateMetrics()),
    ...generateMigrationsLock(),
    ...generateProblemCodes(),
    ...generateStates(),
    ...(await generateCopies()),
    ...generateRequirements(),
    ...generateThirdPartyNotices(),
  };
}
