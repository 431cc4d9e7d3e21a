import type { Phone } from '../call-board';
import { counted } from '../words';
import { arrange, element, setText } from './element';
import type { PhoneActions, PhoneSetting } from './phone-actions';
import { PhoneRow } from './phone-row';
import { PhoneView } from './phone-view';
import type { Side } from './shown-phones';

export interface SideActions extends PhoneActions {
  open(call: string): void;
}

/** The telephones on one side of the page: full ones, then rows, then ended calls. */
export class SideView {
  private readonly whole = element('div', { class: 'whole-phones' });
  private readonly rows = element('ul', { class: 'rows' });
  private readonly overSummary = element('summary');
  private readonly overRows = element('ul', { class: 'rows' });
  private readonly over = element('details', { class: 'over' }, this.overSummary, this.overRows);
  private views = new Map<string, PhoneView>();
  private rowsOf = new Map<string, PhoneRow>();
  private side: Side | undefined;

  constructor(
    parent: Element,
    private readonly actions: SideActions,
    private readonly settingOf: (phone: Phone) => PhoneSetting,
  ) {
    parent.append(this.whole, this.rows, this.over);
    this.over.addEventListener('toggle', () => this.side && this.update(this.side));
  }

  update(side: Side): void {
    this.side = side;
    const views = new Map<string, PhoneView>();
    for (const phone of side.whole) {
      const view = this.views.get(phone.call) ?? new PhoneView(phone.call, this.actions);
      view.update(phone, this.settingOf(phone));
      views.set(phone.call, view);
    }
    this.views = views;
    arrange(
      this.whole,
      [...views.values()].map(({ root }) => root),
    );
    const rows = new Map<string, PhoneRow>();
    // Collapsed rows are not drawn.
    const over = this.over.open ? side.over : [];
    for (const phone of [...side.rows, ...over]) {
      const row = this.rowsOf.get(phone.call) ?? new PhoneRow(phone.call, (call) => this.actions.open(call));
      row.update(phone, this.settingOf(phone).place);
      rows.set(phone.call, row);
    }
    this.rowsOf = rows;
    const rootsOf = (phones: readonly Phone[]) => phones.flatMap(({ call }) => rows.get(call)?.root ?? []);
    arrange(this.rows, rootsOf(side.rows));
    arrange(this.overRows, rootsOf(over));
    this.over.hidden = side.over.length === 0;
    setText(this.overSummary, counted(side.over.length, 'ended call'));
  }

  /** Whether any telephone is shown whose call is not over. */
  get isShowing(): boolean {
    return this.side !== undefined && this.side.whole.length + this.side.rows.length > 0;
  }

  tick(nowMillis: number): void {
    for (const view of this.views.values()) view.tick(nowMillis);
    for (const row of this.rowsOf.values()) row.tick(nowMillis);
  }

  /** The telephone of a call, if it is shown in full on this side. */
  phone(call: string): HTMLElement | undefined {
    return this.views.get(call)?.root;
  }
}
