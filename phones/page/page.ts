import type { CallBoard, CallBoardEvent, Phone } from '../call-board';
import { callBoardAfter } from '../call-board-after';
import type { ReplayedRequest, SimulationState } from '../protocol';
import { Banners } from './banners';
import { CallForm, type Calling } from './call-form';
import { Controls } from './controls';
import { curlOf } from './curl';
import { byId, element, icon, setAttribute } from './element';
import { KeyPresses } from './key-presses';
import { Microphone } from './microphone';
import { PhonesView } from './phones-view';
import { inOrder, post, Refused } from './requests';
import { listen } from './server-events';
import { listenForShortcuts } from './shortcuts';
import { isOver } from './shown-phones';
import { SimulationClock } from './simulation-clock';
import { Speaker } from './speaker';
import { speechVoices } from './speech';
import { TimelineView } from './timeline-view';
import { Tones } from './tones';
import { WallClock } from './wall-clock';

const tickMillis = 200;
const mutedPlace = 'call-queue-muted';
const spokenSeconds = 10;

/** One local Twilio on the page, and this tab's own telephone. */
class Page {
  private state: SimulationState | undefined;
  private board: CallBoard | undefined;
  /** The telephone whose sound this tab plays. */
  private yours: string | undefined;
  private isMuted = localStorage.getItem(mutedPlace) === 'yes';
  private isDrawingDue = false;
  private drawnPhones: readonly Phone[] | undefined;
  /** The request in the address of the page. */
  private linked = /^#request-(\d+)$/.exec(location.hash)?.[1];

  private readonly clock = new SimulationClock();
  private readonly wallClock = new WallClock();
  private readonly banners = new Banners();
  private readonly timeline = new TimelineView({
    time: (at) => this.wallClock.time(at),
    copy: (text) => navigator.clipboard.writeText(text),
    curl: (card) => curlOf(card, this.state?.edgeUrl),
    link: ({ number, call }) =>
      `${location.origin}/${call === undefined ? '' : `?call=${call}`}#request-${number}`,
    replay: ({ number }) => this.ask(() => post<ReplayedRequest>('/replay', { request: number })),
  });
  private readonly controls = new Controls((work) => void this.ask(work), this.wallClock);
  private readonly callForm = new CallForm(
    (calling) => void this.call('/calls', calling),
    ({ id }) => void this.call('/agent-calls', id === undefined ? {} : { agent: id }),
  );
  private readonly tones = new Tones();
  private readonly speaker = new Speaker(soundOf('speaker'), this.tones, () =>
    this.banners.complain(
      'Your browser plays no sound before you click on this page. Click anywhere to hear this call.',
    ),
  );
  private readonly microphone = new Microphone(
    soundOf('far-end'),
    inOrder((signal) => this.ask(() => post('/signals', signal))),
    () => this.drawSoon(),
  );
  private readonly keys = new KeyPresses((call, keys) => this.onCall(call, 'keys', { keys }));
  private readonly phones = new PhonesView(
    {
      take: (call) => this.take(call),
      dismiss: (call) => this.dismiss(call),
      press: (call, key) => {
        this.tones.key(key);
        this.keys.press(call, key);
      },
      hangUp: (call) => void this.onCall(call, 'hang-up'),
      answer: (call) => void this.answer(call),
      decline: (call) => void this.onCall(call, 'decline'),
      speak: (call) => void this.onCall(call, 'speech', { seconds: spokenSeconds }),
      enterPin: (call) => this.enterPin(call),
      useMicrophone: () => void this.microphone.use(),
      showCardsOf: (call) => this.timeline.goTo(call),
      callAgain: ({ from, to }) => void this.call('/calls', { from, to }),
    },
    this.wallClock,
    () => this.microphone.state,
  );

  /** Starts to listen to the server and to the user. */
  start(): void {
    speechVoices();
    this.mute(this.isMuted);
    byId('mute', HTMLButtonElement).addEventListener('click', () => this.mute(!this.isMuted));
    const press = (id: string) => () => byId(id, HTMLButtonElement).click();
    listenForShortcuts(
      {
        c: press('call'),
        a: press('next'),
        m: press('mute'),
        j: () => this.timeline.step(1),
        k: () => this.timeline.step(-1),
        '/': () => this.timeline.beginSearch(),
      },
      () => this.escape(),
    );
    // At the click itself: later, the browser would not see the sound as requested.
    for (const gesture of ['click', 'keydown']) {
      document.addEventListener(gesture, () => this.allowSound(), { capture: true });
    }
    setInterval(() => this.tick(), tickMillis);
    listen(
      {
        simulation: ({ state, board }) => this.begin(state, board),
        change: (state) => this.show(state),
        event: (event) => this.add(event),
        tick: ({ now }) => {
          this.clock.set(now);
          this.attend();
        },
        signal: (signal) => void this.microphone.receive(signal),
      },
      (isHeard) => this.banners.showConnection(isHeard),
    );
  }

  private begin(state: SimulationState, board: CallBoard): void {
    // From another simulation, or another npm start.
    if (!board.phones.some(({ call }) => call === this.yours)) this.yours = undefined;
    this.board = board;
    this.clock.reset(state.now, state.speed);
    this.wallClock.setTimeZone(state.timeZone);
    this.timeline.reset();
    this.show(state);
  }

  private show(state: SimulationState): void {
    this.state = state;
    this.clock.speed = state.speed;
    this.clock.set(state.now);
    this.controls.show(state);
    this.callForm.show(state);
    this.banners.show(state);
    this.attend();
    this.drawSoon();
  }

  private add(event: CallBoardEvent): void {
    if (!this.board || !this.state) return;
    this.board = callBoardAfter(this.board, event, this.state.dialed);
    this.clock.set(this.board.now);
    // People who play a scene want to hear it.
    const isArrival = event.kind === 'call' && event.status === 'ringing' && event.direction === 'inbound';
    if (isArrival && this.state.scene && !this.isOnTheLine) this.yours = event.call;
    this.attend();
    this.drawSoon();
  }

  private get isOnTheLine(): boolean {
    return this.board?.phones.some((phone) => phone.call === this.yours && !isOver(phone)) ?? false;
  }

  /** Keeps the sound and the microphone in step with this tab's telephone, even in a hidden tab. */
  private attend(): void {
    const { board, state, yours } = this;
    if (!board || !state) return;
    const phone = yours === undefined ? undefined : board.phones.find(({ call }) => call === yours);
    const other = phone?.doing.kind === 'talking' ? phone.doing.with : undefined;
    const hearing = phone && !isOver(phone) && other === undefined ? phone.hearing : undefined;
    this.speaker.follow(hearing, this.clock.now(), state.speed);
    this.microphone.follow(
      phone && other !== undefined
        ? {
            own: phone.call,
            other,
            otherName: board.phones.find(({ call }) => call === other)?.name ?? 'somebody',
            isPolite: phone.role === 'caller',
          }
        : undefined,
    );
  }

  /** Draws the page at most once per frame; browsers have no frames for hidden tabs. */
  private drawSoon(): void {
    if (this.isDrawingDue) return;
    this.isDrawingDue = true;
    requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.isDrawingDue = false;
    const { board, state } = this;
    if (!board || !state) return;
    const { phones, cards } = board;
    this.phones.draw(board, state, this.yours);
    this.timeline.update(cards);
    if (phones !== this.drawnPhones) {
      this.callForm.update(phones);
      this.timeline.listPeople(phones);
      this.drawnPhones = phones;
    }
    if (this.linked !== undefined) {
      this.timeline.open(Number(this.linked));
      this.linked = undefined;
    }
    this.tick();
  }

  /** Updates what changes with time. */
  private tick(): void {
    if (!this.state || document.hidden) return;
    const now = this.clock.now();
    this.controls.tick(now);
    this.banners.tick(now);
    this.phones.tick(now);
  }

  private async call(path: string, calling: Calling | object): Promise<void> {
    const answer = await this.ask(() => post<{ callSid: string }>(path, calling));
    if (answer) this.take(answer.callSid);
  }

  /** The next keys are the phone's: the button is gone after it. */
  private enterPin(call: string): void {
    void this.ask(() => post('/pin', { call }));
    this.phones.goTo(call);
  }

  /** A telephone becomes this tab's own when the user picks it up. */
  private async answer(call: string): Promise<void> {
    await this.onCall(call, 'answer');
    this.take(call);
  }

  private take(call: string): void {
    this.yours = call;
    this.attend();
    this.draw();
    this.phones.goTo(call);
  }

  private dismiss(call: string): void {
    if (this.yours === call) this.yours = undefined;
    this.phones.dismiss(call);
    this.attend();
    this.draw();
  }

  /** One step back: closes a complaint, else clears the filter, else removes the focus. */
  private escape(): void {
    if (this.banners.forgetComplaint() || this.timeline.clear()) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  private onCall(call: string, act: string, body: object = {}): Promise<unknown> {
    return this.ask(() => post(`/simulation/calls/${call}/${act}`, body));
  }

  /** Makes a request of the server, and shows why if it is refused. */
  private async ask<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await work();
      this.banners.forgetComplaint();
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.banners.complain(error.message);
      return undefined;
    }
  }

  private allowSound(): void {
    this.microphone.allow();
    if (this.speaker.allow(this.clock.now())) this.banners.forgetComplaint();
  }

  private mute(isMuted: boolean): void {
    this.isMuted = isMuted;
    localStorage.setItem(mutedPlace, isMuted ? 'yes' : 'no');
    this.speaker.mute(isMuted, this.clock.now());
    const button = byId('mute', HTMLButtonElement);
    setAttribute(button, 'aria-pressed', String(isMuted));
    button.replaceChildren(
      icon(isMuted ? 'muted' : 'sound'),
      element('span', {}, isMuted ? 'Muted' : 'Mute'),
    );
  }
}

/** An audio element that is not visible. */
function soundOf(id: string): HTMLAudioElement {
  const audio = element('audio', { id, preload: 'auto' });
  document.body.append(audio);
  return audio;
}

new Page().start();
