/** The settings that messaging reads; the fragments in libs/platform define them. */
export interface DatabaseConfig {
  readonly DATABASE_URL: string;
  readonly DATABASE_POOL_SIZE: number;
}

export interface MessagingConfig extends DatabaseConfig {
  readonly KAFKA_BROKERS: readonly string[];
  readonly KAFKA_SESSION_TIMEOUT_SECONDS: number;
}
