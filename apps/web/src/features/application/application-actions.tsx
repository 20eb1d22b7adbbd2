import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Question } from '../../ui/dialog';
import { Row } from '../../ui/layout';
import { ProblemPanel } from '../../ui/problem-panel';
import { type Application, type Command, useCommand } from './use-command';

const COMMANDS: readonly Command[] = ['cancel', 'reopen', 'delete'];

/** What the student may do with the whole application, as the service offers it (pages.md 5.3). */
export function ApplicationActions({ application }: { readonly application: Application }) {
  const { t } = useTranslation('application');
  const [asked, setAsked] = useState<Command | null>(null);
  const command = useCommand(application, () => setAsked(null));
  const offered = COMMANDS.filter((one) => application.allowedActions.includes(one));
  return (
    <>
      <ProblemPanel error={command.error} />
      <Row>
        {offered.map((one) => (
          <Button
            key={one}
            busy={command.isPending}
            onClick={() => (one === 'reopen' ? command.mutate({ one }) : setAsked(one))}
          >
            {t(`do.${one}`)}
          </Button>
        ))}
      </Row>
      <Question
        open={asked !== null}
        title={t(`ask.${asked ?? 'cancel'}`)}
        confirm={t(`do.${asked ?? 'cancel'}`)}
        busy={command.isPending}
        onConfirm={() => asked !== null && command.mutate({ one: asked })}
        onClose={() => setAsked(null)}
      >
        <p>{t(`effect.${asked ?? 'cancel'}`)}</p>
      </Question>
    </>
  );
}

interface CancelPartProps {
  readonly application: Application;
  readonly part: { readonly id: string; readonly number: number };
}

/** Cancels one part of an application of which something is decided already (D16). */
export function CancelPart({ application, part }: CancelPartProps) {
  const { t } = useTranslation('application');
  const [asked, setAsked] = useState(false);
  const command = useCommand(application, () => setAsked(false));
  const label = t('cancelPart', { number: part.number });
  return (
    <>
      <ProblemPanel error={command.error} />
      <Button busy={command.isPending} onClick={() => setAsked(true)}>
        {label}
      </Button>
      <Question
        open={asked}
        title={t('askCancelPart', { number: part.number })}
        confirm={label}
        busy={command.isPending}
        onConfirm={() => command.mutate({ one: 'cancel', partIds: [part.id] })}
        onClose={() => setAsked(false)}
      >
        <p>{t('effectCancelPart')}</p>
      </Question>
    </>
  );
}
