import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListSearch, ListView } from '../../api/list-search';
import { deleteView, preferencesQuery, type SavedView } from '../../api/preferences';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Question } from '../../ui/dialog';
import { Box, Row } from '../../ui/layout';
import { ProblemPanel } from '../../ui/problem-panel';
import { Select } from '../../ui/select';
import { useFocusAfterChange } from '../../ui/use-focus-after-change';
import { queryOf, searchOf } from './view-query';
import { ViewNameDialog } from './view-name-dialog';

const LISTS = { handling: 'WORK', all: 'ALL_APPLICATIONS' } as const;
const PLACE = 'saved-views';

interface SavedViewsProps {
  readonly view: Exclude<ListView, 'others'>;
  readonly search: ListSearch;
  readonly onChoose: (search: ListSearch) => void;
}

/** The person's own views of this list (pages.md 5.2): to choose, and the present filters as one more. */
export function SavedViews({ view, search, onChoose }: SavedViewsProps) {
  const { t } = useTranslation('work-list');
  const list = LISTS[view];
  const { data, isError } = useQuery(preferencesQuery);
  const [naming, setNaming] = useState<SavedView>();
  const [deleting, setDeleting] = useState<SavedView>();
  const focus = useFocusAfterChange();
  const query = queryOf(search);
  const own = data?.views.filter((one) => one.list === list) ?? [];
  const chosen = own.find((one) => queryOf(searchOf(one.query)) === query);
  const mayKeep = data !== undefined && chosen === undefined && query !== '';
  const done = (said: string) => {
    setNaming(undefined);
    setDeleting(undefined);
    announce(said);
    focus(PLACE);
  };
  return (
    <Box
      id={PLACE}
      tabIndex={-1}
      data-noprint
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'end' }}
      {...((own.length > 0 || mayKeep) && { role: 'group', 'aria-label': t('views.title') })}
    >
      {isError ? <p>{t('views.away')}</p> : null}
      {own.length > 0 ? (
        <Box sx={{ width: 360, maxWidth: '100%' }}>
          <Select
            label={t('views.own')}
            value={chosen?.id ?? ''}
            options={[
              { value: '', label: t('views.none') },
              ...own.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => onChoose(searchOf(own.find((one) => one.id === id)?.query ?? ''))}
          />
        </Box>
      ) : null}
      <Box sx={{ mb: 2, '&:empty': { display: 'none' } }}>
        {chosen ? (
          <Row>
            <Button onClick={() => setNaming(chosen)}>{t('views.rename')}</Button>
            <Button onClick={() => setDeleting(chosen)}>{t('views.delete')}</Button>
          </Row>
        ) : null}
        {mayKeep ? (
          <Button onClick={() => setNaming({ id: crypto.randomUUID(), list, name: '', query })}>
            {t('views.keep')}
          </Button>
        ) : null}
      </Box>
      {naming ? (
        <ViewNameDialog
          view={naming}
          isNew={naming !== chosen}
          onClose={() => setNaming(undefined)}
          onKept={(name) => done(t('views.kept', { name }))}
        />
      ) : null}
      {deleting ? (
        <DeleteQuestion
          view={deleting}
          onClose={() => setDeleting(undefined)}
          onDeleted={() => done(t('views.deleted', { name: deleting.name }))}
        />
      ) : null}
    </Box>
  );
}

interface DeleteQuestionProps {
  readonly view: SavedView;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

function DeleteQuestion({ view, onClose, onDeleted }: DeleteQuestionProps) {
  const { t } = useTranslation('work-list');
  const queries = useQueryClient();
  const removal = useMutation({
    mutationFn: () => deleteView(view.id),
    onSuccess: (preferences) => {
      queries.setQueryData(preferencesQuery.queryKey, preferences);
      onDeleted();
    },
  });
  return (
    <Question
      open
      title={t('views.deleteOf', { name: view.name })}
      confirm={t('views.delete')}
      busy={removal.isPending}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
    >
      <ProblemPanel error={removal.error} />
      <p>{t('views.deleteEffect')}</p>
    </Question>
  );
}
