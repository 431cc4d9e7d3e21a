/** A profile of the Twilio CLI. Old versions keep the key in the keychain, so it is missing here. */
export interface CliProfile {
  readonly id: string;
  readonly accountSid: string;
  readonly apiKey: { readonly sid: string; readonly secret: string } | undefined;
  readonly region: string | undefined;
  readonly edge: string | undefined;
}

/**
 * The profiles in the CLI's `config.json`, the active one first. The format is in `@twilio/cli-core`,
 * src/services/config.js: https://github.com/twilio/twilio-cli-core
 */
export function readCliProfiles(json: string): CliProfile[] {
  const { activeProject, profiles, projects, edge } = parse(json);
  const named = Object.entries(objectOf(profiles)).map(([id, profile]) => profileOf(id, profile, edge));
  const old = (Array.isArray(projects) ? projects : []).map((project) =>
    profileOf(String(objectOf(project).id), project, edge),
  );
  const all = [...named, ...old].filter(({ accountSid }) => accountSid !== '');
  return all.sort((one, other) => Number(other.id === activeProject) - Number(one.id === activeProject));
}

function parse(json: string): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(json));
  } catch {
    throw new Error('The config.json of the Twilio CLI is not valid JSON: run twilio login again.');
  }
}

function profileOf(id: string, profile: unknown, edgeOfAll: unknown): CliProfile {
  const { accountSid, apiKey, apiSecret, region, edge } = objectOf(profile);
  return {
    id,
    accountSid: text(accountSid) ?? '',
    apiKey: text(apiKey) && text(apiSecret) ? { sid: String(apiKey), secret: String(apiSecret) } : undefined,
    region: text(region),
    edge: text(edge) ?? text(edgeOfAll),
  };
}

const objectOf = (value: unknown) => Object(value) as Record<string, unknown>;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
