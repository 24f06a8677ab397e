/** The frame of every page: one heading, the tab's title, and focus where the reader should start. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useBrand } from '../lib/brand';
import { useText } from '../lib/i18n';

interface PageProps {
  /** Undefined while what it names is being loaded. */
  title: string | undefined;
  /** Names a step of its own on the same address, whose heading gets the focus as that of a page does. */
  step?: string;
  /** Stands above the title: where this page belongs. */
  above?: ComponentChildren;
  /** Stands below the title. */
  below?: ComponentChildren;
  /** What can be done here. */
  actions?: ComponentChildren;
  /** `reading` keeps lines short, `wide` uses the room for tables. */
  width?: 'reading' | 'wide';
  children: ComponentChildren;
}

/** From this many letters on a title is set smaller: a subject may have 140. */
const longTitle = 60;

/** The path and step whose heading has had the focus. The first page keeps the focus where the browser put it. */
let focused: string | null = null;

export function Page({ title, step, above, below, actions, width = 'reading', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { path } = useLocation();
  const place = step ? `${path}#${step}` : path;
  const { name } = useBrand();
  const t = useText();

  useEffect(() => {
    document.title = `${title ?? t('state.loading')} · ${name}`;
  }, [title, name, t]);

  useEffect(() => {
    if (title === undefined || focused === place) return;
    // A form that begins with its first field has put it there.
    const inField = document.activeElement?.matches('main :is(input, select, textarea)');
    if (focused !== null && !inField) heading.current?.focus({ preventScroll: true });
    focused = place;
  }, [place, title]);

  return (
    <div class={`page ${width}`}>
      <div class="page-head">
        {above && <div class="page-above">{above}</div>}
        <div class="page-title">
          <div class="page-words">
            <h1
              ref={heading}
              tabIndex={-1}
              dir="auto"
              class={title && title.length > longTitle ? 'long' : undefined}
            >
              {title === undefined ? <span class="skeleton-title" /> : <span>{title}</span>}
            </h1>
            {below}
          </div>
          {actions && <div class="page-actions">{actions}</div>}
        </div>
      </div>
      {children}
    </div>
  );
}
