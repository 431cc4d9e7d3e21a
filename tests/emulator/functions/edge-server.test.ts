import net from 'node:net';
import { text } from 'node:stream/consumers';
import { startEdgeServer } from '../../../emulator/functions/edge-server';
import { type WebRequest, webResponse } from '../../../emulator/web/message';
import { domain } from '../application';

describe('a deployment that is open to this machine', () => {
  test('sends bytes as they are, with their type', async () => {
    const bytes = Buffer.from('00ff80fe', 'hex');
    const server = await startEdgeServer(domain, async () => webResponse(200, 'audio/mpeg', bytes));
    const response = await fetch(`${server.url}/voicemail/sound`);
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    await server.close();
  });

  test('gets requests under its domain, with query and form', async () => {
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

/** Sends the first line of a request and a Host unchanged. Returns the answer and the URL that the deployment got. */
async function raw(line: string, host = 'localhost') {
  const asked: string[] = [];
  const server = await startEdgeServer(domain, async ({ url }) => {
    asked.push(url.href);
    return webResponse(200, 'text/plain', 'Yes');
  });
  const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  const answer = await text(socket);
  await server.close();
  return { status: Number(answer.split(' ')[1]), asked };
}

// A signature covers the URL as Twilio sent it, and a tunnel has its own host.
describe('a deployment that is open to this machine gets requests', () => {
  test.each([
    ['an encoded path', '/wait%2Fkey?a=%C3%BC+b', `https://${domain}/wait%2Fkey?a=%C3%BC+b`],
    ['a broken encoding', '/wait?a=%zz', `https://${domain}/wait?a=%zz`],
    ['an empty part of a path', '/wait//key', `https://${domain}/wait//key`],
  ])('%s as it was sent', async (_, path, url) => {
    expect(await raw(`GET ${path} HTTP/1.1`)).toEqual({ status: 200, asked: [url] });
  });

  test('under the host of a tunnel', async () => {
    expect(await raw('GET /wait HTTP/1.1', 'tunnel.example.com')).toMatchObject({ status: 200 });
  });

  test('but not by HEAD', async () => {
    expect(await raw('HEAD /wait HTTP/1.1')).toEqual({ status: 405, asked: [] });
  });
});
