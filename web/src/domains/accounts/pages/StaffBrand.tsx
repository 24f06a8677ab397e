/** `/staff/brand`: what the company looks like and says, everywhere; an administrator publishes it. */

import '../styles/brand.css';
import { useState } from 'preact/hooks';
import { problemOf } from '../../../api/problem';
import { announce } from '../../../lib/announce';
import { wearPublished } from '../../../lib/brand';
import { draftKey } from '../../../lib/drafts';
import { useText } from '../../../lib/i18n';
import { useMe } from '../../../lib/person';
import { type Resource, useResource } from '../../../lib/resource';
import { useSubmission } from '../../../lib/submission';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { useStepUp } from '../../auth/public';
import { type BrandHere, loadBrandHere, publishBrand } from '../data/brand-calls';
import { type BrandDraft, bodyOf, changedFields, colourOf, textsOf } from '../data/brand-fields';
import { addressOf } from '../data/logo';
import { BrandForm } from '../forms/BrandForm';
import { BrandPreview } from './BrandPreview';

export function StaffBrand() {
  const t = useText();
  const resource = useResource('brand', loadBrandHere);
  const { data, problem, reload } = resource;
  const since = data?.published.changed_at;
  return (
    <Page
      title={t('accounts.brand')}
      width="wide"
      below={
        <>
          <p class="lead">{t('brand.lead')}</p>
          {since && (
            <p class="hint">
              <span>{t('brand.published')}</span> <RelativeTime at={since} />
            </p>
          )}
        </>
      }
    >
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={6} tall />}
      {data && <Editor here={data} resource={resource} />}
    </Page>
  );
}

function Editor({ here, resource }: { here: BrandHere; resource: Resource<BrandHere> }) {
  const t = useText();
  const { person } = useMe();
  const { guard, dialog } = useStepUp();
  const [savedVersion, setSavedVersion] = useState<number | null>(null);
  const { published, deployed } = here;
  const before = textsOf(here);
  // Only what was touched: the rest follows what is published, also when somebody else publishes meanwhile.
  const submission = useSubmission<BrandDraft>({
    draft: draftKey(person.id, 'brand'),
    initial: { texts: undefined, logo: undefined, seen: undefined },
    submit: ({ texts, logo, seen }, key) =>
      guard(async () => {
        const body = bodyOf({ ...before, ...texts }, logo, seen ?? published.version);
        const after = await publishBrand(body, key).catch(async (thrown) => {
          // What a colleague published is there before anybody is asked whether to publish over it.
          if (problemOf(thrown).code === 'conflict') await resource.reload();
          throw thrown;
        });
        await wearPublished({ ...after });
        resource.set(() => ({ deployed, published: after }));
        setSavedVersion(after.version);
        announce(t('brand.saved'));
      }),
  });
  const { values } = submission;
  const texts = { ...before, ...values.texts };
  const changed = changedFields(before, values);

  const ownLogo = values.logo === undefined ? published.logo : values.logo && addressOf(values.logo);
  return (
    <>
      <div class="brand-editor">
        <BrandForm
          submission={submission}
          here={here}
          texts={texts}
          changed={changed}
          saved={savedVersion === published.version && changed.length === 0}
        />
        <BrandPreview
          texts={texts}
          accent={colourOf(texts.accent) ?? published.accent}
          logo={ownLogo ?? null}
          deployedLogo={deployed.logo}
        />
      </div>
      {dialog}
    </>
  );
}
