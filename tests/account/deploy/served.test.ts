import { join } from 'node:path';
import type { AskWeb } from '../../../account/ask-web';
import { buildFaults, whyNotServed } from '../../../account/deploy/served';
import { deployedFiles } from '../../../emulator/reference';
import { builtProject } from '../../../simulation/local-queue';
import { type DeployedQueue, deployedQueue } from '../../deployment/deployed-queue';

const once = { tries: 1, pauseMillis: 0 };
const files = deployedFiles(builtProject.functionsFolder, join(process.cwd(), 'assets'));

let queue: DeployedQueue;
beforeEach(async () => {
  queue = await deployedQueue();
});
afterEach(() => queue.twilio.serverless.close());

describe('a build that is live', () => {
  it('holds what was uploaded', async () => {
    expect(await buildFaults(queue.client, queue.deployment, files)).toEqual([]);
  });

  it('can be told from one with another function, or one that anyone may ask', async () => {
    const expected = [
      ...files.filter(({ path }) => path !== '/wait'),
      { kind: 'function', path: '/wait', visibility: 'public' } as const,
      { kind: 'asset', path: '/new.wav', visibility: 'public' } as const,
    ];
    expect(await buildFaults(queue.client, queue.deployment, expected)).toEqual([
      'Missing: public function /wait.',
      'Missing: public asset /new.wav.',
      'Not uploaded by this deploy: protected function /wait.',
    ]);
  });
});

describe('a domain', () => {
  it('serves the queue', async () => {
    expect(await whyNotServed(queue.account.askWeb, queue.deployment.domain, once)).toBeUndefined();
  });

  it.each<[string, AskWeb, RegExp]>([
    [
      'lets everybody in',
      async () => ({ status: 200, headers: {}, body: Buffer.from('') }),
      /\/caller answers 200 to a request without a signature, not 403$/,
    ],
    [
      'has no documents',
      async ({ url }) => ({ status: url.endsWith('.xml') ? 404 : 403, headers: {}, body: Buffer.from('') }),
      /\/fallback\/caller\.xml answers 404, not 200$/,
    ],
    [
      'is not known',
      () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })),
      /cannot be reached \(No connection to Twilio \(ENOTFOUND\)/,
    ],
  ])('does not if it %s', async (_what, askWeb, words) => {
    expect(await whyNotServed(askWeb, 'call-queue-1234.twil.io', once)).toMatch(words);
  });

  it('is given time to become known', async () => {
    let asked = 0;
    const slow: AskWeb = (question) => {
      asked += 1;
      return asked <= 2 ? Promise.reject(new Error('not yet')) : queue.account.askWeb(question);
    };
    expect(await whyNotServed(slow, queue.deployment.domain, { tries: 3, pauseMillis: 0 })).toBeUndefined();
  });
});
