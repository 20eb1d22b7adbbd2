import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serviceUsersQuery, type ServiceUser, type ServiceUserWithPassword } from '../../api/service-users';
import { Button } from '../../ui/button';
import { Box } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { AddDialog } from './add-dialog';
import { ChangeDialog, type Change } from './change-dialog';
import { LimitDialog } from './limit-dialog';
import { PasswordDialog } from './password-dialog';
import { UserRows } from './user-rows';

type Asked = { readonly what: 'add' } | { readonly what: Change | 'limit'; readonly user: ServiceUser };

/** The systems of a provider that sign in to Koski's and eHOKS's interfaces by name and password. */
export function ServiceUsersPage() {
  const { t } = useTranslation('service-users');
  const list = useInfiniteQuery(serviceUsersQuery);
  const [asked, setAsked] = useState<Asked>();
  // Nowhere but here: who leaves the page, or closes the dialog, has seen it for the last time.
  const [given, setGiven] = useState<ServiceUserWithPassword>();
  const close = () => setAsked(undefined);
  const show = (made: ServiceUserWithPassword) => {
    setGiven(made);
    close();
  };
  return (
    <Page title={t('title')}>
      <p>{t('lead')}</p>
      <Box sx={{ mb: 2 }}>
        <Button kind="main" onClick={() => setAsked({ what: 'add' })}>
          {t('add')}
        </Button>
      </Box>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <UserRows
          rows={list.data.pages.flatMap(({ items }) => items)}
          more={moreOf(list)}
          onChange={(what, user) => setAsked({ what, user })}
        />
      ) : null}
      {asked?.what === 'add' ? <AddDialog onAdded={show} onClose={close} /> : null}
      {asked?.what === 'limit' ? <LimitDialog user={asked.user} onClose={close} /> : null}
      {asked && asked.what !== 'add' && asked.what !== 'limit' ? (
        <ChangeDialog what={asked.what} user={asked.user} onPassword={show} onClose={close} />
      ) : null}
      {given ? <PasswordDialog given={given} onClose={() => setGiven(undefined)} /> : null}
    </Page>
  );
}
