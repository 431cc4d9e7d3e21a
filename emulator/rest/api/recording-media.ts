/**
 * The audio of a recording: here it is silence of the same length, in Twilio's formats. A WAV file has 128 kbit/s, an MP3
 * file 32 kbit/s: https://help.twilio.com/articles/360002588893
 */
import { writeWav } from '../../../music/wav';
import type { Recording } from '../../voice/recording';

const samplesPerSecond = 8000;

/** 16 bits per sample: 128 kbit/s per channel. */
export function wavOf({ millis }: Pick<Recording, 'millis'>, channels: 1 | 2): Buffer {
  const samples = Math.round((millis / 1000) * samplesPerSecond);
  const format = { encoding: 'PCM', channels, sampleRateHz: samplesPerSecond, bitsPerSample: 16 } as const;
  return Buffer.from(writeWav(format, new Uint8Array(samples * channels * 2)));
}

/** MPEG 2.5, layer III, at 8000 samples and 32 kbit per second: 72 ms in 288 bytes. */
const frameBytes = 288;
const frameMillis = 72;

/** Empty frames, which every decoder plays as silence. `channels` is the number of channels. */
export function mp3Of({ millis }: Pick<Recording, 'millis'>, channels: 1 | 2): Buffer {
  const frames = Math.max(1, Math.round(millis / frameMillis));
  const mode = channels === 1 ? 0b11 : 0b00;
  const frame = Buffer.alloc(frameBytes);
  frame.set([0xff, 0xe3, 0x48, mode << 6]);
  return Buffer.alloc(frames * frameBytes, frame);
}
