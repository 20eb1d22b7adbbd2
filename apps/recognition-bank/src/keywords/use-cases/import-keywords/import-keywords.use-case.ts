import { Injectable } from '@nestjs/common';
import { IdempotentTransaction } from '#messaging';
import { fill, orProblem, type SentCommand, worded, writeAudit } from '#platform';
import { can } from '../../../domain/policy.js';
import { type ErrorCode, errors } from '../../../errors.js';
import { importKeywords } from '../../domain/import/import-keywords.js';
import { type BadLine, keywordTable } from '../../domain/import/rows-of-keywords.js';
import type { BadLineView, ImportReport } from '../../http/keyword-shapes.js';
import { KeywordRepository } from '../../persistence/keyword.repository.js';
import { keywordChanged } from '../../published-events.js';

/** A piece of a table as it was sent. */
export interface SentTable {
  readonly csv: string;
  /** Number of the line after the head in its file. */
  readonly firstLine: number;
  readonly take: boolean;
}

/**
 * Takes keywords from a table, or says first what would come of it (R104). Bad lines are named by their number and left out; the others are
 * taken. The same table again changes nothing.
 */
@Injectable()
export class ImportKeywords {
  constructor(
    private readonly once: IdempotentTransaction,
    private readonly keywords: KeywordRepository,
  ) {}

  /** @throws ProblemError `keyword/role-not-allowed`, `keyword/table-unreadable`, `keyword/table-too-long` */
  async execute(command: SentCommand, { csv, firstLine, take }: SentTable): Promise<ImportReport> {
    const { actor, fingerprint: request } = command;
    const { institutionOid, personId: actorId } = actor;
    orProblem(can(actor, 'import-keywords'));
    const table = orProblem(keywordTable(csv, firstLine));
    return this.once.run(
      command,
      async ({ sql, append }, at) => {
        const standing = await this.keywords.standingFor(sql, institutionOid, table.rows);
        const plan = importKeywords(institutionOid, table.rows, standing);
        const { changed, added, edited, unchanged } = plan;
        if (take && changed.length > 0) {
          await this.keywords.save(sql, changed, { at, actorId, request });
          await append(...changed.map(keywordChanged));
          await writeAudit(sql, {
            ...{ institutionOid, actorId, at, action: 'import-keywords', targetKind: 'keyword', targetId: CODESET },
            details: { added, edited },
          });
        }
        const badLines = [...table.badLines, ...plan.badLines].sort((one, other) => one.line - other.line);
        return { taken: take, added, edited, unchanged, badLines: badLines.map(badLineView) };
      },
      async () => undefined,
    );
  }
}

const CODESET = 'ahot_keywords';

function badLineView({ line, refusal }: BadLine): BadLineView {
  const code = refusal.refused satisfies ErrorCode;
  const { fi, sv, en } = errors[code].detail;
  const filled = (text: string) => fill(text, (name) => worded(refusal.details?.[name]));
  return { line, code, text: { fi: filled(fi), sv: filled(sv), en: filled(en) } };
}
