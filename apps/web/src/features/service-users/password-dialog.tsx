import { useTranslation } from 'react-i18next';
import type { ServiceUserWithPassword } from '../../api/service-users';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';

interface PasswordDialogProps {
  readonly given: ServiceUserWithPassword;
  readonly onClose: () => void;
}

/** Shows a password this once: Esc and a click beside it do not close it. */
export function PasswordDialog({ given, onClose }: PasswordDialogProps) {
  const { t } = useTranslation('service-users');
  const { username } = given.serviceUser;
  const { password } = given;
  if (password === null) return <PasswordWasShown username={username} onClose={onClose} />;
  const copy = () =>
    void navigator.clipboard.writeText(password).then(
      () => announce(t('copied')),
      () => announce(t('notCopied'), 'assertive'),
    );
  return (
    <Dialog
      open
      title={t('passwordOf', { username })}
      actions={
        <>
          <Button onClick={copy}>{t('copy')}</Button>
          <Button kind="main" onClick={onClose}>
            {t('stored')}
          </Button>
        </>
      }
    >
      <Notice kind="warning">{t('shownOnce')}</Notice>
      <TextField label={t('password')} value={password} readOnly onChange={() => undefined} />
    </Dialog>
  );
}

/** The request was sent twice, and the first answer was lost: nobody can see its password any more. */
function PasswordWasShown({ username, onClose }: { readonly username: string; readonly onClose: () => void }) {
  const { t } = useTranslation('service-users');
  return (
    <Dialog
      open
      title={t('passwordOf', { username })}
      actions={
        <Button kind="main" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <Notice kind="warning">{t('wasShown')}</Notice>
    </Dialog>
  );
}
