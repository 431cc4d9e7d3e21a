/** Added before the logarithm, so that the quietest steps are even (ITU-T G.711). */
const bias = 132;
/** The loudest 16-bit sample that still fits once the bias is added. */
const clip = 32635;

/** The G.711 mu-law code (0 to 255) of a sample (-1 to 1). */
export function encodeMuLaw(sample: number): number {
  const value = Math.round(sample * 32768);
  const magnitude = Math.min(clip, Math.abs(value)) + bias;
  const segment = 31 - Math.clz32(magnitude) - 7;
  const step = (magnitude >> (segment + 3)) & 0b1111;
  const sign = value < 0 ? 0x80 : 0;
  // G.711 sends all bits inverted, so that silence is not a long row of zeros.
  return ~(sign | (segment << 4) | step) & 0xff;
}

/** The sample (-1 to 1) of a G.711 mu-law code (0 to 255). */
export function decodeMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const segment = (bits >> 4) & 0b111;
  const step = bits & 0b1111;
  const magnitude = ((step * 8 + bias) << segment) - bias;
  return (bits & 0x80 ? -magnitude : magnitude) / 32768;
}

/** The step of a mu-law code, from softest (0) to loudest (127 up, -127 down). */
export function muLawStep(code: number): number {
  return code & 0x80 ? 0xff - code : code - 0x7f;
}
