import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { isRefused, LIMITS, refuse } from '#kernel';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { allOf } from '../../../problems/places.js';
import type { Refusal } from '../../../errors.js';
import { messageOf } from '../../../problems/error-messages.js';
import { transferBody } from '../../koski/transfer-body.js';
import {
  TransferStudyRights,
  type TransferResult,
} from '../../use-cases/transfer-study-rights/transfer-study-rights.use-case.js';
import { fieldOf, senderOf, sentFactOf, textOf } from '../sent-by-a-system.js';

type Transferred = ReceivedEvent<'national.study-right-transferred.v1'>;

const PATHS_NAMED = 20;

/**
 * A data transfer by event: the same rules as by HTTP, and what is refused is answered with Koski's keys, never
 * silently dropped.
 */
@Controller()
export class WhenStudyRightTransferred {
  constructor(
    private readonly transferStudyRights: TransferStudyRights,
    private readonly clock: Clock,
  ) {}

  @Reaction('national.study-right-transferred.v1', { sideBySide: learnerOf })
  async handle(@Payload() event: Transferred, @Ctx() context: ReactionContext): Promise<void> {
    const { tx } = context;
    const result = await this.transfer(event, context);
    if (!isRefused(result)) return;
    const { institutionOid } = event;
    const [first, ...others] = allOf(result);
    await tx.append({
      name: 'study-rights.study-right-transfer-refused.v1',
      key: event.key,
      institutionOid,
      body: {
        institutionOid,
        transferEventId: event.id,
        ...identifiersOf(event.body.transfer),
        errors: [entryOf(first), ...others.slice(0, LIMITS.refusalsOfAnAnswer - 1).map(entryOf)],
      },
    });
  }

  private async transfer(event: Transferred, { tx, sideBySide }: ReactionContext): Promise<TransferResult> {
    const body = transferBody.safeParse(event.body.transfer);
    const sent = sentFactOf(event, this.clock.now());
    if (body.success) return this.transferStudyRights.within(tx, senderOf(event), body.data, { sent, sideBySide });
    const paths = body.error.issues.slice(0, PATHS_NAMED).map((issue) => issue.path.join('.') || '(koko siirto)');
    return refuse('badRequest.validation.jsonSchema', { polut: paths.join(', ') });
  }
}

/**
 * The learner of a transfer that stores one study right or nothing: one that can be refused without anything to undo. A new
 * learner, several study rights and an invalidation, which the Koski above may refuse, go alone.
 */
function learnerOf({ body }: ReceivedEvent): string | null {
  const transfer = fieldOf(body, 'transfer');
  const [first, ...others] = listOf(fieldOf(transfer, 'opiskeluoikeudet'));
  const periods = listOf(fieldOf(fieldOf(first, 'tila'), 'opiskeluoikeusjaksot'));
  const invalidates = periods.some((period) => fieldOf(fieldOf(period, 'tila'), 'koodiarvo') === 'mitatoity');
  return first === undefined || others.length > 0 || invalidates
    ? null
    : textOf(fieldOf(fieldOf(transfer, 'henkilö'), 'oid'), LIMITS.oid);
}

function entryOf(error: Refusal): { key: string; message: string } {
  return { key: error.refused, message: messageOf(error).slice(0, LIMITS.messageOfARefusal) };
}

/** What the sender can recognise its transfer by; of several study rights the first. */
function identifiersOf(transfer: unknown): { studyRightId: string | null; sourceId: string | null } {
  const [first] = listOf(fieldOf(transfer, 'opiskeluoikeudet'));
  return {
    studyRightId: textOf(fieldOf(first, 'oid'), LIMITS.oid),
    sourceId: textOf(fieldOf(fieldOf(first, 'lähdejärjestelmänId'), 'id'), LIMITS.sourceId),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
