import type { Queue } from '../config/queue-config';
import type { Endpoint, WebhookRequest } from '../endpoint';
import type { LogLine } from '../log';
import { callerPhrases, goodbye, say } from '../speech';
import { type CallerState, readCallerState } from '../state/caller-state';
import { surveyAnswerPath, surveyAnswerUrl } from '../state/urls';
import VoiceResponse from '../twiml';

/** A served caller's answer; undefined unless it is 1 to 5. */
export interface SurveyAnswer {
  readonly call: string;
  readonly state: CallerState;
  readonly answer: number | undefined;
}

/** One question, answered with a key. Callers who press none hear the goodbye. */
export function askSurvey({ question }: NonNullable<Queue['survey']>, state: CallerState): VoiceResponse {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: surveyAnswerUrl(state),
    actionOnEmptyResult: true,
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 6,
  });
  say(gather, state.queue, question);
  return response;
}

export function readSurveyAnswer(request: Pick<WebhookRequest, 'parameters' | 'config'>): SurveyAnswer {
  const { parameters } = request;
  const digits = parameters.text('Digits') ?? '';
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    state: readCallerState(request),
    answer: /^[1-5]$/.test(digits) ? Number(digits) : undefined,
  };
}

export function saySurveyThanks({ answer, state }: SurveyAnswer): VoiceResponse {
  const { queue } = state;
  const { afterTheTalk } = callerPhrases(queue);
  return answer === undefined || !queue.survey
    ? goodbye(queue, afterTheTalk)
    : goodbye(queue, queue.survey.thanks, afterTheTalk);
}

export const surveyLogged = ({ call, state, answer }: SurveyAnswer): LogLine => ({
  event: 'survey',
  call,
  queue: state.queue.name,
  answer: answer ?? null,
});

function goodbyeAfterConversation(request: WebhookRequest): VoiceResponse {
  const { queue } = readCallerState(request);
  return goodbye(queue, callerPhrases(queue).afterTheTalk);
}

/**
 * Twilio requests this when a served caller has answered the survey or the time for it is over. There is nothing to
 * decide.
 */
export const surveyAnswerEndpoint: Endpoint<SurveyAnswer, SurveyAnswer> = {
  path: surveyAnswerPath,
  visibility: 'protected',
  events: ['survey'],
  read: readSurveyAnswer,
  decide: (answer) => answer,
  logLines: (answer) => [surveyLogged(answer)],
  say: saySurveyThanks,
  fallback: goodbyeAfterConversation,
};
