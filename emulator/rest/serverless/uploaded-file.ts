import type { DeployedFile, Visibility } from '../../functions/deployment';
import { assetLimits, forbiddenInPaths, longestPath } from '../../functions/uploaded/platform';
import type { UploadedFile } from '../../functions/uploaded/service';
import type { Upload } from '../../web/rest-exchange';
import { badParameter, Refusal } from '../refusal';

/** The file in a request. https://www.twilio.com/docs/serverless/api/resource/function-version */
export function uploadedFile(kind: DeployedFile['kind'], upload: Upload | undefined): UploadedFile {
  const parts = upload ? partsOf(upload) : new Map<string, Buffer>();
  const content = parts.get('Content');
  if (!content) throw badParameter('Content', 'it is missing. Send the file as multipart/form-data.');
  const visibility = visibilityIn(`${parts.get('Visibility') ?? ''}`);
  if (kind === 'asset' && content.length > assetLimits[visibility].bytes) {
    const most = assetLimits[visibility].bytes / 1024 / 1024;
    // Twilio does not document the code of this error.
    throw new Refusal(
      413,
      20001,
      `The asset has ${content.length} bytes. A ${visibility} asset may have up to ${most} MB.`,
    );
  }
  return { path: pathIn(`${parts.get('Path') ?? ''}`), visibility, content };
}

function visibilityIn(text: string): Visibility {
  if (text === 'public' || text === 'protected' || text === 'private') return text;
  throw badParameter('Visibility', `"${text}" is not valid. Send public, protected or private.`);
}

/** "If a Function Version creation request is submitted with a path not containing a leading slash, the path will automatically be prepended with one." */
function pathIn(text: string): string {
  const path = text.startsWith('/') ? text : `/${text}`;
  if (text === '' || path.length > longestPath)
    throw badParameter('Path', `it has ${text.length} characters. Use 1 to ${longestPath}.`);
  const [forbidden] = forbiddenInPaths.exec(path) ?? [];
  if (forbidden)
    throw badParameter('Path', `${path} contains "${forbidden}", which is not allowed. Rename the file.`);
  return path;
}

/** The parts of a multipart form, by name. https://www.rfc-editor.org/rfc/rfc7578 */
function partsOf({ contentType, bytes }: Upload): Map<string, Buffer> {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType) ?? [];
  const mark = Buffer.from(`\r\n--${quoted ?? plain}`);
  const parts = new Map<string, Buffer>();
  // The first boundary does not have a line break before it.
  const body = Buffer.concat([Buffer.from('\r\n'), bytes]);
  for (let start = body.indexOf(mark); start >= 0; ) {
    const end = body.indexOf(mark, start + mark.length);
    if (end >= 0) addPart(parts, body.subarray(start + mark.length, end));
    start = end;
  }
  return parts;
}

function addPart(parts: Map<string, Buffer>, part: Buffer): void {
  const headEnd = part.indexOf('\r\n\r\n');
  const [, name] = /name="([^"]*)"/i.exec(part.subarray(0, headEnd).toString()) ?? [];
  if (headEnd >= 0 && name !== undefined) parts.set(name, part.subarray(headEnd + 4));
}
