/** The settings that messaging reads; the fragments in libs/platform define them. */
export interface DatabaseConfig {
  readonly DATABASE_URL: string;
  readonly DATABASE_POOL_SIZE: number;
}

/** How a broker is reached. */
export interface BrokerConfig {
  readonly KAFKA_BROKERS: readonly string[];
  readonly KAFKA_TLS?: boolean | undefined;
  readonly KAFKA_TLS_CA?: string | undefined;
  readonly KAFKA_TLS_CERTIFICATE?: string | undefined;
  readonly KAFKA_TLS_KEY?: string | undefined;
  readonly KAFKA_SASL_MECHANISM?: 'scram-sha-256' | 'scram-sha-512' | undefined;
  readonly KAFKA_SASL_USERNAME?: string | undefined;
  readonly KAFKA_SASL_PASSWORD?: string | undefined;
}

export interface MessagingConfig extends DatabaseConfig, BrokerConfig {
  readonly KAFKA_SESSION_TIMEOUT_SECONDS: number;
  readonly KAFKA_REPLICATION_FACTOR: number;
}
