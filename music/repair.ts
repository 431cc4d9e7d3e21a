const mono = 'aformat=channel_layouts=mono';
const cutBass = 'highpass=f=200';
const cutTreble = 'lowpass=f=3400';
const evenOut = 'acompressor=threshold=-24dB:ratio=4';
const setLevel = 'loudnorm=I=-20:TP=-6:LRA=5';
const closeGaps =
  'silenceremove=start_periods=1:start_threshold=-45dB:stop_periods=-1:stop_duration=0.2:stop_threshold=-45dB';
const endSoftly = 'afade=t=out:st=59:d=1';

/** Commands for people who add their own track: each makes a file from the original, without one kind of fault. */
export const repair = {
  convert: ffmpeg([mono, cutBass, cutTreble, setLevel]),
  cutMoreBass: ffmpeg([mono, cutBass, cutBass, cutBass, cutTreble, setLevel]),
  evenOut: ffmpeg([mono, cutBass, cutTreble, evenOut, setLevel]),
  closeGaps: ffmpeg([mono, cutBass, cutTreble, setLevel, closeGaps]),
  makeOneMinute: ffmpeg([mono, cutBass, cutTreble, setLevel, endSoftly], '-stream_loop -1 -t 60 '),
} as const;

function ffmpeg(filters: readonly string[], inputOptions = ''): string {
  return `ffmpeg ${inputOptions}-i your-track.mp3 -af "${filters.join(',')}" -ar 8000 -c:a pcm_mulaw your-track.v1.wav`;
}
