import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { HealthIndicatorService } from '@nestjs/terminus';
import { Explained } from '../errors/explained.js';
import { LIVENESS_CHECKS, LivenessCheck, READINESS_CHECKS, ReadinessCheck } from './checks.js';

const CHECK_TIMEOUT_MS = 2_000;

type Check = ReadinessCheck | LivenessCheck;

/** A condition as it was found. */
export interface FoundCondition {
  readonly name: string;
  readonly state: 'up' | 'down';
  /** The sentence of one that says why it is down. */
  readonly reason: string | undefined;
}

/** Asks the conditions that a process works under. Nest has no multi-providers: they are looked for in all modules, by token and by class. */
@Injectable()
export class Conditions {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly indicators: HealthIndicatorService,
  ) {}

  /** Conditions without which only a restart helps. */
  async liveness(): Promise<FoundCondition[]> {
    return this.#run(this.#find(LIVENESS_CHECKS, LivenessCheck));
  }

  /** Conditions for taking requests; those of a start only where asked for. */
  async readiness(which: 'all' | 'at-start' = 'all'): Promise<FoundCondition[]> {
    const checks = this.#find(READINESS_CHECKS, ReadinessCheck);
    return this.#run(checks.filter((check) => which === 'all' || !(check instanceof ReadinessCheck) || check.atStart));
  }

  async #run(checks: readonly Check[]): Promise<FoundCondition[]> {
    return Promise.all(checks.map((check) => this.#state(check)));
  }

  async #state(check: Check): Promise<FoundCondition> {
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
}
