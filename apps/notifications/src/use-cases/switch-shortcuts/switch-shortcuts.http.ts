import { Controller, Put } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidBody } from '#platform';
import type { Preferences } from '../../domain/preferences.js';
import { preferencesShape } from '../../http/preferences-shape.js';
import { ChangePreferences } from '../change-preferences.js';

const body = z.strictObject({ shortcuts: z.boolean() });

@Controller('api/notifications/v1/preferences/shortcuts')
export class SwitchShortcutsController {
  constructor(private readonly change: ChangePreferences) {}

  /** 200 with the own preferences; the same answer however often it is called. */
  @Put()
  @Answers(preferencesShape, { summary: 'Switch commands of one key on or off' })
  async put(@CurrentActor() actor: Actor, @ValidBody(body) { shortcuts }: z.infer<typeof body>): Promise<Preferences> {
    return this.change.execute('switch-shortcuts', actor, (before) => ({ ...before, shortcuts }), { shortcuts });
  }
}
