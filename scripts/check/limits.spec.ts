import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '#kernel';
import { breachesOfLimits, limitsInSchemas } from './limits.js';

const NAMES = Object.keys(LIMITS) as (keyof typeof LIMITS)[];

describe('limits of requests and of events', () => {
  it('are the same', () => {
    expect(breachesOfLimits()).toEqual([]);
  });

  it.each(NAMES)('%s: changed in requests alone, it differs from each schema that states it', (name) => {
    const breaches = breachesOfLimits({ ...LIMITS, [name]: LIMITS[name] + 1 });
    expect(breaches.length).toBeGreaterThan(0);
    for (const breach of breaches) expect(breach).toContain(`${name} is ${LIMITS[name] + 1}`);
  });

  it('[R49] twenty targets, changed in the schema alone, are named with their place', () => {
    const place = 'common#/$defs/partContent/properties/targets maxItems';
    const schemas = new Map(limitsInSchemas()).set(place, 21);
    expect(breachesOfLimits(LIMITS, schemas)).toEqual([
      `targetsOfAPart is 20 in libs/kernel/src/limits.ts and 21 at ${place}.`,
    ]);
  });

  it('a new limit of an event asks where it belongs', () => {
    const place = 'applications.application-submitted.v1#/properties/attachments maxItems';
    expect(breachesOfLimits(LIMITS, new Map(limitsInSchemas()).set(place, 5))).toEqual([
      `${place}: is it a limit of a request too? Place it in scripts/check/limits.ts.`,
    ]);
  });
});
