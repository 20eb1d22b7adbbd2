import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { date } from '../../texts/dates';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Section } from '../../ui/layout';
import { answerDay } from './answer-day';

const FIELD = 'feedback';
const LONGEST = 1_500;

/** Feedback goes by the person's own e-mail: so it has a sender that can be answered, also when nobody is signed in. */
export function FeedbackForm({ address }: { readonly address: string }) {
  const { t } = useTranslation('notices');
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const send = () => {
    if (text.trim() === '') {
      setError(t('feedback.missing'));
      document.getElementById(FIELD)?.focus();
      return;
    }
    setError(null);
    location.assign(mailTo(address, t('feedback.subject'), text.trim()));
  };
  return (
    <Section title={t('feedback.title')}>
      <TextField
        id={FIELD}
        label={t('feedback.what')}
        hint={t('feedback.hint')}
        error={error}
        value={text}
        onChange={setText}
        lines={4}
        longest={LONGEST}
      />
      <p>{t('feedback.answerBy', { date: date(answerDay(new Date())) })}</p>
      <Button kind="main" onClick={send}>
        {t('feedback.send')}
      </Button>
      <p>{t('feedback.how', { address })}</p>
    </Section>
  );
}

function mailTo(address: string, subject: string, body: string): string {
  return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
