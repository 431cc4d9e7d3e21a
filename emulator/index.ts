/**
 * The local Twilio's public API: the only file of `emulator/` that the rest of the project imports, with two exceptions.
 * `reference.ts` has what needs no running Twilio, and `browser.ts` has what a page may use.
 *
 * ```ts
 * const twilio = new LocalTwilio({
 *   numbers: [{ phoneNumber: '+15550100001', voiceUrl: 'https://shop-1234.twil.io/voice' }],
 * });
 * const { account, clock, timeline, rest } = twilio;
 * const domain = 'shop-1234.twil.io';
 * const files = deployedFiles('dist/functions', 'dist/assets');
 * twilio.deploy({
 *   domain,
 *   files: () => files,
 *   runtime: inProcessRuntime({ account, clock, timeline, rest, domain }),
 * });
 *
 * const caller = twilio.placeCall({ from: '+15550000001', to: '+15550100001' });
 * await clock.advance(60_000); // everything that is due within a minute happens, at once
 * caller?.heard; // ['Thank you for calling.', '♪ hold-1.wav']
 * caller?.press('1');
 * ```
 */

export { answerTo, type ControlAnswer, refused, send } from './control/answer';
export { answerError, type ControlApiOptions, controlApi } from './control/control-api';
export { EventStream, type EventStreamOptions, type StreamMessage } from './control/event-stream';
/** For other servers that serve only this machine: they check the origin, read the fields and answer errors with these. */
export { requireLocalOrigin } from './control/local-origin';
export { startProxy, type TwilioProxy } from './control/proxy';
export {
  ControlError,
  type Fields,
  numberField,
  optionalNumber,
  optionalText,
  readFields,
  textField,
  urlOf,
} from './control/request';
/** The control API on its own port (`startControlServer`), or as part of another server (`controlApi`, `answerTo`). */
export { type ControlServer, type ControlServerOptions, startControlServer } from './control/server';
/** What runs deployed functions: in this process, with the clock's time, or a real `twilio-run`. */
export type { Deployment } from './functions/deployments';
export type { FunctionsRuntime } from './functions/edge';
/** A deployment, opened on a port of this machine. */
export { type EdgeServer, startEdgeServer } from './functions/edge-server';
export { type InProcessOptions, inProcessRuntime } from './functions/runtime/in-process';
export { startTwilioRun, type TwilioRunOptions, type TwilioRunRuntime } from './functions/runtime/twilio-run';
/** What was uploaded with the Serverless API: the services of `twilio.serverless`. */
export { type Build, type Environment, newestDeployment, type Service } from './functions/uploaded/service';
/** The account: its calls, queues, numbers and recordings, and all that can be done with them. */
export { type InboundCall, LocalTwilio, type LocalTwilioOptions } from './local-twilio';
/** What the account may do and how long things take; for `settings`. */
export { type Account, type ApiKey, defaultSettings, type Settings } from './platform/account';
/** The questions that Twilio's documentation leaves open, with their answers; for `assumptions`. */
export { type AssumptionName, type Assumptions, assume, assumptions } from './platform/assumptions';
/** Time: `advance` moves it for tests, `followRealTime` for people. `Cancel` ends a wait early. */
export { type Cancel, type Chooser, Clock, type ClockOptions } from './platform/clock';
/** Everything that happens, in order; `inWords` puts a sound into words. */
export { inWords } from './platform/sound-in-words';
export {
  type NumberedEvent,
  type Sound,
  Timeline,
  type TimelineEvent,
  type WebhookAttempt,
  type WebhookEvent,
} from './platform/timeline';
export * from './reference';
/** The audio of a recording, as the REST API serves it. */
export { mp3Of } from './rest/api/recording-media';
/** TaskRouter: the workspaces of `twilio.taskRouter`, with their workers, tasks and reservations. */
export type { RoutedWorkspace, TaskRouter } from './task-router/task-router';
export type { Reservation, Task, Worker } from './task-router/workspace-records';
/** The error when the account already has as many calls as it may. */
export { tooManyCalls } from './voice/calls';
/** How the person at an external number behaves; for `setExternalNumber`. */
export type { ExternalNumber } from './voice/external-number';
/** A person on the phone, as `placeCall`, `personOn` and `personAt` return them. */
export type { Person } from './voice/person';
/** How a number handles its calls; for `numbers` and `setNumber`. */
export type { PhoneNumberSetup, VoiceSettings } from './voice/phone-line';
export type { Recording } from './voice/recording';
export type { VoiceQueue } from './voice/voice-queue';
/** Something that goes wrong between Twilio and the application; for `disturb`. */
export type { Disturbance } from './web/disturbances';
export {
  type LoopbackApp,
  type LoopbackServer,
  listenOnLoopback,
  serveOnLoopback,
} from './web/loopback-server';
/** Requests to an application and their answers. `signed` adds Twilio's signature, as an application expects it. */
export { type WebHost, type WebRequest, type WebResponse, webResponse } from './web/message';
/** The REST API, for a twilio client of this process (`restHttpClient`) and for other processes (`startProxy`). */
export { type RestApi, type RestRequest, type RestResponse, restError } from './web/rest-exchange';
export { restHttpClient } from './web/rest-http-client';
export { isSigned, signatureOf, signed } from './web/signature';
