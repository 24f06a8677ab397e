/** The page of what a person was told. */

import { Route } from 'preact-iso';
import { lazyPage } from '../../ui/lazy-page';
import { notificationPatterns } from './paths';
import { later } from './texts/later';

const Notifications = lazyPage(
  () => import('./pages/Notifications').then((module) => module.Notifications),
  later,
);

export const notificationRoutes = [
  <Route key={notificationPatterns.list} path={notificationPatterns.list} component={Notifications} />,
];
