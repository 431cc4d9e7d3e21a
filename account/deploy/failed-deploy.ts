import type { EnvironmentName } from '../environment';
import { ownCommand } from '../typed-commands';
import type { DeployState } from './requests';

/** Everything that is known of a deploy that did not come to its end. */
export interface FailedDeploy {
  /** What twilio-run itself says. */
  readonly words: string;
  readonly state: DeployState;
  /** What Twilio says of the build; undefined if there is none, or Twilio cannot be asked. */
  readonly buildStatus: string | undefined;
  /** Somebody pressed Ctrl-C, or asked this process to end. */
  readonly wasStopped: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What happened, and what to do. */
export function failedDeployInWords(failed: FailedDeploy): string {
  const { words, state, buildStatus, wasStopped, dependencies } = failed;
  if (wasStopped) return 'Stopped. Run it again when you want it done: it begins anew.';
  if (buildStatus === 'failed') {
    const asked = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
    return `Twilio could not pack build ${state.buildSid}, and does not say why. It installs the dependencies of package.json: ask npm whether these versions exist (${asked.join(', ')}), and run it again.`;
  }
  if (state.refusedWith === 429) {
    return 'Twilio has had too many requests from this account in a short time. Wait a minute and run it again.';
  }
  if (state.refusedWith !== undefined) return `Twilio refused a request with ${state.refusedWith}: ${words}`;
  if (isLostConnection(words)) {
    return `The connection to Twilio was lost (${words}). Check the network, or the proxy in HTTP_PROXY, and run it again.`;
  }
  return `twilio-run ended before its time: ${words || 'it does not say why'}. Run it again.`;
}

/** Of an upload or a listing that got no answer twilio-run says only that it failed. */
const isLostConnection = (words: string) =>
  /\bE(CONN\w+|NOTFOUND|TIMEDOUT|AI_AGAIN|PIPE)\b|socket hang up|^Failed to (create|upload)/.test(words);

/** What is live after a deploy that failed, and what was before; undefined is nothing at all. */
export type LiveNow =
  | { readonly kind: 'as-before'; readonly before: string | undefined }
  | { readonly kind: 'new'; readonly buildSid: string }
  /** Twilio cannot be asked. */
  | { readonly kind: 'not-known'; readonly before: string | undefined };

export function liveInWords(live: LiveNow, state: DeployState, environment: EnvironmentName): string {
  switch (live.kind) {
    case 'as-before':
      return live.before ? `${stillLive(live.before)}${ofVariables(state)}` : stillLive(undefined);
    case 'new':
      return `Live is the new build, ${live.buildSid}.`;
    case 'not-known':
      // Before the build is packed there is nothing that could have been activated.
      return state.buildSid === undefined
        ? stillLive(live.before)
        : `Whether the new build is live is not known: ${ownCommand('rollback', environment, '--list')} tells.${ofVariables(state)}`;
    default:
      return live satisfies never;
  }
}

const stillLive = (before: string | undefined) =>
  before ? `Live is what was live before, build ${before}.` : 'Nothing is live yet.';

const ofVariables = ({ hasSetVariables }: DeployState) =>
  hasSetVariables ? ' It has new variables already.' : '';
