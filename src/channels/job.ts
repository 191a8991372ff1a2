import type { ChannelKind } from './channel.settings';
import type { Notice } from './notice';

/** One attempt to make: claimed, written down, not yet begun. */
export interface Job {
  attemptId: string;
  /** The first is 1. */
  number: number;
  deliveryId: string;
  channelId: string;
  channelName: string;
  kind: ChannelKind;
  /** Of the channel, as it was claimed. */
  channelVersion: number;
  /** The recipients of a mail it is for alone; null for all of them. */
  leftTo: readonly string[] | null;
  notice: Notice;
}

/** How an attempt ended. */
export interface DeliveryResult {
  /** Somebody took it. */
  ok: boolean;
  ms: number;
  /** An HTTP status or an SMTP reply code; null when no answer came. */
  status: number | null;
  /** Never holds a secret. */
  error: string | null;
  /** How long the receiver asks to be left alone, in ms. */
  askedMs: number | null;
  /** The recipients of a mail who are to get it later, alone; null when it went as one, or not at all. */
  leftTo: readonly string[] | null;
  /** The receiver says that it is gone for good, and must not be called again (HTTP 410). */
  gone: boolean;
}
