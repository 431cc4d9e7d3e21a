import { readSurveyAnswer, saySurveyThanks, surveyLogged } from '../../src/caller/survey';
import { configWith, document, said, webhookRequest } from '../example-config';

const survey = { question: 'How was it, from 1 to 5?', thanks: 'Thank you for telling.' };
const surveyed = configWith({ support: { survey } });

const read = (Digits: unknown) =>
  readSurveyAnswer(webhookRequest({ queue: 'support', Digits }, { config: surveyed }));

const goodbye = `${said('Thank you for calling. Goodbye.')}<Hangup/>`;

describe('the answer of a caller who was asked how it was', () => {
  test.each<[unknown, number | undefined]>([
    ['1', 1],
    ['2', 2],
    ['3', 3],
    ['4', 4],
    ['5', 5],
    ['0', undefined],
    ['6', undefined],
    ['9', undefined],
    ['12', undefined],
    ['*', undefined],
    ['#', undefined],
    ['A', undefined],
    ['D', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%p counts as %p, and is logged so', (Digits, answer) => {
    expect(read(Digits).answer).toBe(answer);
    expect(surveyLogged(read(Digits))).toEqual({
      event: 'survey',
      call: 'CA1',
      queue: 'support',
      answer: answer ?? null,
    });
  });

  test.each(['A', 'B', 'C', 'D', '*', '#', '0', '12'])(
    'does not exist with the key %s, which is not a fault',
    (Digits) => {
      const request = webhookRequest({ queue: 'support', Digits }, { config: surveyed });
      readSurveyAnswer(request);
      expect(request.parameters.issues).toEqual([]);
    },
  );

  test('is thanked for, and then it is goodbye', () => {
    expect(saySurveyThanks(read('5')).toString()).toBe(
      document(`<Response>${said('Thank you for telling.')}${goodbye}</Response>`),
    );
  });

  test.each(['6', '*', undefined])('that is invalid, %p, is followed by goodbye alone', (Digits) => {
    expect(saySurveyThanks(read(Digits)).toString()).toBe(document(`<Response>${goodbye}</Response>`));
  });

  test('is followed only by goodbye in a queue that no longer has a survey', () => {
    const answer = readSurveyAnswer(webhookRequest({ queue: 'support', Digits: '5' }));
    expect(saySurveyThanks(answer).toString()).toBe(document(`<Response>${goodbye}</Response>`));
  });
});
