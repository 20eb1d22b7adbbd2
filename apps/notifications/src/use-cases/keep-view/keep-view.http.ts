import { Controller, Put } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidBody, ValidParams } from '#platform';
import { keepView, type Preferences } from '../../domain/preferences.js';
import { preferencesShape, viewContent, viewParams } from '../../http/preferences-shape.js';
import { ChangePreferences } from '../change-preferences.js';

@Controller('api/notifications/v1/preferences/views')
export class KeepViewController {
  constructor(private readonly change: ChangePreferences) {}

  /** 200 with the own preferences. Keeps a view of a list by an id that the client has made, or keeps that view differently. */
  @Put(':viewId')
  @Answers(preferencesShape, {
    summary: 'Keep a view of a list',
    problems: ['preferences/too-many-views', 'preferences/view-name-taken'],
  })
  async put(
    @CurrentActor() actor: Actor,
    @ValidParams(viewParams) { viewId }: z.infer<typeof viewParams>,
    @ValidBody(viewContent) content: z.infer<typeof viewContent>,
  ): Promise<Preferences> {
    const view = { id: viewId, ...content };
    return this.change.execute('keep-view', actor, (before) => keepView(before, view), { viewId, list: view.list });
  }
}
