import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApplicationPart } from '../../api/case';
import { COUNTED_TO, searchTextOf, summaryOf, type Precedent } from '../../api/matches';
import { precedentsLike } from '../../api/precedents';
import { month, number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { Section } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';

const SHOWN = 5;

/** What has been decided before about the same background (R84). It advises: without the bank the decision goes on (pages.md 5.1). */
export function BankMatches({ part }: { readonly part: ApplicationPart }) {
  const { t } = useTranslation('part-handling');
  const text = searchTextOf(part.bases);
  const found = useQuery(precedentsLike(text));
  return (
    <Section title={t('bank')} id="bank">
      {text === undefined ? <p style={{ margin: 0 }}>{t('bankNothingToLookFor')}</p> : null}
      {found.isLoading ? <Loading lines={2} /> : null}
      {found.isError ? (
        <Notice
          kind="warning"
          title={t('bankAway')}
          action={<Button onClick={() => void found.refetch()}>{t('bankAgain')}</Button>}
        >
          {t('bankAwayNext')}
        </Notice>
      ) : null}
      {found.data ? <Found found={found.data.items} hasMore={found.data.nextCursor !== null} /> : null}
    </Section>
  );
}

function Found({ found, hasMore }: { readonly found: readonly Precedent[]; readonly hasMore: boolean }) {
  const { t } = useTranslation('part-handling');
  if (found.length === 0) return <p style={{ margin: 0 }}>{t('bankNone')}</p>;
  const { granted, partial, last } = summaryOf(found);
  return (
    <>
      <p style={{ marginTop: 0 }}>
        {t(hasMore ? 'bankSummaryOfMore' : 'bankSummary', {
          granted,
          partial,
          last: month(last),
          counted: COUNTED_TO,
        })}
      </p>
      <ul style={{ paddingLeft: '1.2em' }}>
        {found.slice(0, SHOWN).map((entry) => (
          <Match key={entry.id} entry={entry} />
        ))}
      </ul>
      <p style={{ marginBottom: 0 }}>
        {t('bankOnlyGranted')}{' '}
        <Link to="/bank" data-noprint>
          {t('bankAll')}
        </Link>
      </p>
    </>
  );
}

function Match({ entry }: { readonly entry: Precedent }) {
  const { t } = useTranslation('part-handling');
  const say = useNames();
  const { basisName, basisNameNote, targetName, creditsGranted, creditsApplied, recognisedMonth, programmeName } =
    entry;
  return (
    <li>
      {basisName === '' ? <em>{basisNameNote ? say(basisNameNote) : t('nameless')}</em> : <bdi>{basisName}</bdi>}
      {targetName ? ` → ${say(targetName)}` : ''}
      {': '}
      {t(entry.partial ? 'bankCreditsOf' : 'credits', {
        credits: number(creditsGranted),
        applied: number(creditsApplied),
      })}
      <small style={{ display: 'block' }}>{`${say(programmeName)}, ${month(recognisedMonth)}`}</small>
    </li>
  );
}
