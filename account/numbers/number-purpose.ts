import { fallbackNameOf } from '../../src/config/fallback-documents';
import { firstQueue, type QueuesConfig, queueDialed, queueNamed } from '../../src/config/queue-config';
import { agentPath, callEndedPath, callerPath, tryAgain } from '../../src/state/urls';

/** What a number is for. */
export type NumberPurpose =
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'menu'; readonly menu: string }
  /** Agents dial in. Without queues, each agent serves their own. */
  | { readonly kind: 'agents'; readonly queues: readonly string[] };

/** Where the calls of a number go, and where their end is reported. */
export interface VoiceWebhooks {
  readonly voiceUrl: string;
  readonly voiceMethod: 'POST';
  readonly voiceFallbackUrl: string;
  readonly voiceFallbackMethod: 'GET';
  readonly statusCallback: string;
  readonly statusCallbackMethod: 'POST';
}

/**
 * The settings for a number of this purpose. If no function answers, Twilio fetches a static document. The end of
 * callers' calls is reported; `/caller/ended` is not for agents' calls.
 */
export function webhooksFor(purpose: NumberPurpose, domain: string): VoiceWebhooks {
  const urlOf = (path: string) => `https://${domain}${path}`;
  const isForAgents = purpose.kind === 'agents';
  return {
    voiceUrl: urlOf(`${pathFor(purpose)}${tryAgain}`),
    voiceMethod: 'POST',
    voiceFallbackUrl: urlOf(`/fallback/${fallbackFor(purpose)}`),
    voiceFallbackMethod: 'GET',
    statusCallback: isForAgents ? '' : urlOf(`${callEndedPath}${tryAgain}`),
    statusCallbackMethod: 'POST',
  };
}

function fallbackFor(purpose: NumberPurpose): string {
  if (purpose.kind === 'agents') return 'agent.xml';
  return purpose.kind === 'queue' ? fallbackNameOf(purpose.queue) : 'caller.xml';
}

function pathFor(purpose: NumberPurpose): string {
  switch (purpose.kind) {
    case 'queue':
      return `${callerPath}?${new URLSearchParams({ queue: purpose.queue })}`;
    case 'menu':
      // The dialed number selects the menu, and a queue in the URL would override it.
      return callerPath;
    case 'agents':
      return purpose.queues.length === 0
        ? agentPath
        : `${agentPath}?${new URLSearchParams({ queue: purpose.queues.join(',') })}`;
    default:
      return purpose satisfies never;
  }
}

/** The purpose of a number in the config; undefined if it is not in the config. */
export function purposeInConfig(config: QueuesConfig, phoneNumber: string): NumberPurpose | undefined {
  const menu = Object.entries(config.menus ?? {}).find(([, { numbers }]) =>
    numbers.some((number) => number === phoneNumber),
  );
  if (menu) return { kind: 'menu', menu: menu[0] };
  const queue = queueDialed(config, phoneNumber);
  return queue && { kind: 'queue', queue: queue.name };
}

/** The purpose of a number with this URL, as the functions read it; undefined if no number should point there. */
export function purposeAt(
  { pathname, searchParams }: URL,
  phoneNumber: string,
  config: QueuesConfig,
): NumberPurpose | undefined {
  const named = searchParams.get('queue')?.split(',') ?? [];
  const queues = named.filter((name) => queueNamed(config, name));
  if (pathname === agentPath) return { kind: 'agents', queues };
  if (pathname !== callerPath) return undefined;
  const configured = purposeInConfig(config, phoneNumber);
  if (configured?.kind === 'menu' && named.length === 0) return configured;
  const { name } = queueNamed(config, queues[0]) ?? queueDialed(config, phoneNumber) ?? firstQueue(config);
  return { kind: 'queue', queue: name };
}
