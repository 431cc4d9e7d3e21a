import type { FailureName, SimulationState } from '../protocol';
import { byId, setAttribute, setText } from './element';
import { setOptions } from './options';
import { post } from './requests';
import type { WallClock } from './wall-clock';

const callersAdded = 5;
const skippedSeconds = 60;

/** Makes a request of the server, and shows why if it is refused. */
export type Ask = (work: () => Promise<unknown>) => void;

/** The row of controls: time, callers, failures and scenes. */
export class Controls {
  private readonly clock = byId('clock', HTMLTimeElement);
  private readonly failure = byId('failure', HTMLSelectElement);
  private readonly scene = byId('scene', HTMLSelectElement);
  private readonly speeds = [...byId('speeds', HTMLElement).querySelectorAll('input')];
  private readonly jump = byId('jump-progress', HTMLElement);
  private readonly jumpBar = byId('jump-bar', HTMLProgressElement);
  private state: SimulationState | undefined;

  constructor(
    ask: Ask,
    private readonly wallClock: WallClock,
  ) {
    for (const input of this.speeds) {
      input.addEventListener('change', () => ask(() => post('/speed', { speed: Number(input.value) })));
    }
    const onClick = (id: string, work: () => Promise<unknown>) =>
      byId(id, HTMLButtonElement).addEventListener('click', () => ask(work));
    onClick('skip', () => post('/jump', { seconds: skippedSeconds }));
    onClick('opening-time', () => post('/jump', { to: 'opening-time' }));
    onClick('closing-time', () => post('/jump', { to: 'closing-time' }));
    onClick('jump-cancel', () => post('/jump/cancel'));
    onClick('crowd', () => post('/crowd', { callers: callersAdded }));
    onClick('next', () => post('/next-caller'));
    onClick('live', () => post('/live'));
    onClick('scene-again', () => post('/scenes', { scene: this.state?.scene?.number ?? 0 }));
    this.failure.addEventListener('change', () => {
      const failure = this.failure.value as FailureName | 'none';
      ask(() => post('/functions-fail', { failure }));
    });
    byId('scene-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      ask(() => post('/scenes', { scene: Number(this.scene.value) }));
    });
  }

  show(state: SimulationState): void {
    this.state = state;
    for (const input of this.speeds) input.checked = Number(input.value) === state.speed;
    setAttribute(this.clock, 'data-paused', state.speed === 0);
    byId('opening-time', HTMLButtonElement).hidden = !state.hasHours;
    byId('closing-time', HTMLButtonElement).hidden = !state.hasHours;
    this.failure.value = state.failure;
    setAttribute(this.failure, 'data-failing', state.failure !== 'none');
    setText(byId('config-file', HTMLElement), state.configFile);
    setOptions(
      this.scene,
      state.scenes.map((name, number) => [String(number), `${number + 1}. ${name}`] as const),
    );
    if (state.scene) this.scene.value = String(state.scene.number);
    // A jump of a minute is over before anyone could read this.
    const isLong = state.jump !== undefined && state.jump.to !== 'later';
    this.jump.hidden = !isLong;
    if (isLong) {
      const to = state.jump.to === 'opening-time' ? 'opening' : 'closing';
      setText(byId('jump-text', HTMLElement), `Skipping to ${to} time. Every request on the way is made.`);
    }
  }

  tick(nowMillis: number): void {
    const { day, time } = { day: this.wallClock.day(nowMillis), time: this.wallClock.time(nowMillis) };
    setText(this.clock, `${day} ${time}`);
    setText(byId('clock-place', HTMLElement), this.wallClock.place);
    const jump = this.state?.jump;
    if (!jump) return;
    const [from, until] = [Date.parse(jump.from), Date.parse(jump.until)];
    this.jumpBar.value = until > from ? Math.min(1, (nowMillis - from) / (until - from)) : 1;
  }
}
