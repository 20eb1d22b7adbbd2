import { Get, HttpCode, Patch, Post } from '@nestjs/common';
import { CompatibleDoor } from '../service-users/compatible-door.js';
import { EHOKS_HOKS } from './paths.js';

const parts = [
  'hankittava-paikallinen-tutkinnon-osa',
  'hankittava-ammat-tutkinnon-osa',
  'hankittava-yhteinen-tutkinnon-osa',
  'aiemmin-hankittu-ammat-tutkinnon-osa',
  'aiemmin-hankittu-paikallinen-tutkinnon-osa',
  'aiemmin-hankittu-yhteinen-tutkinnon-osa',
  'opiskeluvalmiuksia-tukevat-opinnot',
].map((part) => `:id/${part}`);
const one = parts.map((part) => `${part}/:partId`);

/** eHOKS's own words, its slip of the pen included. */
const gone = { message: 'Route is deprected.', code: 'hoks/part-route-gone' };

/** Parts were once stored one by one; eHOKS answers so to all of it. Parts come and go with the whole HOKS. */
@CompatibleDoor(EHOKS_HOKS)
export class EhoksGonePartsController {
  @Get(one)
  @HttpCode(410)
  get(): typeof gone {
    return gone;
  }

  @Post(parts)
  @HttpCode(410)
  post(): typeof gone {
    return gone;
  }

  @Patch(one)
  @HttpCode(410)
  patch(): typeof gone {
    return gone;
  }
}
