import { join } from 'node:path';
import { type DeployedFile, deployedFiles } from '../../emulator/reference';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import { Receiver } from '../receiver';
import everything from '../stories/everything.config';
import {
  type Answer,
  askAgain,
  type Business,
  type RecordedRequest,
  readLiveCalls,
} from './recorded-request';
import whatAgentsHear from './what-agents-hear.json';

interface IntendedDifference {
  readonly reason: string;
  /** The names of the requests. */
  readonly of: RegExp;
  readonly change: (body: string) => string;
}

/**
 * Where an answer changed on purpose. Callers who are on the line during a deploy meet each of these, so the new answer must
 * make sense to them too.
 */
const intendedDifferences: readonly IntendedDifference[] = [
  {
    reason:
      'A person who is rung has three seconds after the question, because the caller may hear nothing meanwhile.',
    of: /^everything POST \/action\/accept\?/,
    change: (body) => body.replace('timeout="5"', 'timeout="3"'),
  },
  {
    reason: 'The caller joins the next queue when "Nobody answered." has been said, a second later.',
    of: /^everything POST \/action\/step.* → 200 Say Enqueue$/,
    change: (body) => body.replace(/joined=(\d+)/g, (_, joined) => `joined=${Number(joined) + 1}`),
  },
];

/** The same for whole answers, by the names of the requests. */
const answersChanged: Readonly<Record<string, { readonly reason: string; readonly answer: Answer }>> =
  whatAgentsHear;

const expectedAnswer = ({ name, answer }: RecordedRequest): Answer => {
  const changed = answersChanged[name];
  if (changed) return changed.answer;
  const difference = intendedDifferences.find(({ of }) => of.test(name));
  return difference ? { ...answer, body: difference.change(answer.body) } : answer;
};

/**
 * Query keys that our URLs have gained since, and what each says. A call that began before has none of them, and the
 * documents of a newer version may hand them out: everything else of an answer stays as it was.
 */
const keysGained: Readonly<Record<string, string>> = {
  heard: 'how many texts of each list of messages a caller has heard in earlier queue entries',
  told: 'which messages the document had told before this part of it',
  piece: 'which piece of hold music this part of the document plays',
  second: 'at which second of the wait this part of the document began',
  visit: 'that the call was sent to its first document again, and when',
  asked: 'when the document was asked for',
};

/** A field that messages have gained since: where the sound is at Twilio. */
const withoutMedia = (message: string) => message.replace(/"media":"[^"]*",/, '');

/** How long Twilio tries may change with every version: only that it tries again is part of an answer. */
const anyPatience = /#ct=\d+&amp;rt=\d+(&amp;tt=\d+)?(?=&amp;rc=3&amp;rp=4xx,5xx,ct,rt)/g;

const comparable = (answer: Answer): Answer => ({
  ...answer,
  ...(answer.delivered && { delivered: answer.delivered.map(withoutMedia) }),
  body: Object.keys(keysGained)
    .reduce((body, key) => body.replace(new RegExp(`&amp;${key}=[^&#"<]*`, 'g'), ''), answer.body)
    .replace(anyPatience, '#'),
});

const root = join(__dirname, '..', '..');
const { version, usualForm, requests } = readLiveCalls();

let project: TemporaryProject;
let team: Receiver;
let functions: Readonly<Record<Business, readonly DeployedFile[]>>;

beforeAll(async () => {
  team = await Receiver.start();
  project = await projectWith(join(root, 'tests', 'stories', 'everything.config.ts'), everything);
  const assets = join(root, 'assets');
  functions = {
    sample: deployedFiles(join(root, 'dist', 'functions'), assets),
    everything: deployedFiles(project.functionsFolder, assets),
  };
});

afterAll(async () => {
  await project.close();
  await team.close();
});

function functionAt(business: Business, url: string): DeployedFile {
  const { pathname } = new URL(url, 'https://any.host');
  const found = functions[business].find(({ path }) => path === pathname);
  if (!found) throw new Error(`Calls that are up still ask ${pathname}, and no function has that path.`);
  return found;
}

describe(`a call that began on version ${version} is carried on by today’s bundles`, () => {
  test.each(requests)('$name', async (request) => {
    const answer = await askAgain(request, usualForm, functionAt(request.business, request.url), team);
    expect(comparable(answer)).toEqual(comparable(expectedAnswer(request)));
  });

  test('and every intended difference is a real one', () => {
    for (const [name, { answer }] of Object.entries(answersChanged)) {
      const recorded = requests.find((request) => request.name === name);
      expect(recorded).toBeDefined();
      expect(answer).not.toEqual(recorded?.answer);
    }
    for (const { of } of intendedDifferences) {
      const changed = requests.filter(({ name }) => of.test(name));
      expect(changed).not.toEqual([]);
      for (const request of changed) expect(expectedAnswer(request)).not.toEqual(request.answer);
    }
  });
});
