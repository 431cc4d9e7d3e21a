import type { Board, BoardEvent, Phone } from '../board';
import { boardAfter } from '../board-after';
import type { World } from '../protocol';
import { Banners } from './banners';
import { CallForm, type Ringing } from './call-form';
import { Controls } from './controls';
import { byId, element, icon, setAttribute } from './element';
import { Floor } from './floor';
import { KeyPresses } from './key-presses';
import { Microphone } from './microphone';
import { NameBook } from './name-book';
import { inOrder, post, Refused } from './requests';
import { listen } from './server-events';
import { isOver } from './shown-phones';
import { Speaker } from './speaker';
import { speechVoices } from './speech';
import { TimelineView } from './timeline-view';
import { Tones } from './tones';
import { WorldClock } from './world-clock';

const tickMillis = 200;
const mutedPlace = 'call-queue-muted';
const spokenSeconds = 10;

/** One local Twilio on the page, and the telephone that this tab has in its hand. */
class Page {
  private world: World | undefined;
  private board: Board | undefined;
  /** The telephone whose sound the speakers of this tab play. */
  private inHand: string | undefined;
  private isMuted = localStorage.getItem(mutedPlace) === 'yes';
  private isDrawingDue = false;
  private drawnPhones: readonly Phone[] | undefined;

  private readonly clock = new WorldClock();
  private readonly names = new NameBook();
  private readonly banners = new Banners();
  private readonly timeline = new TimelineView(this.names);
  private readonly controls = new Controls((work) => void this.ask(work));
  private readonly callForm = new CallForm(this.names, (ringing) => void this.ring(ringing));
  private readonly tones = new Tones();
  private readonly speaker = new Speaker(soundOf('speaker'), this.tones, () =>
    this.banners.complain(
      'Your browser plays nothing before a click on this page. Click anywhere to hear this call.',
    ),
  );
  private readonly microphone = new Microphone(
    soundOf('far-end'),
    inOrder((signal) => this.ask(() => post('/signals', signal))),
    () => this.drawSoon(),
  );
  private readonly keys = new KeyPresses((call, keys) => this.onCall(call, 'keys', { keys }));
  private readonly floor = new Floor(
    {
      take: (call) => this.take(call),
      putAway: (call) => this.putAway(call),
      press: (call, key) => {
        this.tones.key(key);
        this.keys.press(call, key);
      },
      hangUp: (call) => void this.onCall(call, 'hang-up'),
      answer: (call) => void this.onCall(call, 'answer'),
      decline: (call) => void this.onCall(call, 'decline'),
      speak: (call) => void this.onCall(call, 'speech', { seconds: spokenSeconds }),
      useMicrophone: (isOn) => void this.microphone.turn(isOn),
      showCardsOf: (call) => this.timeline.goTo(call),
      callAgain: ({ from, to }) => void this.ring({ from, to }),
    },
    this.names,
    () => this.microphone.state,
  );

  /** Begins to listen to the server, and to whoever sits here. */
  start(): void {
    speechVoices();
    this.mute(this.isMuted);
    byId('mute', HTMLButtonElement).addEventListener('click', () => this.mute(!this.isMuted));
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() === 'm' && !isTyping(event)) this.mute(!this.isMuted);
    });
    // At the click itself: later the browser would not take the sound for wished.
    for (const gesture of ['click', 'keydown']) {
      document.addEventListener(gesture, () => this.allowSound(), { capture: true });
    }
    setInterval(() => this.tick(), tickMillis);
    listen(
      {
        world: ({ world, board }) => this.begin(world, board),
        change: (world) => this.show(world),
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

  private begin(world: World, board: Board): void {
    // Of another world, or of another npm start.
    if (!board.phones.some(({ call }) => call === this.inHand)) this.inHand = undefined;
    this.board = board;
    this.clock.reset(world.now, world.speed);
    this.timeline.reset();
    this.show(world);
  }

  private show(world: World): void {
    this.world = world;
    this.clock.speed = world.speed;
    this.clock.set(world.now);
    this.names.show(world);
    this.controls.show(world);
    this.callForm.show(world);
    this.banners.show(world);
    this.attend();
    this.drawSoon();
  }

  private add(event: BoardEvent): void {
    if (!this.board || !this.world) return;
    this.board = boardAfter(this.board, event, this.world.agentsNumber);
    this.clock.set(this.board.now);
    // Whoever plays a scene wants to hear it.
    const isArrival = event.kind === 'call' && event.status === 'ringing' && event.direction === 'inbound';
    if (isArrival && this.world.scene && this.inHand === undefined) this.inHand = event.call;
    this.attend();
    this.drawSoon();
  }

  /** Sees to it that speakers and microphone do what the telephone in hand is in the middle of, whether anybody looks or not. */
  private attend(): void {
    const { board, world, inHand } = this;
    if (!board || !world) return;
    this.names.update(board.phones);
    const phone = inHand === undefined ? undefined : board.phones.find(({ call }) => call === inHand);
    const other = phone?.doing.kind === 'talking' ? phone.doing.with : undefined;
    const hearing = phone && !isOver(phone) && other === undefined ? phone.hearing : undefined;
    this.speaker.follow(hearing, this.clock.now(), world.speed);
    this.microphone.follow(
      phone && other !== undefined
        ? {
            own: phone.call,
            other,
            otherName: this.names.on(other) ?? 'somebody',
            isPolite: phone.role === 'caller',
          }
        : undefined,
    );
  }

  /** However much happens, the page is drawn once a frame; browsers have no frames while nobody looks. */
  private drawSoon(): void {
    if (this.isDrawingDue) return;
    this.isDrawingDue = true;
    requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.isDrawingDue = false;
    const { board } = this;
    if (!board) return;
    const { phones, cards } = board;
    this.floor.draw(board, this.inHand);
    this.timeline.update(cards);
    if (phones !== this.drawnPhones) {
      this.callForm.update(phones);
      this.timeline.listPeople(phones);
      this.drawnPhones = phones;
    }
    this.tick();
  }

  /** Moves what time moves. */
  private tick(): void {
    if (!this.world || document.hidden) return;
    const now = this.clock.now();
    this.controls.tick(now);
    this.floor.tick(now);
  }

  private async ring(ringing: Ringing): Promise<void> {
    const answer = await this.ask(() => post<{ callSid: string }>('/world/calls', ringing));
    if (answer) this.take(answer.callSid);
  }

  private take(call: string): void {
    this.inHand = call;
    this.attend();
    this.draw();
    this.floor.goTo(call);
  }

  private putAway(call: string): void {
    if (this.inHand === call) this.inHand = undefined;
    this.floor.putAway(call);
    this.attend();
    this.draw();
  }

  private onCall(call: string, act: string, body: object = {}): Promise<unknown> {
    return this.ask(() => post(`/world/calls/${call}/${act}`, body));
  }

  /** Does what was asked for; what the server refuses is told in its own words. */
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
    button.replaceChildren(icon(isMuted ? 'muted' : 'sound'), isMuted ? 'Muted' : 'Mute');
  }
}

/** What sounds without being seen. */
function soundOf(id: string): HTMLAudioElement {
  const audio = element('audio', { id, preload: 'auto' });
  document.body.append(audio);
  return audio;
}

/** A letter in a field is a letter, and no shortcut. */
const isTyping = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  ctrlKey ||
  metaKey ||
  altKey ||
  (target instanceof Element && target.matches('input:not([type=radio]), select, textarea'));

new Page().start();
