import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams } from '#platform';
import { type AttainmentView, attainmentView } from '../../attainment-view.js';
import { uuid } from '../../http-shapes.js';
import { RecordRecognition } from './record-recognition.use-case.js';

const params = z.object({ decisionId: uuid });

/** Without a day the attainment date follows R60 and R61. */
const body = z.strictObject({ recordedOn: z.iso.date().optional() });

@Controller('api/decisions/v1/decisions')
export class RecordRecognitionController {
  constructor(private readonly recordRecognition: RecordRecognition) {}

  /** 200 also when it was recorded before: the answer shows the same attainments. Empty for an exemption (D8). */
  @Post(':decisionId/recording')
  @HttpCode(200)
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { decisionId }: z.infer<typeof params>,
    @ValidBody(body) { recordedOn }: z.infer<typeof body>,
  ): Promise<{ decisionId: string; attainments: AttainmentView[] }> {
    const attainments = await this.recordRecognition.execute(actor, decisionId, recordedOn);
    return { decisionId, attainments: attainments.map(attainmentView) };
  }
}
