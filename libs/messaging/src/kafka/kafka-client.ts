import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import type { BrokerConfig } from '../config.js';
import { registerCodecs } from './codecs/register-codecs.js';

export interface KafkaLog {
  info(line: object): void;
  warn(line: object): void;
  /** The next record of a partition was gone, and reading goes on at the oldest that is kept. */
  offsetReset?(topic: string): void;
}

/** The one place where kafkajs says that records were deleted before they were read: it goes on in silence. */
const OFFSET_RESET = 'Offset out of range, resetting to default offset';

/** Where the brokers are, how the connection is protected and who we are there. */
export interface KafkaConnection {
  readonly brokers: readonly string[];
  readonly tls?: { readonly ca?: string; readonly certificate?: string; readonly key?: string };
  readonly sasl?: {
    readonly mechanism: 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** The connection that the settings describe; loadConfig has refused combinations that make no sense. */
export function kafkaConnection(config: BrokerConfig): KafkaConnection {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = config;
  const { KAFKA_TLS_CA: ca, KAFKA_TLS_CERTIFICATE: certificate, KAFKA_TLS_KEY: key } = config;
  return {
    brokers: config.KAFKA_BROKERS,
    ...(config.KAFKA_TLS && { tls: { ...(ca && { ca }), ...(certificate && key && { certificate, key }) } }),
    ...(mechanism && username && password && { sasl: { mechanism, username, password } }),
  };
}

registerCodecs();
/** A kafkajs client that remembers its settings, so that somebody may have connections of their own. */
export class KafkaClient extends Kafka {
  constructor(private readonly settings: KafkaConfig) {
    super(settings);
  }

  /** A client with the same settings but for these. */
  with(different: Partial<KafkaConfig>): Kafka {
    return new Kafka({ ...this.settings, ...different });
  }
}

/** One kafkajs client. Its own log lines go to ours, without payloads. A bare list of brokers: no TLS, no sign-in. */
export function kafkaClient(
  clientId: string,
  connection: readonly string[] | KafkaConnection,
  log: KafkaLog,
): KafkaClient {
  const { brokers, tls, sasl } = 'brokers' in connection ? connection : { brokers: connection };
  return new KafkaClient({
    clientId,
    brokers: [...brokers],
    ...(tls && {
      ssl: {
        ...(tls.ca && { ca: tls.ca }),
        ...(tls.certificate && { cert: tls.certificate }),
        ...(tls.key && { key: tls.key }),
      },
    }),
    ...(sasl && { sasl: { ...sasl } as NonNullable<KafkaConfig['sasl']> }),
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
          topic: entry['topic'] as unknown,
          partition: entry['partition'] as unknown,
        };
        if (entry.message === OFFSET_RESET) log.offsetReset?.(String(entry['topic']));
        if (level === logLevel.ERROR || level === logLevel.WARN) log.warn(line);
        else log.info(line);
      },
  });
}
