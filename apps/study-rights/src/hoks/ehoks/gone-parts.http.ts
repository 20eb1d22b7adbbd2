import { All, HttpCode } from '@nestjs/common';
import { CompatibleController } from '../../service-users/compatible-controller.js';
import { EHOKS_HOKS } from './paths.js';

const parts = [
  'hankittava-paikallinen-tutkinnon-osa',
  'hankittava-ammat-tutkinnon-osa',
  'hankittava-yhteinen-tutkinnon-osa',
  'aiemmin-hankittu-ammat-tutkinnon-osa',
  'aiemmin-hankittu-paikallinen-tutkinnon-osa',
  'aiemmin-hankittu-yhteinen-tutkinnon-osa',
  'opiskeluvalmiuksia-tukevat-opinnot',
].flatMap((part) => [`:id/${part}`, `:id/${part}/:partId`]);

/** eHOKS's own words, its slip of the pen included. */
const gone = { message: 'Route is deprected.', code: 'hoks/part-route-gone' };

/** Parts were once stored one by one; eHOKS answers so to all of it. Parts come and go with the whole HOKS. */
@CompatibleController(EHOKS_HOKS)
export class EhoksGonePartsController {
  @All(parts)
  @HttpCode(410)
  any(): typeof gone {
    return gone;
  }
}
