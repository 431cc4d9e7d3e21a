/** Where the toolkit remembers the service of each account. */
export const deployInfoFile = '.twiliodeployinfo';

/**
 * Whether that file leads `twilio serverless:deploy` to another service than this. Its form is that of twilio-run,
 * dist/utils/deployInfoCache.js; what it cannot read counts as nothing there.
 */
export function leadsElsewhere(
  json: string,
  { accountSid, region = 'us1' }: { readonly accountSid: string; readonly region?: string | undefined },
  serviceSid: string,
): boolean {
  const remembered = servicesIn(json);
  const found = remembered[`${accountSid}:${region}`] ?? remembered[accountSid];
  return found !== undefined && found.serviceSid !== serviceSid;
}

function servicesIn(json: string): Record<string, { serviceSid?: unknown } | undefined> {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}
