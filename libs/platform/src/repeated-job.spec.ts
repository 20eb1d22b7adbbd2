import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { jobStates, RepeatedJob } from './repeated-job.js';

describe('a repeated job', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('goes on while there is more and never overlaps itself', async () => {
    let left = 5;
    let inside = 0;
    let most = 0;
    const job = new RepeatedJob('test', async () => {
      most = Math.max(most, ++inside);
      await Promise.resolve();
      inside--;
      return --left > 0;
    });
    await Promise.all([job.run(), job.run(), job.run()]);
    expect([left, most]).toEqual([0, 1]);
  });

  it('a failing run ends quietly and rests', async () => {
    let runs = 0;
    const job = new RepeatedJob('test', async () => {
      runs++;
      throw Object.assign(new Error('value that must not be logged'), { code: '57P01' });
    });
    await job.run();
    await job.run();
    expect(runs).toBe(1);
  });

  it('after stop nothing is started, and the batch in hand has ended', async () => {
    const batch = Promise.withResolvers<boolean>();
    let runs = 0;
    const job = new RepeatedJob('test', async () => {
      runs++;
      return batch.promise;
    });
    void job.run();
    const stopped = job.stop();
    batch.resolve(true);
    await stopped;
    await job.run();
    expect(runs).toBe(1);
  });

  it('shows operators how it is: not yet run, ended, failed by name and code, and well again', async () => {
    let fails = true;
    const job = new RepeatedJob('shown', () =>
      fails ? Promise.reject(Object.assign(new Error('value'), { code: '57P01' })) : Promise.resolve(false),
    );
    const shown = () => jobStates().find(({ name }) => name === 'shown');
    expect(shown()).toEqual({ name: 'shown', running: false, endedSecondsAgo: null, failure: null });
    await job.run();
    expect(shown()).toEqual({ name: 'shown', running: false, endedSecondsAgo: 0, failure: 'Error 57P01' });
    fails = false;
    const again = new RepeatedJob('shown', () => Promise.resolve(false));
    const running = again.run();
    expect(shown()).toMatchObject({ running: true });
    await running;
    expect(shown()).toMatchObject({ running: false, failure: null });
  });
});
