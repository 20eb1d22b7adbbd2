import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { SERVICES } from '#contracts';
import { stack } from '#testing';

interface Shown {
  readonly types: Map<string, string>;
  readonly labels: Map<string, Set<string>>;
  readonly values: Set<string>;
}

const COLUMNS = /^\| `(\w+)` \| (\w+) \| ([^|]*) \|/gm;
/** Personal identity codes, oids, UUIDs, e-mail addresses. */
const PERSONAL = /\d{6}[-+A-Y]\d{3}|1\.2\.246\.|[0-9a-f]{8}-[0-9a-f]{4}-|@/i;

describe('/metrics', () => {
  it.each(SERVICES)(
    '%s shows the metrics of docs/metrics.md, these and no others, and nothing about persons',
    async (service) => {
      const documented = await documentation();
      const { types, labels, values } = await metricsOf(service);
      expect(Object.fromEntries(types)).toEqual(Object.fromEntries(documented.types));
      for (const [name, used] of labels)
        expect([name, [...used]]).toEqual([name, subsetOf(documented.labels.get(name), used)]);
      expect([...values].filter((value) => PERSONAL.test(value))).toEqual([]);
    },
  );

  it('the gateway shows its requests, sign-ins, streams and reports only', async () => {
    const { types } = await metricsOf('gateway');
    expect([...types.keys()].sort()).toEqual([
      'csp_violations_total',
      'http_request_duration_seconds',
      'live_streams_open',
      'live_streams_overflowed_total',
      'sign_ins_total',
    ]);
  });
});

function subsetOf(allowed: ReadonlySet<string> | undefined, used: ReadonlySet<string>): string[] {
  return [...used].filter((label) => allowed?.has(label));
}

async function documentation(): Promise<Omit<Shown, 'values'>> {
  const rows = [...(await readFile('docs/metrics.md', 'utf8')).matchAll(COLUMNS)];
  const names = (list = '') => new Set(list.split(',').map((label) => label.trim()));
  return {
    types: new Map(rows.map(([, name = '', type = '']) => [name, type])),
    labels: new Map(rows.map(([, name = '', , list]) => [name, names(list)])),
  };
}

/** A process's own metrics, without those that prom-client adds for any Node process. */
async function metricsOf(process: keyof ReturnType<typeof stack>['metricsUrls']): Promise<Shown> {
  const address = stack().metricsUrls[process].replace(/(\/metrics)?\/?$/, '/metrics');
  const text = await (await fetch(address)).text();
  const own = (name: string) => !/^(process|nodejs)_/.test(name);
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].filter(([, name = '']) => own(name));
  const shown: Shown = {
    types: new Map(types.map(([, name = '', type = '']) => [name, type])),
    labels: new Map(),
    values: new Set(),
  };
  for (const [, sample = '', list = ''] of text.matchAll(/^(\w+)\{([^}]*)\} /gm)) {
    const name = shown.types.has(sample) ? sample : sample.replace(/_(?:bucket|count|sum)$/, '');
    if (!shown.types.has(name)) continue;
    const used = shown.labels.get(name) ?? new Set();
    shown.labels.set(name, used);
    for (const [, label = '', value = ''] of list.matchAll(/(\w+)="([^"]*)"/g)) {
      if (label !== 'le') used.add(label);
      shown.values.add(value);
    }
  }
  return shown;
}
