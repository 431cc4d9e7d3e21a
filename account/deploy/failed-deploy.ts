import type { EnvironmentName } from '../environment';
import { ownCommand } from '../typed-commands';
import type { DeployState } from './requests';

/** What is known about a failed deploy. */
export interface FailedDeploy {
  /** The output of twilio-run. */
  readonly words: string;
  readonly state: DeployState;
  /** Twilio's status of the build; undefined if there is none, or Twilio is unreachable. */
  readonly buildStatus: string | undefined;
  /** Somebody pressed Ctrl-C or ended this process. */
  readonly wasStopped: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What happened, and what to do. */
export function failedDeployInWords(failed: FailedDeploy): string {
  const { words, state, buildStatus, wasStopped, dependencies } = failed;
  if (wasStopped) return 'Stopped. Run it again to start over.';
  if (buildStatus === 'failed') {
    const asked = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
    return `Twilio could not build ${state.buildSid}, and does not say why. It installs the dependencies of package.json: check with npm view that these versions exist (${asked.join(', ')}), and run it again.`;
  }
  if (state.refusedWith === 429) {
    return 'Twilio received too many requests from this account in a short time. Wait a minute and run it again.';
  }
  if (state.refusedWith !== undefined) return `Twilio refused a request with ${state.refusedWith}: ${words}`;
  if (isLostConnection(words)) {
    return `The connection to Twilio was lost (${words}). Check the network, or the proxy in HTTP_PROXY, and run it again.`;
  }
  return `twilio-run ended early: ${words || 'it does not say why'}. Run it again.`;
}

/** If an upload or a listing gets no answer, twilio-run says only that it failed. */
const isLostConnection = (words: string) =>
  /\bE(CONN\w+|NOTFOUND|TIMEDOUT|AI_AGAIN|PIPE)\b|socket hang up|^Failed to (create|upload)/.test(words);

/** What is live after a failed deploy, and what was before; undefined means nothing. */
export type LiveNow =
  | { readonly kind: 'as-before'; readonly before: string | undefined }
  | { readonly kind: 'new'; readonly buildSid: string }
  /** Twilio is unreachable. */
  | { readonly kind: 'not-known'; readonly before: string | undefined };

export function liveInWords(live: LiveNow, state: DeployState, environment: EnvironmentName): string {
  switch (live.kind) {
    case 'as-before':
      return live.before ? `${stillLive(live.before)}${ofVariables(state)}` : stillLive(undefined);
    case 'new':
      return `The new build is live: ${live.buildSid}.`;
    case 'not-known':
      // Without a build, nothing can have been activated.
      return state.buildSid === undefined
        ? stillLive(live.before)
        : `It is unknown whether the new build is live: ${ownCommand('rollback', environment, '--list')} shows it.${ofVariables(state)}`;
    default:
      return live satisfies never;
  }
}

const stillLive = (before: string | undefined) =>
  before ? `The earlier build is still live: ${before}.` : 'Nothing is live yet.';

const ofVariables = ({ hasSetVariables }: DeployState) =>
  hasSetVariables ? ' It already has the new variables.' : '';
