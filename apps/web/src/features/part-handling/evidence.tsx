import { useTranslation } from 'react-i18next';
import type { ApplicationPart } from '../../api/case';
import { useCodes } from '../../texts/codes';
import { date, number } from '../../texts/dates';
import { inLanguage } from '../../texts/localised';
import { currentLanguage } from '../../texts/texts';
import { Box, Facts, Section } from '../../ui/layout';

/** What the student has and what it is to stand for, as it was sent. */
export function Evidence({ part }: { readonly part: ApplicationPart }) {
  const { t } = useTranslation('part-handling');
  const { textOf: typeOf } = useCodes('recognition-type');
  const { textOf: kindOf } = useCodes('basis-kind');
  const { type, bases, targets, creditsApplied } = part;
  return (
    <div>
      <Section title={t('applicantsData')} id="evidence">
        <Facts
          facts={[
            [t('type'), typeOf(type)],
            [t('creditsApplied'), t('credits', { credits: number(creditsApplied) })],
          ]}
        />
        {bases.map((basis, index) => (
          <Box
            component="article"
            key={`${index} ${basis.name}`}
            aria-label={t('basis', { number: index + 1 })}
            sx={{ mt: 2 }}
          >
            <h3 style={{ margin: '0 0 4px', fontSize: '1rem' }} dir="auto">
              {basis.name || t('nameless')}
            </h3>
            <Facts
              facts={[
                [t('kind'), kindOf(basis.kind)],
                [t('code'), basis.code],
                [t('organisation'), basis.organisation === null ? null : <bdi>{basis.organisation}</bdi>],
                [t('gainedOn'), date(basis.gainedOn)],
                [t('extent'), basis.credits === null ? null : t('credits', { credits: number(basis.credits) })],
                [t('grade'), basis.grade],
              ]}
            />
          </Box>
        ))}
      </Section>
      <Section title={t('target')}>
        {targets.length === 0 ? <p style={{ margin: 0 }}>{t('noTarget')}</p> : null}
        <ul style={{ margin: 0, paddingLeft: '1.2em' }}>
          {targets.map(({ courseCode, name, credits, kind }) => {
            const { text, lang } = inLanguage(name, currentLanguage());
            return (
              <li key={courseCode}>
                {courseCode} <span lang={lang}>{text}</span> {t('credits', { credits: number(credits) })}
                {kind === 'MODULE' ? <div>{t('module')}</div> : null}
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}
