import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent, type Transaction } from '#messaging';
import { isRefused, refuse, type Refusal } from '../../domain/refusal.js';
import { messageOf } from '../../errors.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { hoksBody } from '../../use-cases/create-hoks/create-hoks.http.js';
import { CreateHoks } from '../../use-cases/create-hoks/create-hoks.use-case.js';
import { DeleteHoks } from '../../use-cases/delete-hoks/delete-hoks.use-case.js';
import { fieldOf, senderOf, textOf } from '../sent-by-a-system.js';

type Sent = ReceivedEvent<'national.hoks-sent.v1'>;

const LONGEST_OID = 60;
const PATHS_NAMED = 20;

/** A HOKS by event: the same rules as by HTTP, and what is refused is answered with the same key, never silently dropped. */
@Controller()
export class WhenHoksSent {
  constructor(
    private readonly createHoks: CreateHoks,
    private readonly deleteHoks: DeleteHoks,
  ) {}

  @Reaction('national.hoks-sent.v1')
  async handle(@Payload() event: Sent, @Ctx() { tx }: ReactionContext): Promise<void> {
    const result = event.body.operation === 'DELETE' ? await this.delete(tx, event) : await this.store(tx, event);
    if (!isRefused(result)) return;
    const { institutionOid, body } = event;
    await tx.append({
      name: 'study-rights.hoks-refused.v1',
      key: event.key,
      institutionOid,
      body: {
        institutionOid,
        hoksEventId: event.id,
        operation: body.operation,
        studyRightId: studyRightOf(event),
        errors: [{ key: result.refused, message: toldOf(result) }],
      },
    });
  }

  private async store(tx: Transaction, event: Sent): Promise<object | Refusal> {
    const body = hoksBody.safeParse(event.body.hoks);
    if (body.success) return this.createHoks.within(tx, senderOf(event), body.data);
    const paths = body.error.issues.map(({ path }) => path.join('.') || '(HOKS)');
    return refuse('platform/validation-failed', { paths: paths.slice(0, PATHS_NAMED).join(', ') });
  }

  /** The HOKS of the study right: there is one. */
  private async delete(tx: Transaction, event: Sent): Promise<object | Refusal> {
    const oid = studyRightOf(event);
    const hoks = oid === null ? null : await hoksTable.ofStudyRight(tx.sql, event.institutionOid, oid);
    return hoks === null ? refuse('hoks/not-found') : this.deleteHoks.within(tx, senderOf(event), hoks.id);
  }
}

function studyRightOf({ body }: Sent): string | null {
  return textOf(fieldOf(body.hoks, 'opiskeluoikeus-oid'), LONGEST_OID);
}

/** eHOKS speaks English. */
function toldOf({ refused, details = {} }: Refusal): string {
  if (refused !== 'platform/validation-failed') return messageOf({ key: refused, details }, 'en').slice(0, 2000);
  return `Missing, unknown or malformed: ${String(details['paths'])}`.slice(0, 2000);
}
