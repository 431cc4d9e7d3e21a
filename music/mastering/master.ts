import { studioRateHz, telephoneBand } from '../telephone';
import { compress } from './compressor';
import { fadeEdges, trimEnd } from './edges';
import { filter, highPass, lowPass } from './filters';
import { limit } from './limiter';
import { setLoudness } from './loudness';

/** As loud as a spoken prompt, so that the volume does not jump between announcement and music. */
const targetLufs = -20;
/** Speech codecs overshoot peaks by up to 1.3 dB, so -6 dBTP leaves them room; 0.3 dB more is for halving the rate. */
const ceilingDb = -6.3;
/** A handset plays nothing below 300 Hz. Cutting at 200 Hz wastes no level on what nobody hears, yet stays warm. */
const bassCutoffHz = 200;

/** Prepares a performance for the telephone: its band, its loudness, no peaks, no dead air. */
export function master(performance: Float64Array): Float64Array {
  const band = [
    ...highPass(bassCutoffHz, 4, studioRateHz),
    ...lowPass(telephoneBand.highHz, 8, studioRateHz),
  ];
  // The compressor's threshold is fixed, so it needs music of a fixed loudness.
  const level = setLoudness(filter(performance, band), studioRateHz, targetLufs);
  const shaped = fadeEdges(trimEnd(compress(level, studioRateHz), studioRateHz), studioRateHz);
  return raiseUnderCeiling(shaped);
}

/** Limiting costs a little loudness, and raising the loudness makes new peaks: three rounds settle both. */
function raiseUnderCeiling(samples: Float64Array): Float64Array {
  let result = samples;
  for (let round = 0; round < 3; round++) {
    result = limit(setLoudness(result, studioRateHz, targetLufs), studioRateHz, ceilingDb);
  }
  return result;
}
