import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hoksQuery, hoksSectionsQuery, type HoksOfStudyRight, type HoksSection } from '../../api/hoks';
import { Button } from '../../ui/button';
import { HoksContent } from '../../ui/hoks-content';
import { Section } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { Editor } from './editor';
import { Feedback } from './feedback';

/** The HOKS of a study right: for everybody of the provider to read, for the manual recorder to write (R158–R159). */
export function HoksPage() {
  const { t } = useTranslation('hoks-editor');
  const { oid } = useParams({ from: '/study-rights/$oid/hoks' });
  const hoks = useQuery(hoksQuery(oid));
  const sections = useQuery(hoksSectionsQuery());
  return (
    <Page title={t('title')}>
      <p>
        <Link to="/study-rights/$oid" params={{ oid }} sx={{ overflowWrap: 'anywhere' }}>
          {t('toStudyRight', { oid })}
        </Link>
      </p>
      <ProblemPanel error={hoks.error ?? sections.error} retry={() => void hoks.refetch()} />
      {hoks.isPending || sections.isPending ? <Loading /> : null}
      {hoks.data && sections.data ? (
        <Opened key={oid} found={hoks.data} sections={sections.data} readAgain={() => hoks.refetch()} />
      ) : null}
    </Page>
  );
}

interface OpenedProps {
  readonly found: HoksOfStudyRight;
  readonly sections: readonly HoksSection[];
  readonly readAgain: () => Promise<unknown>;
}

function Opened({ found, sections, readAgain }: OpenedProps) {
  const { t } = useTranslation('hoks-editor');
  const { hoks, allowedActions } = found;
  const [isWriting, setWriting] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const saved = async () => {
    await readAgain();
    setWriting(false);
    setSaved(true);
  };
  if (isWriting) return <Editor found={found} sections={sections} onSaved={saved} onLeave={() => setWriting(false)} />;
  const write = () => {
    setSaved(false);
    setWriting(true);
  };
  return (
    <>
      {isSaved ? <Notice kind="success" role="status" title={t('saved')} /> : null}
      {hoks === null ? <Notice title={t('none')}>{t('noneNext')}</Notice> : null}
      {allowedActions.includes('create-hoks') ? (
        <Button kind="main" onClick={write}>
          {t('create')}
        </Button>
      ) : null}
      {allowedActions.includes('patch-hoks') ? (
        <Button kind="main" onClick={write}>
          <span aria-hidden="true">✎ </span>
          {t('edit')}
        </Button>
      ) : null}
      {hoks === null ? null : (
        <>
          <p>{hoks.manuaalisyotto ? t('enteredByHand') : t('sentBySystem')}</p>
          <Feedback palaute={hoks.palaute} />
          <Section title={t('content')}>
            <HoksContent data={hoks} sections={sections} />
          </Section>
        </>
      )}
    </>
  );
}
