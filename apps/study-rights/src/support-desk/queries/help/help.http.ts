import { Controller, Get, Headers } from '@nestjs/common';
import { finnishDay } from '#kernel';
import { Clock, type Localised, preferredLanguage, Public } from '#platform';
import { AnswersHere, helpShape } from '../../../http/answer-shapes.js';
import { config } from '../../../config.js';
import { nextDaysOfASeries } from '../../domain/next-days-of-a-series.js';
import { SupportDesk } from '../../../problems/next-steps.js';

const SHOWN = 3;

const questions: Localised = {
  fi: 'HOKS: kysymyksiä ja vastauksia',
  sv: 'HOKS: frågor och svar',
  en: 'HOKS: questions and answers',
};
const webinar: Localised = { fi: 'eHOKS-webinaari', sv: 'eHOKS-webbinarium', en: 'eHOKS webinar' };

@Controller('api/study-rights/v1/help')
@Public()
export class HelpController {
  constructor(
    private readonly desk: SupportDesk,
    private readonly clock: Clock,
  ) {}

  /** Where help is to be had: customer service (R170), questions and answers, the next webinars in Finnish time (R173). */
  @Get()
  @AnswersHere(helpShape, 'Say where help is to be had', null)
  get(@Headers('accept-language') acceptLanguage: string | undefined): object {
    const language = preferredLanguage(acceptLanguage);
    const { WEBINAR_FIRST_DAY: firstDay, WEBINAR_WEEKS: weeks, WEBINAR_HOURS: hours } = config;
    const [begins, ends] = hours.split('-');
    return {
      supportEmail: this.desk.email,
      links: [{ title: questions[language], url: config.HELP_URL }],
      webinar: {
        title: webinar[language],
        everyWeeks: weeks,
        next: nextDaysOfASeries({ firstDay, weeks }, finnishDay(this.clock.now()), SHOWN).map((day) => ({
          ...{ day, begins, ends },
          timeZone: 'Europe/Helsinki',
        })),
      },
    };
  }
}
