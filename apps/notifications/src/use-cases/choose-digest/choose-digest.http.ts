import { Controller, Put } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidBody } from '#platform';
import type { Preferences } from '../../domain/preferences.js';
import { digestChoice, preferencesShape } from '../../http/preferences-shape.js';
import { ChangePreferences } from '../change-preferences.js';

@Controller('api/notifications/v1/preferences/digest')
export class ChooseDigestController {
  constructor(private readonly change: ChangePreferences) {}

  /** 200 with the own preferences; the same answer however often it is called. Null: as the institution has it. */
  @Put()
  @Answers(preferencesShape, { summary: 'Choose when to get a digest of what waits for oneself' })
  async put(
    @CurrentActor() actor: Actor,
    @ValidBody(digestChoice) { mode, days }: z.infer<typeof digestChoice>,
  ): Promise<Preferences> {
    const digest = { mode, days };
    return this.change.execute('choose-digest', actor, (before) => ({ ...before, digest }), digest);
  }
}
