/** The icons of files alone, drawn like those of the portal. */

const shapes = {
  folder: 'M3 5.5c0-.6.4-1 1-1h4l1.6 2H16c.6 0 1 .4 1 1v7c0 .6-.4 1-1 1H4a1 1 0 0 1-1-1Z',
  more: 'M10 4.8v.4M10 9.8v.4M10 14.8v.4',
  unscanned: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM6.8 10h6.4',
  pen: 'm4 16 1-4 8.6-8.6 3 3L8 15ZM11.5 5.5l3 3',
  up: 'M10 15.6V4.4M5.2 9.2 10 4.4l4.8 4.8',
  lock: 'M5 9h10v7.5H5ZM7 9V6.5a3 3 0 0 1 6 0V9',
} as const;

export function DocumentIcon({ name }: { name: keyof typeof shapes }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
