import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const ALERTS = 'k8s/platform/alerts.yaml';
/** Words of PromQL that stand where a metric could. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'unless',
  'bool',
  'offset',
  'by',
  'on',
  'without',
  'ignoring',
  'group_left',
  'group_right',
]);

interface PrometheusRule {
  readonly kind: string;
  readonly spec: {
    readonly groups?: readonly {
      readonly rules: readonly { alert: string; expr: string; annotations: Readonly<Record<string, string>> }[];
    }[];
  };
}

/** An alert on a metric that nobody measures never rings, and nobody notices. One sentence per such alert. */
export function alertDifferences(): string[] {
  const measured = measuredMetrics();
  const rules = parseAllDocuments(readFileSync(ALERTS, 'utf8'))
    .map((document) => document.toJS() as PrometheusRule)
    .flatMap(({ spec }) => (spec.groups ?? []).flatMap((group) => group.rules));
  return rules.flatMap(({ alert, expr, annotations }) => [
    ...metricsIn(expr)
      .filter((metric) => !measured.has(metric.replace(/_(bucket|sum|count)$/, '')) && !measured.has(metric))
      .map((metric) => `${ALERTS}: ${alert} watches ${metric}, which nobody measures.`),
    ...(existsSync(annotations['runbook'] ?? '') ? [] : [`${ALERTS}: ${alert} has no runbook.`]),
  ]);
}

/** Names of metrics in an expression: what is left without labels, functions, groupings and numbers. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ')
    .replace(/\b(by|on|without|ignoring)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/(?<![\w.])[a-z_]\w*\b(?!\s*\()/gi)]
    .map(([name]) => name)
    .filter((name) => !KEYWORDS.has(name));
}

function measuredMetrics(): Set<string> {
  const sources = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.(spec|scenario)\.ts$/.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  return new Set(
    sources
      .filter((source) => /\bmetrics\.(gauge|counter|histogram)\(/.test(source))
      .flatMap((source) => [...source.matchAll(/\bname: '([a-z_]+)'/g)].map(([, name]) => name ?? '')),
  );
}
