import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { searchTextOf, summaryOf, type Precedent } from '../../api/matches';
import { precedentsLike } from '../../api/precedents';
import { isProblem } from '../../api/problem';
import { month, number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Box, Text } from '../../ui/layout';
import { Link } from '../../ui/link';
import { useLater } from '../../ui/use-later';
import type { PartFields } from './form-content';

const AFTER_MS = 600;
const EXAMPLES = 3;

interface Props {
  readonly part: PartFields;
  readonly programmeCode: string;
}

/** What has been recognised before for learning of this name in the student's programme (R84, wireframe A); its service may be away. */
export function BankHits({ part, programmeCode }: Props) {
  const { t } = useTranslation('application-form');
  const text = useLater(searchTextOf(part.bases), AFTER_MS);
  const hits = useQuery(precedentsLike(text, programmeCode));
  const isAway = isProblem(hits.error) && (hits.error.status === 0 || hits.error.status >= 500);
  return (
    <Box component="section" aria-labelledby="bank-hits" sx={{ mt: 2, order: 1, minWidth: 0 }}>
      <Text variant="h2" id="bank-hits">
        {t('bank', { number: part.number })}
      </Text>
      {text === undefined ? <p>{t('bank.write')}</p> : null}
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
  const found = { count: items.length, last: month(summaryOf(items).last) };
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
