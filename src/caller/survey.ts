import type { Queue, QueuesConfig } from '../config/queue-config';
import type { LogLine } from '../log';
import { callerPhrases, goodbye, say } from '../speech';
import { readTicket, type Ticket } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';

/** What a served caller answered, if anything that counts. */
export interface SurveyAnswer {
  readonly call: string;
  readonly ticket: Ticket;
  readonly answer: number | undefined;
}

/** One question, answered with a key. Who presses none hears the goodbye. */
export function askSurvey({ question }: NonNullable<Queue['survey']>, ticket: Ticket): VoiceResponse {
  const response = new VoiceResponse();
  const gather = response.gather({
    action: routes.surveyAnswer(ticket),
    actionOnEmptyResult: true,
    finishOnKey: '',
    input: ['dtmf'],
    numDigits: 1,
    timeout: 6,
  });
  say(gather, ticket.queue, question);
  return response;
}

export function readSurveyAnswer(parameters: Parameters, config: QueuesConfig): SurveyAnswer {
  const answer = parameters.count('Digits', 9);
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    ticket: readTicket(parameters, config),
    answer: answer !== undefined && answer >= 1 && answer <= 5 ? answer : undefined,
  };
}

export function saySurveyThanks({ answer, ticket }: SurveyAnswer): VoiceResponse {
  const { queue } = ticket;
  const { afterTheTalk } = callerPhrases(queue);
  return answer === undefined || !queue.survey
    ? goodbye(queue, afterTheTalk)
    : goodbye(queue, queue.survey.thanks, afterTheTalk);
}

export const surveyLogged = ({ call, ticket, answer }: SurveyAnswer): LogLine => ({
  event: 'survey',
  call,
  queue: ticket.queue.name,
  answer: answer ?? null,
});
