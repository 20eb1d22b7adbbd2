import { Controller, Delete } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidParams } from '#platform';
import { deleteView, type Preferences } from '../../domain/preferences.js';
import { preferencesShape, viewParams } from '../../http/preferences-shape.js';
import { ChangePreferences } from '../change-preferences.js';

@Controller('api/notifications/v1/preferences/views')
export class DeleteViewController {
  constructor(private readonly change: ChangePreferences) {}

  /** 200 with the own preferences, also when there was no such view. */
  @Delete(':viewId')
  @Answers(preferencesShape, { summary: 'Delete a view of a list' })
  async delete(
    @CurrentActor() actor: Actor,
    @ValidParams(viewParams) { viewId }: z.infer<typeof viewParams>,
  ): Promise<Preferences> {
    return this.change.execute('delete-view', actor, (before) => deleteView(before, viewId), { viewId });
  }
}
