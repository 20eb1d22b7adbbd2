import { Kafka, logLevel } from 'kafkajs';

export interface KafkaLog {
  info(line: object): void;
  warn(line: object): void;
}

/** One kafkajs client. Its own log lines go to ours, without payloads. */
export function kafkaClient(clientId: string, brokers: readonly string[], log: KafkaLog): Kafka {
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 3000, retries: 5 },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, level, log: entry }) => {
        const line = {
          msg: `kafkajs ${namespace}: ${entry.message}`.slice(0, 500),
          groupId: entry['groupId'] as unknown,
        };
        if (level === logLevel.ERROR || level === logLevel.WARN) log.warn(line);
        else log.info(line);
      },
  });
}
