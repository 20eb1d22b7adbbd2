import { useTranslation } from 'react-i18next';
import { dataOf, notifications } from '../../api/client';
import { type NotificationSettings, notificationSettingsQuery } from '../../api/notification-settings';
import { Button } from '../../ui/button';
import { Section } from '../../ui/layout';
import { RadioChoice } from '../../ui/radio-choice';
import { Select } from '../../ui/select';
import { Refusal } from './refusal';
import { type SendSetting, useSetting } from './use-setting';

type Digest = NotificationSettings['digest'];

const MODES = ['DAILY', 'WHEN_CHANGED', 'OFF'] as const;
const DAYS = ['EVERY_DAY', 'WORKING_DAYS'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

const send: SendSetting<Digest, NotificationSettings> = (body, header) =>
  dataOf(notifications.PUT('/api/notifications/v1/settings/digest', { params: { header }, body }));

/** When handlers get an e-mail that sums up what waits for them (R1, R2). */
export function DigestSetting({ settings }: { readonly settings: NotificationSettings }) {
  const { t } = useTranslation('institution-settings');
  const { value, set, change, goOn } = useSetting(settings, settings.digest, send, notificationSettingsQuery);
  const { mode, days, hour } = settings.digest;
  return (
    <Section title={t('digest.title')}>
      <p>{t('digest.effect')}</p>
      <p>
        {mode === 'OFF'
          ? t('digest.none')
          : t('digest.now', { mode: t(`mode.${mode}`), days: t(`days.${days}`), hour })}
      </p>
      <Refusal error={change.error} goOn={goOn} />
      <RadioChoice
        label={t('digest.mode')}
        value={value.mode}
        options={MODES.map((one) => ({ value: one, label: t(`mode.${one}`) }))}
        onChange={(one) => set({ ...value, mode: one })}
      />
      <RadioChoice
        label={t('digest.days')}
        hint={t('digest.daysHint')}
        value={value.days}
        options={DAYS.map((one) => ({ value: one, label: t(`days.${one}`) }))}
        onChange={(one) => set({ ...value, days: one })}
      />
      <Select
        label={t('digest.hour')}
        value={String(value.hour)}
        options={HOURS.map((one) => ({ value: one, label: t('digest.atHour', { hour: one }) }))}
        onChange={(one) => set({ ...value, hour: Number(one) })}
      />
      <Button kind="main" busy={change.isPending} onClick={() => change.mutate(value)}>
        {t('digest.save')}
      </Button>
      <p role="status">{change.isSuccess ? t('saved') : null}</p>
    </Section>
  );
}
