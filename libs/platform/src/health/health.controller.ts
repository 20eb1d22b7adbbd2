import { Controller, Get, Logger, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/decorators.js';
import { Clock } from '../clock.js';
import { Lifecycle } from '../lifecycle.js';
import { Conditions, type FoundCondition } from './conditions.js';

type Checks = Record<string, 'up' | 'down'>;
/** `reasons`: by check, the sentence of one that says why it is down. `clock`: while it is moved away from the machine's. */
type Answer = {
  status: string;
  checks: Checks;
  reasons?: Record<string, string>;
  clock?: { now: string; movedByMs: number };
};

/** The three probes of Kubernetes. Answers name conditions, never addresses, nor messages of errors but of explained ones. */
@Public()
@Controller('health')
export class HealthController {
  readonly #logger = new Logger('Health');
  #started = false;
  #failing = '';

  constructor(
    private readonly conditions: Conditions,
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  /** 503 when only a restart helps. Depends on no other system. */
  @Get('live')
  async live(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    return this.#answer(reply, await this.conditions.liveness());
  }

  /** 200 from the moment the service was ready for the first time. */
  @Get('startup')
  async startup(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    if (this.#started) return { status: 'ok', checks: {} };
    return this.#ask(reply, 'at-start');
  }

  /** 200 while requests can be taken; 503 from the stop signal on. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    return this.#ask(reply, 'all');
  }

  async #ask(reply: FastifyReply, which: 'all' | 'at-start'): Promise<Answer> {
    if (this.lifecycle.stopping) {
      void reply.code(503);
      return { status: 'stopping', checks: {} };
    }
    const found = await this.conditions.readiness(which);
    this.#logChange(found);
    const answer = this.#answer(reply, found);
    this.#started ||= answer.status === 'ok';
    return answer;
  }

  #answer(reply: FastifyReply, found: readonly FoundCondition[]): Answer {
    const ok = found.every(({ state }) => state === 'up');
    void reply.code(ok ? 200 : 503).header('cache-control', 'no-store');
    const explained = found.flatMap(({ name, reason }) => (reason === undefined ? [] : [[name, reason] as const]));
    return {
      status: ok ? 'ok' : 'error',
      checks: Object.fromEntries(found.map(({ name, state }) => [name, state])),
      ...(explained.length > 0 && { reasons: Object.fromEntries(explained) }),
      ...this.#movedClock(),
    };
  }

  #movedClock(): Pick<Answer, 'clock'> {
    const { movedByMs } = this.clock;
    return movedByMs === 0 ? {} : { clock: { now: this.clock.now().toISOString(), movedByMs } };
  }

  #logChange(found: readonly FoundCondition[]): void {
    const failing = found
      .filter(({ state }) => state === 'down')
      .map(({ name }) => name)
      .join(', ');
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (failing) this.#logger.warn(`not ready: ${failing}`);
    else this.#logger.log('ready again');
  }
}
