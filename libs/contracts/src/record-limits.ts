/** Largest body of an event, bytes; of one in structured mode the whole value. */
export const MAX_BODY_BYTES = 512 * 1024;

/**
 * What a request may hold for one partition, bytes: `message.max.bytes` of the brokers, Kafka's default. It bounds a batch
 * as it is sent, compressed or not.
 */
export const MAX_BATCH_BYTES = 1024 * 1024;

/** `compression.type` of producers; every one of them is read, on every topic. */
export const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

/** Which partition a record with a key is on, in Kafka's words. */
export const PARTITIONER = 'murmur2 of the key in UTF-8, sign bit cleared, modulo the number of partitions';
