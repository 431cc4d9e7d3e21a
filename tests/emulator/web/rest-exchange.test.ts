import { exchange, type RestRequest } from '../../../emulator/web/rest-exchange';

const url = new URL('https://taskrouter.twilio.com/v1/Workspaces/WS1/Tasks/WT1');

// TaskRouter answers with an ETag, and does not change what has changed since the version that If-Match names.
// https://www.twilio.com/docs/taskrouter/api/task
describe('a REST request', () => {
  test('reaches its resource with its headers', async () => {
    const asked: RestRequest[] = [];
    const rest = async (request: RestRequest) => {
      asked.push(request);
      return { status: 200, body: {} };
    };
    const body = Buffer.from('Priority=5');
    const headers = { 'if-match': '7', 'content-type': 'application/x-www-form-urlencoded' };
    await exchange(rest, { method: 'POST', url, headers, body });
    expect(asked[0]?.headers?.['if-match']).toBe('7');
    expect(asked[0]?.form.get('Priority')).toBe('5');
  });

  test('is answered with the headers of its resource', async () => {
    const rest = async () => ({ status: 200, headers: { ETag: '"8"' }, body: { sid: 'WT1' } });
    const answer = await exchange(rest, { method: 'GET', url, headers: {}, body: Buffer.alloc(0) });
    expect(answer).toMatchObject({ status: 200, headers: { ETag: '"8"' } });
  });
});
