/** The end of a list that goes on. */

import { useText } from '../lib/i18n';
import type { Listing } from '../lib/resource';
import { Button } from './Button';
import { Notice } from './Notice';
import { problemText } from './problem-text';

export function MorePages<Item>({ listing }: { listing: Listing<Item> }) {
  const t = useText();
  const { data, more } = listing;
  if (!data?.next) return null;
  return (
    <div class="more">
      {more.problem && (
        <Notice tone="problem">
          <p>{problemText(more.problem, t)}</p>
        </Notice>
      )}
      <Button busy={more.loading} onClick={() => void more.load()}>
        {t('action.load_more')}
      </Button>
    </div>
  );
}
