/** The pages of what a person is told, and was told. */

import { Route } from 'preact-iso';
import { lazyPage } from '../../ui/lazy-page';
import { notificationPatterns } from './paths';
import { later } from './texts/later';

const Notifications = lazyPage(
  () => import('./pages/Notifications').then((module) => module.Notifications),
  later,
);
const Preferences = lazyPage(() => import('./pages/Preferences').then((module) => module.Preferences), later);
const Deliveries = lazyPage(() => import('./pages/Deliveries').then((module) => module.Deliveries), later);

/** For everybody who has the link of a mail, signed in or not. */
export const Unsubscribe = lazyPage(
  () => import('./pages/Unsubscribe').then((module) => module.Unsubscribe),
  later,
);

/** Over every page, as long as no mails arrive. */
export const MailStopped = lazyPage(
  () => import('./pages/MailStopped').then((module) => module.MailStopped),
  later,
);

export const notificationRoutes = [
  <Route key={notificationPatterns.list} path={notificationPatterns.list} component={Notifications} />,
  <Route
    key={notificationPatterns.preferences}
    path={notificationPatterns.preferences}
    component={Preferences}
  />,
  <Route
    key={notificationPatterns.deliveries}
    path={notificationPatterns.deliveries}
    component={Deliveries}
  />,
];
