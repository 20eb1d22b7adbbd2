import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, newIntention, studyRights } from '../../api/client';
import type { ServiceUserWithPassword } from '../../api/service-users';
import type { StudyRightType } from '../../api/study-right-search';
import { CheckboxChoice } from '../../ui/checkbox-choice';
import { Question } from '../../ui/dialog';
import { ErrorSummary } from '../../ui/error-summary';
import { TextField } from '../../ui/field';
import { ProblemPanel } from '../../ui/problem-panel';
import { TypeChoice } from './type-choice';

const ROLES = ['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_VIEWER'] as const;
const NAME = /^[a-z0-9][a-z0-9._-]{2,63}$/;
const FIELDS = { username: 'service-user-name', roles: 'service-user-roles' } as const;

interface AddDialogProps {
  readonly onAdded: (made: ServiceUserWithPassword) => void;
  readonly onClose: () => void;
}

/** A new system. The password comes from the service; nobody chooses one. */
export function AddDialog({ onAdded, onClose }: AddDialogProps) {
  const { t } = useTranslation('service-users');
  const queries = useQueryClient();
  const [username, setUsername] = useState('');
  const [roles, setRoles] = useState<readonly (typeof ROLES)[number][]>(['PROVIDER']);
  const [sourceSystem, setSourceSystem] = useState('');
  const [types, setTypes] = useState<readonly StudyRightType[] | null>(null);
  const [tried, setTried] = useState(false);
  const [intention] = useState(newIntention);
  const add = useMutation({
    mutationFn: () =>
      dataOf(
        studyRights.POST('/api/study-rights/v1/service-users', {
          params: { header: { 'Idempotency-Key': intention } },
          body: {
            username: username.trim(),
            roles: [...roles],
            sourceSystem: sourceSystem.trim() === '' ? null : sourceSystem.trim(),
            studyRightTypes: types && [...types],
          },
        }),
      ),
    onSuccess: onAdded,
    onSettled: () => queries.invalidateQueries({ queryKey: ['service-user'] }),
    gcTime: 0,
  });
  const noTypes = types?.length === 0;
  const wrongName = !NAME.test(username.trim());
  const mistakes = [
    ...(wrongName ? [{ fieldId: FIELDS.username, message: t('missing.username') }] : []),
    ...(roles.length === 0 ? [{ fieldId: FIELDS.roles, message: t('missing.roles') }] : []),
  ];
  const send = () => {
    setTried(true);
    if (mistakes.length === 0 && !noTypes) add.mutate();
  };
  return (
    <Question open title={t('add')} confirm={t('add')} busy={add.isPending} onConfirm={send} onClose={onClose}>
      <ErrorSummary mistakes={tried ? mistakes : []} />
      <ProblemPanel error={add.error} />
      <TextField
        id={FIELDS.username}
        label={t('username')}
        hint={t('usernameHint')}
        value={username}
        longest={64}
        error={tried && wrongName ? t('missing.username') : null}
        onChange={setUsername}
      />
      <fieldset id={FIELDS.roles} tabIndex={-1} style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
        <legend style={{ fontWeight: 600, padding: 0 }}>{t('rights')}</legend>
        {ROLES.map((role) => (
          <div key={role}>
            <CheckboxChoice
              label={t(`role.${role}`)}
              checked={roles.includes(role)}
              onChange={(checked) => setRoles(checked ? [...roles, role] : roles.filter((one) => one !== role))}
            />
          </div>
        ))}
      </fieldset>
      <TextField
        label={t('sourceSystem')}
        hint={t('sourceSystemHint')}
        optional
        value={sourceSystem}
        longest={100}
        onChange={setSourceSystem}
      />
      <TypeChoice types={types} onChange={setTypes} error={tried && noTypes ? t('missing.types') : null} />
    </Question>
  );
}
