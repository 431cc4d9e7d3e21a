/**
 * How the page and its server talk. Both are one person's, on one machine: the server listens on the
 * loopback and refuses every other host and origin.
 *
 * | request                     | sends                          | answers                                             |
 * | --------------------------- | ------------------------------ | --------------------------------------------------- |
 * | `GET /`                     |                                | the page, with its script and style next to it      |
 * | `GET /events`               |                                | server-sent events, as `ServerEvents` names them    |
 * | `GET /media?url=…`          | the URL of a `played` sound    | the file itself, with ranges                        |
 * | `POST /simulation/calls` …       | as the local Twilio’s control API: `/calls`, `/calls/{sid}/keys` and so on | as there, for the current simulation |
 * | `POST /crowd`               | `{callers, queue?}`            | 200 `{calls}`: so many people ring at once; 409 if some of them do not get through |
 * | `POST /next-caller`         |                                | 200 `{call}` of an agent who takes the next, and is made to ring and sign in if there is none |
 * | `POST /jump`                | `{seconds}` or `{to: 'closing-time'}` | 200 `{now}`                                  |
 * | `POST /functions-fail`      | `{failure: 'none' or a key of failures}` | 204: from now on, until `none`            |
 * | `POST /speed`               | `{speed}`: 1, 5, 20            | 204                                                 |
 * | `POST /scenes`              | `{scene}`: its number, from 0  | 204: the current simulation is that scene’s              |
 * | `POST /live`                |                                | 204: back to the queue of queues.config.ts          |
 * | `POST /signals`             | a `Signal`                     | 204: it is passed on to every page that is open     |
 *
 * A POST has the content type `application/json`, and an object as its body if any. What cannot be done is answered
 * `{error}`, in words that say what to do, with a 4xx status.
 */
import type { CallBoard, CallBoardEvent } from './call-board';

/** What the page is told, by the name of the server-sent event. */
export interface ServerEvents {
  /** First of all, and whenever another simulation becomes current: everything before it is forgotten. */
  readonly simulation: { readonly state: SimulationState; readonly board: CallBoard };
  /** One more thing happened in the current simulation. */
  readonly event: CallBoardEvent;
  /** The simulation on show is the same, but something about it is other: its speed, a problem, failing functions. */
  readonly change: SimulationState;
  /** About once a second, so that clocks on the page keep right. */
  readonly tick: { readonly now: string };
  readonly signal: Signal;
}

/** One local Twilio with the queue on it: the live one, or that of a scene. */
export interface SimulationState {
  /** Another one has another number. */
  readonly id: number;
  /** The scene on show; undefined for the queue of queues.config.ts. */
  readonly scene?: {
    readonly number: number;
    readonly name: string;
    readonly isOver: boolean;
    readonly wentWrong: readonly string[];
  };
  /** Every scene there is, in its order. */
  readonly scenes: readonly string[];
  /** What people can ring. */
  readonly numbers: readonly {
    /** The queue that is reached, or the menu that asks which. */
    readonly queue: string;
    readonly phoneNumber: string;
    /** Not there: the queue itself. */
    readonly kind?: 'priority' | 'menu';
  }[];
  readonly agentsNumber: string;
  /** What an agent keys in: invented, for this machine alone. */
  readonly pin: string;
  /** Where the files that are played come from: the host of their URLs. */
  readonly domain: string;
  readonly now: string;
  /** How many times as fast as life its clock runs. */
  readonly speed: number;
  /** A queue with hours can be closed at a jump. */
  readonly hasClosingTime: boolean;
  readonly failure: FailureName | 'none';
  /** Why the last change of the code is not in: what the build said. */
  readonly problem?: string;
  /** How many calls the account carries at once. */
  readonly mostConcurrentCalls: number;
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
