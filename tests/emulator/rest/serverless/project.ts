import type { Twilio } from 'twilio';
import type { LocalTwilio } from '../../../../emulator/local-twilio';
import type { RestResponse } from '../../../../emulator/web/rest-exchange';
import { contract } from '../../../contract/twilio-openapi';

/** A file to upload. */
export interface ProjectFile {
  readonly kind?: 'function' | 'asset';
  readonly path: string;
  readonly visibility?: string;
  readonly content: string | Buffer;
}

/** A function that answers with a document. */
export const documentFunction = (verbs: string) =>
  `exports.handler = (context, event, callback) => {
    const twiml = new Twilio.Response();
    twiml.appendHeader('Content-Type', 'text/xml');
    twiml.setBody(${JSON.stringify(`<Response>${verbs}</Response>`)});
    callback(null, twiml);
  };`;

/** One service with one environment, and what is uploaded to them step by step. */
export class Project {
  private constructor(
    readonly twilio: LocalTwilio,
    readonly client: Twilio,
    readonly serviceSid: string,
    readonly environmentSid: string,
    readonly domain: string,
  ) {}

  static async create(
    twilio: LocalTwilio,
    client: Twilio,
    uniqueName = 'shop',
    /** Empty: the environment that has none. */
    domainSuffix = 'dev',
  ): Promise<Project> {
    const { services } = client.serverless.v1;
    const { sid } = await services.create({ uniqueName, friendlyName: uniqueName, includeCredentials: true });
    const environment = await services(sid).environments.create({
      uniqueName: `${domainSuffix || 'production'}-environment`,
      ...(domainSuffix && { domainSuffix }),
    });
    return new Project(twilio, client, sid, environment.sid, environment.domainName);
  }

  get service() {
    return this.client.serverless.v1.services(this.serviceSid);
  }

  get environment() {
    return this.service.environments(this.environmentSid);
  }

  /** As the toolkit sends it: three parts, the file last. */
  async upload({
    kind = 'function',
    path,
    visibility = 'public',
    content,
  }: ProjectFile): Promise<RestResponse> {
    const friendlyName = path.slice(0, 255) || 'nameless';
    const { sid } =
      kind === 'function'
        ? await this.service.functions.create({ friendlyName })
        : await this.service.assets.create({ friendlyName });
    const folder = kind === 'function' ? 'Functions' : 'Assets';
    return this.send(`/v1/Services/${this.serviceSid}/${folder}/${sid}/Versions`, {
      path,
      visibility,
      content,
    });
  }

  /** Uploads files and packs them. */
  async build(files: readonly ProjectFile[], options: { dependencies?: object; runtime?: string } = {}) {
    const sids = { function: [] as string[], asset: [] as string[] };
    for (const file of files) {
      const { body } = await this.upload(file);
      sids[file.kind ?? 'function'].push((body as { sid: string }).sid);
    }
    const dependencies = Object.entries(options.dependencies ?? {}).map(([name, version]) => ({
      name,
      version,
    }));
    return this.service.builds.create({
      functionVersions: sids.function,
      assetVersions: sids.asset,
      dependencies: JSON.stringify(dependencies),
      ...(options.runtime && { runtime: options.runtime }),
    });
  }

  /** Uploads files, packs them and has them served. */
  async deploy(files: readonly ProjectFile[], options: { dependencies?: object } = {}) {
    const { sid } = await this.build(files, options);
    await this.twilio.clock.advance(10_000);
    await this.environment.deployments.create({ buildSid: sid });
    return sid;
  }

  private async send(path: string, file: Omit<ProjectFile, 'kind'>): Promise<RestResponse> {
    const { account, rest } = this.twilio;
    const host = 'serverless-upload.twilio.com';
    const response = await rest({
      method: 'POST',
      host,
      path,
      query: new URLSearchParams(),
      form: new URLSearchParams(),
      authorization: { username: account.sid, password: account.authToken },
      upload: { contentType: 'multipart/form-data; boundary=--line', bytes: multipart(file) },
    });
    const faults = contract('POST', path, response, host);
    if (faults.length > 0) throw new Error(`Not Twilio's: ${faults.join('; ')}`);
    return response;
  }
}

function multipart({ path, visibility, content }: Omit<ProjectFile, 'kind'>): Buffer {
  const field = (name: string, value = '') =>
    `----line\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = `----line\r\nContent-Disposition: form-data; name="Content"; filename="${path}"\r\nContent-Type: text/plain\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(field('Path', path) + field('Visibility', visibility) + head),
    Buffer.from(content),
    Buffer.from('\r\n----line--\r\n'),
  ]);
}
