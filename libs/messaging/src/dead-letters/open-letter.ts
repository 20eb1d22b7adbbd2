import { type Actor, type Clock, ProblemError, writeAudit } from '#platform';
import type { DeliveredMessage } from '../ports.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { auditOfLetter } from './audit-of-letter.js';
import type { LetterBodies } from './letter-bodies.js';
import type { LetterTable } from './letter-table.js';
import { letterView, type OpenedLetter } from './letter-view.js';
import { authorise } from './policy.js';
import { withoutNames } from './without-names.js';

const PERSON_FIELDS = ['studentId', 'personId', 'learnerId'] as const;

/** Opens a letter. What it holds is personal data: the audit line, with the reason, is there before anybody sees it. */
export class OpenLetter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly letters: LetterTable,
    private readonly bodies: LetterBodies,
    private readonly clock: Clock,
  ) {}

  /**
   * @param reason why it has to be read, in a person's words; kept in the audit line
   * @returns the letter with its record, in which fields that hold a person's name show only how long it is
   * @throws ProblemError `platform/forbidden`; `platform/not-found`, also for a letter of another institution
   */
  async execute(actor: Actor, id: string, reason: string): Promise<OpenedLetter> {
    const scope = authorise(actor, 'look');
    const letter = await this.unitOfWork.read((sql) => this.letters.byId(sql, scope, id));
    if (!letter) throw new ProblemError('platform/not-found');
    const record = (await this.bodies.of([letter])).get(id);
    const body = record ? bodyOf(record) : null;
    await this.unitOfWork.run(async ({ sql }) => {
      const line = auditOfLetter(actor, 'open-dead-letter', letter, this.clock.now(), { reason });
      await writeAudit(sql, { ...line, subjectPersonId: personIn(body) });
    });
    return { ...letterView(letter), headers: record?.headers ?? null, body: withoutNames(body) };
  }
}

function bodyOf({ body }: DeliveredMessage): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { base64: body.toString('base64') };
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The person whom the event is about, as far as the usual fields show. */
function personIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const found = PERSON_FIELDS.map((field) => (body as Record<string, unknown>)[field]);
  return (
    (found.find((value) => typeof value === 'string' && value.length <= 200 && !value.includes('\0')) as string) ?? null
  );
}
