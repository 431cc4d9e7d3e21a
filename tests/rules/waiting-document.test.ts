import fc from 'fast-check';
import { messageTurnErrors } from '../../src/config/errors/message-turns';
import type { HoldMusicPiece, NamedQueue, PeriodicMessage } from '../../src/config/queue-config';
import {
  latestMoment,
  listName,
  messagesAt,
  type TextsHeard,
  textsHeardAfter,
} from '../../src/rules/message-turns';
import { pieceAt } from '../../src/rules/rotation';
import { type DocumentPart, type DocumentRequest, planDocument } from '../../src/rules/waiting-document';
import { charactersIn, momentsOf, waitingWords } from '../../src/rules/waiting-words';
import { queue } from '../example-config';
import { runs } from '../thorough';

const pieces = (...seconds: readonly number[]): HoldMusicPiece[] =>
  seconds.map((length, index) => ({ file: `${index}.wav`, seconds: length }));

const stock = pieces(48.5, 58.6, 83.7);
/** How long the place in line is with the words that offer the key, and a message with them. */
const placeCharacters = 70;
const messageCharacters = 80;

const request = (changes: Partial<DocumentRequest> = {}): DocumentRequest => ({
  queueTimeSeconds: 0,
  music: stock,
  moments: undefined,
  leastSeconds: 0,
  isOverAfter: () => false,
  charactersBefore: (moments, isFirst) => {
    const characters = (isFirst ? placeCharacters : 0) + moments.length * messageCharacters;
    return { least: characters, most: characters };
  },
  ...changes,
});

const filesOf = (given: Partial<DocumentRequest>) =>
  planDocument(request(given)).map(({ piece }) => piece.file);

describe('a waiting document', () => {
  test.each([
    [0, ['0.wav']],
    [48, ['0.wav']],
    [49, ['1.wav']],
    [97, ['2.wav']],
    [1000, ['2.wav']],
  ])('%d s into a wait without messages is the one piece of the rotation', (queueTimeSeconds, files) => {
    expect(filesOf({ queueTimeSeconds })).toEqual(files);
  });

  test('is one piece where no message is near its end', () => {
    const moments = { firstSeconds: 300, everySeconds: 300, longestRoundSeconds: 120 };
    expect(planDocument(request({ moments, queueTimeSeconds: 60 }))).toEqual([
      { piece: stock[1], moments: [], latestMomentPlayed: 0 },
    ]);
  });

  test('tells a moment that surely comes before the next document', () => {
    const moments = { firstSeconds: 100, everySeconds: 300, longestRoundSeconds: 120 };
    expect(planDocument(request({ moments, queueTimeSeconds: 60 }))).toEqual([
      { piece: stock[1], moments: [1], latestMomentPlayed: 1 },
    ]);
  });

  test('gets a second piece where a moment might come before the next document or after it', () => {
    const moments = { firstSeconds: 130, everySeconds: 300, longestRoundSeconds: 120 };
    const parts = planDocument(request({ moments, queueTimeSeconds: 60 }));
    expect(parts.map(({ piece, moments: told }) => [piece.file, told])).toEqual([
      ['1.wav', []],
      ['2.wav', [1]],
    ]);
  });

  test('after a key continues with the next piece, and repeats nothing', () => {
    const moments = { firstSeconds: 80, everySeconds: 300, longestRoundSeconds: 120 };
    const before = { file: '0.wav', latestMomentPlayed: 1 };
    expect(planDocument(request({ moments, queueTimeSeconds: 40, before }))).toEqual([
      { piece: stock[1], moments: [], latestMomentPlayed: 1 },
    ]);
  });

  test('that answers a key lasts beyond a moment that has been told', () => {
    const moments = { firstSeconds: 100, everySeconds: 300, longestRoundSeconds: 120 };
    const before = { file: '0.wav', latestMomentPlayed: 1 };
    const parts = planDocument(request({ moments, queueTimeSeconds: 5, before }));
    expect(parts.map(({ piece, moments: told }) => [piece.file, told])).toEqual([
      ['1.wav', []],
      ['2.wav', []],
    ]);
  });

  test('lasts as long as it should at least, with the pieces in turn', () => {
    const parts = planDocument(request({ leastSeconds: 600, queueTimeSeconds: 1000 }));
    const seconds = parts.reduce((total, { piece }) => total + piece.seconds + 1, 0);
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThan(600 + 2 * 85);
    expect(parts.map(({ piece }) => piece.file).slice(0, 6)).toEqual([
      '2.wav',
      '0.wav',
      '1.wav',
      '2.wav',
      '0.wav',
      '1.wav',
    ]);
  });

  test('gets no further piece once the wait is over', () => {
    const parts = planDocument(request({ leastSeconds: 600, isOverAfter: (seconds) => seconds >= 100 }));
    expect(parts.map(({ piece }) => piece.file)).toEqual(['0.wav', '1.wav']);
  });

  test('without any music cannot be, and the message says what to do', () => {
    expect(() => planDocument(request({ music: [] }))).toThrow('list three pieces under `holdMusic`');
  });
});

/** The first and the last whole second in which the request after a document can come, reckoned anew. */
function nextRequests(given: DocumentRequest, parts: readonly DocumentPart[]): [number, number] {
  const said = parts.map(({ moments }, index) => given.charactersBefore(moments, index === 0));
  const music = parts.reduce((total, { piece }) => total + piece.seconds + 1, given.queueTimeSeconds);
  const least = said.reduce((total, characters) => total + characters.least / 18 - 0.5, 0);
  const most = said.reduce((total, characters) => total + characters.most / 12 + 0.5, 0);
  // Twilio's whole seconds may hide one, and all attempts at an answer take 15 s together.
  return [Math.floor(music + least), Math.floor(music + most + 1 + 15 + (given.uncertainSeconds ?? 0))];
}

const queueWith = (holdMusic: readonly HoldMusicPiece[], messages: readonly PeriodicMessage[]) =>
  queue('support', {
    holdMusic,
    maxWaitSeconds: 1200,
    announcements: { firstInLineEverySeconds: 120, messages },
  });

/** A list of texts of different lengths. */
const list = (everySeconds: number, startSeconds = 60): PeriodicMessage => ({
  say: ['A, short.', `B, ${'which is longer '.repeat(4)}`, 'C, neither short nor long.'],
  startSeconds,
  everySeconds,
});

const randomMusic = fc
  .array(fc.integer({ min: 250, max: 1500 }), { minLength: 3, maxLength: 6 })
  .map((tenths) => pieces(...tenths.map((length) => length / 10)))
  .filter((music) => {
    const seconds = music.map((piece) => piece.seconds);
    return Math.max(...seconds) + 17 < (seconds.length - 1) * Math.min(...seconds);
  });

/** Queues with all kinds of music, each with the fastest cadence that the build takes, a little more, and much more. */
const accepted = [
  ...[stock, pieces(40, 40, 40), pieces(50, 60, 70), pieces(60, 45, 38, 55, 70), pieces(180, 180, 180)],
  ...fc.sample(randomMusic, { numRuns: 2, seed: 1 }),
].flatMap((music) =>
  [fastestCadence(music), 300]
    .map((every) => queueWith(music, [list(every)]))
    .filter((given) => messageTurnErrors('messages', given).length === 0),
);

/** As the build says it. */
function fastestCadence(music: readonly HoldMusicPiece[]): number {
  const [error] = messageTurnErrors('messages', queueWith(music, [list(30)]));
  return Number(/Write (\d+)/.exec(error?.fix ?? '')?.[1]);
}

const requestOf = (given: NamedQueue, changes: Partial<DocumentRequest> = {}) =>
  request({
    music: given.holdMusic,
    moments: momentsOf(given),
    charactersBefore: charactersIn(given),
    ...changes,
  });

const described = (given: NamedQueue) => ({
  given,
  lengths: given.holdMusic.map(({ seconds }) => seconds).join(', '),
  every: given.announcements.messages?.[0]?.everySeconds,
});

test('the build takes a cadence of one piece and its announcement, or little more, for all kinds of music', () => {
  expect(accepted.length).toBeGreaterThanOrEqual(13);
  for (const { holdMusic } of accepted) {
    const longestPiece = Math.max(...holdMusic.map(({ seconds }) => seconds));
    expect(fastestCadence(holdMusic)).toBeLessThan(longestPiece + 60);
  }
});

describe.each(accepted.map(described))(
  'with pieces of $lengths s and texts every $every s, at every second of a wait',
  ({ given }) => {
    const moments = momentsOf(given);
    if (!moments) throw new Error('There are messages.');

    test('whichever request follows a document tells the next text, and no request in between does', () => {
      const asked = requestOf(given);
      for (let queueTimeSeconds = 0; queueTimeSeconds <= 1200; queueTimeSeconds++) {
        const parts = planDocument({ ...asked, queueTimeSeconds });
        const told = parts.at(-1)?.latestMomentPlayed;
        const next = nextRequests({ ...asked, queueTimeSeconds }, parts);
        const moment = next.map((seconds) => latestMoment(moments, seconds));
        if (moment.some((latest) => latest !== told)) {
          throw new Error(`At ${queueTimeSeconds} s ${told} is told, and ${moment} may come next.`);
        }
      }
    });

    test('the last piece is not the first of the request that follows, unless an answer is late', () => {
      const asked = requestOf(given);
      for (let queueTimeSeconds = 0; queueTimeSeconds <= 1200; queueTimeSeconds++) {
        const parts = planDocument({ ...asked, queueTimeSeconds });
        const [first, latest] = nextRequests({ ...asked, queueTimeSeconds }, parts);
        for (let next = first; next <= latest - 18; next++) {
          if (pieceAt(next, given.holdMusic).file !== parts.at(-1)?.piece.file) continue;
          throw new Error(`At ${queueTimeSeconds} s ends a piece that may be heard again at ${next} s.`);
        }
      }
    });
  },
);

/** What chance decides in a wait: how long answers and words take, which keys are pressed, when agents are lost. */
interface Chance {
  /** From 0 to 1, one after the other, round and round. */
  readonly draws: readonly number[];
  readonly keyChance: number;
  readonly lostAfterSeconds: readonly number[];
  readonly isLineLong: boolean;
}

/** The texts that a caller hears, and when in their stay, over all stays until the last is as long as it may be. */
function textsHeard(given: NamedQueue, { draws, keyChance, lostAfterSeconds, isLineLong }: Chance) {
  const messages = given.announcements.messages ?? [];
  const always = requestOf(given);
  const { moments } = always;
  if (!moments) throw new Error('There are messages.');
  let drawn = 0;
  const draw = (from: number, to: number) => from + (draws[drawn++ % draws.length] ?? 0) * (to - from);
  const texts: { text: string; at: number; stay: number }[] = [];
  let heard: TextsHeard = {};
  for (const [stay, staySeconds] of [...lostAfterSeconds, 1200].entries()) {
    let clock = 0;
    let before: DocumentRequest['before'];
    while (clock < staySeconds) {
      const place = Math.round(draw(0, 60));
      const wordsAt = (moment: number) => messagesAt(moment, messages, moments, heard);
      const said = (told: readonly number[], isFirst: boolean) => {
        const words = waitingWords(told.flatMap(wordsAt), given).length;
        return isFirst && !before ? Math.max(place, words) : words;
      };
      const asked: DocumentRequest = {
        ...always,
        queueTimeSeconds: Math.floor(clock),
        leastSeconds: isLineLong ? draw(0, 900) : 0,
        charactersBefore: (told, isFirst) => ({ least: said(told, isFirst), most: said(told, isFirst) }),
        ...(before && { before }),
      };
      const parts = planDocument(asked);
      const characters = parts.map((part, index) => said(part.moments, index === 0));
      before = undefined;
      clock += draw(0, 15);
      for (const [index, part] of parts.entries()) {
        if (clock >= staySeconds) break;
        for (const text of part.moments.flatMap(wordsAt)) texts.push({ text, at: clock, stay });
        const spoken = characters[index] ?? 0;
        const seconds = draw(spoken / 18, spoken / 12) + part.piece.seconds + draw(-0.5, 0.5) + 1;
        if (draw(0, 1) < keyChance) {
          clock += draw(1, seconds);
          before = { file: part.piece.file, latestMomentPlayed: part.latestMomentPlayed };
          break;
        }
        clock += seconds;
      }
    }
    heard = textsHeardAfter(staySeconds, messages, moments, heard);
  }
  return texts;
}

const inTurn = (said: readonly string[], texts: readonly string[]) =>
  said.map((_, index) => texts[index % texts.length]);

describe('a whole wait, however long answers and words take and however long the line is', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const undisturbed = fc.record({
    draws: fc.array(unit, { minLength: 1, maxLength: 60 }),
    keyChance: fc.constant(0),
    lostAfterSeconds: fc.constant([]),
    isLineLong: fc.boolean(),
  });
  const disturbed = fc.record({
    draws: fc.array(unit, { minLength: 1, maxLength: 60 }),
    keyChance: fc.constantFrom(0, 0.1, 0.5),
    lostAfterSeconds: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 2 }),
    isLineLong: fc.boolean(),
  });
  const anyQueue = fc.constantFrom(...accepted);

  test('has the texts of a list in turn, none twice in a row and none left out, whatever keys are pressed and agents lost', () => {
    fc.assert(
      fc.property(anyQueue, fc.nat({ max: 300 }), disturbed, (given, startSeconds, chance) => {
        const [message = list(400)] = given.announcements.messages ?? [];
        const started = queueWith(given.holdMusic, [{ ...message, startSeconds }]);
        const said = textsHeard(started, chance).map(({ text }) => text);
        expect(said).toEqual(inTurn(said, message.say));
      }),
      runs(1000),
    );
  });

  test('has the texts of each list in turn where there are several', () => {
    fc.assert(
      fc.property(anyQueue, fc.nat({ max: 400 }), disturbed, (given, more, chance) => {
        const [message = list(400)] = given.announcements.messages ?? [];
        const other = {
          say: ['1', '2', '3', '4', '5'],
          startSeconds: more,
          everySeconds: message.everySeconds + more,
        };
        const single = { say: ['Hello.'], startSeconds: 0, everySeconds: 30 };
        const several = queueWith(given.holdMusic, [message, other, single] as PeriodicMessage[]);
        if (messageTurnErrors('messages', several).length > 0) return;
        const texts = textsHeard(several, chance).map(({ text }) => text);
        for (const { say } of [message, other]) {
          const said = texts.filter((text) => say.includes(text));
          expect(said).toEqual(inTurn(said, say));
        }
      }),
      runs(60),
    );
  });

  test('has each text when it is due, or soon after, if no agent is lost', () => {
    fc.assert(
      fc.property(anyQueue, undisturbed, (given, chance) => {
        const [message = list(400)] = given.announcements.messages ?? [];
        const round = momentsOf(given)?.longestRoundSeconds ?? 0;
        const texts = textsHeard(given, chance);
        expect(texts.length).toBeGreaterThanOrEqual(
          Math.floor((1200 - 60 - 2 * round) / message.everySeconds),
        );
        for (const [index, { at }] of texts.entries()) {
          const due = message.startSeconds + index * message.everySeconds;
          expect(at).toBeGreaterThanOrEqual(due);
          expect(at).toBeLessThanOrEqual(due + 1.5 * round + 16);
        }
      }),
      runs(500),
    );
  });

  test('has no piece twice in a row within a document', () => {
    fc.assert(
      fc.property(
        anyQueue,
        fc.nat({ max: 3600 }),
        fc.nat({ max: 900 }),
        (given, queueTimeSeconds, leastSeconds) => {
          const parts = planDocument(requestOf(given, { queueTimeSeconds, leastSeconds }));
          const files = parts.map(({ piece }) => piece.file);
          expect(files.filter((file, index) => file === files[index + 1])).toEqual([]);
        },
      ),
    );
  });
});

describe('what a caller has heard who leaves the queue', () => {
  const given = queueWith(stock, [list(300, 60)]);
  const moments = momentsOf(given);
  const messages = given.announcements.messages ?? [];
  const [message = list(300)] = messages;
  const heardAfter = (seconds: number, before: TextsHeard = {}) =>
    textsHeardAfter(seconds, messages, moments, before)[listName(message)];

  test.each([
    ['is nothing after a few seconds', 5, undefined],
    ['is not known while the first text may just have been told', 130, 'unknown'],
    ['is one text some minutes after the first', 280, 1],
    ['is two texts some minutes after the second', 580, 2],
  ])('%s', (_sentence, seconds, texts) => {
    expect(heardAfter(seconds)).toBe(texts);
  });

  test('adds up over stays, and stays unknown', () => {
    const name = listName(message);
    expect([heardAfter(280, { [name]: 2 }), heardAfter(280, { [name]: 'unknown' })]).toEqual([3, 'unknown']);
  });

  test('decides whose turn it is in the next stay', () => {
    if (!moments) throw new Error('There are messages.');
    const name = listName(message);
    const firstAfter = (heard: TextsHeard) => messagesAt(1, messages, moments, heard);
    expect([firstAfter({}), firstAfter({ [name]: 2 }), firstAfter({ [name]: 'unknown' })]).toEqual([
      [message.say[0]],
      [message.say[2]],
      [],
    ]);
  });
});
