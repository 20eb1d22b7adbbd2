import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, recognitionBank } from '../../api/client';
import type { components } from '../../api/generated/recognition-bank';
import { isProblem } from '../../api/problem';
import { month, number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Box, Text } from '../../ui/layout';
import { Link } from '../../ui/link';
import { useLater } from '../../ui/use-later';
import type { PartFields } from './form-content';

type Precedent = components['schemas']['Precedent'];

const AFTER_MS = 600;
const FROM_LETTERS = 2;
/** The longest text that the bank searches for, and the most that it counts at once. */
const LONGEST = 100;
const MOST = 100;
const EXAMPLES = 3;
/** Precedents come slowly; what was found while the form is open is new enough. */
const FRESH_MS = 5 * 60_000;

interface Props {
  readonly part: PartFields;
  readonly programmeCode: string;
}

/** What has been recognised before for learning of this name in the student's programme (R84, wireframe A); its service may be away. */
export function BankHits({ part, programmeCode }: Props) {
  const { t } = useTranslation('application-form');
  const written = part.bases.find(({ name }) => name.trim().length >= FROM_LETTERS)?.name.trim() ?? '';
  const q = useLater([...written].slice(0, LONGEST).join(''), AFTER_MS);
  const hits = useQuery({
    queryKey: ['bank', 'hits', programmeCode, q],
    queryFn: ({ signal }) =>
      dataOf(
        recognitionBank.GET('/api/recognition-bank/v1/precedents', {
          params: { query: { q, programmeCode, limit: MOST } },
          signal,
        }),
      ),
    enabled: q.length >= FROM_LETTERS,
    staleTime: FRESH_MS,
    retry: false,
  });
  const isAway = isProblem(hits.error) && (hits.error.status === 0 || hits.error.status >= 500);
  return (
    <Box component="section" aria-labelledby="bank-hits" sx={{ mt: 2, order: 1, minWidth: 0 }}>
      <Text variant="h2" id="bank-hits">
        {t('bank', { number: part.number })}
      </Text>
      {q.length < FROM_LETTERS ? <p>{t('bank.write')}</p> : null}
      {isAway ? <p>{t('bank.away')}</p> : null}
      {hits.data ? <Found items={hits.data.items} hasMore={hits.data.nextCursor !== null} /> : null}
      <p>
        <Link to="/bank">{t('bank.open')}</Link>
      </p>
    </Box>
  );
}

function Found({ items, hasMore }: { readonly items: readonly Precedent[]; readonly hasMore: boolean }) {
  const { t } = useTranslation('application-form');
  const say = useNames();
  if (items.length === 0) return <p>{t('bank.none')}</p>;
  const last = items.map(({ recognisedMonth }) => recognisedMonth).reduce((one, other) => (one > other ? one : other));
  const found = { count: items.length, last: month(last) };
  return (
    <>
      <p>
        {hasMore ? t('bank.foundMore', found) : t('bank.found', found)} {t('bank.noPromise')}
      </p>
      <details>
        <summary>{t('bank.examples')}</summary>
        <ul>
          {items
            .slice(0, EXAMPLES)
            .map(({ id, basisName, targetName, recognitionType, creditsGranted, recognisedMonth }) => (
              <li key={id}>
                <bdi>{basisName || t('bank.nameless')}</bdi>
                {': '}
                {t('bank.example', {
                  target: targetName ? say(targetName) : t(`type.${recognitionType}`),
                  credits: number(creditsGranted),
                  month: month(recognisedMonth),
                })}
              </li>
            ))}
        </ul>
      </details>
    </>
  );
}
