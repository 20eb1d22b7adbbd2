import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { z } from 'zod';
import { isRefused, refuse } from '#kernel';
import { Reaction, type ReactionContext, type ReceivedEvent, type Transaction } from '#messaging';
import { Clock, ownCodeOf } from '#platform';
import { hoksCreation, hoksReplacement } from '../../ehoks/hoks-body.js';
import { messageOf } from '../../../problems/error-messages.js';
import type { ErrorCode, Refusal } from '../../../errors.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { senderTimeTable } from '../../../persistence/sender-time-table.js';
import { allOf } from '../../../problems/places.js';
import { CreateHoks } from '../../use-cases/create-hoks/create-hoks.use-case.js';
import { DeleteHoks } from '../../use-cases/delete-hoks/delete-hoks.use-case.js';
import { ReplaceHoks } from '../../use-cases/replace-hoks/replace-hoks.use-case.js';
import { fieldOf, senderOf, sentFactOf, textOf } from '../../../study-rights/reactions/sent-by-a-system.js';

type Sent = ReceivedEvent<'national.hoks-sent.v1'>;

const LONGEST_OID = 60;
const LONGEST_MESSAGE = 2000;
const PATHS_NAMED = 20;

/** A HOKS by event: the same rules as by HTTP, and what is refused is answered with the same key, never silently dropped. */
@Controller()
export class WhenHoksSent {
  constructor(
    private readonly createHoks: CreateHoks,
    private readonly replaceHoks: ReplaceHoks,
    private readonly deleteHoks: DeleteHoks,
    private readonly clock: Clock,
  ) {}

  @Reaction('national.hoks-sent.v1')
  async handle(@Payload() event: Sent, @Ctx() { tx }: ReactionContext): Promise<void> {
    const result = await this.inOrder(tx, event);
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
        errors: allOf(result).map((error) => ({ key: error.refused, message: toldOf(error) })),
      },
    });
  }

  /** What is older, by the sender's own time, than what was followed about the same study right is refused. */
  private async inOrder(tx: Transaction, event: Sent): Promise<object | Refusal> {
    const [sent, oid] = [sentFactOf(event, this.clock.now()), studyRightOf(event)];
    if (sent === null || oid === null) return this.carryOut(tx, event);
    const subject = `hoks ${oid}`;
    await senderTimeTable.lock(tx.sql, sent, subject);
    if (await senderTimeTable.isOlder(tx.sql, sent, [subject])) return refuse('hoks/older-than-stored');
    const result = await this.carryOut(tx, event);
    if (!isRefused(result)) await senderTimeTable.note(tx.sql, sent, [subject]);
    return result;
  }

  private carryOut(tx: Transaction, event: Sent): Promise<object | Refusal> {
    switch (event.body.operation) {
      case 'STORE':
        return this.store(tx, event);
      case 'REPLACE':
        return this.replace(tx, event);
      case 'DELETE':
        return this.delete(tx, event);
    }
  }

  private async store(tx: Transaction, event: Sent): Promise<object | Refusal> {
    const body = hoksCreation.safeParse(event.body.hoks);
    return body.success
      ? this.createHoks.within(tx, senderOf(event), body.data, 'INTEGRATION')
      : malformed(body.error.issues);
  }

  private async replace(tx: Transaction, event: Sent): Promise<object | Refusal> {
    const body = hoksReplacement.safeParse(event.body.hoks);
    if (!body.success) return malformed(body.error.issues);
    const id = await this.idOf(tx, event);
    if (id === null) return refuse('hoks/not-found');
    return this.replaceHoks.within(tx, senderOf(event), { id, fields: body.data, mode: 'INTEGRATION' });
  }

  private async delete(tx: Transaction, event: Sent): Promise<object | Refusal> {
    const id = await this.idOf(tx, event);
    return id === null ? refuse('hoks/not-found') : this.deleteHoks.within(tx, senderOf(event), id);
  }

  /** The HOKS of the study right: there is one. */
  private async idOf(tx: Transaction, event: Sent): Promise<number | null> {
    const oid = studyRightOf(event);
    const hoks = oid === null ? null : await hoksTable.ofStudyRight(tx.sql, event.institutionOid, oid);
    return hoks?.id ?? null;
  }
}

/** The same keys as by HTTP: what has one of its own is told by it, after the list of all places. */
function malformed(issues: readonly z.core.$ZodIssue[]): Refusal {
  const paths = issues.map(({ path }) => path.join('.') || '(HOKS)');
  // Made by ownKey() of the schemas.
  const own = issues.flatMap((issue) => (ownCodeOf(issue) ?? []) as ErrorCode | []);
  const others = [...new Set(own)].map((code) => refuse(code));
  return { ...refuse('platform/validation-failed', { paths: paths.slice(0, PATHS_NAMED).join(', ') }), others };
}

function studyRightOf({ body }: Sent): string | null {
  return textOf(fieldOf(body.hoks, 'opiskeluoikeus-oid'), LONGEST_OID);
}

/** eHOKS speaks English. */
function toldOf(refusal: Refusal): string {
  if (refusal.refused !== 'platform/validation-failed') return messageOf(refusal, 'en').slice(0, LONGEST_MESSAGE);
  return `Missing, unknown or malformed: ${String(refusal.details?.['paths'])}`.slice(0, LONGEST_MESSAGE);
}
