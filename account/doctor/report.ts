import { counted } from '../../wording/phrases';
import type { EnvironmentName } from '../environment';
import { checks } from './checks';
import type { Facts } from './facts';
import type { Check, Finding, FindingKind } from './finding';

/** What a check has come to: its gravest finding, or `fine` if it has none. */
export type CheckState = FindingKind | 'fine';

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly state: CheckState;
  readonly findings: readonly Finding[];
}

/** Everything that was found. */
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

/** For the process: 0 without faults, 1 with. */
export const exitStatusOf = (report: Report): 0 | 1 => (countOf(report, 'fault') > 0 ? 1 : 0);

/** What a person reads: nothing of what is fine but how much it is. */
export function reportInWords(report: Report): string {
  const found = (kind: FindingKind) =>
    report.checks.flatMap(({ findings }) => findings.filter((finding) => finding.kind === kind));
  const sections = [
    ...found('fault').map((finding) => findingInWords('FAULT', finding)),
    ...found('warning').map((finding) => findingInWords('WARNING', finding)),
    unknownInWords(found('unknown')),
    skippedInWords(report),
    summaryOf(report),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

const findingInWords = (label: string, { what, why, repair }: Finding) =>
  `${label}  ${what}\n  Why it matters: ${why}\n  Repair: ${repair}`;

/** Several checks may want the same thing to be known. */
function unknownInWords(findings: readonly Finding[]): string {
  const items = findings.map(
    ({ what, why, repair }) => `  - ${what}\n    Why not: ${why}. Where to look: ${repair}`,
  );
  return items.length === 0 ? '' : ['What could not be known:', ...new Set(items)].join('\n');
}

function skippedInWords({ checks: results }: Report): string {
  const skipped = results.filter(({ state }) => state === 'skipped');
  const reasons = [...new Set(skipped.flatMap(({ findings }) => findings.map(({ why }) => why)))];
  return skipped.length === 0 ? '' : `${counted(skipped.length, 'check')} not made: ${reasons.join('; ')}.`;
}

function summaryOf(report: Report): string {
  const count = (state: CheckState) => countOf(report, state);
  const place = `${report.environment} of ${report.accountSid}`;
  const all = report.checks.length - count('skipped');
  if (count('fault') > 0 || count('warning') > 0) {
    const unknowns = count('unknown') === 0 ? '' : `, ${count('unknown')} not known`;
    const found = `${counted(count('fault'), 'fault')}, ${counted(count('warning'), 'warning')}${unknowns}`;
    return `${place}: ${count('fine')} of ${counted(all, 'check')} passed, ${found}.`;
  }
  return count('unknown') === 0
    ? `All ${all} checks of ${place} passed.`
    : `All ${count('fine')} checks of ${place} that could be made passed.`;
}
