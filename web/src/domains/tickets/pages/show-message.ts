import { messagePlace } from '../paths';

/** Brings a message of the conversation into view, with the focus, so that reading goes on there. */
export function showMessage(seq: number): void {
  const message = document.getElementById(messagePlace(seq));
  message?.setAttribute('tabindex', '-1');
  message?.focus({ preventScroll: true });
  message?.scrollIntoView({ block: 'center' });
}
