import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session/session-store';
import { forgetTyped, typedBefore } from '../../../session/typed-texts';
import { Button } from '../../../ui/button';
import { Facts } from '../../../ui/layout';
import { Notice } from '../../../ui/notice';
import { keywordsIn, typedTarget, type DecisionForm } from './outcomes';

interface LeftTypedProps {
  /** Why it cannot be saved. */
  readonly title: string;
  readonly partId: string;
  readonly round: number;
}

/** What was being written when another decision or a cancellation came first: not saved, and yet not lost (pages.md 5.6). */
export function LeftTyped({ title, partId, round }: LeftTypedProps) {
  const { t } = useTranslation('part-handling');
  const { person } = useSession();
  const target = typedTarget({ id: partId, round });
  const [form, setForm] = useState(() => typedBefore<DecisionForm>(person.id, target));
  if (!form || form.outcome === '') return null;
  return (
    <Notice
      kind="warning"
      role="alert"
      title={title}
      action={
        <Button
          onClick={() => {
            forgetTyped(person.id, target);
            setForm(undefined);
          }}
        >
          {t('forgetTyped')}
        </Button>
      }
    >
      <p>{t('leftTypedNext')}</p>
      <Facts
        facts={[
          [t('outcome'), t(`outcome.${form.outcome}`)],
          [t('keywords'), [...form.chosen.map(({ term }) => term), ...keywordsIn(form.words)].join(', ')],
          [t('reasons'), form.reasons === '' ? null : <span dir="auto">{form.reasons}</span>],
        ]}
      />
    </Notice>
  );
}
