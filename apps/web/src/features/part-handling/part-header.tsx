import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Application, ApplicationPart } from '../../api/case';
import { dateTime } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Box, Facts, Row } from '../../ui/layout';
import { Link, LinkButton } from '../../ui/link';
import { useShortcuts } from '../../ui/shortcuts';
import { StateTag } from '../../ui/tag';
import type { Neighbours } from './neighbours';
import { toList, toPart, type PartSearch } from './part-search';

interface PartHeaderProps {
  readonly application: Application;
  readonly part: ApplicationPart;
  readonly neighbours: Neighbours;
  readonly search: PartSearch;
}

/** Whose application it is, its parts with their states, and the way on through the list. */
export function PartHeader({ application, part, neighbours, search }: PartHeaderProps) {
  const { t } = useTranslation('part-handling');
  const say = useNames();
  const navigate = useNavigate();
  const { parts, programmeName, programmeCode, submittedAt, state, label } = application;
  const at = parts.indexOf(part);
  const go = (to: { readonly id: string } | undefined) =>
    to && void navigate(toPart({ applicationId: application.id, partId: to.id }, search));
  useShortcuts([
    { keys: 'j', text: t('nextPart'), run: () => go(parts[at + 1]) },
    { keys: 'k', text: t('previousPart'), run: () => go(parts[at - 1]) },
    { keys: 'e', text: t('toEvidence'), run: () => show('evidence') },
    { keys: 'l', text: t('toBank'), run: () => show('bank') },
    {
      keys: 'h',
      text: t('toHistory'),
      run: () => void navigate({ to: '/applications/$id', params: { id: application.id } }),
    },
    {
      keys: 'n',
      text: t('nextOfList'),
      run: () => void navigate(neighbours.next ? toPart(neighbours.next, search) : toList(search)),
    },
  ]);
  return (
    <Box sx={{ mb: 2 }}>
      <StateTag state={state}>{say(label)}</StateTag>
      <Box data-noprint>
        <Row>
          <Link {...toList(search)}>{t('toList')}</Link>
          <Link to="/applications/$id" params={{ id: application.id }} aria-keyshortcuts="h">
            {t('toHistory')}
          </Link>
          {neighbours.previous ? <Link {...toPart(neighbours.previous, search)}>{t('previousOfList')}</Link> : null}
          {neighbours.next ? (
            <LinkButton {...toPart(neighbours.next, search)} variant="outlined" size="small" aria-keyshortcuts="n">
              {t('nextOfList')}
            </LinkButton>
          ) : null}
        </Row>
      </Box>
      <Facts
        facts={[
          [t('applicationNumber'), application.number],
          [t('programme'), programmeName ? say(programmeName) : programmeCode],
          [t('sent'), submittedAt ? dateTime(submittedAt) : null],
        ]}
      />
      {parts.length > 1 ? (
        <Box component="nav" aria-label={t('parts')} sx={{ mt: 1 }}>
          <Row>
            {parts.map(({ id, number, state: its, outcome }) => (
              <Link
                key={id}
                {...toPart({ applicationId: application.id, partId: id }, search)}
                aria-current={id === part.id ? 'page' : undefined}
                sx={{ px: 1, py: 0.5, border: 1, borderColor: id === part.id ? 'primary.main' : 'divider' }}
              >
                {t('partInState', { number, state: t(`partState.${outcome ?? its}`) })}
              </Link>
            ))}
          </Row>
        </Box>
      ) : null}
    </Box>
  );
}

/** Brings a section of the page to the reader. */
function show(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}
