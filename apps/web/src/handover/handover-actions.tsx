import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application } from '../api/case';
import { useSession } from '../session/session-store';
import { Button } from '../ui/button';
import { Row } from '../ui/layout';
import { useShortcuts } from '../ui/shortcuts';
import { HandoverDialog } from './handover-dialog';
import type { Move } from './use-handover';

const KEYS = { 'take-over': 't', transfer: 's' } as const satisfies Record<Move, string>;
const MOVES: readonly Move[] = ['take-over', 'transfer'];

interface HandoverActionsProps {
  readonly application: Application;
  /** On the page of one part: that part is chosen first. */
  readonly partId?: string;
}

/** Taking over and transferring, as the service offers them to this reader. */
export function HandoverActions({ application, partId }: HandoverActionsProps) {
  const { t } = useTranslation('handover');
  const { person, roles } = useSession();
  const navigate = useNavigate();
  const [move, setMove] = useState<Move | null>(null);
  const { names } = application;
  const offeredTo = partId === undefined ? application : application.parts.find(({ id }) => id === partId);
  const offered = MOVES.filter((one) => offeredTo?.allowedActions.some((action) => action === one));
  useShortcuts(offered.map((one) => ({ keys: KEYS[one], text: t(`open.${one}`), run: () => setMove(one) })));
  const parts = application.parts.map((part) => ({ ...part, handlerName: names[part.handlerId ?? ''] ?? null }));
  return (
    <>
      {offered.length > 0 ? (
        <div style={{ marginBottom: 16 }}>
          <Row>
            {offered.map((one) => (
              <Button key={one} onClick={() => setMove(one)} shortcut={KEYS[one]}>
                {t(`open.${one}`)}
              </Button>
            ))}
          </Row>
        </div>
      ) : null}
      {move ? (
        <HandoverDialog
          move={move}
          application={{ ...application, parts }}
          {...(partId !== undefined && { partIds: [partId] })}
          onClose={() => setMove(null)}
          onDone={(handlerIds) => {
            // Who has given everything away sees it no more (R21).
            if (!handlerIds.includes(person.id) && !roles.includes('ADMIN')) void navigate({ to: '/work' });
          }}
        />
      ) : null}
    </>
  );
}
