import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '#messaging';
import { causeOfDigest, digestParameters, wantsDigest } from '../domain/digest.js';
import type { Settings } from '../domain/settings.js';
import { type DigestRun, DigestRunRepository } from '../persistence/digest-run.repository.js';
import { MessageRepository } from '../persistence/message.repository.js';
import { type HandlersWork, WaitingWorkRepository } from '../persistence/waiting-work.repository.js';
import { CompleteMessages } from './complete-messages/complete-messages.use-case.js';

/** Handlers of one transaction: at most as many as messages are completed at once. */
const BATCH = 200;

/**
 * Writes the digests of an institution's day, a batch of handlers at a time (R1). Where it has come to is kept in the
 * transaction of the batch: neither a process that ends nor a second one makes a handler's second digest of the day.
 */
@Injectable()
export class WriteDigestBatch {
  constructor(
    private readonly works: WaitingWorkRepository,
    private readonly runs: DigestRunRepository,
    private readonly messages: MessageRepository,
    private readonly completeMessages: CompleteMessages,
  ) {}

  /** @returns whether a batch was written, so that more may be due; false also while another process has the run */
  async execute(tx: Transaction, run: DigestRun, settings: Settings, at: Date): Promise<boolean> {
    const { institutionOid, day } = run;
    const after = await this.runs.take(tx.sql, run, at);
    if (after === null) return false;
    const works = await this.works.ofHandlersAfter(tx.sql, institutionOid, after, day, BATCH);
    const wanted = works.filter((work) => wantsDigest(settings.digest, work.choice, work, day, settings.closedDays));
    await this.write(tx, run, wanted, at);
    await this.runs.moveOn(tx.sql, run, {
      ...{ after: works.at(-1)?.handlerId ?? after, handlers: works.length, digests: wanted.length },
      endedAt: works.length < BATCH ? at : null,
    });
    return true;
  }

  private async write(
    tx: Transaction,
    { institutionOid, day }: DigestRun,
    works: readonly HandlersWork[],
    at: Date,
  ): Promise<void> {
    const eventId = causeOfDigest(day);
    const digest = { institutionOid, eventId, channel: 'EMAIL', template: 'notification.digest.handler' } as const;
    const nobody = { applicationId: null, studentId: null, trace: null, createdAt: at };
    await this.messages.add(
      tx.sql,
      works.map((work) => ({
        ...{ ...digest, ...nobody, id: randomUUID(), recipientId: work.handlerId, parameters: digestParameters(work) },
      })),
    );
    await this.works.keepFingerprints(tx.sql, institutionOid, works);
    await this.completeMessages.execute(tx, { institutionOid, eventId });
  }
}
