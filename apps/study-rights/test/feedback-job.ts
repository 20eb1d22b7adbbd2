import { database, eventually } from '#testing';
import type { DecideDueFeedback } from '../src/hoks/use-cases/decide-due-feedback/decide-due-feedback.use-case.js';

/** Runs the job until nothing is due. The stack's own process has the turn now and then; an instance without it does nothing. */
export async function untilNothingIsDue(job: () => DecideDueFeedback, now: () => Date): Promise<void> {
  await eventually('the job has had its turn', async () => {
    await job().execute();
    const due = await database('study-rights').query('SELECT FROM hoks_feedback WHERE decide_at <= $1', [now()]);
    return due.rowCount === 0;
  });
}
