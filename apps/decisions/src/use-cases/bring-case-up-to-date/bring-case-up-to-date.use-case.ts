import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import type { Transaction } from '#messaging';
import { type CaseEvent, newsOf } from '../../case-news.js';
import { bringUpToDate, type Case } from '../../domain/case.js';
import { Cases } from '../../persistence/cases.js';

/** Follows the application in this service's copy. Runs in the transaction of the event that tells the news. */
@Injectable()
export class BringCaseUpToDate {
  constructor(private readonly cases: Cases) {}

  /**
   * @returns the case after the news, its row locked
   * @throws Error when the news cannot be understood without earlier ones that never came: the key is parked, nothing guessed
   */
  async run(tx: Transaction, body: EventBodies[CaseEvent]): Promise<Case> {
    const news = newsOf(body);
    const stored = await this.cases.lock(tx.sql, news.institutionOid, news.applicationId);
    const updated = bringUpToDate(stored, news);
    if (updated === 'not-newer' && stored) return stored;
    if (typeof updated === 'string') {
      throw new Error(`application ${news.applicationId}: the content behind version ${news.version} was never told`);
    }
    await this.cases.save(tx.sql, updated);
    return updated;
  }
}
