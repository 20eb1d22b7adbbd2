import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Section } from '../../ui/layout';
import { Refusal } from './refusal';
import { type SendSetting, type Settings, useSetting } from './use-setting';

const FIELD = 'handling-limit-days';

const send: SendSetting<number | null> = (handlingLimitDays, header) =>
  dataOf(
    applications.PUT('/api/applications/v1/settings/handling-limit', {
      params: { header },
      body: { handlingLimitDays },
    }),
  );

/** Within how many days the handling of a new application is to begin (R69, R73); nothing: no limit (R74). */
export function HandlingLimit({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('institution-settings');
  const days = settings.handlingLimitDays;
  const { value, set, change, goOn } = useSetting(settings, days === null ? '' : String(days), send);
  const [isNoNumber, setNoNumber] = useState(false);
  const toField = () => document.getElementById(FIELD)?.focus();
  const save = () => {
    const typed = value.trim() === '' ? null : Number(value.trim().replace(',', '.'));
    const isUnread = typed !== null && Number.isNaN(typed);
    setNoNumber(isUnread);
    if (isUnread) toField();
    else change.mutate(typed, { onError: toField });
  };
  const refused = isProblem(change.error)
    ? change.error.document.errors?.find(({ path }) => path === 'handlingLimitDays')?.message
    : undefined;
  return (
    <Section title={t('limit.title')}>
      <p>{t('limit.effect')}</p>
      <p>{days === null ? t('limit.none') : t('limit.now', { count: days })}</p>
      {refused === undefined ? <Refusal error={change.error} goOn={goOn} /> : null}
      <TextField
        id={FIELD}
        label={t('limit.days')}
        hint={t('limit.hint')}
        optional
        narrow
        inputMode="decimal"
        longest={10}
        value={value}
        error={isNoNumber ? t('limit.noNumber') : (refused ?? null)}
        onChange={(next) => {
          set(next);
          setNoNumber(false);
        }}
      />
      <Button kind="main" busy={change.isPending} onClick={save}>
        {t('limit.save')}
      </Button>
      <p role="status">{change.isSuccess ? t('saved') : null}</p>
    </Section>
  );
}
