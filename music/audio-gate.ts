import { measuredFaults } from './audio-rules';
import { loudnessLufs } from './mastering/loudness';
import { measure } from './measure';
import { repair } from './repair';
import { lineRateHz } from './telephone';
import { muLawSamples, readWav, type Wav, WavError } from './wav';

/** A file in the hold-music folder. */
export interface MusicFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Twilio documents no limit, but the first caller waits in silence while Twilio fetches the file. */
const largestFileBytes = 1_000_000;
/** All files are uploaded with every deployment. */
const largestFolderBytes = 2_000_000;
/** Listeners hear a difference of about 1 LU as a step. */
const largestLoudnessSpreadLu = 1;

/** Everything that is wrong with one file, each fault with its fix. Empty if callers may hear it. */
export function audioFaults({ fileName, bytes }: MusicFile): string[] {
  const faults = [...nameFaults(fileName), ...sizeFaults(bytes), ...soundFaults(bytes)];
  return faults.map((fault) => `${fileName}: ${fault}`);
}

/** Everything that is wrong with the files together: loudness that jumps, too many bytes, one piece twice. */
export function collectionFaults(files: readonly MusicFile[]): string[] {
  return [...loudnessSpreadFaults(files), ...folderSizeFaults(files), ...versionFaults(files)];
}

function nameFaults(fileName: string): string[] {
  if (fileName.endsWith('.wav')) return [];
  return [
    'the name does not end in .wav, so Twilio may serve it as a type that <Play> refuses; all files in this ' +
      `folder are played to callers, so move it away or convert it: ${repair.convert}`,
  ];
}

function sizeFaults(bytes: Uint8Array): string[] {
  if (bytes.length <= largestFileBytes) return [];
  return [`the size is ${inMegabytes(bytes.length)}, at most 1 MB is allowed; ${repair.makeOneMinute}`];
}

function soundFaults(bytes: Uint8Array): string[] {
  const wav = readOrExplain(bytes);
  if (typeof wav === 'string') return [`${wav}; make the file again from your track: ${repair.convert}`];
  const faults = formatFaults(wav);
  return faults.length > 0 ? faults : measuredFaults(measure(muLawSamples(wav)));
}

function readOrExplain(bytes: Uint8Array): Wav | string {
  try {
    return readWav(bytes);
  } catch (error) {
    if (error instanceof WavError) return error.message;
    throw error;
  }
}

function formatFaults({ format }: Wav): string[] {
  const { encoding, channels, sampleRateHz, bitsPerSample } = format;
  if (encoding === 'mu-law' && channels === 1 && sampleRateHz === lineRateHz && bitsPerSample === 8)
    return [];
  return [
    `the sound is ${encoding}, ${bitsPerSample} bit, ${sampleRateHz} Hz, ${channels} channel(s), but only what ` +
      `a telephone line carries is allowed: mu-law, 8 bit, ${lineRateHz} Hz, 1 channel; ${repair.convert}`,
  ];
}

function loudnessSpreadFaults(files: readonly MusicFile[]): string[] {
  const byLoudness = files.flatMap(withLoudness).sort((soft, loud) => soft.lufs - loud.lufs);
  const softest = byLoudness.at(0);
  const loudest = byLoudness.at(-1);
  if (!softest || !loudest || loudest.lufs - softest.lufs <= largestLoudnessSpreadLu) return [];
  return [
    `${softest.fileName} is at ${softest.lufs.toFixed(1)} LUFS and ${loudest.fileName} at ` +
      `${loudest.lufs.toFixed(1)} LUFS, at most ${largestLoudnessSpreadLu} LU between them is allowed; bring both to ` +
      `-20 LUFS: ${repair.convert}`,
  ];
}

/** A file that cannot be measured is left out: audioFaults reports why. */
function withLoudness({ fileName, bytes }: MusicFile): { fileName: string; lufs: number }[] {
  const wav = readOrExplain(bytes);
  if (typeof wav === 'string' || formatFaults(wav).length > 0) return [];
  return [{ fileName, lufs: loudnessLufs(muLawSamples(wav), lineRateHz) }];
}

function folderSizeFaults(files: readonly MusicFile[]): string[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes <= largestFolderBytes) return [];
  return [
    `the files together are ${inMegabytes(bytes)}, at most ${inMegabytes(largestFolderBytes)} is allowed; remove a ` +
      'piece or shorten the long ones',
  ];
}

function versionFaults(files: readonly MusicFile[]): string[] {
  const names = files.map(({ fileName }) => fileName.replace(/\.v\d+\.wav$/, ''));
  const doubled = new Set(names.filter((name, i) => names.indexOf(name) !== i));
  return [...doubled].map(
    (name) => `${name} exists in more than one version, and callers would hear both; delete the older file`,
  );
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}
