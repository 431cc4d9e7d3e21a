import config from '../../queues.config';
import { readSurveyAnswer, saySurveyThanks, surveyLogged } from '../../src/caller/survey';
import { callerPhrases, goodbye } from '../../src/speech';
import { readTicket } from '../../src/state/caller-state';
import { webhook } from '../../src/twilio/webhook';

/** A served caller has answered the survey, or let its time pass. */
export const handler = webhook({
  answer({ parameters, log }) {
    const answer = readSurveyAnswer(parameters, config);
    log(surveyLogged(answer));
    return saySurveyThanks(answer);
  },
  otherwise({ parameters }) {
    const { queue } = readTicket(parameters, config);
    return goodbye(queue, callerPhrases(queue).afterTheTalk);
  },
});
