/**
 * How the page and its server talk. Both are one person's, on one machine: the server listens on the
 * loopback and refuses every other host and origin.
 *
 * | request                     | sends                          | answers                                             |
 * | --------------------------- | ------------------------------ | --------------------------------------------------- |
 * | `GET /`                     |                                | the page, with its script and style next to it      |
 * | `GET /events`               |                                | server-sent events, as `ServerEvents` names them    |
 * | `GET /media?url=…`          | the URL of a `played` sound    | the file itself, with ranges                        |
 * | `POST /calls`               | `{from, to, name?}`            | 201 `{callSid}`: somebody calls a number            |
 * | `POST /agent-calls`         | `{agent?, entersPin?}`: an id of the config | 201 `{callSid}`: an agent calls, and the PIN is entered for them if that is asked for |
 * | `POST /pin`                 | `{call}` of an agent           | 204: the PIN is entered as soon as it is asked for  |
 * | `POST /simulation/calls/{sid}/keys` … | as the local Twilio’s control API | as there, for the current simulation   |
 * | `POST /crowd`               | `{callers, queue?}`            | 200 `{calls}`: so many people call at once; 409 if some of them do not get through |
 * | `POST /next-caller`         |                                | 200 `{call}` of an agent who takes the next caller; one calls and signs in if there is none |
 * | `POST /jump`                | `{seconds}` or `{to}`: `closing-time`, `opening-time` | 200 `{now}`                  |
 * | `POST /jump/cancel`         |                                | 204: the jump ends where it is                      |
 * | `POST /functions-fail`      | `{failure: 'none' or a key of failures}` | 204: from now on, until `none`            |
 * | `POST /replay`              | `{request}`: the number of its event | 200 `{status, contentType, answer}`: it is made once more |
 * | `POST /speed`               | `{speed}`: 0, 1, 5, 20         | 204                                                 |
 * | `POST /scenes`              | `{scene}`: its number, from 0  | 204: that scene begins, and is the current simulation |
 * | `POST /live`                |                                | 204: back to the queue of queues.config.ts          |
 * | `POST /signals`             | a `Signal`                     | 204: it is passed on to every page that is open     |
 *
 * A POST has the content type `application/json`, and an object as its body if any. What cannot be done is answered
 * `{error}`, in words that say what to do, with a 4xx status.
 */
import type { CallBoard, CallBoardEvent, DialedNumbers } from './call-board';

/** What the page is told, by the name of the server-sent event. */
export interface ServerEvents {
  /** First of all, and whenever another simulation becomes current: everything before it is forgotten. */
  readonly simulation: { readonly state: SimulationState; readonly board: CallBoard };
  /** One more thing happened in the current simulation. */
  readonly event: CallBoardEvent;
  /** The current simulation is the same, but something about it is other: its speed, a problem, failing functions. */
  readonly change: SimulationState;
  /** About once a second, so that clocks on the page stay right. */
  readonly tick: { readonly now: string };
  readonly signal: Signal;
}

/** One local Twilio with the queue on it: the live one, or that of a scene. */
export interface SimulationState {
  /** Another one has another number. */
  readonly id: number;
  /** The file of its config, as seen from the project. */
  readonly configFile: string;
  /** The scene that is played; undefined for the queue of queues.config.ts. */
  readonly scene?: {
    readonly number: number;
    readonly name: string;
    readonly isOver: boolean;
    readonly wentWrong: readonly string[];
    /** What it waits for. */
    readonly next?: Beat;
  };
  /** Every scene there is, in its order. */
  readonly scenes: readonly string[];
  /** By whose clocks moments are shown: an IANA name. */
  readonly timeZone: string;
  /** What callers can call. */
  readonly numbers: readonly CalledNumber[];
  readonly dialed: DialedNumbers;
  /** Everybody who can call as an agent; the last one is not listed in the config. */
  readonly agents: readonly AgentChoice[];
  readonly queues: readonly QueueState[];
  /** Where the files that are played come from: the host of their URLs. */
  readonly domain: string;
  /** Where the same functions answer on this machine. */
  readonly edgeUrl?: string;
  readonly now: string;
  /** How many times as fast as life its clock runs; 0 is paused. */
  readonly speed: number;
  /** Whether any queue ever opens and closes. */
  readonly hasHours: boolean;
  /** The jump of the clock that is under way. */
  readonly jump?: Jump;
  readonly failure: FailureName | 'none';
  /** Why the last change of the code is not in: what the build said. */
  readonly problem?: string;
  /** How many calls the account carries at once. */
  readonly mostConcurrentCalls: number;
  /** What a team's own server received of the voicemails; undefined if there is none. */
  readonly received?: readonly ReceivedVoicemail[];
}

/** A queue of the config. */
export interface QueueState {
  readonly name: string;
  /** One, or two with a priority lane. */
  readonly namesAtTwilio: readonly string[];
  /** How many can wait in each of its lanes. */
  readonly maxCallers: number;
  /** Undefined if it is always open. */
  readonly hours?: HoursState;
}

/** A voicemail as a team's own server received it. */
export interface ReceivedVoicemail {
  readonly id: string;
  readonly seconds: number;
  readonly link: string;
}

/** Somebody who can call as an agent. */
export interface AgentChoice {
  /** As in the config; undefined for somebody whom the config does not list. */
  readonly id?: string;
  readonly queues: readonly string[];
  /** Where they call from; a free number if the config has none. */
  readonly number?: string;
  /** Invented, for this machine alone; undefined if none would let them in. */
  readonly pin?: string;
}

/** A number that callers call, and what they reach by it. */
export interface CalledNumber {
  /** The queue that is reached, or the menu that asks which. */
  readonly queue: string;
  readonly phoneNumber: string;
  /** Not given: the queue itself. */
  readonly kind?: 'priority' | 'menu' | 'deployed';
}

/** What a jump of the clock can lead to. */
export type HoursChange = 'opening-time' | 'closing-time';

/** Whether a queue with hours is open, and until when that stays so. */
export interface HoursState {
  readonly isOpen: boolean;
  /** Undefined if it never changes. */
  readonly changesAt?: string;
}

/** A jump that is under way. */
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

/** What a request is answered that is made once more. */
export interface ReplayedRequest {
  readonly status: number;
  readonly contentType: string;
  readonly answer: string;
}

/** Ways to make the functions fail. */
export type FailureName = '429' | '500' | 'lost' | 'slow';

/** Two tabs with microphones find each other: what WebRTC has to say, from one telephone to the other. */
export interface Signal {
  readonly from: string;
  readonly to: string;
  /** A description, a candidate or an end, as RTCPeerConnection gives it, in JSON. */
  readonly data: unknown;
}
