import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import { isProblem } from '../../api/problem';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Section } from '../../ui/layout';
import { Refusal } from './refusal';
import { type SendSetting, type Settings, useSetting } from './use-setting';

const FIELD = 'change-proposal-days';

const send: SendSetting<number> = (changeProposalDays, header) =>
  dataOf(
    applications.PUT('/api/applications/v1/settings/change-proposals', {
      params: { header },
      body: { changeProposalDays },
    }),
  );

/** For how many days a student can accept what a handler proposes (R109). */
export function ChangeProposals({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('institution-settings');
  const { value, set, change, goOn } = useSetting(settings, String(settings.changeProposalDays), send);
  const toField = () => document.getElementById(FIELD)?.focus();
  const refused = isProblem(change.error)
    ? change.error.document.errors?.find(({ path }) => path === 'changeProposalDays')?.message
    : undefined;
  // What is no number the service refuses in its own words.
  const save = () => change.mutate(Number(value.trim().replace(',', '.')) || 0, { onError: toField });
  return (
    <Section title={t('proposals.title')}>
      <p>{t('proposals.effect')}</p>
      {refused === undefined ? <Refusal error={change.error} goOn={goOn} /> : null}
      <TextField
        id={FIELD}
        label={t('proposals.days')}
        hint={t('proposals.hint')}
        narrow
        inputMode="decimal"
        longest={10}
        value={value}
        error={refused ?? null}
        onChange={set}
      />
      <Button kind="main" busy={change.isPending} onClick={save}>
        {t('proposals.save')}
      </Button>
      <p role="status">{change.isSuccess ? t('saved') : null}</p>
    </Section>
  );
}
