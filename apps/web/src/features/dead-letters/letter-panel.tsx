import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterQuery, nameOf, type DeadLetter, type OpenedLetter } from '../../api/dead-letters';
import type { Service } from '../../api/services';
import { dateTime } from '../../texts/dates';
import { Button } from '../../ui/button';
import { Box, Facts, Row, Section } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { ProblemPanel } from '../../ui/problem-panel';
import { Tag } from '../../ui/tag';
import { LetterContent } from './letter-content';
import type { Outcome } from './outcome-notice';
import { ReasonDialog } from '../../ui/reason-dialog';
import { useOpenLetter, useSettleLetter } from './use-settle';

interface LetterPanelProps {
  readonly service: Service;
  readonly id: string;
  readonly onDone: (outcome: Outcome) => void;
  readonly onClose: () => void;
  readonly ofKey: (letter: DeadLetter) => void;
}

/** One letter: its story, what it holds once it is opened with a reason, and what becomes of it. */
export function LetterPanel({ service, id, onDone, onClose, ofKey }: LetterPanelProps) {
  const { t } = useTranslation('dead-letters');
  const letter = useQuery(letterQuery(service, id));
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1}>
      <Section title={t('letterNamed', { name: nameOf({ consumer: service, id }) })}>
        <ProblemPanel error={letter.error} retry={() => void letter.refetch()} />
        {letter.isPending ? <Loading /> : null}
        {letter.data ? <Story letter={letter.data} onDone={onDone} ofKey={ofKey} /> : null}
        <Row>
          <Button onClick={onClose}>{t('closeLetter')}</Button>
        </Row>
      </Section>
    </div>
  );
}

interface StoryProps extends Pick<LetterPanelProps, 'onDone' | 'ofKey'> {
  readonly letter: OpenedLetter;
}

function Story({ letter, onDone, ofKey }: StoryProps) {
  const { t } = useTranslation('dead-letters');
  const [asked, setAsked] = useState<'open' | 'discard'>();
  const close = () => setAsked(undefined);
  const settle = useSettleLetter(letter, (outcome) => {
    onDone(outcome);
    close();
  });
  const open = useOpenLetter(letter, close);
  const facts = useFacts(letter);
  return (
    <>
      <Box sx={{ overflowWrap: 'anywhere', mb: 2 }}>
        <Facts facts={facts} />
      </Box>
      {asked === undefined ? <ProblemPanel error={settle.error} /> : null}
      <Row>
        {letter.state === 'open' ? (
          <>
            <Button kind="main" busy={settle.isPending} onClick={() => settle.mutate({ what: 'replay' })}>
              {t('replay')}
            </Button>
            <Button busy={settle.isPending} onClick={() => settle.mutate({ what: 'replay-key' })}>
              {t('replayKey')}
            </Button>
            <Button onClick={() => setAsked('discard')}>{t('discard')}</Button>
          </>
        ) : null}
        <Button onClick={() => setAsked('open')}>{t('open')}</Button>
        <Button kind="plain" onClick={() => ofKey(letter)}>
          {t('showKey')}
        </Button>
      </Row>
      {open.data ? <LetterContent letter={open.data} /> : null}
      {asked === 'open' ? (
        <ReasonDialog
          title={t('openTitle', { name: nameOf(letter) })}
          lead={t('openEffect')}
          label={t('openReason')}
          confirm={t('open')}
          busy={open.isPending}
          error={open.error}
          onConfirm={(reason) => open.mutate(reason)}
          onClose={close}
        />
      ) : null}
      {asked === 'discard' ? (
        <ReasonDialog
          title={t('discardTitle', { name: nameOf(letter) })}
          lead={t('discardEffect')}
          label={t('discardReason')}
          confirm={t('discard')}
          busy={settle.isPending}
          error={settle.error}
          onConfirm={(reason) => settle.mutate({ what: 'discard', reason })}
          onClose={close}
        />
      ) : null}
    </>
  );
}

function useFacts(letter: DeadLetter) {
  const { t } = useTranslation('dead-letters');
  return [
    [t('state'), t(`state.${letter.state}`)],
    [
      t('settled'),
      letter.settledAt === null ? null : t('settledBy', { at: dateTime(letter.settledAt), by: letter.settledBy }),
    ],
    [t('settledReason'), letter.settledReason],
    [t('place'), t('placeOf', { topic: letter.topic, partition: letter.partition, offset: letter.offset })],
    [t('key'), letter.keyParked ? <ParkedKey key="key" value={letter.key} /> : letter.key],
    [t('event'), letter.eventName],
    [t('institution'), letter.institutionOid],
    [t('cause'), t(`failure.${letter.failure}`)],
    [t('code'), letter.code],
    [t('detail'), letter.detail],
    [t('frame'), letter.ownFrame],
    [t('attempts'), letter.attempts],
    [t('times'), t('fromTo', { from: dateTime(letter.firstFailureAt), to: dateTime(letter.lastFailureAt) })],
  ] as const;
}

function ParkedKey({ value }: { readonly value: string }) {
  const { t } = useTranslation('dead-letters');
  return (
    <>
      {value} <Tag kind="orange">{t('parked')}</Tag> {t('parkedMeans')}
    </>
  );
}
