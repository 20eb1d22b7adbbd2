import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { LIMITS, refuse } from '#kernel';
import type { ReceivedEvent, Transaction } from '#messaging';
import { ownCodeOf } from '#platform';
import type { ErrorCode, Refusal } from '../../../errors.js';
import { fieldOf, senderOf, textOf } from '../../../study-rights/reactions/sent-by-a-system.js';
import { hoksCreation, hoksReplacement } from '../../ehoks/hoks-body.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { CreateHoks } from '../../use-cases/create-hoks/create-hoks.use-case.js';
import { DeleteHoks } from '../../use-cases/delete-hoks/delete-hoks.use-case.js';
import { ReplaceHoks } from '../../use-cases/replace-hoks/replace-hoks.use-case.js';

export type Sent = ReceivedEvent<'national.hoks-sent.v1'>;

const PATHS_NAMED = 20;

/** Does what an event asks for, by the use cases that serve HTTP too. */
@Injectable()
export class CarryOutSentHoks {
  constructor(
    private readonly createHoks: CreateHoks,
    private readonly replaceHoks: ReplaceHoks,
    private readonly deleteHoks: DeleteHoks,
    private readonly hokses: HoksRepository,
  ) {}

  async execute(tx: Transaction, event: Sent): Promise<object | Refusal> {
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
    const hoks = oid === null ? null : await this.hokses.ofStudyRight(tx.sql, event.institutionOid, oid);
    return hoks?.id ?? null;
  }
}

/** The same keys as by HTTP: faults with a key of their own are reported by it, after the list of all places. */
function malformed(issues: readonly z.core.$ZodIssue[]): Refusal {
  const paths = issues.map(({ path }) => path.join('.') || '(HOKS)');
  // Made by ownKey() of the schemas.
  const own = issues.flatMap((issue) => (ownCodeOf(issue) ?? []) as ErrorCode | []);
  const others = [...new Set(own)].map((code) => refuse(code));
  return { ...refuse('platform/validation-failed', { paths: paths.slice(0, PATHS_NAMED).join(', ') }), others };
}

/** The oid of the study right that the HOKS names; null where it names none. */
export function studyRightOf({ body }: Sent): string | null {
  return textOf(fieldOf(body.hoks, 'opiskeluoikeus-oid'), LIMITS.oid);
}
