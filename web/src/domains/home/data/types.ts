/** The start page as the API tells of it. */

import type { Answer } from '../../../api/types';

export type HomeView = Answer<'home.get_home', 200>;
export type HomeList = HomeView['to_do'];
export type HomeItem = HomeList['items'][number];
export type HomeKind = HomeItem['kind'];
