import { Get } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, ValidQuery, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksPage } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { EHOKS_HOKS } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { onlyServiceUsers } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { hoksView } from '../hoks/hoks-view.js';
import { HoksPageQuery } from './hoks-page.query.js';
import { withoutPersonalData } from './without-personal-data.js';

const MOST = 1_000;
const USUAL = 500;

/** eHOKS takes times without a zone too (2021-01-20T12:55:02), and days; they are UTC, as in its containers. */
const moment = z
  .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()])
  .transform((text) => new Date(/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`))
  .refine((time) => time.getTime() >= 0, 'expected a time such as 2021-01-20T12:55:02');

/** A whole number as it is written; an empty text is none. */
const wholeNumber = z
  .string()
  .regex(/^-?\d{1,10}$/)
  .transform(Number);

const pageQuery = z.looseObject({
  amount: wholeNumber.default(USUAL),
  'from-id': wholeNumber.pipe(z.int().min(0).max(2_147_483_647)).default(0),
  'updated-after': moment.optional(),
});

interface Page {
  readonly 'last-id': number;
  readonly 'failed-ids': readonly number[];
  readonly result: readonly object[];
}

@CompatibleController(EHOKS_HOKS)
export class EhoksHoksPageController {
  constructor(private readonly query: HoksPageQuery) {}

  /**
   * Up to `amount` (1–1,000; 500 unless said) HOKSes with an id greater than `from-id`, without personal data; deleted ones
   * have `poistettu`. Large HOKSes make a page shorter. `last-id` is the `from-id` of the next page; an empty `result` is the
   * end. `updated-after` leaves out what has not changed since.
   */
  @Get('paged')
  @AnswersAsOthers(ehoksPage, 'Page through HOKSes without personal data', HOKS_REFUSED)
  async page(
    @CurrentActor() actor: Caller,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<Restful<Page>> {
    onlyServiceUsers(actor);
    const fromId = query['from-id'];
    const amount = Math.min(Math.max(1, query.amount), MOST);
    const updatedAfter = query['updated-after'] ?? null;
    const page = orProblem(await this.query.execute(actor, { fromId, amount, updatedAfter }));
    return restful({
      'last-id': page.at(-1)?.id ?? fromId,
      'failed-ids': [],
      result: page.map((hoks) => withoutPersonalData(hoksView(hoks))),
    });
  }
}
