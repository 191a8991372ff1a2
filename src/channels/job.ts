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
  notice: Notice;
}

/** How an attempt ended. */
export interface Outcome {
  ok: boolean;
  ms: number;
  /** An HTTP status or an SMTP reply code; null when no answer came. */
  status: number | null;
  /** Never holds a secret. */
  error: string | null;
  /** How long the receiver asks to be left alone, in ms. */
  askedMs: number | null;
}
