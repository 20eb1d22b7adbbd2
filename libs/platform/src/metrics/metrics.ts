import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type CounterConfiguration,
  type GaugeConfiguration,
  type HistogramConfiguration,
} from 'prom-client';

const registry = new Registry();

interface MeasuredValue {
  readonly value: number;
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
}

function existing<M>(name: string): M | undefined {
  return registry.getSingleMetric(name) as M | undefined;
}

/**
 * The metrics of this process. Asking twice for one name gives the same metric. No personal data and no ids in labels:
 * they come from small closed sets (route, status, topic, outcome).
 */
export const metrics = {
  registry,

  counter<T extends string>(configuration: CounterConfiguration<T>): Counter<T> {
    return existing<Counter<T>>(configuration.name) ?? new Counter({ ...configuration, registers: [registry] });
  },

  gauge<T extends string>(configuration: GaugeConfiguration<T>): Gauge<T> {
    return existing<Gauge<T>>(configuration.name) ?? new Gauge({ ...configuration, registers: [registry] });
  },

  histogram<T extends string>(configuration: HistogramConfiguration<T>): Histogram<T> {
    return existing<Histogram<T>>(configuration.name) ?? new Histogram({ ...configuration, registers: [registry] });
  },

  /** What a metric has at the moment, with its labels; nothing when there is none of that name. */
  async valuesOf(name: string): Promise<readonly MeasuredValue[]> {
    return (await registry.getSingleMetric(name)?.get())?.values ?? [];
  },

  /** Adds the figures of the Node process (memory, event loop, garbage collection), once. */
  collectProcessMetrics(): void {
    if (!existing('process_cpu_user_seconds_total')) collectDefaultMetrics({ register: registry });
  },
};
