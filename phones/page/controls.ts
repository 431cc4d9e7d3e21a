import type { FailureName, SimulationState } from '../protocol';
import { byId, setAttribute, setText } from './element';
import { setOptions } from './options';
import { post } from './requests';

const callersInACrowd = 5;
const jumpSeconds = 60;

/** Does what was asked for, and tells if that could not be. */
export type Ask = (work: () => Promise<unknown>) => void;

/** The row of controls: time, crowds, failures and scenes. */
export class Controls {
  private readonly clock = byId('clock', HTMLTimeElement);
  private readonly closing = byId('jump-to-closing', HTMLButtonElement);
  private readonly failure = byId('failure', HTMLSelectElement);
  private readonly scene = byId('scene', HTMLSelectElement);
  private readonly speeds = [...byId('speeds', HTMLElement).querySelectorAll('input')];

  constructor(ask: Ask) {
    for (const input of this.speeds) {
      input.addEventListener('change', () => ask(() => post('/speed', { speed: Number(input.value) })));
    }
    onClick('jump', ask, () => post('/jump', { seconds: jumpSeconds }));
    onClick('jump-to-closing', ask, () => post('/jump', { to: 'closing-time' }));
    onClick('crowd', ask, () => post('/crowd', { callers: callersInACrowd }));
    onClick('next', ask, () => post('/next-caller'));
    onClick('live', ask, () => post('/live'));
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
    for (const input of this.speeds) input.checked = Number(input.value) === state.speed;
    this.closing.hidden = !state.hasClosingTime;
    this.failure.value = state.failure;
    setAttribute(this.failure, 'data-failing', state.failure !== 'none');
    setOptions(
      this.scene,
      state.scenes.map((name, number) => [String(number), `${number + 1}. ${name}`] as const),
    );
    if (state.scene) this.scene.value = String(state.scene.number);
  }

  tick(nowMillis: number): void {
    setText(this.clock, timeOfDay(nowMillis));
  }
}

function onClick(id: string, ask: Ask, work: () => Promise<unknown>): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => ask(work));
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** A moment by the clock on the wall of whoever looks at the page. */
export const timeOfDay = (moment: number | string): string => timeFormat.format(new Date(moment));
