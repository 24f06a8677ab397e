/** `/verify` and `/verify/…`: whether a document that somebody holds is ours. For everybody, signed in or not. */

import '../styles/verify.css';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { decoded } from '../../../lib/paths';
import { useResource } from '../../../lib/resource';
import { Icon } from '../../../ui/Icon';
import { LoadFailed } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { codeIn, loadVerification } from '../data/verify';
import { VerifyCodeForm } from '../forms/VerifyCodeForm';
import { documentLinks } from '../paths';
import { VerifiedPaper } from './VerifiedPaper';

export function Verify() {
  const t = useText();
  const { path, route } = useLocation();
  const typed = decoded(path.split('/')[2] ?? '') ?? '';
  const code = codeIn(typed);
  const [asked, setAsked] = useState(0);
  return (
    <Page title={t('verify.title')} below={<p class="lead">{t('verify.lead')}</p>}>
      <div class="verify-page">
        <VerifyCodeForm
          key={typed}
          typed={code ?? typed}
          onCode={(next) => {
            if (next === code) setAsked((times) => times + 1);
            else route(documentLinks.verify(next));
          }}
        />
        {code && <Result key={code} code={code} asked={asked} />}
      </div>
    </Page>
  );
}

function Result({ code, asked }: { code: string; asked: number }) {
  const t = useText();
  const { data, problem, loading, reload } = useResource(`verifications/${code}`, () =>
    loadVerification(code),
  );
  const unknown = problem?.status === 404 || problem?.status === 422;
  const said = unknown ? t('verify.unknown') : data && t(`verify.state.${data.state}`);
  useEffect(() => {
    if (asked > 0) void reload();
  }, [asked]);
  useEffect(() => {
    if (said && !loading) announce(said);
  }, [said, loading]);

  if (unknown)
    return (
      <section class="verdict unknown" aria-labelledby="verdict">
        <div class="verdict-mark">
          <Icon name="warning" />
        </div>
        <div class="verdict-words">
          <h2 id="verdict">{t('verify.unknown')}</h2>
          <p>{t('verify.unknown_text', { code })}</p>
        </div>
      </section>
    );
  if (problem && !data) return <LoadFailed problem={problem} retry={() => void reload()} />;
  return data ? <VerifiedPaper verification={data} /> : <Skeleton rows={3} />;
}
