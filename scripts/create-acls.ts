/**
 * Makes the access list of the brokers of KAFKA_BROKERS equal to libs/contracts/src/broker-rights.ts, for the principals
 * named there. The other KAFKA_ settings are those of a service, with a principal that may alter the cluster. Not needed
 * where the Strimzi operator does it from k8s/platform/kafka-users.yaml.
 */
import { z } from 'zod';
import { ensureRights, kafkaConnection } from '#messaging';
import { kafkaSettings, loadConfig } from '#platform';

const config = loadConfig(z.object(kafkaSettings));
try {
  const { granted, withdrawn } = await ensureRights(kafkaConnection(config));
  console.log(
    granted + withdrawn === 0 ? 'All rights are as declared.' : `Granted ${granted} rights, withdrew ${withdrawn}.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
