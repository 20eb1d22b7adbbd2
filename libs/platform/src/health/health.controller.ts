import { Controller, Get, Logger, Res } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/decorators.js';
import { Lifecycle } from '../lifecycle.js';
import { LIVENESS_CHECKS, LivenessCheck, READINESS_CHECKS, ReadinessCheck } from './checks.js';

const CHECK_TIMEOUT_MS = 2_000;

type Check = ReadinessCheck | LivenessCheck;
type Answer = { status: string; checks: Record<string, 'up' | 'down'> };

/** The three probes of Kubernetes. Answers name conditions, never addresses or messages of errors. */
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
    const checks = await this.#run(this.#find(READINESS_CHECKS, ReadinessCheck).filter(which));
    this.#logChange(checks);
    const answer = this.#answer(reply, checks);
    this.#started ||= answer.status === 'ok';
    return answer;
  }

  #answer(reply: FastifyReply, checks: Answer['checks']): Answer {
    const ok = Object.values(checks).every((state) => state === 'up');
    void reply.code(ok ? 200 : 503).header('cache-control', 'no-store');
    return { status: ok ? 'ok' : 'error', checks };
  }

  async #run(checks: readonly Check[]): Promise<Answer['checks']> {
    const states = await Promise.all(checks.map(async (check) => [check.name, await this.#state(check)] as const));
    return Object.fromEntries(states);
  }

  async #state(check: Check): Promise<'up' | 'down'> {
    const attempt = this.indicators.check(check.name).attempt(() => check.check());
    const result = await attempt.withTimeout(CHECK_TIMEOUT_MS);
    return result[check.name]?.status === 'up' ? 'up' : 'down';
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

  #logChange(checks: Answer['checks']): void {
    const failing = Object.keys(checks)
      .filter((name) => checks[name] === 'down')
      .join(', ');
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (failing) this.#logger.warn(`not ready: ${failing}`);
    else this.#logger.log('ready again');
  }
}
