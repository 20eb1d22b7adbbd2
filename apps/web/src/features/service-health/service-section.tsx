import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { healthQuery, type ServiceHealth } from '../../api/service-health';
import type { Service } from '../../api/services';
import { number } from '../../texts/dates';
import { Box, Facts, Section } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { ProblemPanel } from '../../ui/problem-panel';
import { Tag } from '../../ui/tag';
import { concernsOf } from './needs-attention';

export function ServiceSection({ service }: { readonly service: Service }) {
  const { t } = useTranslation('service-health');
  const health = useQuery(healthQuery(service));
  return (
    <Section title={t(`service.${service}`)}>
      <ProblemPanel error={health.error} retry={() => void health.refetch()} />
      {health.isPending ? <Loading lines={3} /> : null}
      {health.data && health.error === null ? <Health service={service} health={health.data} /> : null}
    </Section>
  );
}

interface HealthProps {
  readonly service: Service;
  readonly health: ServiceHealth;
}

function Health({ service, health }: HealthProps) {
  const { t } = useTranslation('service-health');
  const concerns = concernsOf(health);
  const { components, outbox, lag, standingStill, deadLetters, drift, jobs } = health;
  const behind = lag.filter(({ messages }) => messages > 0);
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <p style={{ marginTop: 0 }}>
        {concerns.length === 0 ? (
          <Tag kind="green-outline">{t('well')}</Tag>
        ) : (
          <Tag kind="red">{t('lookAt', { what: concerns.map((one) => t(`concern.${one}`)).join(', ') })}</Tag>
        )}
      </p>
      <Facts
        facts={[
          [t('components'), <Components key="components" components={components} />],
          [t('outbox'), outbox === null ? t('notKnown') : t('outboxIs', outboxTexts(outbox))],
          [
            t('lag'),
            lag.length === 0 ? (
              t('notKnown')
            ) : (
              <Lines
                none={t('none')}
                lines={behind.map((one) => t('lagIs', { ...one, messages: number(one.messages) }))}
              />
            ),
          ],
          [
            t('standing'),
            <Lines key="standing" none={t('none')} lines={standingStill.map((one) => t('standingIs', one))} />,
          ],
          [
            t('deadLetters'),
            <Link key="letters" to="/operations/dead-letters" search={{ service }}>
              {t('deadLettersAre', { open: number(deadLetters.open), parkedKeys: number(deadLetters.parkedKeys) })}
            </Link>,
          ],
          [
            t('drift'),
            <Lines
              key="drift"
              none={t('none')}
              lines={drift.filter(({ rows }) => rows > 0).map((one) => t('driftIs', one))}
            />,
          ],
          [
            t('jobs'),
            <Lines
              key="jobs"
              none={t('none')}
              lines={jobs.map((job) => t(wordOf(job), { ...job, rows: job.rowsPutOff ?? 0 }))}
            />,
          ],
        ]}
      />
    </Box>
  );
}

function outboxTexts({ waiting, oldestAgeSeconds, setAside }: NonNullable<ServiceHealth['outbox']>) {
  return { waiting: number(waiting), age: number(Math.round(oldestAgeSeconds)), setAside: number(setAside) };
}

/** The text that says how a job is. */
function wordOf({ running, failure, endedSecondsAgo, rowsPutOff }: ServiceHealth['jobs'][number]): string {
  if (failure !== null) return 'job.failed';
  if ((rowsPutOff ?? 0) > 0) return 'job.putOff';
  if (running) return 'job.running';
  return endedSecondsAgo === null ? 'job.notYet' : 'job.ended';
}

function Components({ components }: Pick<ServiceHealth, 'components'>) {
  const { t } = useTranslation('service-health');
  return components.map(({ name, state, reason }) => (
    <Box component="span" key={name} sx={{ mr: 2, display: 'inline-block' }}>
      {t('componentIs', { name, state: t(`component.${state}`) })} {state === 'down' ? reason : null}
    </Box>
  ));
}

function Lines({ lines, none }: { readonly lines: readonly string[]; readonly none: string }): ReactNode {
  return lines.length === 0 ? none : lines.map((line) => <div key={line}>{line}</div>);
}
