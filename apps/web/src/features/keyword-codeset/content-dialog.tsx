import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keyword } from '../../api/keywords';
import { useCodes } from '../../texts/codes';
import { CheckboxChoice } from '../../ui/checkbox-choice';
import { Question } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { ProblemPanel } from '../../ui/problem-panel';
import { useKeywordCommand } from './use-keyword-command';

const LANGUAGES = ['fi', 'sv', 'en'] as const;
const LONGEST = 40;
const FI = 'keyword-fi';

interface ContentDialogProps {
  /** Left out: a new one. */
  readonly keyword: Keyword | undefined;
  readonly onClose: () => void;
}

/** A keyword in three languages, and the fields in whose menus it is (R100, R104). */
export function ContentDialog({ keyword, onClose }: ContentDialogProps) {
  const { t } = useTranslation('keyword-codeset');
  const { codes } = useCodes('field-of-education');
  const [terms, setTerms] = useState({
    fi: keyword?.terms.fi ?? '',
    sv: keyword?.terms.sv ?? '',
    en: keyword?.terms.en ?? '',
  });
  const [fields, setFields] = useState<readonly number[]>(keyword?.fieldsOfEducation ?? []);
  const [tried, setTried] = useState(false);
  const { now, command, retry } = useKeywordCommand(keyword, onClose);
  const isMissing = terms.fi.trim() === '';
  const save = () => {
    setTried(true);
    if (isMissing) return document.getElementById(FI)?.focus();
    const { fi, sv, en } = terms;
    const written = { fi, ...(sv.trim() !== '' && { sv }), ...(en.trim() !== '' && { en }) };
    command.mutate({ what: keyword ? 'edit' : 'add', content: { terms: written, fieldsOfEducation: [...fields] } });
  };
  /** What another administrator has saved meanwhile stands beside what is typed. */
  const hintOf = (language: (typeof LANGUAGES)[number]) =>
    now && now.terms[language] !== keyword?.terms[language]
      ? { hint: t('now', { term: now.terms[language] ?? t('nothing') }) }
      : {};
  return (
    <Question
      open
      title={keyword ? t('editTitle', { term: keyword.terms.fi }) : t('add')}
      confirm={t(keyword ? 'save' : 'add')}
      busy={command.isPending}
      onConfirm={save}
      onClose={onClose}
    >
      {keyword ? <p style={{ marginTop: 0 }}>{t('codeNote', { code: keyword.code })}</p> : null}
      <ProblemPanel error={command.error} {...(retry && { retry })} />
      {LANGUAGES.map((language) => (
        <TextField
          key={language}
          id={`keyword-${language}`}
          label={t(`term.${language}`)}
          optional={language !== 'fi'}
          longest={LONGEST}
          value={terms[language]}
          error={language === 'fi' && tried && isMissing ? t('missingTerm') : null}
          onChange={(term) => setTerms({ ...terms, [language]: term })}
          {...hintOf(language)}
        />
      ))}
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <legend style={{ fontWeight: 600, padding: 0 }}>{t('fields')}</legend>
        <p style={{ margin: 0 }}>{t('fieldsHint')}</p>
        {codes.map(({ code, text }) => (
          <div key={code}>
            <CheckboxChoice
              label={text}
              checked={fields.includes(Number(code))}
              onChange={(checked) =>
                setFields(checked ? [...fields, Number(code)] : fields.filter((field) => field !== Number(code)))
              }
            />
          </div>
        ))}
      </fieldset>
    </Question>
  );
}
