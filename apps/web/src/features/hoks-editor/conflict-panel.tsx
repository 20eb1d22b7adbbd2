import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { RadioChoice } from '../../ui/choice';
import { useFieldText } from '../../ui/hoks-field-text';
import { Notice } from '../../ui/notice';
import type { Conflict } from './use-save-hoks';
import { partsIn } from './parts';
import { type FormField, valueOf, type Written } from './written';

type Side = 'mine' | 'theirs';

interface ConflictPanelProps {
  readonly conflict: Conflict;
  readonly fields: readonly FormField[];
  readonly onResolve: (written: Written) => void;
}

/** Two have written different things in one field: the person chooses, field by field (pages.md 5.6). */
export function ConflictPanel({ conflict, fields, onResolve }: ConflictPanelProps) {
  const { t } = useTranslation('hoks-editor');
  const inWords = useFieldText();
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const { names, mine, theirs } = conflict;
  const disputed = fields.filter(({ name }) => names.includes(name));
  const open = names.some((name) => chosen[name] === undefined);
  const resolve = () => {
    const kept = names.map((name) => [name, (chosen[name] === 'theirs' ? theirs : mine)[name] ?? ''] as const);
    onResolve({ ...mine, ...Object.fromEntries(kept) });
  };
  return (
    <Notice
      kind="warning"
      role="alert"
      title={t('conflict.title')}
      action={
        <Button kind="main" impossible={open ? t('conflict.choose') : null} onClick={resolve}>
          {t('conflict.save')}
        </Button>
      }
    >
      <p>{t('conflict.detail')}</p>
      {disputed.map((field) => {
        const said = (side: Written) => {
          const text = side[field.name] ?? '';
          return field.kind === 'LIST'
            ? t('conflict.parts', { count: partsIn(text).length })
            : inWords.value(field, valueOf(field, text));
        };
        return (
          <RadioChoice<Side>
            key={field.name}
            label={inWords.title(field)}
            value={chosen[field.name] ?? ''}
            options={[
              { value: 'mine', label: t('conflict.mine'), hint: said(mine) },
              { value: 'theirs', label: t('conflict.theirs'), hint: said(theirs) },
            ]}
            onChange={(side) => setChosen({ ...chosen, [field.name]: side })}
          />
        );
      })}
    </Notice>
  );
}
