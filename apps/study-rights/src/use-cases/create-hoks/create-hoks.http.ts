import { Controller, Headers, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody } from '#platform';
import { isPlausibleDay } from '../../domain/dates.js';
import { isLearnerOid, isStudyRightOid } from '../../domain/oids.js';
import { isStorableJson } from '../../koski/storable-json.js';
import { SupportDesk } from '../../next-steps.js';
import { orLocalisedProblem } from '../../problems.js';
import { CreateHoks } from './create-hoks.use-case.js';

const day = z.string().refine(isPlausibleDay, 'expected a day from 1900-01-01 to 2199-12-31');
const studyRightOid = z.string().refine(isStudyRightOid, 'expected a study right oid: node 15 and its check digit');
const moment = z.iso.datetime({ offset: true });
/** Parts are kept as they come; eHOKS's rules for them are not decided on here. */
const parts = z.array(z.looseObject({})).max(200).optional();

/** eHOKS's HOKSModel, main level. The required fields are the minimum data of 2019 (R156–R157, R171). */
export const hoksBody = z
  .strictObject({
    'opiskeluoikeus-oid': studyRightOid,
    'oppija-oid': z.string().refine(isLearnerOid, 'expected a learner oid: node 24 and its check digit'),
    'ensikertainen-hyvaksyminen': day,
    'osaamisen-hankkimisen-tarve': z.boolean(),
    'tuva-opiskeluoikeus-oid': studyRightOid.optional(),
    'osaamisen-saavuttamisen-pvm': day.optional(),
    'urasuunnitelma-koodi-uri': z
      .string()
      .regex(/^urasuunnitelma_\d{4}$/)
      .optional(),
    'urasuunnitelma-koodi-versio': z.int().min(1).optional(),
    sahkoposti: z.email().max(200).optional(),
    puhelinnumero: z.string().max(50).optional(),
    hyvaksytty: moment.optional(),
    paivitetty: moment.optional(),
    'aiemmin-hankitut-ammat-tutkinnon-osat': parts,
    'aiemmin-hankitut-yhteiset-tutkinnon-osat': parts,
    'aiemmin-hankitut-paikalliset-tutkinnon-osat': parts,
    'hankittavat-ammat-tutkinnon-osat': parts,
    'hankittavat-yhteiset-tutkinnon-osat': parts,
    'hankittavat-paikalliset-tutkinnon-osat': parts,
    'hankittavat-koulutuksen-osat': parts,
    'opiskeluvalmiuksia-tukevat-opinnot': parts,
    'oppimisen-tuki': parts,
  })
  .refine(isStorableJson, 'contains characters, numbers or a depth that cannot be stored');

@Controller('api/study-rights/v1/hoks')
export class CreateHoksController {
  constructor(
    private readonly createHoks: CreateHoks,
    private readonly desk: SupportDesk,
  ) {}

  /** Stores a HOKS in eHOKS's field names. One per study right, deleted ones included. */
  @Post()
  async post(
    @CurrentActor() actor: Actor,
    @ValidBody(hoksBody) body: z.infer<typeof hoksBody>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<{ id: number; uri: string }> {
    const { id } = orLocalisedProblem(await this.createHoks.execute(actor, body), this.desk, language);
    return { id, uri: `/api/study-rights/v1/hoks/${id}` };
  }
}
