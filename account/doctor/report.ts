import { groupedBy } from '../../reporting/log/lines';
import { counted } from '../../wording/phrases';
import type { EnvironmentName } from '../environment';
import { checks } from './checks';
import type { Facts } from './facts';
import type { Check, Finding, FindingKind } from './finding';

/** The result of a check: its most severe finding, or `fine`. */
export type CheckState = FindingKind | 'fine';

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly state: CheckState;
  readonly findings: readonly Finding[];
}

/** The results of all checks. */
export interface Report {
  readonly accountSid: string;
  readonly environment: EnvironmentName;
  readonly at: string;
  readonly checks: readonly CheckResult[];
}

const gravestFirst: readonly FindingKind[] = ['fault', 'warning', 'unknown', 'skipped'];

export function reportOn(facts: Facts): Report {
  const { credentials, environment, now } = facts;
  const results = checks.map((check) => resultOf(check, facts));
  return { accountSid: credentials.accountSid, environment, at: now.toISOString(), checks: results };
}

function resultOf({ id, title, examine }: Check, facts: Facts): CheckResult {
  const findings = examine(facts);
  const state = gravestFirst.find((kind) => findings.some((finding) => finding.kind === kind)) ?? 'fine';
  return { id, title, state, findings };
}

const countOf = ({ checks: results }: Report, state: CheckState) =>
  results.filter((result) => result.state === state).length;

/** The exit status: 0 without faults, 1 with faults. */
export const exitStatusOf = (report: Report): 0 | 1 => (countOf(report, 'fault') > 0 ? 1 : 0);

/** The report for a person. Passed checks are only counted. */
export function reportInWords(report: Report): string {
  const found = (kind: FindingKind) =>
    report.checks.flatMap(({ findings }) => findings.filter((finding) => finding.kind === kind));
  const sections = [
    ...byRepair(found('fault')).map((findings) => findingsInWords('FAULT', findings)),
    ...byRepair(found('warning')).map((findings) => findingsInWords('WARNING', findings)),
    unknownInWords(found('unknown')),
    skippedInWords(report),
    summaryOf(report),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

/** Findings grouped by the command or page that fixes them, in order of their first. */
const byRepair = (findings: readonly Finding[]): Finding[][] => [
  ...groupedBy(findings, ({ repair }) => repair).values(),
];

/** Findings with what each means, and the fix once. */
function findingsInWords(label: string, findings: readonly Finding[]): string {
  const repair = `  Fix: ${findings[0]?.repair ?? ''}`;
  const groups = [...groupedBy(findings, ({ why }) => why)].map(([why, own]) => {
    const indented = ' '.repeat(label.length + 2);
    return [own.map(({ what }) => what).join(`\n${indented}`), `  Why it matters: ${why}`].join('\n');
  });
  return [`${label}  ${groups.join(`\n${label}  `)}`, repair].join('\n');
}

/** Several checks may need the same unknown fact, so repeats are left out. */
function unknownInWords(findings: readonly Finding[]): string {
  const items = findings.map(
    ({ what, why, repair }) => `  - ${what}\n    Reason: ${why}. Where to look: ${repair}`,
  );
  return items.length === 0 ? '' : ['Unknown:', ...new Set(items)].join('\n');
}

function skippedInWords({ checks: results }: Report): string {
  const skipped = results.filter(({ state }) => state === 'skipped');
  const reasons = [...new Set(skipped.flatMap(({ findings }) => findings.map(({ why }) => why)))];
  return skipped.length === 0 ? '' : `${counted(skipped.length, 'check')} skipped: ${reasons.join('; ')}.`;
}

function summaryOf(report: Report): string {
  const count = (state: CheckState) => countOf(report, state);
  const findings = report.checks.flatMap((check) => check.findings);
  const found = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
  const place = `${report.environment} of ${report.accountSid}`;
  const all = report.checks.length - count('skipped');
  if (count('fault') > 0 || count('warning') > 0) {
    const unknowns = count('unknown') === 0 ? '' : `, ${count('unknown')} unknown`;
    const faults = `${counted(found('fault'), 'fault')}, ${counted(found('warning'), 'warning')}`;
    return `${place}: ${count('fine')} of ${counted(all, 'check')} passed, ${faults}${unknowns}.`;
  }
  return count('unknown') === 0
    ? `All ${all} checks of ${place} passed.`
    : `All ${count('fine')} checks of ${place} that could be made passed.`;
}
