import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applicationQuery } from '../../api/case';
import type { ListedApplication, ListedPart } from '../../api/handling-list';
import type { ListView } from '../../api/list-search';
import type { UnsettledDecision } from '../../live/unsettled-decisions';
import { date, dateTime, daysSince } from '../../texts/dates';
import { inLanguage, useNames } from '../../texts/localised';
import { currentLanguage } from '../../texts/texts';
import { StateTag, Tag } from '../../ui/tag';
import type { SteadyRow } from './steady-rows';

interface CellProps {
  readonly row: ListedApplication;
}

/** The first target, or what an inclusion is about; the parts of an application that has several stand behind their number. */
export function Subject({ row }: CellProps) {
  const { t } = useTranslation('work-list');
  const [part] = row.parts;
  if (row.partCount < 2) return <SubjectOfPart part={part} />;
  return (
    <details>
      <summary>
        <SubjectOfPart part={part} /> {t('moreParts', { count: row.partCount - 1 })}
      </summary>
      <ol style={{ margin: 0, paddingLeft: '1.5em' }}>
        {row.parts.map((one) => (
          <li key={one.id} value={one.number}>
            <SubjectOfPart part={one} />: {t(`partState.${one.outcome ?? one.state}`)}
          </li>
        ))}
      </ol>
    </details>
  );
}

function SubjectOfPart({ part }: { readonly part: ListedPart | undefined }) {
  const name = part?.target ? inLanguage(part.target.name, currentLanguage()) : { text: part?.basisName ?? '–' };
  return (
    <span {...(name.lang && { lang: name.lang })} dir="auto">
      {name.text}
    </span>
  );
}

interface StateOfProps extends SteadyRow<ListedApplication> {
  readonly unsettled: readonly UnsettledDecision[];
}

/** The state, and what else the handler should know of the application; of a row that has left, why. */
export function StateOf({ row, left, unsettled }: StateOfProps) {
  const { t } = useTranslation('work-list');
  const say = useNames();
  if (left) return <WhyLeft id={row.id} />;
  return (
    <>
      <StateTag state={row.state}>{say(row.label)}</StateTag>
      {row.parts.some(({ round }) => round > 1) ? (
        <small style={{ display: 'block' }}>{t('returnedEarlier')}</small>
      ) : null}
      {unsettled.map(({ decisionId, state, partNumber }) => (
        <div key={decisionId}>
          {state === 'VOID' ? (
            <Tag kind="orange">{t('refusedDecision', { number: partNumber })}</Tag>
          ) : (
            <Tag kind="blue-outline">{t('confirming', { number: partNumber })}</Tag>
          )}
        </div>
      ))}
    </>
  );
}

/** The application itself says how it stands now. */
function WhyLeft({ id }: { readonly id: string }) {
  const { t } = useTranslation('work-list');
  const say = useNames();
  const { data, isError } = useQuery(applicationQuery(id));
  if (!data) return <span>{isError ? t('leftUnseen') : t('left')}</span>;
  return (
    <>
      <StateTag state={data.state}>{say(data.label)}</StateTag>
      <small style={{ display: 'block' }}>{t('left')}</small>
    </>
  );
}

export function Waiting({ row, view }: CellProps & { readonly view: ListView }) {
  const { t } = useTranslation('work-list');
  return (
    <>
      {row.waits.map(({ for: whom, since, partNumbers }) => (
        <time key={whom} dateTime={since} title={dateTime(since)} style={{ display: 'block' }}>
          {view !== 'handling' && whom === 'HANDLER'
            ? t('waits.OTHER', { count: daysSince(since), name: handlersOf(row, partNumbers) || t('nameless') })
            : t(`waits.${whom}`, { count: daysSince(since) })}
        </time>
      ))}
      {row.dueOn ? <small style={{ display: 'block' }}>{t('dueOn', { date: date(row.dueOn) })}</small> : null}
    </>
  );
}

/** Who handles these parts at present, each once. */
function handlersOf({ parts }: ListedApplication, partNumbers: readonly number[]): string {
  const names = parts.filter(({ number }) => partNumbers.includes(number)).map(({ handlerName }) => handlerName);
  return [...new Set(names.filter((name) => name !== null))].join(', ');
}
