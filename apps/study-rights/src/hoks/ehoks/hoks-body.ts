import { z } from 'zod';
import { isPlausibleDay } from '#kernel';
import { isStudyRightOid } from '../../study-rights/domain/oids.js';
import { isStorableJson } from '../../study-rights/koski/storable-json.js';
import { learnerOid, ownKey } from './own-key.js';
import { withTrimmedTexts } from './trimmed-texts.js';

const day = z.string().refine(isPlausibleDay, ownKey('hoks/malformed-day'));
const studyRightOid = z.string().refine(isStudyRightOid, ownKey('hoks/malformed-study-right-oid'));
const moment = z.iso.datetime({ offset: true });
const MOST_PARTS = 200;

const interruption = z.looseObject({ alku: day, loppu: day.optional() });

const way = z.looseObject({
  alku: day,
  loppu: day,
  'osaamisen-hankkimistapa-koodi-uri': z.string().regex(/^osaamisenhankkimistapa_.+$/),
  'yksiloiva-tunniste': z.string().trim().min(1).max(200).optional(),
  'oppisopimuksen-perusta-koodi-uri': z
    .string()
    .regex(/^oppisopimuksenperusta_.+$/)
    .optional(),
  'osa-aikaisuustieto': z.int().optional(),
  'tyopaikalla-jarjestettava-koulutus': z.looseObject({ 'tyopaikan-y-tunnus': z.string().optional() }).optional(),
  keskeytymisajanjaksot: z.array(interruption).max(MOST_PARTS).optional(),
});
const ways = z.array(way).max(MOST_PARTS).optional();
const process = z.string().optional();

/** Of vocational parts only: the register number of the qualification requirements that the part is taken from. */
const requirementsNumber = { 'tutkinnon-osan-perusteen-diaarinro': z.string().max(100).optional() };

/** Of what is to be acquired; opetus-ja-ohjaus-maara is in hours. */
const acquisition = { 'osaamisen-hankkimistavat': ways, 'opetus-ja-ohjaus-maara': z.number().min(0).optional() };

const toBeAcquired = z.array(z.looseObject(acquisition)).max(MOST_PARTS);
const vocationalToBeAcquired = z.array(z.looseObject({ ...requirementsNumber, ...acquisition })).max(MOST_PARTS);
const commonToBeAcquired = z.array(z.looseObject({ 'osa-alueet': toBeAcquired.optional() })).max(MOST_PARTS);
const acquired = z.array(z.looseObject({ 'valittu-todentamisen-prosessi-koodi-uri': process })).max(MOST_PARTS);
const vocationalAcquired = z
  .array(z.looseObject({ ...requirementsNumber, 'valittu-todentamisen-prosessi-koodi-uri': process }))
  .max(MOST_PARTS);
const commonAcquired = z.array(z.looseObject({ 'osa-alueet': acquired.optional() })).max(MOST_PARTS);

const educationPart = z.looseObject({
  'koulutuksen-osa-koodi-uri': z.string().regex(/^koulutuksenosattuva_\d{3}$/),
  laajuus: z.number().min(0),
  alku: day,
  loppu: day,
});

const learningSupport = z.looseObject({
  'oppimisen-tuen-tyyppi-koodi-uri': z.string(),
  alku: day.optional(),
  loppu: day.optional(),
  'tutkinnon-osan-tyyppi-koodi-uri': z
    .string()
    .regex(/^ammatillisentutkinnonosanryhma_[12]$/)
    .optional(),
});

/** Fields that every method takes and none requires. */
const optionalFields = {
  'tuva-opiskeluoikeus-oid': studyRightOid.optional(),
  'osaamisen-saavuttamisen-pvm': day.optional(),
  'urasuunnitelma-koodi-uri': z.string().max(100).optional(),
  'urasuunnitelma-koodi-versio': z.int().min(1).optional(),
  sahkoposti: z.string().max(200).optional(),
  puhelinnumero: z.string().max(50).optional(),
  versio: z.int().optional(),
  hyvaksytty: moment.optional(),
  paivitetty: moment.optional(),
};

/** Parts are kept as they come; typed is what this service decides on. */
const parts = {
  'aiemmin-hankitut-ammat-tutkinnon-osat': vocationalAcquired.optional(),
  'aiemmin-hankitut-yhteiset-tutkinnon-osat': commonAcquired.optional(),
  'aiemmin-hankitut-paikalliset-tutkinnon-osat': acquired.optional(),
  'hankittavat-ammat-tutkinnon-osat': vocationalToBeAcquired.optional(),
  'hankittavat-yhteiset-tutkinnon-osat': commonToBeAcquired.optional(),
  'hankittavat-paikalliset-tutkinnon-osat': toBeAcquired.optional(),
  'hankittavat-koulutuksen-osat': z.array(educationPart).max(MOST_PARTS).optional(),
  'opiskeluvalmiuksia-tukevat-opinnot': z.array(z.looseObject({})).max(MOST_PARTS).optional(),
  'oppimisen-tuki': z.array(learningSupport).max(MOST_PARTS).optional(),
};

/** Of eHOKS's PUT and PATCH; there the id of the path counts, here it only may not differ. */
const identity = {
  id: z.int().optional(),
  'opiskeluoikeus-oid': studyRightOid.optional(),
  'oppija-oid': learnerOid.optional(),
};

/** What is too deep is not looked into any further. */
const unstorable = { error: 'contains characters, numbers or a depth that cannot be stored', abort: true };

/**
 * eHOKS's HOKSLuonti (POST). The required fields are the minimum data of 2019 (R156–R157, R171).
 * Source of all three: ehoks src/oph/ehoks/hoks/schema.clj, HOKSModel.
 */
export const hoksCreation = z
  .strictObject({
    'opiskeluoikeus-oid': studyRightOid,
    'oppija-oid': learnerOid,
    'ensikertainen-hyvaksyminen': day,
    'osaamisen-hankkimisen-tarve': z.boolean(),
    ...optionalFields,
    ...parts,
  })
  .refine(isStorableJson, unstorable)
  .overwrite(withTrimmedTexts);

/** eHOKS's HOKSKorvaus (PUT): the whole HOKS anew. */
export const hoksReplacement = z
  .strictObject({
    ...identity,
    'ensikertainen-hyvaksyminen': day,
    'osaamisen-hankkimisen-tarve': z.boolean(),
    ...optionalFields,
    ...parts,
  })
  .refine(isStorableJson, unstorable)
  .overwrite(withTrimmedTexts);

/** eHOKS's HOKSPaivitys (PATCH): main fields only, none required. */
export const hoksPatch = z
  .strictObject({
    ...identity,
    'ensikertainen-hyvaksyminen': day.optional(),
    'osaamisen-hankkimisen-tarve': z.boolean().optional(),
    ...optionalFields,
  })
  .refine(isStorableJson, unstorable)
  .overwrite(withTrimmedTexts);

export type HoksCreation = z.infer<typeof hoksCreation>;
export type HoksReplacement = z.infer<typeof hoksReplacement>;
export type HoksPatch = z.infer<typeof hoksPatch>;
