import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page';
import { useSession } from '../session/session-store';
import { mayOpen, type PageRights } from './page-rights';

/** Names the right that is needed, and whom to ask. */
export function ForbiddenPage({ title, rights }: { readonly title: string; readonly rights: PageRights | undefined }) {
  const { t } = useTranslation('shell');
  const session = useSession();
  const needed = (rights?.roles ?? []).map((role) => t(`role.${role}`)).join(', ');
  const isOff = mayOpen({ ...rights, feature: undefined }, session);
  return (
    <Page title={title}>
      <p>{isOff ? t('forbidden.notSwitchedOn') : t('forbidden.detail', { roles: needed })}</p>
      <p>{t('forbidden.next')}</p>
    </Page>
  );
}
