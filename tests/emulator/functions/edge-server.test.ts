import { startEdgeServer } from '../../../emulator/functions/edge-server';
import { type WebRequest, webResponse } from '../../../emulator/web/message';
import { domain } from '../application';

describe('a deployment that is opened to this machine', () => {
  test('sends bytes as they are, with their type', async () => {
    const bytes = Buffer.from('00ff80fe', 'hex');
    const server = await startEdgeServer(domain, async () => webResponse(200, 'audio/mpeg', bytes));
    const response = await fetch(`${server.url}/voicemail/sound`);
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    await server.close();
  });

  test('is asked under its domain, with query and form', async () => {
    const asked: WebRequest[] = [];
    const server = await startEdgeServer(domain, async (request) => {
      asked.push(request);
      return webResponse(201, 'text/plain', 'Yes');
    });
    const body = new URLSearchParams({ Digits: '1' });
    const response = await fetch(`${server.url}/keys?queue=support`, { method: 'POST', body });
    expect([response.status, await response.text()]).toEqual([201, 'Yes']);
    expect(asked[0]?.url.href).toBe(`https://${domain}/keys?queue=support`);
    expect(asked[0]?.form.get('Digits')).toBe('1');
    expect((await fetch(server.url, { method: 'PUT' })).status).toBe(405);
    await server.close();
  });
});
