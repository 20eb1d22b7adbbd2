import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button';
import { CheckboxChoice } from '../../../ui/choice';
import { Row } from '../../../ui/layout';
import { SearchField } from '../../../ui/search-field';
import { useShortcuts } from '../../../ui/shortcuts';
import { currentLanguage } from '../../../texts/texts';
import { toggled, type ChosenKeyword } from '../decision/outcomes';
import { searchKeywords } from './use-keywords';

interface KeywordChoiceProps {
  readonly searchId: string;
  /** The field of education whose keywords are offered; empty: all. */
  readonly field: string;
  readonly mostUsed: readonly ChosenKeyword[];
  /** Whether there is a codeset to search. */
  readonly isSearched: boolean;
  readonly chosen: readonly ChosenKeyword[];
  readonly error: string | null;
  readonly onChange: (chosen: readonly ChosenKeyword[]) => void;
}

/** The five most used by their keys (R101), the others by searching (R102), and what has been chosen. */
export function KeywordChoice(props: KeywordChoiceProps) {
  const { searchId, field, mostUsed, isSearched, chosen, error, onChange } = props;
  const { t } = useTranslation('part-handling');
  const [searches, setSearches] = useState(0);
  const toggle = (keyword: ChosenKeyword) => onChange(toggled(chosen, keyword));
  const isChosen = ({ code }: ChosenKeyword) => chosen.some((one) => one.code === code);
  useShortcuts(
    mostUsed.map((keyword, index) => ({
      keys: String(index + 1),
      text: t('toggleKeyword', { term: keyword.term }),
      inDialog: true,
      run: () => toggle(keyword),
    })),
  );
  /** The field begins anew after each choice, and the reader goes on there. */
  const toSearch = () => requestAnimationFrame(() => document.getElementById(searchId)?.focus());
  return (
    <>
      <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
        <legend style={{ fontWeight: 600, padding: 0 }}>{t('mostUsed')}</legend>
        {mostUsed.length === 0 ? t('noneUsed') : null}
        {mostUsed.map((keyword, index) => (
          <div key={keyword.code}>
            <CheckboxChoice
              label={
                <>
                  <kbd>{index + 1}</kbd> <span lang={keyword.lang}>{keyword.term}</span>
                </>
              }
              shortcut={String(index + 1)}
              checked={isChosen(keyword)}
              onChange={() => toggle(keyword)}
            />
          </div>
        ))}
      </fieldset>
      {isSearched ? (
        <SearchField<ChosenKeyword>
          key={searches}
          id={searchId}
          label={t('searchKeywords')}
          error={error}
          searchKey={['keyword', 'menu', currentLanguage(), field]}
          search={(text, signal) => searchKeywords(field, text, signal)}
          idOf={({ code }) => code}
          textOf={({ term }) => term}
          value={null}
          onChange={(keyword) => {
            if (keyword && !isChosen(keyword)) onChange([...chosen, keyword]);
            setSearches(searches + 1);
            toSearch();
          }}
        />
      ) : null}
      {isSearched || chosen.length > 0 ? (
        <div role="group" aria-label={t('chosenKeywords')} style={{ marginBottom: 16 }}>
          <div style={{ fontWeight: 600 }}>{t('chosenKeywords')}</div>
          {chosen.length === 0 ? t('noneChosen') : null}
          <Row>
            {chosen.map((keyword) => (
              <Button
                key={keyword.code}
                size="small"
                onClick={() => {
                  toggle(keyword);
                  toSearch();
                }}
              >
                <span lang={keyword.lang}>{keyword.term}</span>&nbsp;{t('removeKeyword')}
              </Button>
            ))}
          </Row>
        </div>
      ) : null}
    </>
  );
}
