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
  what: 'How the deployed URLs answer.',
  look: 'Call a wired number, and listen.',
};

/** Whether the domain answers at all; all other checks depend on that. */
export function domain({ firstAnswer, deployment, environment }: Facts): readonly Finding[] {
  if (deployment.kind === 'known' && firstAnswer.kind === 'unknown') {
    return [
      fault({
        what: `There is no answer from https://${deployment.value.domain}: ${firstAnswer.why}.`,
        why: 'If Twilio gets no answer either, every caller hears that an application error has occurred.',
        repair: `Try it from another network. If there is no answer there either: ${ownCommand('deploy', environment)}.`,
      }),
    ];
  }
  return whenKnown(firstAnswer, whatUrlsAnswer, () => []);
}

/**
 * The page about visibility says 403, others say 400.
 * https://www.twilio.com/docs/serverless/functions-assets/visibility
 */
const refusals = [400, 401, 403];

export function unsigned(facts: Facts): readonly Finding[] {
  return ofEachEndpoint(facts, 'protected', (path, { status }) => {
    if (refusals.includes(status)) return [];
    return [
      isOpen({ status })
        ? fault({
            what: `${path} answers an unsigned request.`,
            why: 'Anybody on the internet may pose as Twilio: guess PINs, or hear what only callers should.',
            repair: `${ownCommand('deploy', facts.environment)}; the function must be Protected in ${consolePages.services}.`,
          })
        : fault({
            what: `${path} answers ${status} to an unsigned request instead of 403.`,
            why: 'Something else is at the URL that Twilio requests.',
            repair: ownCommand('deploy', facts.environment),
          }),
    ];
  });
}

/** Requests without a link or our signature are refused; the way they are refused shows that the function runs. */
export function voicemailPage(facts: Facts): readonly Finding[] {
  return ofEachEndpoint(facts, 'public', (path, { status }) => {
    if (status === 403) return [];
    const isForLinks = path === voicemailPath;
    return [
      fault({
        what: `${path} answers ${status} to a request without ${isForLinks ? 'a link' : 'our signature'} instead of 403.`,
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
    : 'Missed calls are not counted, or callers do not hear that no agent is available.';
}

/**
 * The endpoints that are deployed as they should be; another check reports the others. After the first unsigned request
 * that was answered, no more are sent.
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
        const what = `How ${path} answers.`;
        return answer ? whenKnown(answer, { ...whatUrlsAnswer, what }, (known) => examine(path, known)) : [];
      }),
  );
}

export function signed({ web, environment }: Facts): readonly Finding[] {
  return whenKnown(web, whatUrlsAnswer, ({ signed: asked }) =>
    whenKnown(
      asked,
      {
        what: 'Whether functions answer signed requests.',
        look: 'Set TWILIO_AUTH_TOKEN for this one command, or call a wired number.',
      },
      ({ status, headers, body }) => {
        const type = headers['content-type'] ?? 'no type';
        if (refusals.includes(status)) {
          return [
            fault({
              what: `${harmlessEndpoint} refuses (${status}) a request that is signed with the account’s auth token.`,
              why: 'It refuses Twilio’s requests too: every caller hears the static apology. The token may have been replaced a minute ago, or may be the secondary one.',
              repair: `Compare the token with ${consolePages.apiKeys}; if it was replaced, wait a minute, then ${ownCommand('deploy', environment)}.`,
            }),
          ];
        }
        if (status === 200 && /xml/.test(type) && body.includes('<Response>')) return [];
        return [
          fault({
            what: `${harmlessEndpoint} answers ${status} (${type}) to a signed request instead of a document.`,
            why: 'The functions fail: every caller hears the static apology.',
            repair: `Read why in ${consolePages.errors}, then ${ownCommand('deploy', environment)}.`,
          }),
        ];
      },
    ),
  );
}
