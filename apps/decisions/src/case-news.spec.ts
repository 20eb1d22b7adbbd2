import { describe, expect, it } from '@jest/globals';
import { type EventBodies, type EventName, goldenSamples, topicOf, TOPICS } from '#contracts';
import { type CaseEvent, newsOf } from './case-news.js';
import { bringUpToDate, type Case } from './domain/case.js';

const isCaseEvent = (name: string): name is CaseEvent =>
  topicOf(name as EventName).name === 'applications.application.v1';
const samples = TOPICS.flatMap(({ events }) => events)
  .filter(isCaseEvent)
  .flatMap((name) => [...goldenSamples(name)].map(([sample, body]) => [name, sample, body] as const));

const submitted = () => {
  const [body] = [...goldenSamples('applications.application-submitted.v1').values()];
  return newsOf(body as unknown as EventBodies['applications.application-submitted.v1']);
};

describe('news from the applications service', () => {
  it.each(samples)('%s (%s) brings a copy up to date', (_name, _sample, body) => {
    const news = newsOf(body as unknown as EventBodies[CaseEvent]);
    const begun = bringUpToDate(undefined, { ...submitted(), version: news.version }) as Case;
    const updated = bringUpToDate(begun, { ...news, version: news.version + 1 }) as Case;
    expect(updated).toMatchObject({ applicationId: news.applicationId, state: news.state });
    expect(updated.parts.map(({ partId, state, round }) => ({ partId, state, round }))).toEqual(
      news.parts.map(({ partId, state, round }) => ({ partId, state, round })),
    );
  });

  it('a submitted application comes with its contents, in hundredths of credits', () => {
    const begun = bringUpToDate(undefined, submitted()) as Case;
    expect(begun.programmeCode).not.toBe('');
    expect(begun.parts[0]).toMatchObject({ creditsApplied: 5_00, targets: [{ extent: 5_00 }] });
  });

  it('an unknown field in an event is tolerated', () => {
    const [body] = [...goldenSamples('applications.application-submitted.v1').values()];
    const newer = { ...body, somethingNew: 1 } as unknown as EventBodies['applications.application-submitted.v1'];
    expect(newsOf(newer)).toEqual(submitted());
  });
});
