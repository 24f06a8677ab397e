/** A page that failed to draw, or whose code could not be fetched. */

import { useText } from '../lib/i18n';
import { Button } from './Button';
import { Page } from './Page';

export function Broken({ retry }: { retry: () => void }) {
  const t = useText();
  return (
    <Page title={t('broken.title')}>
      <p class="lead">{t('broken.text')}</p>
      <div class="form-end">
        <Button look="primary" onClick={retry}>
          {t('action.retry')}
        </Button>
        <Button onClick={() => location.reload()}>{t('action.reload')}</Button>
      </div>
    </Page>
  );
}
