import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Hundredths, hundredthsOf, LIMITS } from '#kernel';
import { say, ValidBody, ValidParams, Answers, Command, type SentCommand } from '#platform';
import { uuid } from '../../http/request-schemas.js';
import { proposedShape } from '../../http/answer-shapes.js';
import { rolesFor } from '../../domain/policy.js';
import { MakeDecision, type MadeDecision } from './make-decision.use-case.js';

const params = z.object({ applicationId: uuid, partId: uuid });

const credits = z
  .number()
  .min(0)
  .max(LIMITS.credits)
  .transform((figure, context): Hundredths => {
    const hundredths = hundredthsOf(figure);
    if (hundredths !== undefined) return hundredths;
    context.addIssue({ code: 'custom', message: say('credits').error });
    return z.NEVER;
  });

/** A code of the codeset ahot_keywords (R104). */
const keyword = z
  .string()
  .max(LIMITS.keyword)
  .regex(/^[a-z0-9åäö-]{2,}$/, say('keyword'));

/** "Approve partially" (R57) comes with partial recognition; until then it is an outcome like any unknown one. */
const body = z.strictObject({
  outcome: z.enum(['APPROVED', 'REJECTED']),
  grantedCredits: credits.optional(),
  grade: z.string().trim().min(1).max(LIMITS.grade).optional(),
  fieldOfEducation: z.int().min(1).max(LIMITS.fieldOfEducation).optional(),
  keywords: z.array(keyword).min(1).max(10).optional(),
  reasons: z.string().max(10_000).optional(),
  basisName: z.string().trim().min(1).max(LIMITS.basisName).optional(),
  /** Answer to decision/public-name-is-the-applicants: what becomes public may hold the applicant's name. */
  applicantsNameMayStand: z.boolean().optional(),
});

@Controller('api/decisions/v1/cases')
export class MakeDecisionController {
  constructor(private readonly makeDecision: MakeDecision) {}

  /** 202: the decision is a proposal; GET /decisions/{id} shows when it is final or void. */
  @Post(':applicationId/parts/:partId/decisions')
  @HttpCode(202)
  @Answers(proposedShape, {
    summary: 'Decide on a part',
    roles: rolesFor('make-decision'),
    problems: [
      ...[
        'decision/case-not-found',
        'decision/part-not-found',
        'decision/not-allowed',
        'decision/not-the-handler',
        'decision/condition-not-met',
      ],
      ...['decision/already-decided', 'decision/part-not-in-process', 'decision/reasons-missing'],
      ...[
        'decision/rejection-grants-nothing',
        'decision/approval-incomplete',
        'decision/keyword-not-live',
        'decision/credits-not-possible',
      ],
      ...['decision/exemption-grants-no-credits', 'decision/grade-not-on-scale', 'decision/name-missing'],
      ...['decision/public-name-tells-of-a-person', 'decision/public-name-is-the-applicants'],
      'decision/idempotency-key-reused',
    ],
  })
  async post(
    @Command('none') command: SentCommand,
    @ValidParams(params) at: z.infer<typeof params>,
    @ValidBody(body) content: z.infer<typeof body>,
  ): Promise<MadeDecision> {
    return this.makeDecision.execute(command, at, content);
  }
}
