/** `/staff/customers?text=`: all customers by name, or those whose name begins with something. */

import '../styles/people.css';
import '../styles/customers.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { announce } from '../../../lib/announce';
import { useText } from '../../../lib/i18n';
import { mayAsStaff, useFormat, useMe } from '../../../lib/person';
import { ButtonLink } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { Field } from '../../../ui/Field';
import { MorePages } from '../../../ui/MorePages';
import { LoadFailed } from '../../../ui/Notice';
import { openRow } from '../../../ui/open-row';
import { Page } from '../../../ui/Page';
import { Skeleton } from '../../../ui/Skeleton';
import { RelativeTime } from '../../../ui/Time';
import { customerPaths } from '../data/customer-paths';
import { type Customer, lookedFor, useCustomers } from '../data/use-customers';

export function CustomerList() {
  const t = useText();
  const me = useMe();
  const { query } = useLocation();
  const text = lookedFor(query.text ?? '');
  const listing = useCustomers(text);
  const { data, problem, loading, reload } = listing;
  // Those of before stay until the new ones are there.
  const before = useRef(data);
  if (data) before.current = data;
  const shown = data ?? (problem ? undefined : before.current);
  useFoundSaid(text, data?.items.length, Boolean(data?.next));

  const create = mayAsStaff(me, 'accounts.create_account') && (
    <ButtonLink href={customerPaths.create()} look="primary" icon="plus">
      {t('customers.new')}
    </ButtonLink>
  );
  return (
    <Page title={t('customers.title')} width="wide" actions={create}>
      <Search text={text} />
      {problem && <LoadFailed problem={problem} retry={() => void reload()} />}
      {!shown && !problem && <Skeleton rows={8} />}
      {shown?.items.length === 0 && (
        <Empty title={text ? t('customers.none_such', { text }) : t('customers.none')}>
          <p>{t(text ? 'customers.none_such_text' : 'customers.none_text')}</p>
        </Empty>
      )}
      {shown && shown.items.length > 0 && (
        <div class="panel" aria-busy={!data && loading}>
          <CustomerTable customers={shown.items} />
        </div>
      )}
      <MorePages listing={listing} />
    </Page>
  );
}

/** How many were found, for those who do not see it; once for each text. */
function useFoundSaid(text: string, count: number | undefined, more: boolean): void {
  const t = useText();
  const format = useFormat();
  const said = useRef(text);
  useEffect(() => {
    if (count === undefined || said.current === text) return;
    said.current = text;
    const number = format.number(count);
    announce(more ? t('customers.found_more', { count: number }) : t.count('customers.found', count, number));
  }, [text, count]);
}

/** Milliseconds after the last letter. */
const pause = 300;

/** What is looked for stands in the address: it can be sent to somebody, and outlives a reload. */
function Search({ text }: { text: string }) {
  const t = useText();
  const { route } = useLocation();
  const [typed, setTyped] = useState(text);
  const wanted = useRef(text);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    // The address changed by itself, by "back" for one.
    if (text === wanted.current) return;
    wanted.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = (value: string) => {
    clearTimeout(timer.current);
    const next = lookedFor(value);
    if (next === wanted.current) return;
    wanted.current = next;
    route(customerPaths.list(next), true);
  };
  const change = (value: string) => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => look(value), pause);
  };

  return (
    <search>
      <form
        class="customer-search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          look(typed);
        }}
      >
        <Field label={t('customers.search')} hint={t('customers.search_hint')}>
          {(control) => (
            <input
              {...control}
              type="search"
              name="text"
              autoComplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => {
                // What an input method composes is looked for when it ends.
                if (event.isComposing) setTyped(event.currentTarget.value);
                else change(event.currentTarget.value);
              }}
              onCompositionEnd={(event) => change(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </search>
  );
}

function CustomerTable({ customers }: { customers: readonly Customer[] }) {
  const t = useText();
  return (
    <table class="people customers">
      <caption class="visually-hidden">{t('customers.title')}</caption>
      <thead>
        <tr>
          <th scope="col" class="cell-who">
            {t('customers.name')}
          </th>
          <th scope="col" class="cell-since">
            {t('customers.since')}
          </th>
        </tr>
      </thead>
      <tbody>
        {customers.map(({ id, name, created_at }) => (
          <tr key={id} onClick={openRow}>
            <td class="cell-who">
              <a href={customerPaths.overview(id)} dir="auto" title={name} draggable={false}>
                {name}
              </a>
            </td>
            <td class="cell-since">
              <RelativeTime at={created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
