import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateTime } from '../../texts/dates';
import { Button } from '../../ui/button';
import { RadioChoice } from '../../ui/choice';
import { Notice } from '../../ui/notice';
import type { Conflict } from './brought-together';
import { contentFrom, fieldsOf } from './fields-of-content';
import { contentOf, type FormContent } from './form-content';
import { useFieldTexts } from './use-field-texts';

type Side = 'mine' | 'theirs';

/** Two have written different things in the same fields: the person chooses field by field (pages.md 5.6). */
export function ConflictPanel({
  conflict,
  onResolve,
}: {
  readonly conflict: Conflict;
  readonly onResolve: (content: FormContent) => void;
}) {
  const { t } = useTranslation('application-form');
  const inWords = useFieldTexts();
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const { mine, current, changedBy, paths } = conflict;
  const theirs = contentOf(current);
  const shape = mine.parts.length === theirs.parts.length ? mine.parts.length : -1;
  const fields = { mine: fieldsOf(mine, shape), theirs: fieldsOf(theirs, shape) };
  const name = changedBy?.personId ? current.names[changedBy.personId] : undefined;
  const who = changedBy?.role === 'YOU' ? t('conflict.you') : (name ?? t('conflict.somebody'));
  const open = paths.filter((path) => chosen[path] === undefined);
  const resolve = () => {
    const kept = paths.map((path) => [path, fields[chosen[path] ?? 'mine'][path]] as const);
    onResolve(contentFrom({ ...fields.mine, ...Object.fromEntries(kept) }, mine));
  };
  return (
    <Notice
      kind="warning"
      role="alert"
      title={t('conflict.title')}
      action={
        <Button kind="main" impossible={open.length > 0 ? t('conflict.choose') : null} onClick={resolve}>
          {t('conflict.save')}
        </Button>
      }
    >
      <p>{t('conflict.detail', { who, time: dateTime(current.changedAt) })}</p>
      {paths.map((path) => (
        <RadioChoice<Side>
          key={path}
          label={inWords.label(path)}
          value={chosen[path] ?? ''}
          options={[
            { value: 'mine', label: t('conflict.mine'), hint: inWords.value(path, fields.mine[path]) },
            { value: 'theirs', label: t('conflict.theirs', { who }), hint: inWords.value(path, fields.theirs[path]) },
          ]}
          onChange={(side) => setChosen({ ...chosen, [path]: side })}
        />
      ))}
    </Notice>
  );
}
