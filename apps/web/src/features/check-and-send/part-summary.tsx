import { useTranslation } from 'react-i18next';
import type { components } from '../../api/generated/applications';
import { date, number } from '../../texts/dates';
import { useNames } from '../../texts/localised';

type Part = components['schemas']['ApplicationPart'];

/** A part to read through before it is sent. */
export function PartSummary({ part }: { readonly part: Part }) {
  const { t } = useTranslation('check-and-send');
  const say = useNames();
  const none = t('notWritten');
  return (
    <dl>
      <dt>{t('type')}</dt>
      <dd>{part.type === 'UNDECIDED' ? none : t(`type.${part.type}`)}</dd>
      <dt>{t('bases')}</dt>
      {part.bases.length === 0 ? <dd>{none}</dd> : null}
      {part.bases.map((basis, index) => (
        <dd key={index}>
          <bdi>
            {[
              basis.name || none,
              basis.code,
              basis.organisation,
              basis.gainedOn ? date(basis.gainedOn) : none,
              basis.credits === null ? null : t('credits', { credits: number(basis.credits) }),
              basis.grade,
            ]
              .filter(Boolean)
              .join(', ')}
          </bdi>
        </dd>
      ))}
      {part.type === 'INCLUSION' ? null : (
        <>
          <dt>{t('targets')}</dt>
          {part.targets.length === 0 ? <dd>{none}</dd> : null}
          {part.targets.map(({ courseCode, name, credits }) => (
            <dd key={courseCode}>{t('target', { code: courseCode, name: say(name), credits: number(credits) })}</dd>
          ))}
        </>
      )}
      <dt>{t('creditsApplied')}</dt>
      <dd>{t('credits', { credits: number(part.creditsApplied) })}</dd>
    </dl>
  );
}
