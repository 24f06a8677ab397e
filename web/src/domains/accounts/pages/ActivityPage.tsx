/** `/accounts/:accountId/activity?kind=&person=`: what happened in an account, the newest first. */

import '../styles/activity.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Membership } from '../../../api/types';
import { announce } from '../../../lib/announce';
import { useBrand } from '../../../lib/brand';
import { useCall } from '../../../lib/call';
import { useText } from '../../../lib/i18n';
import { useFormat, useMe } from '../../../lib/person';
import { Button } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { Field } from '../../../ui/Field';
import { LoadFailed, Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { problemText } from '../../../ui/problem-text';
import { Skeleton } from '../../../ui/Skeleton';
import { everything, kinds, loadActivity, mostRows, tableOf, useActivity } from '../data/activity';
import { saveFile } from '../data/save-file';
import { inOrder, usePeople } from '../data/use-people';
import { type ActivityFilter, accountPaths } from '../paths';
import { ActivityLine } from './ActivityLine';

export function ActivityPage({ membership }: { membership: Membership }) {
  const t = useText();
  const { account, scopes, may } = membership;
  const all = scopes.activity === 'account';
  return (
    <ActivityOf
      accountId={account.id}
      lead={all ? account.name : t('activity.only_yours')}
      byPerson={all && may.includes('accounts.list_members')}
      pathOf={accountPaths.activity}
      staff={false}
    />
  );
}

interface Props {
  accountId: string;
  /** Whose it is; undefined while that is being loaded. */
  lead: string | undefined;
  above?: ComponentChildren;
  byPerson: boolean;
  pathOf: (accountId: string, filter: ActivityFilter) => string;
  staff: boolean;
}

/** The same for members and for the team. */
export function ActivityOf({ accountId, lead, above, byPerson, pathOf, staff }: Props) {
  const t = useText();
  const { query, route } = useLocation();
  const filter: ActivityFilter = {
    kind: kinds.find((kind) => kind === query.kind),
    person: /^prs_\w+$/.test(query.person ?? '') ? query.person : undefined,
  };
  const { data, problem, reload, more } = useActivity(accountId, filter);
  const filtered = Boolean(filter.kind || filter.person);
  const empty = data?.items.length === 0;
  return (
    <Page
      title={t('accounts.activity')}
      above={above}
      below={
        <p class="lead" dir="auto">
          {lead}
        </p>
      }
    >
      <div class="activity-tools">
        <Filter
          accountId={accountId}
          filter={filter}
          byPerson={byPerson}
          // It stands in the address: it can be sent to somebody, and "back" undoes it.
          onChoose={(part) => route(pathOf(accountId, { ...filter, ...part }))}
        />
        {data && !empty && <Download accountId={accountId} filter={filter} />}
      </div>
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!data && !problem && <Skeleton rows={6} />}
      {empty && !data.next && (
        <Empty title={t(filtered ? 'activity.none_such' : 'activity.none')}>
          <p>{t(filtered ? 'activity.none_such_text' : 'activity.none_text')}</p>
        </Empty>
      )}
      {empty && data.next && <p class="hint">{t('activity.none_so_far')}</p>}
      {data && !empty && (
        <ol class="timeline">
          {data.items.map((item) => (
            <ActivityLine key={item.id} item={item} accountId={accountId} staff={staff} />
          ))}
        </ol>
      )}
      {data?.next && (
        <div class="more">
          {more.problem && (
            <Notice tone="problem">
              <p>{problemText(more.problem, t)}</p>
            </Notice>
          )}
          <Button busy={more.loading} onClick={() => void more.load()}>
            {t('activity.further')}
          </Button>
        </div>
      )}
    </Page>
  );
}

interface FilterProps {
  accountId: string;
  filter: ActivityFilter;
  byPerson: boolean;
  onChoose: (part: ActivityFilter) => void;
}

function Filter({ accountId, filter, byPerson, onChoose }: FilterProps) {
  const t = useText();
  return (
    <div class="activity-filter">
      <Field label={t('activity.kind')}>
        {(control) => (
          <select
            {...control}
            name="kind"
            value={filter.kind ?? ''}
            onChange={(event) => onChoose({ kind: event.currentTarget.value })}
          >
            <option value="">{t('activity.everything')}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`activity.kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {byPerson && <PersonField accountId={accountId} chosen={filter.person ?? ''} onChoose={onChoose} />}
    </div>
  );
}

interface PersonFieldProps {
  accountId: string;
  chosen: string;
  onChoose: (part: ActivityFilter) => void;
}

function PersonField({ accountId, chosen, onChoose }: PersonFieldProps) {
  const t = useText();
  const { person } = useMe();
  const members = inOrder(usePeople(accountId).data?.members ?? [], person.id);
  const isMember = members.some(({ person_id }) => person_id === chosen);
  return (
    <Field label={t('activity.by')}>
      {(control) => (
        <select
          {...control}
          name="person"
          value={chosen}
          onChange={(event) => onChoose({ person: event.currentTarget.value })}
        >
          <option value="">{t('activity.everybody')}</option>
          {members.map(({ person_id, name }) => (
            <option key={person_id} value={person_id}>
              {name}
            </option>
          ))}
          {chosen && !isMember && <option value={chosen}>{t('activity.no_member')}</option>}
        </select>
      )}
    </Field>
  );
}

function Download({ accountId, filter }: { accountId: string; filter: ActivityFilter }) {
  const t = useText();
  const format = useFormat();
  const { name: company } = useBrand();
  const { problem, sending, run } = useCall();
  const [rows, setRows] = useState(0);
  const [cut, setCut] = useState(false);
  const download = () =>
    run(async () => {
      setRows(0);
      setCut(false);
      const all = await everything((cursor) => loadActivity(accountId, filter, cursor, 100), setRows);
      saveFile(t('activity.file'), 'text/csv;charset=utf-8', tableOf(all.rows, t, company));
      setCut(!all.complete);
      announce(t('activity.saved'));
    });
  return (
    <div class="activity-download">
      <Button icon="down" busy={sending} onClick={() => void download()}>
        {t('activity.download')}
      </Button>
      {sending && rows > 0 && (
        <p class="hint">
          <span>{t.count('activity.rows', rows, format.number(rows))}</span>
        </p>
      )}
      {cut && <p class="hint">{t('activity.cut', { count: format.number(mostRows) })}</p>}
      {problem && (
        <Notice tone="problem" reveal>
          <p>{problemText(problem, t)}</p>
        </Notice>
      )}
    </div>
  );
}
