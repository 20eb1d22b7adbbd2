import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseTimelineQuery, TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from '../../api/support-cases';
import { dateTime } from '../../texts/dates';
import { Button } from '../../ui/button';
import { Section } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { ProblemPanel } from '../../ui/problem-panel';
import { Select } from '../../ui/select';

/** Requests, refusals, proposals, versions and events in one list, newest first; reads when they are asked for. */
export function CaseTimeline({ id }: { readonly id: string }) {
  const { t } = useTranslation('support-cases');
  const [kind, setKind] = useState<TimelineKind>();
  const timeline = useInfiniteQuery(caseTimelineQuery(id, kind));
  const entries = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  const kinds = TIMELINE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }));
  return (
    <Section title={t('timeline')}>
      <Select
        label={t('kind')}
        value={kind ?? ''}
        options={[{ value: '', label: t('kind.all') }, ...kinds]}
        onChange={(value) => setKind(value === '' ? undefined : (value as TimelineKind))}
      />
      <ProblemPanel error={timeline.error} retry={() => void timeline.refetch()} />
      {timeline.isPending ? <Loading /> : null}
      {timeline.isSuccess && entries.length === 0 ? <p>{t('noEntries')}</p> : null}
      <ol reversed style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
      {timeline.hasNextPage ? (
        <Button busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t('earlier')}
        </Button>
      ) : null}
    </Section>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation('support-cases');
  const { at, action, kind, actorName, details, published } = entry;
  const version = typeof details['version'] === 'number' ? details['version'] : undefined;
  const done = kind === 'READ' ? t('did.read') : t(`did.${action}`);
  const event = published?.split('.')[1];
  return (
    <li style={{ paddingBottom: 8 }}>
      <time dateTime={at}>{dateTime(at)}</time>
      <br />
      {t('entry', { done, name: actorName ?? t('system') })}
      {version === undefined ? null : <> {t('ofVersion', { version })}</>}
      {event === undefined ? null : (
        <small style={{ display: 'block' }}>{t('published', { event: t(`event.${event}`) })}</small>
      )}
    </li>
  );
}
