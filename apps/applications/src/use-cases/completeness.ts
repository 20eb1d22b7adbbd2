import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { ErrorTable, SqlRunner } from '#platform';
import type { Application } from '../domain/application.js';
import { allows } from '../domain/application.states.js';
import { type FactsOfSending, obstaclesToSending, obstaclesToSendingAgain } from '../domain/obstacles-to-sending.js';
import { errors } from '../errors.js';
import type { ToComplete } from '../http/answer-shapes.js';
import { CopiesRepository } from '../persistence/copies.repository.js';
import { rightsOf } from '../persistence/rights.js';
import { codesOfRetiredTargets } from './written-content.js';

const texts: ErrorTable = errors;

/** Why an application would not be sent now: asked while it is written and when it is sent, so that both say the same. */
@Injectable()
export class Completeness {
  constructor(private readonly copies: CopiesRepository) {}

  /** @param handlerId to whom it is to be sent */
  async facts(sql: SqlRunner, application: Application, handlerId: string | null, now: Date): Promise<FactsOfSending> {
    const { institutionOid, studyRightId, programmeCode } = application;
    const today = finnishDay(now);
    const [rights, handler, studyRight, programme, notInForce] = await Promise.all([
      rightsOf(sql, [institutionOid]),
      this.copies.person(sql, institutionOid, handlerId),
      this.copies.studyRight(sql, institutionOid, studyRightId),
      this.copies.programmeValidity(sql, institutionOid, programmeCode),
      codesOfRetiredTargets(this.copies, sql, application, today),
    ]);
    return { rights: rights(institutionOid), handlerId, handler, studyRight, programme, notInForce, today };
  }

  /** What is missing or wrong in each field; null for anybody but the student, and when nothing can be written. */
  async of(sql: SqlRunner, application: Application, viewerId: string, now: Date): Promise<ToComplete[] | null> {
    if (viewerId !== application.studentId) return null;
    const { parts } = application;
    if (parts.some((part) => allows('resubmit-parts', part))) {
      return inWords(obstaclesToSendingAgain(application, finnishDay(now)));
    }
    if (!parts.every((part) => allows('submit-application', part))) return null;
    const { refusals, fields } = obstaclesToSending(
      application,
      await this.facts(sql, application, application.handlerId, now),
    );
    return inWords([...refusals.map(({ refused }) => ({ path: 'studyRightId', code: refused })), ...fields]);
  }
}

function inWords(found: readonly { readonly path: string; readonly code: string }[]): ToComplete[] {
  return found.flatMap(({ path, code }) => {
    const message = texts[code]?.detail;
    return message === undefined ? [] : [{ path, code, severity: 'ERROR' as const, message }];
  });
}
