import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keyword } from '../../api/keywords';
import { useCodes } from '../../texts/codes';
import { number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Box, Row } from '../../ui/layout';
import { Notice } from '../../ui/notice';
import { Tag } from '../../ui/tag';
import type { Change } from './use-keyword-command';

/** The service counts so far. */
const COUNTED = 1_000;
const OF_LIVE = ['edit', 'merge', 'retire'] as const;
const OF_RETIRED = ['merge', 'restore'] as const;

interface KeywordRowsProps {
  readonly rows: readonly Keyword[];
  readonly more: DataTableProps<Keyword>['more'];
  readonly onChange: (what: Change, keyword: Keyword) => void;
}

export function KeywordRows({ rows, more, onChange }: KeywordRowsProps) {
  const { t } = useTranslation('keyword-codeset');
  const columns = useColumns(onChange);
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      idOf={({ code }) => code}
      empty={<Notice title={t('none')}>{t('noneNext')}</Notice>}
      isPale={({ state }) => state === 'RETIRED'}
      more={more}
    />
  );
}

function useColumns(onChange: KeywordRowsProps['onChange']): readonly Column<Keyword>[] {
  const { t } = useTranslation('keyword-codeset');
  return useMemo(
    () => [
      { key: 'fi', title: t('term.fi'), heads: true, share: 2, cell: (keyword) => <Head keyword={keyword} /> },
      { key: 'sv', title: t('term.sv'), share: 2, cell: (keyword) => <Translation keyword={keyword} language="sv" /> },
      { key: 'en', title: t('term.en'), share: 2, cell: (keyword) => <Translation keyword={keyword} language="en" /> },
      {
        key: 'fields',
        title: t('fields'),
        share: 2,
        cell: (keyword) => <Fields keyword={keyword} />,
      },
      {
        key: 'uses',
        title: t('uses'),
        numeric: true,
        cell: ({ entries }) => (entries < COUNTED ? number(entries) : t('usesMany', { count: COUNTED })),
      },
      {
        key: 'actions',
        title: t('actions'),
        share: 3,
        cell: (keyword) => (
          <Row>
            {(keyword.state === 'LIVE' ? OF_LIVE : OF_RETIRED).map((what) => (
              <Button key={what} size="small" onClick={() => onChange(what, keyword)}>
                {t(what)}
              </Button>
            ))}
          </Row>
        ),
      },
    ],
    [t, onChange],
  );
}

function Head({ keyword: { terms, code, state, mergedInto } }: { readonly keyword: Keyword }) {
  const { t } = useTranslation('keyword-codeset');
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <span lang="fi">{terms.fi}</span> {state === 'RETIRED' ? <Tag>{t('retired')}</Tag> : null}
      <small style={{ display: 'block', fontWeight: 400 }}>
        {mergedInto === null ? code : `${code} · ${t('means', { code: mergedInto })}`}
      </small>
    </Box>
  );
}

function Translation({ keyword, language }: { readonly keyword: Keyword; readonly language: 'sv' | 'en' }) {
  const { t } = useTranslation('keyword-codeset');
  const term = keyword.terms[language];
  if (term !== undefined) return <span lang={language}>{term}</span>;
  return keyword.state === 'LIVE' ? <Tag kind="orange">{t('lacks')}</Tag> : '–';
}

function Fields({ keyword: { fieldsOfEducation } }: { readonly keyword: Keyword }) {
  const { t } = useTranslation('keyword-codeset');
  const { textOf } = useCodes('field-of-education');
  return fieldsOfEducation.length === 0 ? t('allFields') : fieldsOfEducation.map(textOf).join(', ');
}
