import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import type { Transaction } from '#messaging';
import { askToRepublish } from '../../published-events.js';
import { type CaseEvent, newsOf } from '../../case-news.js';
import { bringUpToDate } from '../../domain/case.js';
import { Cases } from '../../persistence/cases.js';

/** Follows the application in this service's copy. Runs in the transaction of the event that tells the news. */
@Injectable()
export class BringCaseUpToDate {
  constructor(private readonly cases: Cases) {}

  /**
   * Leaves the row of the case locked, if there is one. News that cannot be understood without earlier ones that never came
   * change nothing: the applications service is asked to tell the whole application, on the same topic and key.
   */
  async execute(tx: Transaction, body: EventBodies[CaseEvent]): Promise<void> {
    const news = newsOf(body);
    const { institutionOid, applicationId } = news;
    const stored = await this.cases.lock(tx.sql, institutionOid, applicationId);
    const updated = bringUpToDate(stored, news);
    if (updated === 'not-newer') return;
    if (updated === 'incomplete') await tx.append(askToRepublish(institutionOid, 'APPLICATION', [applicationId]));
    else await this.cases.save(tx.sql, updated);
  }
}
