const patterns = new Map<string, RegExp>();

/** `/Queues/{QueueSid}.json` as a pattern with a group named `QueueSid`. Each is made once. */
export function pathPattern(template: string): RegExp {
  const pattern = patterns.get(template) ?? patternOf(template);
  patterns.set(template, pattern);
  return pattern;
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/.]+)')}$`);
}
