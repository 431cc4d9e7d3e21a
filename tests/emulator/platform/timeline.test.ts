import { Clock } from '../../../emulator/platform/clock';
import { type NumberedEvent, Timeline } from '../../../emulator/platform/timeline';
import { application } from '../application';

const log = (text: string) => ({ kind: 'log', path: '/voice', level: 'log', text }) as const;
const textsOf = (events: readonly NumberedEvent[]) =>
  events.map((event) => (event.kind === 'log' ? event.text : event.kind));

describe('the timeline', () => {
  test('numbers events from 1 and gives each its time', async () => {
    const clock = new Clock({ startsAt: new Date('2026-01-05T15:00:00Z') });
    const timeline = new Timeline(clock);
    timeline.add(log('one'));
    await clock.advance(1000);
    timeline.add(log('two'));
    expect(timeline.events()).toEqual([
      { ...log('one'), number: 1, at: new Date('2026-01-05T15:00:00Z') },
      { ...log('two'), number: 2, at: new Date('2026-01-05T15:00:01Z') },
    ]);
    expect(timeline.newest).toBe(2);
  });

  test.each([
    [0, ['7', '8', '9']],
    [3, ['7', '8', '9']],
    [7, ['8', '9']],
    [9, []],
    [99, []],
  ])('keeps only the newest, and after number %d has %p', (after, texts) => {
    const timeline = new Timeline(new Clock(), 3);
    for (let number = 1; number <= 9; number += 1) timeline.add(log(String(number)));
    expect(textsOf(timeline.events(after))).toEqual(texts);
  });

  test('passes events to listeners, until they stop', () => {
    const timeline = new Timeline(new Clock());
    const followed: NumberedEvent[] = [];
    timeline.add(log('before'));
    const stop = timeline.follow((event) => followed.push(event));
    timeline.add(log('while'));
    stop();
    timeline.add(log('after'));
    expect(textsOf(followed)).toEqual(['while']);
  });
});

test('a person has the events of their own call', async () => {
  const app = application({ '/voice': '<Say>Hello</Say>', '/agent': '<Say>Hello, agent</Say>' });
  const [caller, agent] = [app.call(), app.call('/agent')];
  await app.seconds(10);
  expect(caller.heard).toEqual(['Hello']);
  expect(agent.heard).toEqual(['Hello, agent']);
  expect(caller.events().map(({ kind }) => kind)).toEqual([
    'call',
    'webhook',
    'call',
    'verb',
    'heard',
    'call',
  ]);
});
