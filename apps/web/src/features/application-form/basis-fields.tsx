import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { RadioChoice } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/field';
import { Box, Text } from '../../ui/layout';
import { FieldReason } from './field-reasons';
import { type BasisFields, isUnreadable } from './form-content';

const KINDS = ['STUDY', 'COMPETENCE'] as const;
const LONGEST = { name: 300, organisation: 300, code: 60, grade: 20 } as const;

interface Props {
  readonly basis: BasisFields;
  readonly place: number;
  /** Of the basis in the part, as the service names it. */
  readonly path: string;
  readonly idOf: (field: string) => string;
  readonly errorOf: (field: string) => string | null;
  readonly onChange: (basis: BasisFields) => void;
  readonly onRemove: (() => void) | undefined;
}

/** A piece of prior learning; its kind decides the fields (R65–R67). */
export function BasisFieldset({ basis, place, path, idOf, errorOf, onChange, onRemove }: Props) {
  const { t } = useTranslation('application-form');
  const heading = useId();
  const isStudy = basis.kind === 'STUDY';
  const put = (changes: Partial<BasisFields>) => onChange({ ...basis, ...changes });
  return (
    <Box role="group" aria-labelledby={heading} sx={{ borderLeft: 4, borderColor: 'divider', pl: 2, my: 2 }}>
      <Text variant="h4" id={heading} sx={{ fontSize: '1rem', fontWeight: 600 }}>
        {t('basis', { place })}
      </Text>
      <RadioChoice
        id={idOf('kind')}
        label={t('kind')}
        value={basis.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(kind) => put({ kind })}
      />
      <FieldReason path={`${path}.name`} />
      <TextField
        id={idOf('name')}
        label={isStudy ? t('name.STUDY') : t('name.COMPETENCE')}
        error={errorOf('name')}
        longest={LONGEST.name}
        value={basis.name}
        onChange={(name) => put({ name })}
      />
      <FieldReason path={`${path}.organisation`} />
      <TextField
        id={idOf('organisation')}
        label={isStudy ? t('organisation.STUDY') : t('organisation.COMPETENCE')}
        error={errorOf('organisation')}
        optional
        longest={LONGEST.organisation}
        value={basis.organisation}
        onChange={(organisation) => put({ organisation })}
      />
      <FieldReason path={`${path}.gainedOn`} />
      <DateField
        id={idOf('gainedOn')}
        label={isStudy ? t('gainedOn.STUDY') : t('gainedOn.COMPETENCE')}
        error={errorOf('gainedOn')}
        value={basis.gainedOn}
        onChange={(gainedOn) => put({ gainedOn })}
      />
      {isStudy ? (
        <>
          <FieldReason path={`${path}.code`} />
          <TextField
            id={idOf('code')}
            label={t('code')}
            error={errorOf('code')}
            optional
            narrow
            longest={LONGEST.code}
            value={basis.code}
            onChange={(code) => put({ code })}
          />
          <FieldReason path={`${path}.credits`} />
          <TextField
            id={idOf('credits')}
            label={t('basisCredits')}
            error={isUnreadable(basis.credits) ? t('credits.unreadable') : errorOf('credits')}
            optional
            narrow
            inputMode="decimal"
            value={basis.credits}
            onChange={(credits) => put({ credits })}
          />
          <FieldReason path={`${path}.grade`} />
          <TextField
            id={idOf('grade')}
            label={t('grade')}
            error={errorOf('grade')}
            optional
            narrow
            longest={LONGEST.grade}
            value={basis.grade}
            onChange={(grade) => put({ grade })}
          />
        </>
      ) : null}
      {onRemove ? (
        <Button kind="plain" onClick={onRemove}>
          {t('removeBasis', { place })}
        </Button>
      ) : null}
    </Box>
  );
}
