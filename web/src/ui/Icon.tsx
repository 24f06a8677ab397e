/** The portal's few icons, drawn on a 20-unit grid with one stroke width. */

const shapes = {
  home: 'M3.5 8.8 10 3.5l6.5 5.3v7.2a.9.9 0 0 1-.9.9h-3.4v-4.6H7.8v4.6H4.4a.9.9 0 0 1-.9-.9Z',
  bubble:
    'M3.5 5.4c0-.6.4-1 1-1h11c.6 0 1 .4 1 1v7.4c0 .6-.4 1-1 1H9l-3.6 2.8v-2.8h-.9a1 1 0 0 1-1-1ZM6.8 7.7h6.4M6.8 10.5h4',
  tray: 'M3.5 4.5h13v5h-13ZM3.5 12h4.2l1 1.8h2.6l1-1.8h4.2v3.5h-13Z',
  plus: 'M10 4.2v11.6M4.2 10h11.6',
  check: 'm4.5 10.6 3.6 3.6 7.4-8',
  copy: 'M7.5 7.5h8.2v8.2H7.5ZM12.5 7.2V4.3H4.3v8.2h2.9',
  chevron: 'm7.5 4.5 5.5 5.5-5.5 5.5',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  swap: 'm6.8 8 3.2-3.5L13.2 8M6.8 12l3.2 3.5 3.2-3.5',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  eyeOff: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5ZM4 16 16 4',
  warning: 'M10 3.4 17.3 16H2.7ZM10 8.2v3.6M10 13.7v.4',
  send: 'M3.8 10h11.4M10.4 5.2 15.2 10l-4.8 4.8',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6.2V10l2.6 1.7',
  bell: 'M10 3.2c-2.7 0-4.4 2-4.4 4.6v3L4 13.6h12l-1.6-2.8v-3c0-2.6-1.7-4.6-4.4-4.6ZM8.3 16.2a1.9 1.9 0 0 0 3.4 0',
  print:
    'M6 7.5V3.8h8v3.7M6 13.8H4.2a.7.7 0 0 1-.7-.7V8.2c0-.4.3-.7.7-.7h11.6c.4 0 .7.3.7.7v4.9c0 .4-.3.7-.7.7H14M6 11.6h8v4.6H6Z',
  close: 'm5 5 10 10M15 5 5 15',
  phone: 'M6.5 2.8h7a1 1 0 0 1 1 1v12.4a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V3.8a1 1 0 0 1 1-1ZM9 14.6h2',
  people:
    'M7.5 9a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.5 16.5c0-6 10-6 10 0M13 4a2.8 2.8 0 0 1 0 5M14.5 12q3 1 3 4.5',
  badge: 'M3 5h14v10.5H3ZM6 8h3v3H6ZM11.5 8.5H14M11.5 11.5H14M6 13.3h3',
  file: 'M5 3h6l4 4v10H5ZM11 3v4h4',
  drop: 'M10 3c9 11 5 14 0 14s-9-3 0-14Z',
  down: 'M10 4.2v11.2M5.2 10.8 10 15.6l4.8-4.8',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
