/** Buttons and links that look like them. */

import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

type Look = 'primary' | 'plain' | 'quiet';

interface ButtonProps {
  children: ComponentChildren;
  look?: Look;
  type?: 'button' | 'submit';
  icon?: IconName;
  /** At work: stays focusable and is announced, but clicks do nothing. */
  busy?: boolean;
  disabled?: boolean;
  onClick?: () => void;
}

export function Button({
  children,
  look = 'plain',
  type = 'button',
  icon,
  busy,
  disabled,
  onClick,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button ${look}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      disabled={disabled}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

interface ButtonLinkProps {
  href: string;
  children: ComponentChildren;
  look?: Look;
  icon?: IconName;
}

export function ButtonLink({ href, children, look = 'plain', icon }: ButtonLinkProps) {
  return (
    <a href={href} class={`button ${look}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}
