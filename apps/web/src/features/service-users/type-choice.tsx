import { useTranslation } from 'react-i18next';
import { STUDY_RIGHT_TYPES, type StudyRightType } from '../../api/study-right-search';
import { useCodes } from '../../texts/codes';
import { CheckboxChoice } from '../../ui/checkbox-choice';
import { RadioChoice } from '../../ui/radio-choice';

export function isStudyRightType(text: string): text is StudyRightType {
  return STUDY_RIGHT_TYPES.some((type) => type === text);
}

interface TypeChoiceProps {
  /** Null: all. */
  readonly types: readonly StudyRightType[] | null;
  readonly onChange: (types: readonly StudyRightType[] | null) => void;
  readonly error: string | null;
}

export function TypeChoice({ types, onChange, error }: TypeChoiceProps) {
  const { t } = useTranslation('service-users');
  const { textOf } = useCodes('study-right-type');
  return (
    <>
      <RadioChoice
        label={t('types')}
        error={error}
        value={types === null ? 'all' : 'some'}
        options={[
          { value: 'all', label: t('allTypes') },
          { value: 'some', label: t('someTypes') },
        ]}
        onChange={(value) => onChange(value === 'all' ? null : [])}
      />
      {types === null ? null : (
        <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
          <legend style={{ fontWeight: 600, padding: 0 }}>{t('someTypes')}</legend>
          {STUDY_RIGHT_TYPES.map((type) => (
            <div key={type}>
              <CheckboxChoice
                label={textOf(type)}
                checked={types.includes(type)}
                onChange={(checked) => onChange(checked ? [...types, type] : types.filter((one) => one !== type))}
              />
            </div>
          ))}
        </fieldset>
      )}
    </>
  );
}
