import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session-store';
import { typedBefore } from '../../session/typed-texts';
import { useNames } from '../../texts/localised';
import { Facts, Row } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { type Typed, typedTarget } from './brought-together';
import { fieldsOf } from './fields-of-content';
import { contentOf, type Application, type FormContent, newPart } from './form-content';
import { useFieldTexts } from './use-field-texts';

/** The application has moved on: nothing more is written in it, and what was typed too late can be copied (pages.md 5.6). */
export function ClosedForm({ application }: { readonly application: Application }) {
  const { t } = useTranslation('application-form');
  const say = useNames();
  const { person } = useSession();
  const typed = typedBefore<Typed>(person.id, typedTarget(application.id));
  const unsaved = useUnsaved(application, typed?.content);
  return (
    <Notice kind="warning" role="alert" title={t('closed', { state: say(application.label) })}>
      {unsaved.length > 0 ? (
        <>
          <p>{t('closedTyped')}</p>
          <Facts facts={unsaved} />
        </>
      ) : null}
      <Row>
        <Link to="/applications/$id" params={{ id: application.id }}>
          {t('toApplication')}
        </Link>
      </Row>
    </Notice>
  );
}

/** What was typed and the application does not have, field by field. */
function useUnsaved(application: Application, typed: FormContent | undefined) {
  const inWords = useFieldTexts();
  if (typed === undefined) return [];
  const count = typed.parts.length;
  const mine = fieldsOf(typed, count);
  const theirs = fieldsOf(asWritten(application, typed), count);
  return Object.entries(mine)
    .filter(([path, value]) => JSON.stringify(value) !== JSON.stringify(theirs[path]))
    .map(([path, value]) => [inWords.label(path), <span dir="auto">{inWords.value(path, value)}</span>] as const);
}

/** The same parts as they stand now, also those that were sent; nothing where a part never got there. */
function asWritten(application: Application, { parts }: FormContent): FormContent {
  const standing = new Map(
    contentOf({ ...application, parts: application.parts.map((part) => ({ ...part, state: 'DRAFT' })) }).parts.map(
      (part) => [part.number, part],
    ),
  );
  return {
    ...contentOf(application),
    parts: parts.map(({ number }) => standing.get(number) ?? newPart(number)),
  };
}
