import { createHash } from 'node:crypto';
import { audioFaults } from '../../../music/audio-gate';
import { fallbackDocuments } from '../../../src/config/fallback-documents';
import { filesPlayed, type PlayedFile } from '../../../src/config/files-played';
import type { WebAnswer } from '../../ask-web';
import { ownCommand } from '../../typed-commands';
import type { Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { type Read, skipped } from '../read';

/** Each file for callers, as it was fetched. */
function ofEachFile(
  { web, checkout }: Facts,
  examine: (file: PlayedFile, answer: WebAnswer) => readonly Finding[],
): readonly Finding[] {
  return whenKnown(
    web,
    { what: 'The files for callers.', look: 'Call a wired number, and listen.' },
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
  files.get(path) ?? skipped('it was not requested');

export function filesThere(facts: Facts): readonly Finding[] {
  return ofEachFile(facts, ({ path, place }, { status }) =>
    status === 200
      ? []
      : [
          fault({
            what: `${path} cannot be fetched: the answer is ${status}. It is used in ${place}.`,
            why: 'Callers hear silence when it should play.',
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
        what: `${path} is served as ${type}, which is not an audio type.`,
        why: 'Twilio does not play it: callers hear silence instead.',
        repair: `Give the file the extension .wav or .mp3, change its name in queues.config.ts, and run ${ownCommand('deploy', facts.environment)}.`,
      }),
    ];
  });
}

/** By the same rules as the project's own music. */
export function fileSounds(facts: Facts): readonly Finding[] {
  return ofEachFile(facts, ({ path }, { status, body }) => {
    if (status !== 200 || !path.startsWith('/hold-music/')) return [];
    return soundFaults(path, body).map((what) =>
      fault({
        what: `${what.split('; ')[0]}.`,
        why: 'It sounds bad on a telephone, or cannot be heard at all.',
        repair: `${what.split('; ').slice(1).join('; ')}. Give the new file another name (.v2.wav), and run ${ownCommand('deploy', facts.environment)}.`,
      }),
    );
  });
}

/** A cache by content: measuring a piece takes longer than fetching it. */
const measured = new Map<string, readonly string[]>();

function soundFaults(path: string, bytes: Buffer): readonly string[] {
  const key = `${path} ${createHash('sha256').update(bytes).digest('hex')}`;
  const faults = measured.get(key) ?? audioFaults({ fileName: path, bytes });
  measured.set(key, faults);
  return faults;
}

/** Twilio caches files by name: after a change, callers may hear the old sound for a long time. */
export function filesOfCheckout(facts: Facts): readonly Finding[] {
  return ofEachFile(facts, ({ path }, { status, body }) => {
    const own = facts.checkout.assets.get(path);
    if (status !== 200 || !own || own.equals(body)) return [];
    return [
      warning({
        what: `${path} is served with a different sound than assets${path} here.`,
        why: 'The lengths in queues.config.ts may be wrong for it, so that announcements come too early or too late.',
        repair: `Give the file here a new name (.v2.wav), change its name in queues.config.ts, and run ${ownCommand('deploy', facts.environment)}.`,
      }),
    ];
  });
}

export function fallbackFiles({ web, checkout, environment }: Facts): readonly Finding[] {
  const what = 'The fallback documents.';
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
    'Callers or agents hear it when the functions cannot answer; without it they hear an error message from Twilio.';
  if (status !== 200)
    return [fault({ what: `${path} cannot be fetched: the answer is ${status}.`, why, repair })];
  if (!/^(text|application)\/xml/.test(type)) {
    return [fault({ what: `${path} is served as ${type}, not as XML.`, why, repair })];
  }
  if (body.toString() === right) return [];
  return [warning({ what: `${path} differs from the fallback in queues.config.ts.`, why, repair })];
}
