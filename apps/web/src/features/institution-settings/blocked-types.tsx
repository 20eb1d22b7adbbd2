import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import { useCodes } from '../../texts/codes';
import { Button } from '../../ui/button';
import { CheckboxChoice } from '../../ui/checkbox-choice';
import { Section } from '../../ui/layout';
import { Refusal } from './refusal';
import { type SendSetting, type Settings, useSetting } from './use-setting';

const send: SendSetting<string[]> = (blockedStudyRightTypes, header) =>
  dataOf(applications.PUT('/api/applications/v1/settings', { params: { header }, body: { blockedStudyRightTypes } }));

/** With which types of study right nobody applies (R154). */
export function BlockedTypes({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation('institution-settings');
  const { codes, textOf } = useCodes('virta-study-right-type');
  const stored = settings.blockedStudyRightTypes;
  const { value: blocked, set, change, goOn } = useSetting(settings, stored, send);
  return (
    <Section title={t('blocked.title')}>
      <p>{t('blocked.effect')}</p>
      <p>{stored.length === 0 ? t('blocked.none') : t('blocked.now', { types: stored.map(textOf).join(', ') })}</p>
      <Refusal error={change.error} goOn={goOn} />
      <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
        <legend style={{ fontWeight: 600, padding: 0 }}>{t('blocked.legend')}</legend>
        {codes.map(({ code, text }) => (
          <div key={code}>
            <CheckboxChoice
              label={t('blocked.type', { code, text })}
              checked={blocked.includes(code)}
              onChange={(on) => set(on ? [...blocked, code] : blocked.filter((one) => one !== code))}
            />
          </div>
        ))}
      </fieldset>
      <Button kind="main" busy={change.isPending} onClick={() => change.mutate([...blocked])}>
        {t('blocked.save')}
      </Button>
      <p role="status">{change.isSuccess ? t('saved') : null}</p>
    </Section>
  );
}
