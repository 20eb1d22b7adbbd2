import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, recognitionBank } from '../../api/client';
import type { Keyword } from '../../api/keywords';
import { currentLanguage } from '../../texts/texts';
import { Question } from '../../ui/dialog';
import { ProblemPanel } from '../../ui/problem-panel';
import { SearchField } from '../../ui/search-field';
import { useKeywordCommand } from './use-keyword-command';

const INTO = 'keyword-into';

interface Target {
  readonly code: string;
  readonly term: string;
}

/** Lets a keyword, or a word from before the codeset, mean another one. */
export function MergeDialog({ keyword, onClose }: { readonly keyword: Keyword; readonly onClose: () => void }) {
  const { t } = useTranslation('keyword-codeset');
  const [into, setInto] = useState<Target | null>(null);
  const [tried, setTried] = useState(false);
  const { command, retry } = useKeywordCommand(keyword, onClose);
  const merge = () => {
    setTried(true);
    if (into) command.mutate({ what: 'merge', into: into.code });
    else document.getElementById(INTO)?.focus();
  };
  return (
    <Question
      open
      title={t('mergeTitle', { term: keyword.terms.fi })}
      confirm={t('merge')}
      busy={command.isPending}
      onConfirm={merge}
      onClose={onClose}
    >
      <p>{t('effect.merge')}</p>
      <ProblemPanel error={command.error} {...(retry && { retry })} />
      <SearchField<Target>
        id={INTO}
        label={t('into')}
        error={tried && !into ? t('missingInto') : null}
        searchKey={['keyword', 'menu', currentLanguage()]}
        search={async (text, signal) => {
          const query = { language: currentLanguage(), text };
          const found = dataOf(
            recognitionBank.GET('/api/recognition-bank/v1/keyword-menu', { params: { query }, signal }),
          );
          return (await found).items.filter(({ code }) => code !== keyword.code);
        }}
        idOf={({ code }) => code}
        textOf={({ term }) => term}
        value={into}
        onChange={setInto}
      />
    </Question>
  );
}
