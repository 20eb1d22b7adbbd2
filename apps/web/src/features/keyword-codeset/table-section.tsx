import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { Row, Section } from '../../ui/layout';
import { Notice } from '../../ui/notice';
import { ProblemPanel } from '../../ui/problem-panel';
import { saveFile } from '../../ui/save-file';
import { piecesOf, type Piece } from './pieces';
import { exportedTable, useImport, type BadLine, type Total } from './use-import';

const MOST_LINES = 50_000;
/** More bad lines than anybody reads at once. */
const SHOWN = 50;

/** The codeset as a table: exported, and imported after a look at what would come of it (R104). */
export function TableSection() {
  const { t } = useTranslation('keyword-codeset');
  const id = useId();
  const { run, done, stop } = useImport();
  const [pieces, setPieces] = useState<readonly Piece[]>([]);
  const exported = useMutation({
    mutationFn: exportedTable,
    // Spreadsheets read the letters right when a byte order mark stands first.
    onSuccess: (csv) => saveFile('ahot_keywords.csv', 'text/csv;charset=utf-8', `\uFEFF${csv}`),
  });
  const read = async (file: File | undefined) => {
    if (!file) return;
    const made = piecesOf(await file.text());
    setPieces(made);
    run.reset();
    if (linesOf(made) > 0 && linesOf(made) <= MOST_LINES) run.mutate({ pieces: made, take: false });
  };
  const lines = linesOf(pieces);
  const result = run.data;
  const comes = result ? result.added + result.edited : 0;
  return (
    <Section title={t('table.title')}>
      <p>{t('table.lead')}</p>
      <Row>
        <Button busy={exported.isPending} onClick={() => exported.mutate()}>
          {t('table.export')}
        </Button>
      </Row>
      <ProblemPanel error={exported.error} />
      <p>
        <label htmlFor={id}>{t('table.file')} </label>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          aria-describedby={`${id}-hint`}
          onChange={(event) => void read(event.target.files?.[0])}
        />
        <small id={`${id}-hint`} style={{ display: 'block' }}>
          {t('table.hint')}
        </small>
      </p>
      {lines > MOST_LINES ? <Notice kind="warning" role="alert" title={t('table.tooLong')} /> : null}
      {run.isPending ? (
        <Row>
          <span role="status">{t('table.running', { done: number(done), lines: number(lines) })}</span>
          <Button onClick={stop}>{t('table.stop')}</Button>
        </Row>
      ) : null}
      <ProblemPanel error={run.error} />
      {result ? <Report total={result} /> : null}
      {result && !result.taken && comes > 0 ? (
        <Button kind="main" busy={run.isPending} onClick={() => run.mutate({ pieces, take: true })}>
          {t(result.badLines.length > 0 ? 'table.takeOthers' : 'table.take', { count: comes })}
        </Button>
      ) : null}
    </Section>
  );
}

function linesOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { lines }) => sum + lines, 0);
}

function Report({ total }: { readonly total: Total }) {
  const { t } = useTranslation('keyword-codeset');
  const { taken, added, edited, unchanged, badLines } = total;
  const counts = { added: number(added), edited: number(edited), unchanged: number(unchanged) };
  return (
    <div role="status">
      <p>{t(taken ? 'table.taken' : 'table.wouldCome', counts)}</p>
      {badLines.length > 0 ? (
        <Notice kind="warning" title={t('table.bad', { count: badLines.length })}>
          <ul>
            {badLines.slice(0, SHOWN).map((one) => (
              <Line key={one.line} bad={one} />
            ))}
          </ul>
          {badLines.length > SHOWN ? t('table.moreBad', { count: badLines.length - SHOWN }) : null}
        </Notice>
      ) : null}
    </div>
  );
}

function Line({ bad: { line, text } }: { readonly bad: BadLine }) {
  const { t } = useTranslation('keyword-codeset');
  const say = useNames();
  return <li>{t('table.line', { line, text: say(text) })}</li>;
}
