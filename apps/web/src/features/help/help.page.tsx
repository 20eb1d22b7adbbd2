import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dataOf, studyRights } from '../../api/client';
import type { components } from '../../api/generated/study-rights';
import { date } from '../../texts/dates';
import { currentLanguage } from '../../texts/texts';
import { Button } from '../../ui/button';
import { Box } from '../../ui/layout';
import { OutsideLink } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { calendarFile } from './calendar-file';
import { saveFile } from '../../ui/save-file';

type Help = components['schemas']['Help'];
type Webinar = Help['webinar']['next'][number];

/** Where help is to be had: questions, customer service, the next webinars; also for people who are not signed in (R170, R173). */
export function HelpPage() {
  const { t } = useTranslation('help');
  const help = useQuery({
    queryKey: ['help', currentLanguage()],
    queryFn: ({ signal }) => dataOf(studyRights.GET('/api/study-rights/v1/help', { signal })),
  });
  return (
    <Page title={t('title')}>
      <ProblemPanel error={help.error} retry={() => void help.refetch()} />
      {help.isPending ? <Loading /> : null}
      {help.data ? <Opened help={help.data} /> : null}
    </Page>
  );
}

function Opened({ help }: { readonly help: Help }) {
  const { t } = useTranslation('help');
  const { links, supportEmail, webinar } = help;
  return (
    <Box sx={{ maxWidth: '70ch', '& h2': { fontSize: '1.15rem' } }}>
      <section aria-labelledby="questions">
        <h2 id="questions">{t('questions')}</h2>
        <ul>
          {links.map(({ title, url }) => (
            <li key={url}>
              <OutsideLink href={url}>{title}</OutsideLink>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="contact">
        <h2 id="contact">{t('contact')}</h2>
        <p>{t('contactWhen')}</p>
        <p>
          <OutsideLink href={`mailto:${supportEmail}`}>{supportEmail}</OutsideLink>
        </p>
      </section>
      <section aria-labelledby="webinars">
        <h2 id="webinars">{t('webinars')}</h2>
        {webinar.next.length === 0 ? <p>{t('noWebinars')}</p> : null}
        {webinar.next.length > 0 ? <p>{t('everyWeeks', { count: webinar.everyWeeks })}</p> : null}
        <ul>
          {webinar.next.map((one) => (
            <li key={one.day} style={{ paddingBottom: 8 }}>
              {t('webinarAt', {
                title: webinar.title,
                day: date(one.day),
                begins: time(one.begins),
                ends: time(one.ends),
              })}{' '}
              <SaveButton title={webinar.title} webinar={one} />
            </li>
          ))}
        </ul>
      </section>
    </Box>
  );
}

/** A time of day (HH:MM) as the language writes it. */
function time(value: string): string {
  return currentLanguage() === 'en' ? value : value.replace(':', '.');
}

function SaveButton({ title, webinar }: { readonly title: string; readonly webinar: Webinar }) {
  const { t } = useTranslation('help');
  const save = () =>
    saveFile(`webinar-${webinar.day}.ics`, 'text/calendar', calendarFile({ title, ...webinar }, new Date()));
  return (
    <Button size="small" onClick={save}>
      {t('calendarFile', { day: date(webinar.day) })}
    </Button>
  );
}
