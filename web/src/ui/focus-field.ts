/** Puts the focus on a control so that its label, its hint and what is wrong come into view: a browser brings the box alone. */

export function focusField(control: HTMLElement): void {
  control.closest('.field, fieldset')?.scrollIntoView({ block: 'nearest' });
  control.focus({ preventScroll: true });
}

/** As `focusField`, where a new step begins in the place of another: its heading is in view, too, if there is room. */
export function beginAt(control: HTMLElement): void {
  scrollTo({ top: 0, behavior: 'instant' });
  focusField(control);
}
