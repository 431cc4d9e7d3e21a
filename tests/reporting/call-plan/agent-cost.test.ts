import { agentCostInWords, readRates } from '../../../reporting/call-plan/agent-cost';
import { callPlan } from '../../../reporting/call-plan/call-plan';
import { rungConfig } from '../../account/task-router/rung-config';

const withNotes = {
  ...rungConfig,
  queues: {
    support: { ...rungConfig.queues.support, wrapUpSeconds: 20 },
    billing: rungConfig.queues.billing,
  },
};

const costOf = (queue: string, rates = {}) =>
  agentCostInWords(withNotes, rates).find((line) => line.startsWith(`${queue}: `));

describe('what agents cost', () => {
  test('is a formula as long as rates are not known', () => {
    expect(costOf('support')).toBe(
      'support: agents are rung, 40 minutes × the rate of calls to the agents’ phones + 20 tasks × TaskRouter’s rate; if they dialed in, 60 minutes × the rate of the agents’ number.',
    );
    expect(costOf('billing')).toBe(
      'billing: agents dial in, 60 minutes × the rate of the agents’ number; if they were rung, 40 minutes × the rate of calls to the agents’ phones + 10 tasks × TaskRouter’s rate.',
    );
  });

  test('is computed where rates are known', () => {
    expect(costOf('billing', { minuteIn: 0.0085 })).toMatch(
      /agents dial in, 60 minutes × 0\.0085 = 0\.51; if they were rung, 40 minutes × the rate/,
    );
    expect(costOf('billing', { minuteIn: 0.01, minuteOut: 0.02, task: 0.04 })).toMatch(
      /60 minutes × 0\.01 = 0\.60; if they were rung, 40 minutes × 0\.02 \+ 10 tasks × 0\.04 = 1\.20\. Up to 5 such calls an hour cost less where agents are rung\.$/,
    );
  });

  test('is part of the plan, which says how to have it computed', () => {
    const section = callPlan(rungConfig, new Date(), {}).find(({ title }) => title === 'What agents cost');
    expect(section?.lines.at(-1)).toContain('--minute-in RATE --minute-out RATE --task RATE');
    const computed = agentCostInWords(rungConfig, { minuteIn: 1, minuteOut: 1, task: 0 });
    expect(computed.join('\n')).not.toContain('RATE');
  });

  test.each(['free', '-1', '1,5', ''])('the error for a rate of %j says what to write', (text) => {
    expect(() => readRates({ task: text })).toThrow(`--task: '${text}' is not a rate. Write it like 0.0085.`);
  });
});
