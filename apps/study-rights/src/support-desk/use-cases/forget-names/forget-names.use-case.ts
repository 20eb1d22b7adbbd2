import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { namesKeptSince } from '../../domain/names-kept-since.js';
import { PersonNameRepository } from '../../../persistence/person-name.repository.js';

/** People of one transaction. */
const PAGE = 500;

/** Forgets the names of people who have left the desk or a provider. A job of the service: ids stay in cases and the audit log. */
@Injectable()
export class ForgetNames {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly names: PersonNameRepository,
  ) {}

  /** @returns whether there may be more */
  async execute(): Promise<boolean> {
    const seenBefore = namesKeptSince(this.clock.now());
    return this.unitOfWork.run(async ({ sql }) => (await this.names.forget(sql, seenBefore, PAGE)) === PAGE);
  }
}
