/** Where the toolkit caches each account's service. */
export const deployInfoFile = '.twiliodeployinfo';

/**
 * Whether that file points `twilio serverless:deploy` at a different service. The format is in twilio-run,
 * dist/utils/deployInfoCache.js; an unreadable file counts as empty.
 */
export function pointsElsewhere(
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
