import { checks } from '../../../account/doctor/checks';
import { exitStatusOf, reportInWords } from '../../../account/doctor/report';
import { examined, foundIn, healthyAccount } from './healthy-account';
import { plantedAccount, plantedLeftovers, plantedVariables } from './planted/account';
import { plantedAnswers, plantedDeployment, plantedFiles } from './planted/deployment';
import { plantedNumbers, plantedQueues } from './planted/numbers';
import type { Planted } from './planted/planted-fault';

/** An account that is healthy but for one thing is examined. */
async function reportOfPlanted({ account, plant, given }: Planted) {
  const queue = await healthyAccount(account);
  try {
    await plant?.(queue);
    return await examined(queue, given?.(queue));
  } finally {
    queue.twilio.serverless.close();
  }
}

const everyPlanted: [string, readonly Planted[]][] = [
  ['the credentials and the account', plantedAccount],
  ['what is deployed', plantedDeployment],
  ['what the deployed URLs answer', plantedAnswers],
  ['the files', plantedFiles],
  ['the variables', plantedVariables],
  ['the numbers', plantedNumbers],
  ['the queues', plantedQueues],
  ['what is left over', plantedLeftovers],
];

describe.each(everyPlanted)('of %s, npm run doctor', (_area, all) => {
  it.each(all)('finds $wrong', async (planted) => {
    const report = await reportOfPlanted(planted);
    expect(foundIn(report).toSorted()).toEqual(planted.finds.toSorted());
    const [about = ''] = planted.finds;
    const { findings } = report.checks.find(({ state, id }) => `${state} ${id}` === about) ?? {
      findings: [],
    };
    expect(findings).toHaveLength(1);
    const [{ what, why, repair } = { what: '', why: '', repair: '' }] = findings;
    expect(`${what} ${why}`).toMatch(planted.says);
    expect(repair).toMatch(planted.repair);
    expect(reportInWords(report)).toContain(repair);
    expect(exitStatusOf(report)).toBe(planted.finds.some((one) => one.startsWith('fault')) ? 1 : 0);
  });
});

it('each check has a fault that it finds, or can only say what it does not know', () => {
  const found = everyPlanted.flatMap(([, all]) => all.flatMap(({ finds }) => finds));
  const ids = found.map((one) => one.replace(/^\w+ /, ''));
  const unknown = checks.map(({ id }) => id).filter((id) => !ids.includes(id));
  expect(unknown).toEqual(['time-zone']);
  expect(everyPlanted.flatMap(([, all]) => all).length).toBeGreaterThanOrEqual(25);
});
