/** `/Queues/{QueueSid}.json` as a pattern with a group named `QueueSid`. */
export function pathPattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/.]+)')}$`);
}
