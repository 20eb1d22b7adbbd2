import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { keyPartitioner } from './partitioner.js';

const partitionMetadata = Array.from({ length: 12 }, (_, partitionId) => ({ partitionId, leader: 1 })) as never;
const theirs = Partitioners.DefaultPartitioner();
const ours = keyPartitioner();

describe('partition of a key', () => {
  it('is the one of the default partitioner of kafkajs, and so of Java, for every key', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.uuid()), (key) => {
        const args = { topic: 't', partitionMetadata, message: { key, value: null } };
        expect(ours(args)).toBe(theirs(args));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the one that the message names, if it names one', () => {
    expect(ours({ topic: 't', partitionMetadata, message: { key: 'k', value: null, partition: 7 } })).toBe(7);
  });
});
