import { describe, expect, it } from '@jest/globals';
import { minutesByRoom } from './rooms.js';

const file = (name: string, minutes: number) => ({ name, startTime: 0, endTime: minutes * 60_000 });

describe('minutes per room', () => {
  it('adds up the files of each room; a fault scenario counts among the faults only', () => {
    const files = [
      file('/r/libs/messaging/src/cloud-events.spec.ts', 0.5),
      file('/r/scripts/launcher/ports.spec.ts', 1),
      file('/r/test/dead-letters.scenario.ts', 2),
      file('/r/test/chaos/short-chaos.scenario.ts', 3),
      file('/r/test/chaos/checker.spec.ts', 0.1),
      file('/r/apps/study-rights/test/migrations.scenario.ts', 0.25),
    ];
    expect(minutesByRoom(files)).toEqual([
      'minutes of faults: 3.1 (5 at most)',
      'minutes of upgrade: 0.3 (3 at most)',
      'minutes of unit: 1.5 (3 at most)',
      'minutes of scenarios: 2.0 (12 at most)',
    ]);
  });

  it('of a file without times nothing is counted', () => {
    expect(minutesByRoom([{ name: 'a.spec.ts', startTime: 5, endTime: 0 }])[2]).toBe(
      'minutes of unit: 0.0 (3 at most)',
    );
  });
});
