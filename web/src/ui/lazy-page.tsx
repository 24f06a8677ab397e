/** A page whose code and texts are fetched when somebody goes there. */

import { type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { addTexts, type Catalogue } from '../lib/i18n';
import { Broken } from './Broken';
import { Skeleton } from './Skeleton';

/** Milliseconds until a part that could not be fetched is tried again. */
const pause = 10_000;

type State = 'loading' | 'loaded' | 'failed';

export function lazyPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  texts: Catalogue,
  /** It is a part that a page does without until it is there. */
  part?: 'part',
): ComponentType<Props> {
  let page: ComponentType<Props> | undefined;
  return function LazyPage(props: Props) {
    const [state, setState] = useState<State>(page ? 'loaded' : 'loading');
    useEffect(() => {
      if (state === 'failed' && part) setTimeout(() => setState('loading'), pause);
      if (state !== 'loading') return;
      Promise.all([load(), addTexts(texts)]).then(
        ([loaded]) => {
          page = loaded;
          setState('loaded');
        },
        () => setState('failed'),
      );
    }, [state]);
    if (page) return h(page, props);
    if (part) return null;
    return state === 'failed' ? <Broken retry={() => setState('loading')} /> : <Skeleton rows={6} />;
  };
}
