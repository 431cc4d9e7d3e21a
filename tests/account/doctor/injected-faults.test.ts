import { checks } from '../../../account/doctor/checks';
import type { Facts } from '../../../account/doctor/facts';
import { exitStatusOf, reportInWords, reportOn } from '../../../account/doctor/report';
import { factsOf, foundIn, healthyAccount } from './healthy-account';
import { injectedAccount, injectedLeftovers, injectedTroubles, injectedVariables } from './injected/account';
import { injectedAnswers, injectedDeployment, injectedFiles } from './injected/deployment';
import type { InjectedFault } from './injected/injected-fault';
import { injectedNumbers, injectedQueues } from './injected/numbers';
import { injectedTaskRouter } from './injected/rung-agents';
import { rungAccount } from './rung-account';

let healthy: Facts;
let healthyRung: Facts;
beforeAll(async () => {
  const queue = await healthyAccount();
  healthy = await factsOf(queue);
  queue.twilio.serverless.close();
  const rung = await rungAccount();
  healthyRung = await factsOf(rung.queue, rung.own);
  rung.queue.twilio.serverless.close();
});

const everyArea: [string, readonly InjectedFault[]][] = [
  ['the credentials and the account', injectedAccount],
  ['what is deployed', injectedDeployment],
  ['what the deployed URLs answer', injectedAnswers],
  ['the files', injectedFiles],
  ['the variables', injectedVariables],
  ['the numbers', injectedNumbers],
  ['the queues', injectedQueues],
  ['the last day', injectedTroubles],
  ['what is left over', injectedLeftovers],
  ['the agents who are rung', injectedTaskRouter],
];
const everyFault = everyArea.flatMap(([, faults]) => faults);

describe.each(everyArea)('of %s, npm run doctor', (_area, faults) => {
  it.each(faults)('finds $wrong', ({ inject, finds, says, repair, count = 1 }) => {
    const report = reportOn(inject(faults === injectedTaskRouter ? healthyRung : healthy));
    expect(foundIn(report).toSorted()).toEqual(finds.toSorted());
    const [about = ''] = finds;
    const { findings } = report.checks.find(({ state, id }) => `${state} ${id}` === about) ?? {
      findings: [],
    };
    expect(findings).toHaveLength(count);
    const [finding = { what: '', why: '', repair: '' }] = findings;
    expect(`${finding.what} ${finding.why}`).toMatch(says);
    expect(finding.repair).toMatch(repair);
    expect(reportInWords(report)).toContain(finding.repair);
    expect(exitStatusOf(report)).toBe(finds.some((one) => one.startsWith('fault')) ? 1 : 0);
  });
});

it('each check has an injected fault that it finds, or can only say what it does not know', () => {
  const found = everyFault.flatMap(({ finds }) => finds).map((one) => one.replace(/^\w+ /, ''));
  expect(checks.map(({ id }) => id).filter((id) => !found.includes(id))).toEqual(['time-zone']);
  expect({ checks: checks.length, faults: everyFault.length }).toEqual({ checks: 75, faults: 117 });
});
