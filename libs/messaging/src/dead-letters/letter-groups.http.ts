import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidBody, ValidParams, ValidQuery } from '#platform';
import { type DiscardedGroup, DiscardGroup } from './discard-group.js';
import { discardedGroup, groupPage, replayedGroup } from './letter-view.js';
import { type GroupPage, ListGroups } from './list-groups.js';
import { letterGroup, recordNumber, settlingReason } from './operator-input.js';
import { ROLES_BY_RIGHT } from './policy.js';
import { type ReplayedGroup, ReplayGroup } from './replay-group.js';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: letterGroup.optional(),
});
const params = z.object({ group: letterGroup });
const replayBody = z.strictObject({ cursor: recordNumber.optional() });
const discardBody = z.strictObject({ reason: settlingReason, cursor: recordNumber.optional() });

type Params = z.infer<typeof params>;

/** Dead letters by their cause. The module puts `/api/<service>/v1/` in front. */
@Controller('dead-letters/groups')
export class LetterGroupsController {
  constructor(
    private readonly listGroups: ListGroups,
    private readonly replayGroup: ReplayGroup,
    private readonly discardGroup: DiscardGroup,
  ) {}

  /** 200 with a page of groups that have open letters. */
  @Get()
  @Answers(groupPage, {
    summary: 'List what this service gave up by its cause',
    roles: ROLES_BY_RIGHT.look,
    problems: ['platform/forbidden'],
  })
  async list(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<GroupPage> {
    return this.listGroups.execute(actor, query);
  }

  /** 200 with what was done; to be asked again with its cursor until that is null. */
  @Post(':group/replay')
  @HttpCode(200)
  @Answers(replayedGroup, {
    summary: 'Replay the open letters of a group',
    roles: ROLES_BY_RIGHT.settle,
    problems: ['platform/forbidden', 'dead-letter/group-unknown'],
  })
  async replay(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { group }: Params,
    @ValidBody(replayBody) { cursor }: z.infer<typeof replayBody>,
  ): Promise<ReplayedGroup> {
    return this.replayGroup.execute(actor, group, cursor);
  }

  /** 200 with what was done; to be asked again with its cursor until that is null. */
  @Post(':group/discard')
  @HttpCode(200)
  @Answers(discardedGroup, {
    summary: 'Discard the open letters of a group',
    roles: ROLES_BY_RIGHT.settle,
    problems: ['platform/forbidden', 'dead-letter/group-unknown'],
  })
  async discard(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { group }: Params,
    @ValidBody(discardBody) { reason, cursor }: z.infer<typeof discardBody>,
  ): Promise<DiscardedGroup> {
    return this.discardGroup.execute(actor, group, reason, cursor);
  }
}
