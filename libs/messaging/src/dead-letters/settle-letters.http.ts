import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams, Answers } from '#platform';
import { DiscardLetter } from './discard-letter.js';
import { type LetterView, shownLetter } from './letter-view.js';
import { recordNumber, settlingReason } from './operator-input.js';
import { ROLES_BY_RIGHT } from './policy.js';
import { type ReplayedKey, replayedKey, ReplayKey } from './replay-key.js';
import { ReplayLetter } from './replay-letter.js';

const text = z.string().min(1).max(300);
const params = z.object({ id: recordNumber });
const nothing = z.strictObject({});
const keyBody = z.strictObject({ topic: text, key: text });
const discardBody = z.strictObject({ reason: settlingReason });

/** What a replay may be refused with. */
const REPLAY_REFUSED = [
  'dead-letter/already-settled',
  'dead-letter/not-the-oldest',
  'dead-letter/replay-failed',
  'dead-letter/still-unreadable',
  'dead-letter/body-gone',
  'dead-letter/effect-exists',
];

type Params = z.infer<typeof params>;

/** For operators: what becomes of dead letters. The module puts `/api/<service>/v1/` in front. */
@Controller('dead-letters')
export class SettleLettersController {
  constructor(
    private readonly replayLetter: ReplayLetter,
    private readonly replayLettersOfKey: ReplayKey,
    private readonly discardLetter: DiscardLetter,
  ) {}

  /** 200 with what was done for the key; 409 with the first letter that failed again. */
  @Post('replay-key')
  @HttpCode(200)
  @Answers(replayedKey, {
    summary: 'Replay the open letters of a key in their order',
    roles: ROLES_BY_RIGHT.settle,
    problems: ['platform/forbidden', ...REPLAY_REFUSED, 'dead-letter/key-unknown'],
  })
  async replayKey(
    @CurrentActor() actor: Actor,
    @ValidBody(keyBody) place: z.infer<typeof keyBody>,
  ): Promise<ReplayedKey> {
    return this.replayLettersOfKey.execute(actor, place);
  }

  /** 200 with the replayed letter, also when it was replayed before. */
  @Post(':id/replay')
  @HttpCode(200)
  @Answers(shownLetter, {
    summary: 'Replay one dead letter',
    roles: ROLES_BY_RIGHT.settle,
    problems: ['platform/forbidden', ...REPLAY_REFUSED],
  })
  async replay(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { id }: Params,
    @ValidBody(nothing) _input: object,
  ): Promise<LetterView> {
    return this.replayLetter.execute(actor, id);
  }

  /** 200 with the discarded letter, also when it was discarded before. */
  @Post(':id/discard')
  @HttpCode(200)
  @Answers(shownLetter, {
    summary: 'Discard one dead letter',
    roles: ROLES_BY_RIGHT.settle,
    problems: ['platform/forbidden', 'dead-letter/already-settled', 'dead-letter/effect-exists'],
  })
  async discard(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { id }: Params,
    @ValidBody(discardBody) { reason }: z.infer<typeof discardBody>,
  ): Promise<LetterView> {
    return this.discardLetter.execute(actor, id, reason);
  }
}
