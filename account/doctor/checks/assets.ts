import { createHash } from 'node:crypto';
import { audioFaults } from '../../../music/audio-gate';
import { fallbackDocuments } from '../../../src/config/fallback-documents';
import { filesPlayed, type PlayedFile } from '../../../src/config/files-played';
import type { WebAnswer } from '../../ask-web';
import { ownCommand } from '../../typed-commands';
import type { Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { type Read, skipped } from '../read';

/** Each file that callers are played, as it was fetched. */
function ofEachFile(
  { web, checkout }: Facts,
  examine: (file: PlayedFile, answer: WebAnswer) => readonly Finding[],
): readonly Finding[] {
  return whenKnown(
    web,
    { what: 'What callers are played.', look: 'Ring a wired number, and listen.' },
    ({ files }) =>
      filesPlayed(checkout.config).flatMap((file) =>
        whenKnown(
          fetched(files, file.path),
          { what: `What is at ${file.path}.`, look: 'Open it in a browser.' },
          (answer) => examine(file, answer),
        ),
      ),
  );
}

const fetched = (files: ReadonlyMap<string, Read<WebAnswer>>, path: string): Read<WebAnswer> =>
  files.get(path) ?? skipped('it was not asked for');

export function filesThere(facts: Facts): readonly Finding[] {
  return ofEachFile(facts, ({ path, place }, { status }) =>
    status === 200
      ? []
      : [
          fault({
            what: `${path} cannot be fetched: it answers ${status}. ${place} names it.`,
            why: 'Callers wait in silence when it is its turn.',
            repair: `Check that the file is in assets/ and has no ".protected" or ".private" in its name, then ${ownCommand('deploy', facts.environment)}.`,
          }),
        ],
  );
}

/** https://www.twilio.com/docs/voice/twiml/play#supported-audio-file-types */
export function fileTypes(facts: Facts): readonly Finding[] {
  return ofEachFile(facts, ({ path }, { status, headers }) => {
    const type = headers['content-type'] ?? 'none';
    if (status !== 200 || type.startsWith('audio/')) return [];
    return [
      fault({
        what: `${path} is served as ${type}, which is no sound.`,
        why: 'Twilio does not play it: callers wait in silence when it is its turn.',
        repair: `Give the file the ending .wav or .mp3, name it so in queues.config.ts, and run ${ownCommand('deploy', facts.environment)}.`,
      }),
    ];
  });
}

/** Judged by the same measures as the project's own music. */
export function fileSounds(facts: Facts): readonly Finding[] {
  return ofEachFile(facts, ({ path }, { status, body }) => {
    if (status !== 200 || !path.startsWith('/hold-music/')) return [];
    return soundFaults(path, body).map((what) =>
      fault({
        what: `${what.split('; ')[0]}.`,
        why: 'It sounds bad on a telephone, or not at all.',
        repair: `${what.split('; ').slice(1).join('; ')}. Give the new file another name (.v2.wav), and run ${ownCommand('deploy', facts.environment)}.`,
      }),
    );
  });
}

/** Kept by what is in the file: to measure a piece takes longer than to fetch it. */
const measured = new Map<string, readonly string[]>();

function soundFaults(path: string, bytes: Buffer): readonly string[] {
  const key = `${path} ${createHash('sha256').update(bytes).digest('hex')}`;
  const faults = measured.get(key) ?? audioFaults({ fileName: path, bytes });
  measured.set(key, faults);
  return faults;
}

/** Twilio remembers files by name: of a changed one callers may hear the old sound for long. */
export function filesOfCheckout(facts: Facts): readonly Finding[] {
  return ofEachFile(facts, ({ path }, { status, body }) => {
    const own = facts.checkout.assets.get(path);
    if (status !== 200 || !own || own.equals(body)) return [];
    return [
      warning({
        what: `${path} is served with another sound than assets${path} has here.`,
        why: 'The lengths in queues.config.ts may be wrong for it, so that news come too early or too late.',
        repair: `Give the file here a new name (.v2.wav), name it so in queues.config.ts, and run ${ownCommand('deploy', facts.environment)}.`,
      }),
    ];
  });
}

export function fallbackFiles({ web, checkout, environment }: Facts): readonly Finding[] {
  const what = 'What is said when nothing else works.';
  return whenKnown(web, { what, look: 'Open /fallback/caller.xml in a browser.' }, ({ files }) =>
    Object.entries(fallbackDocuments(checkout.config)).flatMap(([name, right]) => {
      const path = `/fallback/${name}`;
      return whenKnown(fetched(files, path), { what, look: `Open ${path} in a browser.` }, (answer) =>
        fallbackFindings(path, right, answer, ownCommand('deploy', environment)),
      );
    }),
  );
}

function fallbackFindings(
  path: string,
  right: string,
  { status, headers, body }: WebAnswer,
  repair: string,
): readonly Finding[] {
  const type = headers['content-type'] ?? 'none';
  const why =
    'It is what callers or agents hear when the functions cannot answer; behind it there is only silence.';
  if (status !== 200)
    return [fault({ what: `${path} cannot be fetched: it answers ${status}.`, why, repair })];
  if (!/^(text|application)\/xml/.test(type)) {
    return [fault({ what: `${path} is served as ${type} and not as XML.`, why, repair })];
  }
  if (body.toString() === right) return [];
  return [
    warning({ what: `${path} says something else than queues.config.ts does under fallback.`, why, repair }),
  ];
}
