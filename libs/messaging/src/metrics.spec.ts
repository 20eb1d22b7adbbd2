import { beforeEach, describe, expect, it } from '@jest/globals';
import { metrics } from '#platform';
import { edgeMetrics, topicMetrics } from './metrics.js';

const EVENT = 'decisions.decision-made.v1';

async function samples(name: string): Promise<Record<string, number>> {
  const metric = await metrics.registry.getSingleMetric(name)?.get();
  return Object.fromEntries(
    (metric?.values ?? []).map(({ labels, value }) => [Object.values(labels).join(' '), value]),
  );
}

describe('metrics of a consumer', () => {
  beforeEach(() => metrics.registry.resetMetrics());

  it('count every outcome; time and age are those of effects only', async () => {
    const aMinuteAgo = new Date(Date.now() - 60_000).toISOString();
    edgeMetrics.handled(EVENT, 'done', 0.2, aMinuteAgo);
    edgeMetrics.handled(EVENT, 'seen', 0.1, aMinuteAgo);
    edgeMetrics.handled(EVENT, 'dead-lettered', 9, aMinuteAgo);
    expect(await samples('inbox_messages_total')).toEqual({
      [`${EVENT} done`]: 1,
      [`${EVENT} seen`]: 1,
      [`${EVENT} dead-lettered`]: 1,
    });
    expect(await samples('reaction_seconds')).toMatchObject({ [`20 ${EVENT}`]: 1, [`0.1 ${EVENT}`]: 0 });
    expect(await samples('event_age_seconds')).toMatchObject({ [`10 ${EVENT}`]: 0, [`600 ${EVENT}`]: 1 });
  });

  it('a clock ahead of ours makes no negative age, an older event no step back, no time no age', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    edgeMetrics.handled(EVENT, 'done', 0.1, ahead);
    const [newest] = Object.values(await samples('inbox_newest_event_timestamp_seconds'));
    expect(newest).toBeLessThanOrEqual(Date.now() / 1000);
    edgeMetrics.handled(EVENT, 'done', 0.1, '2020-01-01T00:00:00Z');
    edgeMetrics.handled(EVENT, 'done', 0.1, 'yesterday');
    edgeMetrics.handled(EVENT, 'done', 0.1);
    expect(Object.values(await samples('inbox_newest_event_timestamp_seconds'))).toEqual([newest]);
    expect(await samples('event_age_seconds')).toMatchObject({ [`0.01 ${EVENT}`]: 1, [`3600 ${EVENT}`]: 1 });
  });

  it('a lag that is not known is not shown, a difference that is gone neither', async () => {
    topicMetrics.lag(new Map([['decisions.decision.v1', 7]]));
    expect(await samples('consumer_lag_messages')).toEqual({ 'decisions.decision.v1': 7 });
    topicMetrics.lag(undefined);
    expect(await samples('consumer_lag_messages')).toEqual({});
    topicMetrics.differences([{ topic: 'a', setting: 'partitions', sentence: '' }]);
    topicMetrics.differences([{ topic: 'a', setting: 'retention.ms', sentence: '' }]);
    expect(await samples('topic_settings_differ')).toEqual({ 'a retention.ms': 1 });
  });
});
