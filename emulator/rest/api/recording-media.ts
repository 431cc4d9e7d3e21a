/**
 * The sound of a recording, as far as there is one here: silence, as long as the recording, in the format in which
 * Twilio has it. A WAV file has 128 kbit a second and an MP3 file 32: https://help.twilio.com/articles/360002588893
 */
import { writeWav } from '../../../music/wav';
import type { Recording } from '../../voice/recording';

const samplesPerSecond = 8000;

/** 16 bits a sample: 128 kbit a second and channel. */
export function wavOf({ millis }: Pick<Recording, 'millis'>, channels: 1 | 2): Buffer {
  const samples = Math.round((millis / 1000) * samplesPerSecond);
  const format = { encoding: 'PCM', channels, sampleRateHz: samplesPerSecond, bitsPerSample: 16 } as const;
  return Buffer.from(writeWav(format, new Uint8Array(samples * channels * 2)));
}

/** MPEG 2.5, layer III, at 8000 samples a second and 32 kbit a second: 72 ms in 288 bytes. */
const frameBytes = 288;
const frameMillis = 72;

/** Frames that say that nothing follows: every decoder makes silence of them. */
export function mp3Of({ millis }: Pick<Recording, 'millis'>, channels: 1 | 2): Buffer {
  const frames = Math.max(1, Math.round(millis / frameMillis));
  const mode = channels === 1 ? 0b11 : 0b00;
  const frame = Buffer.alloc(frameBytes);
  frame.set([0xff, 0xe3, 0x48, mode << 6]);
  return Buffer.alloc(frames * frameBytes, frame);
}
