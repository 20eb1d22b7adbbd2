import { describe, expect, it } from '@jest/globals';
import { databaseName, givenDatabaseUrls, requirePostgresUrl } from './databases.js';
import { givenBrokers } from './kafka.js';

describe('addresses in the environment', () => {
  it('name a database per service', () => {
    const url = 'postgres://u:p@db:5432/bank';
    expect(givenDatabaseUrls({ RECOGNITION_BANK_DATABASE_URL: url })).toEqual({ 'recognition-bank': url });
    expect(databaseName('recognition-bank')).toBe('hyvaksiluku_recognition_bank');
  });

  it('are refused without being repeated when they are not of PostgreSQL', () => {
    expect(() => requirePostgresUrl('DATABASE_URL', 'mysql://root:secret@db/x')).toThrow(
      /^DATABASE_URL is not an address/,
    );
    expect(() => requirePostgresUrl('DATABASE_URL', 'secret')).not.toThrow(/secret/);
  });

  it('name brokers, separated by commas', () => {
    expect(givenBrokers({})).toBeUndefined();
    expect(givenBrokers({ KAFKA_BROKERS: 'a:9092, b:9092' })).toEqual(['a:9092', 'b:9092']);
    expect(() => givenBrokers({ KAFKA_BROKERS: 'localhost' })).toThrow('KAFKA_BROKERS must be host:port');
  });
});
