import { type Goal, isMet, type Section } from './measuring.js';

/** What the figures depend on beside the code: named things and their versions, no names of machines or folders. */
export type Circumstances = readonly (readonly [what: string, value: string])[];

export interface Heading {
  readonly title: string;
  /** The command that writes the report. */
  readonly command: string;
}

export const PIPELINE_HEADING: Heading = {
  title: 'Benchmarks of the pipeline',
  command: 'npm run bench:pipeline -- --write',
};

/** The whole report as Markdown; the terminal gets the same text as the file. */
export function reportOf(
  sections: readonly Section[],
  circumstances: Circumstances,
  { title, command }: Heading = PIPELINE_HEADING,
): string {
  const goals = sections.flatMap((section) => section.goals);
  return [
    `# ${title}`,
    '',
    `Written by \`${command}\`; what is compared ran in the same run on the same machine, broker and database.`,
    'Look at the ratios first: absolute figures belong to the machine.',
    '',
    '## Goals',
    '',
    ...table(['goal', 'measured', 'wanted', ''], goals.map(goalRow)),
    '',
    '## Circumstances',
    '',
    ...table(
      ['what', 'value'],
      circumstances.map(([what, value]) => [what, value]),
    ),
    ...sections.flatMap(sectionLines),
    '',
  ].join('\n');
}

function sectionLines({ title, how, columns, rows, goals, checked }: Section): string[] {
  return [
    ...['', `## ${title}`, '', how, ''],
    ...table(columns, rows),
    '',
    ...goals.map((goal) => `- ${goal.what}: ${goalRow(goal).slice(1).join(', ')}`),
    ...checked.map((sentence) => `- Checked: ${sentence}`),
  ];
}

function goalRow(goal: Goal): string[] {
  const { what, value, unit, atLeast, atMost } = goal;
  const wanted = atLeast === undefined ? `at most ${atMost} ${unit}` : `at least ${atLeast} ${unit}`;
  return [what, `${value.toFixed(unit === '×' ? 2 : 1)} ${unit}`, wanted, isMet(goal) ? 'met' : '**missed**'];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const cells = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${widths.map((width, i) => (row[i] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
