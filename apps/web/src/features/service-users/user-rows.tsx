import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceUser } from '../../api/service-users';
import { useCodes } from '../../texts/codes';
import { dateTime } from '../../texts/dates';
import { Button } from '../../ui/button';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Box, Row } from '../../ui/layout';
import { Notice } from '../../ui/notice';
import { Tag } from '../../ui/tag';
import type { Change } from './change-dialog';

interface UserRowsProps {
  readonly rows: readonly ServiceUser[];
  readonly more: DataTableProps<ServiceUser>['more'];
  readonly onChange: (what: Change | 'limit', user: ServiceUser) => void;
}

export function UserRows({ rows, more, onChange }: UserRowsProps) {
  const { t } = useTranslation('service-users');
  const columns = useColumns(onChange);
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      idOf={({ username }) => username}
      empty={<Notice title={t('empty')}>{t('emptyNext')}</Notice>}
      more={more}
    />
  );
}

function useColumns(onChange: UserRowsProps['onChange']): readonly Column<ServiceUser>[] {
  const { t } = useTranslation('service-users');
  const types = useCodes('study-right-type');
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('username'),
        heads: true,
        cell: ({ username, active }) => (
          <Box sx={{ overflowWrap: 'anywhere' }}>
            {username} {active ? null : <Tag kind="red">{t('blocked')}</Tag>}
          </Box>
        ),
      },
      { key: 'roles', title: t('rights'), cell: ({ roles }) => roles.map((role) => t(`role.${role}`)).join(', ') },
      {
        key: 'limits',
        title: t('limits'),
        cell: ({ studyRightTypes, sourceSystem }) => (
          <>
            <div>
              {studyRightTypes === null ? t('allTypes') : studyRightTypes.map((type) => types.textOf(type)).join(', ')}
            </div>
            {sourceSystem === null ? null : <div>{t('boundTo', { system: sourceSystem })}</div>}
          </>
        ),
      },
      {
        key: 'used',
        title: t('lastUsed'),
        cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('notUsed') : dateTime(lastUsedAt)),
      },
      {
        key: 'password',
        title: t('passwordChanged'),
        cell: ({ passwordChangedAt }) => (passwordChangedAt === null ? t('notKnown') : dateTime(passwordChangedAt)),
      },
      {
        key: 'actions',
        title: t('actions'),
        share: 2,
        cell: (user) => (
          <Row>
            <Button size="small" onClick={() => onChange('rotate', user)}>
              {t('rotate')}
            </Button>
            <Button size="small" onClick={() => onChange('limit', user)}>
              {t('limit')}
            </Button>
            <Button size="small" onClick={() => onChange(user.active ? 'block' : 'unblock', user)}>
              {t(user.active ? 'block' : 'unblock')}
            </Button>
          </Row>
        ),
      },
    ],
    [t, types, onChange],
  );
}
