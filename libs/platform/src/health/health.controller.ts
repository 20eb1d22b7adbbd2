import { Controller, Get, Logger, Res } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/decorators.js';
import { Clock } from '../clock.js';
import { Explained } from '../errors/explained.js';
import { Lifecycle } from '../lifecycle.js';
import { LIVENESS_CHECKS, LivenessCheck, READINESS_CHECKS, ReadinessCheck } from './checks.js';

const CHECK_TIMEOUT_MS = 2_000;

type Check = ReadinessCheck | LivenessCheck;
type Found = { readonly name: string; readonly state: 'up' | 'down'; readonly reason: string | undefined };
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
    private readonly modules: ModulesContainer,
    private readonly indicators: HealthIndicatorService,
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  /** 503 when only a restart helps. Depends on no other system. */
  @Get('live')
  async live(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    return this.#answer(reply, await this.#run(this.#find(LIVENESS_CHECKS, LivenessCheck)));
  }

  /** 200 from the moment the service was ready for the first time. */
  @Get('startup')
  async startup(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    if (this.#started) return { status: 'ok', checks: {} };
    return this.#ask(reply, (check) => !(check instanceof ReadinessCheck) || check.atStart);
  }

  /** 200 while requests can be taken; 503 from the stop signal on. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Answer> {
    return this.#ask(reply, () => true);
  }

  async #ask(reply: FastifyReply, which: (check: Check) => boolean): Promise<Answer> {
    if (this.lifecycle.stopping) {
      void reply.code(503);
      return { status: 'stopping', checks: {} };
    }
    const found = await this.#run(this.#find(READINESS_CHECKS, ReadinessCheck).filter(which));
    this.#logChange(found);
    const answer = this.#answer(reply, found);
    this.#started ||= answer.status === 'ok';
    return answer;
  }

  #answer(reply: FastifyReply, found: readonly Found[]): Answer {
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

  async #run(checks: readonly Check[]): Promise<Found[]> {
    return Promise.all(checks.map((check) => this.#state(check)));
  }

  async #state(check: Check): Promise<Found> {
    let reason: string | undefined;
    const attempt = this.indicators.check(check.name).attempt(async () => {
      try {
        await check.check();
      } catch (error) {
        if (error instanceof Explained) reason = error.message;
        throw error;
      }
    });
    const result = await attempt.withTimeout(CHECK_TIMEOUT_MS);
    return { name: check.name, state: result[check.name]?.status === 'up' ? 'up' : 'down', reason };
  }

  /** Nest has no multi-providers: the checks are looked for in all modules, by token and by class. */
  #find(token: symbol, type: abstract new () => Check): Check[] {
    const found = new Set<Check>();
    for (const module of this.modules.values()) {
      for (const [key, { instance }] of module.providers) {
        if (key === token) for (const check of [instance as Check | Check[]].flat()) found.add(check);
        else if (instance instanceof type) found.add(instance);
      }
    }
    return [...found];
  }

  #logChange(found: readonly Found[]): void {
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
