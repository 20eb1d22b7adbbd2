import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { dueDigest } from '../../domain/digest.js';
import { SettingsRepository } from '../../persistence/settings.repository.js';
import { WriteDigestBatch } from '../write-digest-batch.js';

/**
 * Writes the digests that are due now, of all institutions (R1, R2). Processes share the institutions. Acts for the system:
 * there is nobody to authorise.
 */
@Injectable()
export class WriteDigests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: SettingsRepository,
    private readonly batch: WriteDigestBatch,
    private readonly clock: Clock,
  ) {}

  /** One batch of each institution. @returns whether more may be due */
  async execute(): Promise<boolean> {
    const at = this.clock.now();
    let more = false;
    for (const { institutionOid, settings } of await this.unitOfWork.read((sql) => this.settings.ofAll(sql))) {
      const day = dueDigest(settings.digest, at);
      if (day === null) continue;
      const wrote = await this.unitOfWork.run((tx) => this.batch.execute(tx, { institutionOid, day }, settings, at));
      more ||= wrote;
    }
    return more;
  }
}
