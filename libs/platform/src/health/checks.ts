/** A condition for taking requests. Any provider that extends this class is found and asked by /health/ready. */
export abstract class ReadinessCheck {
  /** Short name shown in the answer. */
  abstract readonly name: string;
  /** Rejects while the condition is not met. Gets 2 s. The message of an `Explained` stands in the answer. */
  abstract check(): Promise<void>;
  /** False for a condition whose failing must not keep a new process from starting, because a restart mends nothing. */
  readonly atStart: boolean = true;
}

/** A condition without which only a restart helps, such as a consumer that has not crashed. Asked by /health/live; never about other systems. */
export abstract class LivenessCheck {
  abstract readonly name: string;
  abstract check(): Promise<void>;
}

/** Token for readiness checks that are not classes of their own: provide one check or an array, in any module. */
export const READINESS_CHECKS = Symbol('READINESS_CHECKS');

/** Token for liveness checks that are not classes of their own: provide one check or an array, in any module. */
export const LIVENESS_CHECKS = Symbol('LIVENESS_CHECKS');
