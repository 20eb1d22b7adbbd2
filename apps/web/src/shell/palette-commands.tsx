import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../api/client';
import { useSession, type Role } from '../session/session-store';
import { useNames } from '../texts/localised';
import { CommandList, type Command } from '../ui/command-list';
import { useRegisteredShortcuts } from '../ui/shortcuts';
import { useLater } from '../ui/use-later';
import { AFTER_MS, FROM_LETTERS } from '../ui/use-search-text';
import { usePlaces } from './places';

const FOUND_AT_MOST = 8;
/** In which list somebody finds applications. */
const VIEWS: readonly (readonly [role: Role, view: 'handling' | 'all'])[] = [
  ['ADMIN', 'all'],
  ['HANDLER', 'handling'],
  ['DECISION_MAKER', 'handling'],
];

/** What can be chosen: the pages, the commands of the page below, and applications by the name of the student. */
export default function PaletteCommands({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { roles } = useSession();
  const view = VIEWS.find(([role]) => roles.includes(role))?.[1];
  const places = usePlaces().map(({ path, nav }) => ({
    id: `go ${path}`,
    text: t('palette.go', { page: t(nav) }),
    run: () => void navigate({ to: path }),
  }));
  const actions = useRegisteredShortcuts()
    .filter(({ keys }) => !keys.startsWith('g ') && keys !== 'Ctrl+k')
    .map(({ keys, text: does, run }) => ({ id: `do ${keys}`, text: t('palette.act', { does, keys }), run }));
  const { found, looks } = useApplications(text.trim(), view);
  const wanted = text.trim().toLocaleLowerCase();
  const commands: Command[] = [
    ...[...places, ...actions].filter((command) => command.text.toLocaleLowerCase().includes(wanted)),
    ...found.map(({ id, number, studentName, state }) => ({
      id,
      text: t('palette.application', { number, student: studentName ?? '–', state }),
      run: () => void navigate({ to: '/applications/$id', params: { id } }),
    })),
  ];
  const closing = commands.map((command) => ({
    ...command,
    run: () => {
      close();
      // The dialog gives the focus back to the page first.
      setTimeout(command.run, 0);
    },
  }));
  return (
    <CommandList
      label={t('palette.label')}
      hint={view === undefined ? t('palette.hint') : t('palette.hintStaff')}
      text={text}
      onText={setText}
      commands={closing}
      nothing={looks ? t('loading') : t('nothingFound')}
    />
  );
}

function useApplications(text: string, view: 'handling' | 'all' | undefined) {
  const say = useNames();
  const later = useLater(text, AFTER_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['application', 'palette', view, later],
    enabled: view !== undefined && later.length >= FROM_LETTERS,
    queryFn: ({ signal }) =>
      dataOf(
        applications.GET('/api/applications/v1/applications', {
          params: { query: { view: view ?? 'handling', text: later, limit: FOUND_AT_MOST } },
          signal,
        }),
      ),
  });
  const found = later !== text || later.length < FROM_LETTERS ? [] : (data?.items ?? []);
  return { looks: isFetching || later !== text, found: found.map((item) => ({ ...item, state: say(item.label) })) };
}
