import type { Visibility } from '../../../src/endpoint';
import { pathsOpenTo } from '../../../src/endpoints';
import { voicemailPath } from '../../../src/state/paths';
import type { WebAnswer } from '../../ask-web';
import { ownCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, whenKnown } from '../finding';
import { both } from '../read';
import { harmlessEndpoint, isOpen } from '../web-probes';

const whatUrlsAnswer = {
  what: 'What the deployed URLs answer.',
  look: 'Ring a wired number, and listen.',
};

/** Whether anybody answers under the domain at all; everything else waits for that. */
export function domain({ firstAnswer, deployment, environment }: Facts): readonly Finding[] {
  if (deployment.kind === 'known' && firstAnswer.kind === 'unknown') {
    return [
      fault({
        what: `Nobody answers at https://${deployment.value.domain}: ${firstAnswer.why}.`,
        why: 'If Twilio gets no answer either, every caller hears that an application error has occurred.',
        repair: `Try it from another network. If there is no answer there either: ${ownCommand('deploy', environment)}.`,
      }),
    ];
  }
  return whenKnown(firstAnswer, whatUrlsAnswer, () => []);
}

/** The visibility page says 403, others 400. https://www.twilio.com/docs/serverless/functions-assets/visibility */
const refusals = [400, 401, 403];

export function unsigned(facts: Facts): readonly Finding[] {
  return ofEachEndpoint(facts, 'protected', (path, { status }) => {
    if (refusals.includes(status)) return [];
    return [
      isOpen({ status })
        ? fault({
            what: `${path} answers a request that nobody signed.`,
            why: 'Anybody on the internet may play Twilio: try out PINs, or hear what only callers should.',
            repair: `${ownCommand('deploy', facts.environment)}; the function must be Protected in ${consolePages.services}.`,
          })
        : fault({
            what: `${path} answers ${status} to a request that nobody signed, and 403 is right.`,
            why: 'Something else stands where Twilio will ask.',
            repair: ownCommand('deploy', facts.environment),
          }),
    ];
  });
}

/** Nothing is done for whoever has neither a link nor our signature; how it is refused shows that the function runs. */
export function voicemailPage(facts: Facts): readonly Finding[] {
  return ofEachEndpoint(facts, 'public', (path, { status }) => {
    if (status === 403) return [];
    const isForLinks = path === voicemailPath;
    return [
      fault({
        what: `${path} answers ${status} to somebody without ${isForLinks ? 'a link' : 'our signature'}, and 403 is right.`,
        why: whatFollows(isForLinks, isOpen({ status })),
        repair: ownCommand('deploy', facts.environment),
      }),
    ];
  });
}

function whatFollows(isForLinks: boolean, isOpenToAll: boolean): string {
  if (isForLinks)
    return isOpenToAll ? 'Voicemails may be open to everybody.' : 'The links to voicemails do not open.';
  return isOpenToAll
    ? 'Anybody on the internet may move your agents from one state to another.'
    : 'Missed calls are not counted, or callers are not told that nobody is there.';
}

/**
 * Endpoints that are deployed as they should be: of the others another check says so. Once a stranger was let in no
 * more were asked.
 */
function ofEachEndpoint(
  { web, build }: Facts,
  visibility: Visibility,
  examine: (path: string, answer: WebAnswer) => readonly Finding[],
): readonly Finding[] {
  const paths = pathsOpenTo(visibility);
  return whenKnown(both(web, build), whatUrlsAnswer, ([{ unsigned: asked }, { functions }]) =>
    functions
      .filter((one) => paths.includes(one.path) && one.visibility === visibility)
      .flatMap(({ path }) => {
        const answer = asked.get(path);
        const what = `What ${path} answers.`;
        return answer ? whenKnown(answer, { ...whatUrlsAnswer, what }, (known) => examine(path, known)) : [];
      }),
  );
}

export function signed({ web, environment }: Facts): readonly Finding[] {
  return whenKnown(web, whatUrlsAnswer, ({ signed: asked }) =>
    whenKnown(
      asked,
      {
        what: 'Whether functions answer Twilio’s own requests.',
        look: 'Set TWILIO_AUTH_TOKEN for this one command, or ring a wired number.',
      },
      ({ status, headers, body }) => {
        const type = headers['content-type'] ?? 'no type';
        if (refusals.includes(status)) {
          return [
            fault({
              what: `${harmlessEndpoint} refuses (${status}) a request that is signed with the account’s auth token.`,
              why: 'So it does with Twilio’s own: every caller hears the static apology. The token may have been replaced a minute ago, or be the secondary one.',
              repair: `Compare the token with ${consolePages.apiKeys}; if it was replaced, wait a minute, then ${ownCommand('deploy', environment)}.`,
            }),
          ];
        }
        if (status === 200 && /xml/.test(type) && body.includes('<Response>')) return [];
        return [
          fault({
            what: `${harmlessEndpoint} answers ${status} (${type}) to a signed request, and no document.`,
            why: 'The functions fail: every caller hears the static apology.',
            repair: `Read why in ${consolePages.errors}, then ${ownCommand('deploy', environment)}.`,
          }),
        ];
      },
    ),
  );
}
