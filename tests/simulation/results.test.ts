import { type Receiver, startReceiver } from '../../simulation/scenes/receiver';
import { resultsOf, resultsTable } from '../../simulation/scenes/results';
import { BuiltBusinesses, openScene } from '../../simulation/scenes/scene';
import { scenes } from '../../simulation/scenes/scenes';

let businesses: BuiltBusinesses;
let receiver: Receiver;
beforeAll(async () => {
  businesses = await BuiltBusinesses.of(scenes);
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await businesses.close();
});

async function tableOf(sceneNumber: number): Promise<string[]> {
  const scene = scenes[sceneNumber];
  if (!scene) throw new Error(`There is no scene ${sceneNumber}.`);
  const queue = await openScene(scene, businesses.projectOf(scene), receiver);
  const { roles } = await scene.play(queue, receiver, queue.twilio.clock);
  return resultsTable([resultsOf(roles, queue)]);
}

it('the demo’s table shows how each call ended, and how long people waited and talked', async () => {
  expect(await tableOf(0)).toEqual([
    'caller      outcome                waited   talked',
    'Ana         pressed the exit key     2:05',
    'Ben         hung up                  3:36',
    'Cleo        served                   5:43     1:50',
    'Dan         served                   3:03     1:54',
    'The agent   served 2 callers                  3:44',
  ]);
});

it('the demo’s table shows how each call to an agent’s phone ended', async () => {
  expect(await tableOf(4)).toEqual([
    'caller   outcome           waited   talked',
    'Ada      did not answer',
    'Ben      served 1 caller              1:00',
    'Kim      served              0:32     1:00',
  ]);
  expect(await tableOf(5)).toContainEqual('Ada      pressed no key');
  expect(await tableOf(8)).toContainEqual(expect.stringMatching(/^Sam +nobody was there +1:\d\d$/));
  expect(await tableOf(9)).toContainEqual('Ada      signed in');
});

it('the demo’s table has an empty line between scenes', () => {
  const ada = { who: 'Ada', isAgent: true, outcome: 'unanswered', secondsWaited: 0, secondsTalked: 0 };
  expect(resultsTable([[ada], [ada]])).toEqual([
    'caller   outcome          waited   talked',
    'Ada      did not answer',
    '',
    'Ada      did not answer',
  ]);
});

it('the demo’s table fits a terminal', async () => {
  const lines = [...(await tableOf(1)), ...(await tableOf(2))];
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines).toContainEqual(expect.stringMatching(/^Fay +the queue closed +3:\d\d$/));
  expect(lines).toContainEqual(expect.stringMatching(/^Ines +the queue was full +0:00$/));
});
