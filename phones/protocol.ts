/**
 * How the page and its server talk. Both are for one person on one machine: the server listens on the loopback
 * interface and refuses every other host and origin.
 *
 * | request                     | sends                          | answers                                             |
 * | --------------------------- | ------------------------------ | --------------------------------------------------- |
 * | `GET /`                     |                                | the page, with its script and style next to it      |
 * | `GET /events`               |                                | server-sent events, as `ServerEvents` names them    |
 * | `GET /media?url=…`          | the URL of a `played` sound    | the file itself, with ranges                        |
 * | `POST /calls`               | `{from, to, name?}`            | 201 `{callSid}`: a caller calls a number            |
 * | `POST /agent-calls`         | `{agent?, entersPin?}`: an id in the config | 201 `{callSid}`: an agent calls; with `entersPin`, the PIN is entered for them |
 * | `POST /pin`                 | `{call}` of an agent           | 204: the PIN is entered as soon as it is asked for  |
 * | `POST /simulation/calls/{sid}/keys` … | as the local Twilio’s control API | as there, for the current simulation   |
 * | `POST /crowd`               | `{callers, queue?}`            | 200 `{calls}`: this many people call at once; 409 if some of them do not get through |
 * | `POST /next-caller`         |                                | 200 `{call}` of an agent who takes the next caller; one calls and signs in if there is none |
 * | `POST /jump`                | `{seconds}` or `{to}`: `closing-time`, `opening-time` | 200 `{now}`                  |
 * | `POST /jump/cancel`         |                                | 204: the jump ends where it is                      |
 * | `POST /functions-fail`      | `{failure: 'none' or a key of failures}` | 204: from now on, until `none`            |
 * | `POST /replay`              | `{request}`: the number of its event | 200 `{status, contentType, answer}`: it is made again |
 * | `POST /speed`               | `{speed}`: 0, 1, 5, 20         | 204                                                 |
 * | `POST /scenes`              | `{scene}`: its number, from 0  | 204: that scene starts, and is the current simulation |
 * | `POST /live`                |                                | 204: back to the queue of queues.config.ts          |
 * | `POST /signals`             | a `Signal`                     | 204: it is passed on to every open page             |
 *
 * A POST has the content type `application/json`, and its body, if any, is an object. If something cannot be done, the
 * answer is `{error}` with a 4xx status; the words say what to do.
 */
import type { CallBoard, CallBoardEvent, DialedNumbers } from './call-board';

/** What the page receives, by the name of the server-sent event. */
export interface ServerEvents {
  /** First, and whenever another simulation becomes current: everything before it is forgotten. */
  readonly simulation: { readonly state: SimulationState; readonly board: CallBoard };
  /** An event in the current simulation. */
  readonly event: CallBoardEvent;
  /** The simulation is the same, but something about it changed: its speed, a problem, failing functions. */
  readonly change: SimulationState;
  /** About once a second, so that clocks on the page stay right. */
  readonly tick: { readonly now: string };
  readonly signal: Signal;
}

/** One local Twilio with the queue on it: the live one, or that of a scene. */
export interface SimulationState {
  /** Each simulation has a different number. */
  readonly id: number;
  /** The file of its config, relative to the project. */
  readonly configFile: string;
  /** The scene that is playing; undefined for the queue of queues.config.ts. */
  readonly scene?: {
    readonly number: number;
    readonly name: string;
    readonly isOver: boolean;
    readonly wentWrong: readonly string[];
    /** What it waits for. */
    readonly next?: Beat;
  };
  /** All scenes, in order. */
  readonly scenes: readonly string[];
  /** The time zone for displayed times: an IANA name. */
  readonly timeZone: string;
  /** What callers can call. */
  readonly numbers: readonly CalledNumber[];
  readonly dialed: DialedNumbers;
  /** Everyone who can call as an agent; the last one is not listed in the config. */
  readonly agents: readonly AgentChoice[];
  readonly queues: readonly QueueState[];
  /** The host in the URLs of files that are played. */
  readonly domain: string;
  /** The URL at which the same functions answer on this machine. */
  readonly edgeUrl?: string;
  readonly now: string;
  /** How many times faster than real time its clock runs; 0 is paused. */
  readonly speed: number;
  /** Whether any queue ever opens and closes. */
  readonly hasHours: boolean;
  /** The current jump of the clock. */
  readonly jump?: Jump;
  readonly failure: FailureName | 'none';
  /** Why the last change to the code is not live: what the build printed. */
  readonly problem?: string;
  /** How many calls the account allows at once. */
  readonly maxConcurrentCalls: number;
  /** What the team's own server received about voicemails; undefined if there is no such server. */
  readonly received?: readonly ReceivedVoicemail[];
}

/** A queue in the config. */
export interface QueueState {
  readonly name: string;
  /** One name, or two with a priority lane. */
  readonly namesAtTwilio: readonly string[];
  /** How many can wait in each of its lanes. */
  readonly maxCallers: number;
  /** The phones of its agents ring. */
  readonly isRung?: true;
  /** Undefined if it is always open. */
  readonly hours?: HoursState;
}

/** A voicemail as the team's own server received it. */
export interface ReceivedVoicemail {
  readonly id: string;
  readonly seconds: number;
  readonly link: string;
}

/** An agent who can call. */
export interface AgentChoice {
  /** As in the config; undefined for an agent whom the config does not list. */
  readonly id?: string;
  readonly queues: readonly string[];
  /** The number that they call from; a free one if the config has none. */
  readonly number?: string;
  /** Made up, for this machine only; undefined if no PIN is known here that would let them in. */
  readonly pin?: string;
  /** Their phone rings for callers, at this number or client. */
  readonly rungAt?: string;
  /** The number that they call; by default the agents' number. */
  readonly to?: string;
}

/** A number that callers call, and what they reach with it. */
export interface CalledNumber {
  /** The queue that it reaches, or the menu that asks for one. */
  readonly queue: string;
  readonly phoneNumber: string;
  /** Undefined for the queue itself. */
  readonly kind?: 'priority' | 'menu' | 'deployed';
}

/** Where a jump of the clock can go. */
export type HoursChange = 'opening-time' | 'closing-time';

/** Whether a queue with hours is open, and when that changes. */
export interface HoursState {
  readonly isOpen: boolean;
  /** Undefined if it never changes. */
  readonly changesAt?: string;
}

/** A jump in progress. */
export interface Jump {
  readonly to: HoursChange | 'later';
  readonly from: string;
  readonly until: string;
}

/** What happens next in a scene, and when, if that is known. */
export interface Beat {
  readonly words: string;
  readonly at?: string;
}

/** The answer to a request that was made again. */
export interface ReplayedRequest {
  readonly status: number;
  readonly contentType: string;
  readonly answer: string;
}

/** Ways to make the functions fail. */
export type FailureName = '429' | '500' | 'lost' | 'slow';

/** A WebRTC signal from one telephone to another: how two tabs with microphones connect. */
export interface Signal {
  readonly from: string;
  readonly to: string;
  /** A description, a candidate or an end, as RTCPeerConnection returns it, in JSON. */
  readonly data: unknown;
}
