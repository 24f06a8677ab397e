/** What a person was told, and is to be told, as the API says it. */

import type { Answer } from '../../../api/types';

export type Inbox = Answer<'notifications.list_notifications', 200>;
export type Notification = Inbox['items'][number];
export type NewsKind = Notification['kind'];

export type Preferences = Answer<'notifications.get_preferences', 200>;
export type TopicTiming = Preferences['topics'][number];
export type Topic = TopicTiming['topic'];
export type Timing = TopicTiming['mail'];
/** Of text messages: no summary comes by them. */
export type TextTiming = TopicTiming['sms'];
export type QuietHours = NonNullable<Preferences['quiet_hours']>;
export type EmailReach = Preferences['email'];

export type DeliveryPage = Answer<'notifications.list_deliveries', 200>;
export type Delivery = DeliveryPage['items'][number];
export type DeliveryState = Delivery['state'];
