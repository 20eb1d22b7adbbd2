import { useTranslation } from 'react-i18next';
import { useNames } from '../../texts/localised';
import { Box, Text } from '../../ui/layout';
import { BankHits } from './bank-hits';
import type { Application, FormContent, PartFields } from './form-content';

type Missing = NonNullable<Application['completeness']>[number];

interface Props {
  readonly content: FormContent;
  readonly completeness: readonly Missing[];
  readonly isDraft: boolean;
  /** The part that is being written. */
  readonly part: PartFields | undefined;
  readonly programmeCode: string;
}

const BEFORE = { order: { xs: -1, md: 0 }, minWidth: 0 } as const;

/** Beside the form: how far each section is, for what it would not be sent, and what was recognised before (pages.md 7.2). */
export function FormAside({ content, completeness, isDraft, part, programmeCode }: Props) {
  const { t } = useTranslation('application-form');
  const say = useNames();
  const placeOf = usePlaces();
  const sections = [
    ...content.parts.map((part) => ({
      id: `part-${part.number}`,
      title: t('part', { number: part.number }),
      begun: isBegun(part),
      missing: completeness.filter(({ path }) => path.startsWith(`parts.${part.number - 1}.`)).length,
    })),
    ...(isDraft
      ? [
          {
            id: 'handlerId',
            title: t('handler'),
            begun: content.handler !== null,
            missing: completeness.filter(({ path }) => path === 'handlerId').length,
          },
        ]
      : []),
  ];
  return (
    // On a phone the sections and what is missing stand before the form, the bank after it.
    <Box sx={{ display: { xs: 'contents', md: 'block' }, position: { md: 'sticky' }, top: 16 }}>
      <Box component="nav" aria-labelledby="sections" sx={BEFORE}>
        <Text variant="h2" id="sections">
          {t('sections')}
        </Text>
        <ul>
          {sections.map(({ id, title, begun, missing }) => (
            <li key={id}>
              <FieldLink id={id}>{title}</FieldLink>
              {': '}
              {missing === 0
                ? t('section.ready')
                : begun
                  ? t('section.missing', { count: missing })
                  : t('section.begin')}
            </li>
          ))}
        </ul>
      </Box>
      <Box component="section" aria-labelledby="missing" sx={BEFORE}>
        <Text variant="h2" id="missing">
          {t('missing')}
        </Text>
        {completeness.length === 0 ? <p>{t('nothingMissing')}</p> : null}
        <ul>
          {completeness.map(({ path, message }) => (
            <li key={path}>
              <FieldLink id={path}>{t('missingIn', { place: placeOf(path), message: say(message) })}</FieldLink>
            </li>
          ))}
        </ul>
      </Box>
      {part ? <BankHits part={part} programmeCode={programmeCode} /> : null}
    </Box>
  );
}

function isBegun({ type, targets, bases }: PartFields): boolean {
  return type !== '' || targets.length > 0 || bases.some(({ name, gainedOn }) => name !== '' || gainedOn !== '');
}

/** In which part and basis a field is. */
function usePlaces(): (path: string) => string {
  const { t } = useTranslation('application-form');
  return (path) => {
    const [, part, basis] = /^parts\.(\d+)(?:\.bases\.(\d+))?/.exec(path) ?? [];
    if (part === undefined) return t('wholeApplication');
    const number = Number(part) + 1;
    return basis === undefined ? t('part', { number }) : t('partAndBasis', { number, place: Number(basis) + 1 });
  };
}

/** Goes to a field of this page; the address stays. */
function FieldLink({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        const field = document.getElementById(id);
        field?.scrollIntoView({ block: 'center' });
        (field?.querySelector<HTMLElement>('input') ?? field)?.focus();
      }}
    >
      {children}
    </a>
  );
}
